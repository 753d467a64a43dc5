"""What somebody sent: refused with a clear reason, or made safe. Refusals first."""

import contextlib
import csv
import io
import zipfile
from pathlib import Path

import docx
import openpyxl
import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from suar.files.cleaning import clean_apart
from suar.files.cleaning.codes import MAX_UPLOAD, Kind, Note
from suar.files.cleaning.dispatch import clean
from suar.files.tests import made_files as made
from suar.kit.problem import Problem
from suar.kit.reasons import Reason


def _rel(kind, target, mode=' TargetMode="External"'):
    return (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    ).encode()


def _related(kind, target):
    def change(part):
        return part.replace(b"</Relationships>", _rel(kind, target))

    return {"word/_rels/document.xml.rels": change}


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "cccc">]><a>&b;</a>'
FIELD = (
    b'<w:r><w:instrText xml:space="preserve"> DDE</w:instrText></w:r>'
    b"<w:r><w:instrText>AUTO c:\\\\x </w:instrText></w:r></w:p></w:body>"
)


def _with_field(part):
    return part.replace(b"<w:body>", b"<w:body><w:p>" + FIELD.replace(b"</w:body>", b""), 1)


def _macro_type(part):
    return part.replace(b"document.main", b"macroEnabled.main")


REFUSALS = [
    ("nothing in it", b"", "a.jpg", Reason.FILE_EMPTY),
    ("too large", b"x" * (MAX_UPLOAD + 1), "a.txt", Reason.FILE_TOO_LARGE),
    ("a program", b"MZ\x90\0" + bytes(400), "foto.jpg", Reason.FILE_TYPE),
    ("a program named text", b"MZ\x90\0" + bytes(400), "a.txt", Reason.FILE_TYPE),
    ("a page of the web", b"<html><script>1</script></html>", "a.html", Reason.FILE_TYPE),
    ("an archive", made.word(), "semua.zip", Reason.FILE_TYPE),
    ("old Word", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.doc", Reason.FILE_OLD_OFFICE),
    ("photo of an iPhone", b"\0\0\0\x18ftypheic" + bytes(40), "IMG_1.HEIC", Reason.FILE_HEIC),
    ("broken photo", made.jpeg()[:200], "a.jpg", Reason.FILE_BROKEN),
    ("pixel bomb", made.png_bomb(), "a.png", Reason.FILE_TOO_MANY_PIXELS),
    ("locked PDF", made.locked_pdf(), "a.pdf", Reason.FILE_ENCRYPTED),
    ("broken PDF", b"%PDF-1.7\nnothing", "a.pdf", Reason.FILE_BROKEN),
    ("book of pages", made.pdf(pages=501), "a.pdf", Reason.FILE_TOO_COMPLEX),
    ("macro by name", made.word(), "a.docm", Reason.FILE_MACRO),
    (
        "macro by type",
        made.rezipped(
            made.word(),
            change={"[Content_Types].xml": _macro_type},
        ),
        "a.docx",
        Reason.FILE_MACRO,
    ),
    (
        "macro inside",
        made.rezipped(made.word(), {"word/vbaProject.bin": b"x"}),
        "a.docx",
        Reason.FILE_MACRO,
    ),
    (
        "object inside",
        made.rezipped(made.word(), {"word/embeddings/oleObject1.bin": b"x"}),
        "a.docx",
        Reason.FILE_EMBEDDED,
    ),
    (
        "picture from outside",
        made.rezipped(made.word(), change=_related("image", "http://x.invalid/p.png")),
        "a.docx",
        Reason.FILE_OUTSIDE,
    ),
    (
        "field that runs",
        made.rezipped(made.word(), change={"word/document.xml": _with_field}),
        "a.docx",
        Reason.FILE_OUTSIDE,
    ),
    (
        "entities",
        made.rezipped(made.word(), {"word/extra.xml": BOMB}),
        "a.docx",
        Reason.FILE_TOO_COMPLEX,
    ),
    (
        "zip bomb",
        made.rezipped(made.word(), {"word/media/a.bin": bytes(20_000_000)}),
        "a.docx",
        Reason.FILE_TOO_COMPLEX,
    ),
    (
        "too many parts",
        made.rezipped(made.word(), {f"word/media/{i}": b"" for i in range(2001)}),
        "a.docx",
        Reason.FILE_TOO_COMPLEX,
    ),
    (
        "a name that climbs out",
        made.rezipped(made.word(), {"../../etc/x": b"x"}),
        "a.docx",
        Reason.FILE_BROKEN,
    ),
    ("a table named Word", made.sheet(), "a.docx", Reason.FILE_TYPE),
    ("broken zip", made.word()[:400], "a.docx", Reason.FILE_BROKEN),
    ("film", made.m4a(track=b"vide"), "a.mp4", Reason.FILE_VIDEO),
    ("film in Ogg", made.ogg(start=b"\x80theora" + bytes(20)), "a.ogg", Reason.FILE_TYPE),
    ("half a voice", made.ogg()[:40], "a.ogg", Reason.FILE_BROKEN),
    ("no sound", b"ID3\x04\0\0\0\0\0\0" + b"x" * 9000, "a.mp3", Reason.FILE_BROKEN),
]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "name", "reason"), [r[1:] for r in REFUSALS], ids=[r[0] for r in REFUSALS]
)
def test_what_is_dangerous_or_unreadable_is_refused_with_its_reason(data, name, reason):
    with pytest.raises(Problem) as refusal:
        clean(data, name)
    assert [b.code for b in refusal.value.reasons] == [reason]
    assert refusal.value.reasons[0].field == "file"


