"""Small files of every kind, made here, with marks and dangers in them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
from PIL import Image, PngImagePlugin
from reportlab.pdfgen import canvas

from suar.files.cleaning.ogg import _crc

CANARY = b"CANARY-rahasia-7712"


def jpeg(size=(64, 48), colour=(200, 30, 30)):
    """A JPEG with place, maker and a comment."""
    picture = Image.new("RGB", size, colour)
    exif = Image.Exif()
    exif[0x010F] = CANARY.decode()  # maker
    exif[0x8825] = {1: "S", 2: (6.0, 12.0, 0.0)}  # place
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif, comment=CANARY)
    return out.getvalue() + CANARY


def png():
    """A PNG with a written mark."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", CANARY.decode())
    out = io.BytesIO()
    Image.new("RGBA", (20, 30), (0, 0, 255, 120)).save(out, "PNG", pnginfo=info)
    return out.getvalue()


def webp():
    """A moving WebP with a mark."""
    frames = [Image.new("RGB", (16, 16), c) for c in ("red", "blue")]
    out = io.BytesIO()
    frames[0].save(out, "WEBP", save_all=True, append_images=frames[1:], xmp=CANARY)
    return out.getvalue()


def png_bomb(side=60000):
    """A few bytes that say they are 60,000 by 60,000 points."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    body = b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk
    body += struct.pack(">I", zlib.crc32(chunk))
    data = b"IDAT" + zlib.compress(b"\0" * 1000)
    return body + struct.pack(">I", len(data) - 4) + data + struct.pack(">I", zlib.crc32(data))


def pdf(text="Kontrak kerja", pages=1):
    """A plain PDF with an author."""
    out = io.BytesIO()
    paper = canvas.Canvas(out)
    paper.setAuthor(CANARY.decode())
    for _ in range(pages):
        paper.drawString(100, 700, text)
        paper.showPage()
    paper.save()
    return out.getvalue()


def dangerous_pdf():
    """A PDF that runs, opens, attaches and sends."""
    document = pikepdf.open(io.BytesIO(pdf()))
    script = pikepdf.Dictionary(
        S=pikepdf.Name.JavaScript, JS="app.alert('" + CANARY.decode() + "')"
    )
    document.Root.OpenAction = document.make_indirect(script)
    document.Root.AA = pikepdf.Dictionary(WC=script)
    document.Root.Names = pikepdf.Dictionary(
        JavaScript=pikepdf.Dictionary(Names=pikepdf.Array([pikepdf.String("a"), script]))
    )
    document.attachments["geheim.exe"] = CANARY
    page = document.pages[0]
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F=pikepdf.String("cmd.exe"))
    link = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 10, 10], A=launch
    )
    web = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 10, 10],
        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("http://x/" + CANARY.decode())),
    )  # fmt: skip
    film = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.RichMedia, Rect=[0, 0, 10, 10]
    )
    page.Annots = pikepdf.Array([document.make_indirect(link), web, document.make_indirect(film)])
    document.Root.AcroForm = pikepdf.Dictionary(
        XFA=pikepdf.String(CANARY.decode()), Fields=pikepdf.Array([])
    )
    with document.open_metadata() as marks:
        marks["dc:creator"] = [CANARY.decode()]
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_with_photo():
    """A PDF that holds a photo with its place marks."""
    document = pikepdf.open(io.BytesIO(pdf()))
    photo = document.make_stream(jpeg()[: -len(CANARY)])
    photo.Type, photo.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    photo.Width, photo.Height, photo.BitsPerComponent = 64, 48, 8
    photo.ColorSpace, photo.Filter = pikepdf.Name.DeviceRGB, pikepdf.Name.DCTDecode
    document.pages[0].Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=photo))
    document.pages[0].Contents = document.make_stream(b"q 64 0 0 48 0 0 cm /Im0 Do Q")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def locked_pdf():
    """A PDF behind a password."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as document:
        document.save(out, encryption=pikepdf.Encryption(owner="a", user="b"))
    return out.getvalue()


def word(text="Kronologi"):
    """A .docx with an author."""
    document = docx.Document()
    document.core_properties.author = CANARY.decode()
    document.add_paragraph(text)
    document.add_table(rows=1, cols=2).cell(0, 0).text = "isi"
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sheet():
    """A .xlsx with an author and a sum."""
    book = openpyxl.Workbook()
    book.properties.creator = CANARY.decode()
    book.active.append(["nama", 3])
    book.active["B2"] = "=SUM(B1:B1)"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def rezipped(data, add=None, change=None, compress=zipfile.ZIP_DEFLATED):
    """Write an office file again with parts added or changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", compress) as new:
        for name in old.namelist():
            part = old.read(name)
            if change and name in change:
                part = change[name](part)
            new.writestr(name, part)
        for name, part in (add or {}).items():
            new.writestr(name, part)
    return out.getvalue()


def _page(serial, number, flags, packets):
    lacing = bytearray()
    for packet in packets:
        lacing += b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255])
    body = b"".join(packets)
    head = b"OggS" + struct.pack("<BBqII", 0, flags, 0, serial, number) + bytes(4)
    whole = head + bytes([len(lacing)]) + bytes(lacing) + body
    return whole[:22] + struct.pack("<I", _crc(whole)) + whole[26:]


def ogg(comment=CANARY, start=b"OpusHead" + bytes(11)):
    """An Opus voice message with a comment."""
    comment = b"ARTIST=" + comment
    tags = b"OpusTags" + struct.pack("<I", 4) + b"Lavf"
    tags += struct.pack("<I", 1) + struct.pack("<I", len(comment)) + comment
    sound = [bytes([value]) * 50 for value in range(20)]
    return _page(7, 0, 2, [start]) + _page(7, 1, 0, [tags]) + _page(7, 2, 4, sound) + CANARY


def mp3():
    """Sound frames between an ID3v2 and an ID3v1 tag."""
    frame = b"\xff\xfb\x90\x64" + bytes(413)  # 128 kbit/s, 44.1 kHz: 417 bytes
    tag = b"TPE1" + struct.pack(">I", len(CANARY) + 1) + b"\0\0" + b"\0" + CANARY
    size = len(tag)
    head = b"ID3\x04\0\0" + bytes([0, 0, size >> 7, size & 0x7F])
    return head + tag + frame * 6 + b"TAG" + CANARY.ljust(125, b"\0")


def box(kind, body):
    """One MP4 box."""
    return struct.pack(">I", len(body) + 8) + kind + body


def m4a(track=b"soun"):
    """A voice message in MP4 boxes, with dates and marks."""
    hdlr = box(b"hdlr", bytes(8) + track + bytes(12) + CANARY + b"\0")
    dated = bytes(4) + struct.pack(">II", 3800000001, 3800000002) + bytes(8)
    trak = box(b"trak", box(b"tkhd", dated) + box(b"mdia", box(b"mdhd", dated) + hdlr))
    moov = box(b"moov", box(b"mvhd", dated) + trak + box(b"udta", CANARY))
    return box(b"ftyp", b"M4A \0\0\0\0") + box(b"mdat", b"sound" * 30) + moov + box(b"uuid", CANARY)
