"""Pictures are made again from their pixels, so that nothing else comes along."""

from __future__ import annotations

import io
import re
import warnings

from PIL import Image, ImageOps, UnidentifiedImageError

from suar.files.cleaning.cleaned import Cleaned, cleaned, refused
from suar.files.cleaning.codes import MAX_PIXELS, Format, Note
from suar.kit.reasons import Reason

_PILLOW_NAME = {Format.JPG: "JPEG", Format.PNG: "PNG", Format.WEBP: "WEBP"}
_BROKEN = (OSError, ValueError, SyntaxError, EOFError, UnidentifiedImageError, MemoryError)


def clean_picture(data: bytes, form: Format) -> Cleaned:
    """Return the picture without place, device, comment or anything behind its end."""
    made, moving = made_anew(data, _PILLOW_NAME[form], form)
    notes = [Note.REMADE, Note.METADATA] + ([Note.FIRST_FRAME] if moving else [])
    return cleaned(form, made, *notes)


def made_anew(data: bytes, read_as: str, form: Format) -> tuple[bytes, bool]:
    """Return a picture written from its bare pixels, and whether there were more frames.

    ``read_as`` is Pillow's name of what it is. Raises ``Problem``: broken, too many pixels.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow's own size warning: ours is stricter
            with Image.open(io.BytesIO(data), formats=[read_as]) as picture:
                if picture.width * picture.height > MAX_PIXELS:
                    raise refused(Reason.FILE_TOO_MANY_PIXELS, limit=MAX_PIXELS // 1_000_000)
                moving = bool(getattr(picture, "is_animated", False))
                picture.load()
                upright = ImageOps.exif_transpose(picture)
                pixels = _flat(upright, form)
    except Image.DecompressionBombError:
        raise refused(Reason.FILE_TOO_MANY_PIXELS, limit=MAX_PIXELS // 1_000_000) from None
    except _BROKEN:
        raise refused(Reason.FILE_BROKEN) from None
    return _written(pixels, form), moving


def _flat(picture: Image.Image, form: Format) -> Image.Image:
    """Copy the bare pixels into a new picture; its ``info`` is empty, so nothing can leak."""
    see_through = form is not Format.JPG and (
        "A" in picture.getbands() or "transparency" in picture.info
    )
    wanted = picture.convert("RGBA" if see_through else "RGB")
    bare = Image.new(wanted.mode, wanted.size)
    bare.paste(wanted)
    return bare


def _written(picture: Image.Image, form: Format) -> bytes:
    out = io.BytesIO()
    if form is Format.PNG:
        picture.save(out, "PNG", optimize=False)
    else:
        picture.save(out, _PILLOW_NAME[form], quality=90)
    return out.getvalue()


_STRIPPED_MARKERS = frozenset({0xFE, *range(0xE1, 0xEE), 0xEF})  # COM, APP1-13, APP15
_END, _SCAN = 0xD9, 0xDA
_AFTER_SCAN = re.compile(rb"\xff(?![\x00\xd0-\xd7\xff])")  # a marker that is none of the scan's own
_STRIPPED_CHUNKS = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
_PNG = b"\x89PNG\r\n\x1a\n"


def strip_picture(data: bytes) -> bytes:
    """Take marks of place and device out of a picture inside another file, by what it is."""
    return strip_png(data) if data.startswith(_PNG) else strip_jpeg(data)


def strip_jpeg(data: bytes) -> bytes:
    """Take marks of place and device out of a JPEG inside another file, pixels untouched.

    Keeps APP0 (JFIF) and APP14 (Adobe, needed for colours). What lies behind the end goes: phones
    put second pictures there, with marks of their own. What is no JPEG comes back unchanged.
    """
    if not data.startswith(b"\xff\xd8"):
        return data
    out = bytearray(b"\xff\xd8")
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:  # no marker: programs pass over it to the next one
            at = data.find(b"\xff", at)
            if at < 0:
                return bytes(out)
            continue
        marker = data[at + 1]
        if marker == 0xFF:  # fill byte
            at += 1
            continue
        if marker == _END:
            return bytes(out + data[at : at + 2])
        stop = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        if marker == _SCAN:
            after = _AFTER_SCAN.search(data, stop)
            stop = after.start() if after else len(data)
        if marker not in _STRIPPED_MARKERS:
            out += data[at:stop]
        at = stop
    return bytes(out + data[at:])


_TELLING_BOXES = frozenset({b"uuid", b"uinf", b"xml "})
_JP2 = b"\0\0\0\x0cjP  \r\n\x87\n"


def strip_jp2(data: bytes) -> bytes:
    """Take written marks, place and device out of a JPEG 2000 inside another file."""
    if not data.startswith(_JP2):
        return data  # bare pixels without boxes
    out = bytearray()
    at = 0
    while at + 8 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if size == 1:
            size = int.from_bytes(data[at + 8 : at + 16], "big")
        stop = at + size if size else len(data)  # 0: to the end
        if stop < at + 8:
            break
        if kind not in _TELLING_BOXES:
            out += data[at:stop]
        at = stop
    return bytes(out)


def strip_png(data: bytes) -> bytes:
    """Take written marks, place and time out of a PNG inside another file, and what lies behind."""
    out = bytearray(_PNG)
    at = len(_PNG)
    while at + 12 <= len(data):
        kind = data[at + 4 : at + 8]
        stop = at + 12 + int.from_bytes(data[at : at + 4], "big")
        if kind not in _STRIPPED_CHUNKS:
            out += data[at:stop]
        at = stop
        if kind == b"IEND":
            break
    return bytes(out)