def test_a_film_with_sound_is_refused_as_a_film():
    sound, film = made.m4a(), made.m4a(track=b"vide")
    both = sound[: sound.index(b"moov") - 4]
    moov_a = sound[sound.index(b"moov") + 4 : sound.rindex(b"uuid") - 4]
    moov_b = film[film.index(b"moov") + 4 : film.rindex(b"uuid") - 4]
    with pytest.raises(Problem) as refusal:
        clean(both + made.box(b"moov", moov_a + moov_b), "a.mp4")
    assert refusal.value.reasons[0].code == Reason.FILE_VIDEO


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (made.jpeg(), "KTP Sri.jpeg", Kind.PICTURE),
        (made.png(), "a.png", Kind.PICTURE),
        (made.webp(), "a.webp", Kind.PICTURE),
        (made.pdf(), "a.pdf", Kind.PDF),
        (made.dangerous_pdf(), "a.pdf", Kind.PDF),
        (made.pdf_with_photo(), "a.pdf", Kind.PDF),
        (made.word(), "a.docx", Kind.WORD),
        (made.sheet(), "a.xlsx", Kind.SHEET),
        (made.ogg(), "PTT-20260101-WA0001.opus", Kind.VOICE),
        (made.mp3(), "a.mp3", Kind.VOICE),
        (made.m4a(), "a.m4a", Kind.VOICE),
    ],
)
def test_marks_of_author_place_and_device_do_not_survive(data, name, kind):
    assert made.CANARY in _everything(data)
    copy = clean(data, name)
    assert copy.kind == kind
    assert Note.METADATA in copy.notes
    assert Note.RENAMED not in copy.notes
    assert made.CANARY not in _everything(copy.clean_bytes)


