"""Pictures inside a Word or Excel file: none keeps place or device, whatever kind it is."""

import io
import zipfile

import pytest
from PIL import Image

from suar.files.cleaning import clean_apart
from suar.files.cleaning.codes import Note
from suar.files.cleaning.dispatch import clean
from suar.files.tests import made_files as made
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

MARK = made.CANARY.decode()
IMAGE = (
    '<Relationship Id="rId97" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/image" Target="{target}"/></Relationships>'
)


def photo(kind, mode="RGB", **more):
    exif = Image.Exif()
    exif[0x010F] = exif[0x010E] = MARK  # maker, description
    exif.get_ifd(0x8825)[1] = "S"
    exif.get_ifd(0x8825)[2] = (8.0, 35.0, 12.0)
    out = io.BytesIO()
    Image.new(mode, (20, 30), (200, 30, 30, 90)[: len(mode)]).save(out, kind, exif=exif, **more)
    return out.getvalue()


def gif():
    out = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=made.CANARY)
    return out.getvalue()


def bmp():
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "BMP")
    return out.getvalue() + made.CANARY


def declared(kind, ending):
    line = f'<Default Extension="{ending}" ContentType="image/{kind}"/></Types>'.encode()
    return {"[Content_Types].xml": lambda part: part.replace(b"</Types>", line)}


def parts_of(copy):
    with zipfile.ZipFile(io.BytesIO(copy.clean_bytes)) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_a_picture_of_too_many_points_is_refused_inside_a_file_too():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "TIFF", compression="group4")
    data = made.rezipped(made.word(), add={"word/media/image1.tiff": out.getvalue()})
    with pytest.raises(Problem) as refusal:
        clean(data, "a.docx")
    assert refusal.value.reasons[0].code == Reason.FILE_TOO_MANY_PIXELS


@pytest.mark.parametrize(
    ("ending", "picture"),
    [
        ("tiff", photo("TIFF")), ("tiff", photo("TIFF", "RGBA")),
        ("tif", photo("TIFF", big_tiff=True)),
        ("webp", photo("WEBP")), ("webp", photo("WEBP", "RGBA")),
        ("webp", photo("WEBP", lossless=True)), ("gif", gif()), ("bmp", bmp()),
        ("jpeg", photo("JPEG")), ("png", photo("PNG")), ("bin", photo("TIFF")),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    ("make", "name", "root"), [(made.word, "a.docx", "word"), (made.sheet, "a.xlsx", "xl")]
)
def test_a_picture_of_any_kind_loses_its_marks_and_is_still_shown(
    make, name, root, ending, picture
):
    part = f"{root}/media/image1.{ending}"
    copy = clean(made.rezipped(make(), add={part: picture}), name)
    kept = parts_of(copy)
    assert not [n for n, data in kept.items() if made.CANARY in data]
    with Image.open(io.BytesIO(kept[part])) as shown:
        shown.load()
        assert not shown.getexif()
        red = shown.convert("RGB").getpixel((2, 2))
        kind = shown.get_format_mimetype()
    assert red[0] > 150
    assert red[1] < 90
    if ending not in ("jpeg", "png"):
        line = f'PartName="/{part}" ContentType="{kind}"'.encode()
        assert line in kept["[Content_Types].xml"], "declared as what it is now"
    assert Note.PICTURES not in copy.notes
    assert (Note.FIRST_FRAME in copy.notes) == (ending == "gif")


EMF = b"\x01\0\0\0\x6c\0\0\0" + bytes(32) + b" EMF" + made.CANARY
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><metadata>' + made.CANARY + b"</metadata></svg>"


@pytest.mark.parametrize(
    ("ending", "kind", "picture"),
    [
        ("emf", "x-emf", EMF), ("wmf", "x-wmf", b"\xd7\xcd\xc6\x9a" + made.CANARY),
        ("wdp", "vnd.ms-photo", b"II\xbc\x01" + made.CANARY), ("svg", "svg+xml", SVG),
        ("tiff", "tiff", b"II*\0" + made.CANARY),
        ("heic", "heic", b"\0\0\0\x18ftypheic" + made.CANARY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["media", "type", "relation"])
def test_a_picture_that_cannot_be_made_anew_gives_way_to_a_grey_field(ending, kind, picture, where):
    part = f"word/media/image1.{ending}" if where == "media" else f"word/drawn/one.{ending}"
    change = {}
    if where == "type":
        change = declared(kind, ending)
    elif where == "relation":
        line = IMAGE.format(target=f"drawn/one.{ending}").encode()
        change = {"word/_rels/document.xml.rels": lambda p: p.replace(b"</Relationships>", line)}
    copy = clean(made.rezipped(made.word(), add={part: picture}, change=change), "a.docx")
    kept = parts_of(copy)
    assert not [n for n, data in kept.items() if made.CANARY in data]
    with Image.open(io.BytesIO(kept[part])) as shown:
        assert (shown.format, shown.getpixel((3, 3))) == ("PNG", (200, 200, 200))
    assert Note.PICTURES in copy.notes


def test_where_a_drawing_of_lines_went_the_picture_beside_it_is_shown():
    drawing = (
        b'<a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:extLst>'
        b'<a:ext uri="{96DAC541}"><asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/'
        b'drawing/2016/SVG/main"/></a:ext></a:extLst></a:blip></w:body>'
    )
    data = made.rezipped(
        made.word("Kronologi"),
        add={"word/media/image2.svg": SVG, "word/media/image1.png": made.png()},
        change={"word/document.xml": lambda part: part.replace(b"</w:body>", drawing)},
    )
    kept = parts_of(clean(data, "a.docx"))
    assert b"svgBlip" not in kept["word/document.xml"]
    assert b"a:blip" in kept["word/document.xml"]
    assert b"Kronologi" in kept["word/document.xml"]


def test_a_thumbnail_that_goes_anyway_is_no_picture_of_the_file():
    copy = clean(made.rezipped(made.word(), add={"docProps/thumbnail.emf": EMF}), "a.docx")
    assert Note.PICTURES not in copy.notes


def test_a_letter_font_inside_stays_as_it_is():
    font = b"BM" + bytes(range(200))
    data = made.rezipped(made.word(), add={"word/fonts/font1.odttf": font})
    assert parts_of(clean(data, "a.docx"))["word/fonts/font1.odttf"] == font


def test_the_process_apart_makes_them_anew_too():
    data = made.rezipped(made.word(), add={"word/media/image1.tiff": photo("TIFF")})
    assert made.CANARY not in b"".join(parts_of(clean_apart(data, "a.docx")).values())