def _everything(data):
    """Return the bytes with what is packed inside them unpacked."""
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return b"".join(package.read(name) for name in package.namelist())
    if data.startswith(b"%PDF"):
        out = io.BytesIO()
        with pikepdf.open(io.BytesIO(data)) as document:
            document.save(
                out,
                stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
                compress_streams=False,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
        return data + out.getvalue()
    return data


def test_a_picture_keeps_its_pixels_and_turns_upright():
    picture = Image.new("RGB", (40, 20), "white")
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    with Image.open(io.BytesIO(clean(out.getvalue(), "a.jpg").clean_bytes)) as copy:
        assert copy.size == (20, 40)
        assert not copy.getexif()
        assert copy.getpixel((5, 5)) == (255, 255, 255)


def test_a_see_through_png_stays_see_through_and_a_moving_one_keeps_its_first_picture():
    with Image.open(io.BytesIO(clean(made.png(), "a.png").clean_bytes)) as copy:
        assert copy.mode == "RGBA"
        assert copy.getpixel((1, 1)) == (0, 0, 255, 120)
    assert Note.FIRST_FRAME in clean(made.webp(), "a.webp").notes


def test_a_file_with_a_false_ending_is_taken_for_what_it_is():
    copy = clean(made.png(), "foto.jpg")
    assert (copy.extension, copy.media_type) == ("png", "image/png")
    assert Note.RENAMED in copy.notes


def test_a_pdf_that_acts_becomes_a_pdf_that_only_shows():
    copy = clean(made.dangerous_pdf(), "a.pdf")
    assert Note.ACTIVE in copy.notes
    with pikepdf.open(io.BytesIO(copy.clean_bytes)) as document:
        assert len(document.pages) == 1
        assert "/OpenAction" not in document.Root
        assert "/AA" not in document.Root
        assert not document.attachments
        kinds = [str(a.Subtype) for a in document.pages[0].Annots]
        assert kinds == ["/Link", "/Link"]
        assert all("/A" not in a for a in document.pages[0].Annots)
    whole = _everything(copy.clean_bytes)
    for word in (b"JavaScript", b"/Launch", b"cmd.exe", b"/XFA", b"/EmbeddedFile"):
        assert word not in whole


def test_a_jump_inside_a_pdf_stays():
    document = pikepdf.open(io.BytesIO(made.pdf(pages=2)))
    jump = pikepdf.Dictionary(
        S=pikepdf.Name.GoTo, D=pikepdf.Array([document.pages[1].obj, pikepdf.Name.Fit])
    )
    document.pages[0].Annots = pikepdf.Array(
        [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 1, 1], A=jump)]
    )
    out = io.BytesIO()
    document.save(out)
    with pikepdf.open(io.BytesIO(clean(out.getvalue(), "a.pdf").clean_bytes)) as copy:
        assert str(copy.pages[0].Annots[0].A.S) == "/GoTo"


def test_a_clean_word_file_opens_with_its_text_and_without_template():
    data = made.rezipped(
        made.word("Kronologi singkat"),
        change={
            "word/settings.xml": lambda p: p.replace(
                b"</w:settings>", b'<w:attachedTemplate r:id="rId1" '
                b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/>'
                b"</w:settings>",
            )
        },
        add={
            "word/_rels/settings.xml.rels": b'<Relationships xmlns="http://schemas.openxmlformats.'
            b'org/package/2006/relationships">' + _rel("attachedTemplate", "file:///C:/Ani/x.dotm")
        },
    )  # fmt: skip
    copy = clean(data, "a.docx")
    assert Note.LINKS in copy.notes
    assert b"attachedTemplate" not in _everything(copy.clean_bytes)
    document = docx.Document(io.BytesIO(copy.clean_bytes))
    assert [p.text for p in document.paragraphs if p.text] == ["Kronologi singkat"]
    assert document.tables[0].cell(0, 0).text == "isi"


def test_a_link_to_the_web_stays_and_one_to_a_computer_goes_nowhere():
    for target, kept in (("https://kemnaker.go.id/", True), ("file:///C:/x", False)):
        data = made.rezipped(made.word(), change=_related("hyperlink", target))
        copy = clean(data, "a.docx")
        assert (target.encode() in _everything(copy.clean_bytes)) is kept
        assert (Note.LINKS in copy.notes) is not kept


def test_a_sheet_keeps_its_sum_and_loses_its_outside_book():
    book = openpyxl.Workbook()
    book.active["A1"] = 5
    book.active["A2"] = "=A1*2"
    book.active["A3"] = "='[1]Lain'!A1"
    out = io.BytesIO()
    book.save(out)
    copy = clean(out.getvalue(), "a.xlsx")
    again = openpyxl.load_workbook(io.BytesIO(copy.clean_bytes))
    assert again.active["A2"].value == "=A1*2"
    assert again.active["A3"].value is None


def test_text_is_read_in_the_usual_encodings():
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        assert clean("Café – Sri".encode(encoding), "a.txt").clean_bytes.decode() == "Café – Sri"


def test_cells_that_a_spreadsheet_would_run_become_text():
    data = b"nama;telepon;jumlah\r\n=cmd|'/c calc'!A1;+62 812 333;-5,20\r\n@SUM(1);-2+3;x\r\n"
    copy = clean(data, "daftar.csv")
    rows = list(csv.reader(io.StringIO(copy.clean_bytes.decode()), delimiter=";"))
    assert rows[1] == ["'=cmd|'/c calc'!A1", "+62 812 333", "-5,20"]
    assert rows[2] == ["'@SUM(1)", "'-2+3", "x"]
    assert Note.FORMULAS in copy.notes


@pytest.mark.parametrize("sign", ["\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_full_width_signs_are_signs_that_a_spreadsheet_runs(sign):
    data = f"nama;jumlah\r\n{sign}cmd|'/c calc'!A1;x,{sign}SUM(1)\r\nSri;2 {sign} 3\r\n".encode()
    copy = clean(data, "daftar.csv")
    rows = list(csv.reader(io.StringIO(copy.clean_bytes.decode()), delimiter=";"))
    assert rows[1] == [f"'{sign}cmd|'/c calc'!A1", f"x,'{sign}SUM(1)"]
    assert rows[2] == ["Sri", f"2 {sign} 3"], "inside a cell it is a sign like others"
    assert Note.FORMULAS in copy.notes


def test_the_sound_of_a_voice_message_is_untouched():
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    assert clean(made.mp3(), "a.mp3").clean_bytes == frame * 6
    before, after = made.ogg(), clean(made.ogg(), "a.ogg").clean_bytes
    sound = b"".join(bytes([value]) * 50 for value in range(20))
    assert sound in before
    assert after.endswith(sound)
    assert len(after) == len(before) - len(made.CANARY)
    m4a = clean(made.m4a(), "a.m4a").clean_bytes
    assert b"sound" * 30 in m4a
    assert len(m4a) == len(made.m4a())
    assert b"\xe2\x7f\xed\x81" not in m4a  # 3800000001: when it was recorded


def test_the_fenced_process_answers_the_same():
    for data, name in ((made.png(), "a.png"), (made.word(), "a.docx")):
        assert clean_apart(data, name).extension == clean(data, name).extension
    with pytest.raises(Problem) as refusal:
        clean_apart(made.png_bomb(), "a.png")
    assert refusal.value.reasons[0].code == Reason.FILE_TOO_MANY_PIXELS
    assert refusal.value.reasons[0].facts == {"limit": 40}


def test_the_fenced_process_may_not_write_files():
    import subprocess
    import sys

    code = (
        "from suar.files.cleaning.sandbox import fence; fence(); "
        "f = open('/tmp/suar-fence-test', 'wb'); f.write(b'x' * 10); f.flush()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode != 0
    written = Path("/tmp/suar-fence-test")
    assert not written.exists() or written.stat().st_size == 0
    written.unlink(missing_ok=True)


SEEDS = [made.jpeg(), made.png(), made.pdf(), made.word(), made.ogg(), made.mp3(), made.m4a()]
NAMES = ["a.jpg", "a.png", "a.pdf", "a.docx", "a.ogg", "a.mp3", "a.m4a"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    which=st.integers(0, len(SEEDS) - 1),
    at=st.floats(0, 1),
    put=st.binary(min_size=1, max_size=12),
    cut=st.floats(0.3, 1),
)
def test_no_damage_to_a_file_ends_in_anything_but_a_copy_or_a_refusal(which, at, put, cut):
    data = bytearray(SEEDS[which])
    start = int(at * (len(data) - 1))
    data[start : start + len(put)] = put
    with contextlib.suppress(Problem):
        assert clean(bytes(data[: int(len(data) * cut)]), NAMES[which]).clean_bytes
