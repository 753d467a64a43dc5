"""The same letter as .docx, page and PDF: everything that was said, nothing of who wrote it."""

import io
import zipfile
from dataclasses import replace

import docx
import pikepdf
import pytest

from suar.documents import render_pdf, words
from suar.documents.codes import LetterCode
from suar.documents.letter import Paragraph, from_json
from suar.documents.render_docx import render
from suar.documents.tests import example
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

MUST_SAY = {
    "id": ["Nomor", "Sifat", "Rahasia", "Lampiran", "Perihal", "Yth. Kepala Rumah Aman Contoh",
           "Mataram, 3 Juni 2026", "Tembusan", "Jangan menghubungi keluarga.", "KUNING",
           "Penampungan sementara", "atas persetujuan yang bersangkutan"],
    "en": ["Number", "Classification", "Confidential", "To Kepala Rumah Aman Contoh",
           "Mataram, 3 June 2026", "Copies to", "Do not call or write to the family.", "AMBER",
           "Temporary shelter", "has agreed to this referral"],
}  # fmt: skip
EITHER = ["012/SR/VI/2026", "K-2026-0012", "Sri (nama panggilan)", "23 tahun", "Beni Contoh",
          "hamil lima bulan", "Kepala UPTD PPA Contoh", "Koordinator Pendampingan"]  # fmt: skip


def text_of_docx(data):
    document = docx.Document(io.BytesIO(data))
    lines = [p.text for p in document.paragraphs]
    lines += [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join(lines)


@pytest.mark.parametrize("language", ["id", "en"])
def test_docx_and_page_say_everything(language):
    letter = example.letter(language)
    page = render_pdf.render_html(letter)
    for text in (text_of_docx(render(letter)), page):
        assert [w for w in MUST_SAY[language] + EITHER if w not in text] == []


def test_what_was_pasted_with_signs_that_no_paper_holds_is_printed_without_them():
    content = replace(example.CONTENT, need="Kamar\x0baman\x01")
    letter = example.compose(content, office=example.OFFICE, number="1", on=example.ON)
    assert "Kamar aman" in text_of_docx(render(letter))


@pytest.mark.pango
def test_a_name_in_a_script_without_a_font_here_stands_in_no_log(caplog):
    unknown = "\U00010916\U00010917\U00010918"  # Phoenician: surely no font has it
    content = replace(example.CONTENT, need=unknown)
    letter = example.compose(content, office=example.OFFICE, number="1", on=example.ON)
    with caplog.at_level("DEBUG"):
        render_pdf.render_pdf(letter)
    assert not [line for line in caplog.messages if any(sign in line for sign in unknown)]


def test_what_is_not_consented_is_said_nowhere():
    """The letter holds the data it was given and no label of any other."""
    page = render_pdf.render_html(example.letter())
    for label in ("Tanggal lahir", "Kewarganegaraan", "Daerah asal", "Disabilitas"):
        assert label not in page


def test_a_letter_on_another_ground_does_not_claim_consent():
    content = replace(example.CONTENT, by_consent=False)
    letter = example.compose(content, office=example.OFFICE, number="1", on=example.ON)
    first = letter.blocks[0]
    assert isinstance(first, Paragraph)
    assert "persetujuan yang bersangkutan." not in first.text
    assert "dasar hukum" in first.text


def test_the_answer_slip_names_nobody_and_stands_alone():
    document = docx.Document(io.BytesIO(render(example.letter())))
    texts = [p.text for p in document.paragraphs]
    start = texts.index("LEMBAR JAWABAN RUJUKAN")
    assert document.paragraphs[start].paragraph_format.page_break_before
    slip = "\n".join(texts[start:])
    assert "K-2026-0012" in slip
    assert "Sri" not in slip
    for reason in words.SLIP_REASONS:
        assert reason.id in slip


def test_the_docx_carries_no_author_and_no_word_of_its_maker():
    data = render(example.letter())
    core = docx.Document(io.BytesIO(data)).core_properties
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.title == "012/SR/VI/2026"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert b"python-docx" not in b"".join(package.read(n) for n in package.namelist())


def test_what_was_typed_is_shown_and_never_run():
    content = replace(example.CONTENT, need="<img src='http://x.invalid/a.png'> & <b>")
    letter = example.compose(content, office=example.OFFICE, number="1", on=example.ON)
    assert "&lt;img" in render_pdf.render_html(letter)


def test_a_sealed_letter_comes_back_as_it_was():
    letter = example.letter()
    assert from_json(letter.as_json()) == letter


def test_every_kind_of_letter_has_its_words():
    assert set(words.LETTERS) == set(LetterCode)
    for table in (words.LETTERS, words.DATA, words.NOT_TO_DO, words.URGENCIES, words.REFERRAL):
        assert all(label.id and label.en for label in table.values())


@pytest.mark.pango
@pytest.mark.serif
@pytest.mark.parametrize("language", ["id", "en"])
def test_the_pdf_is_tagged_for_reading_aloud_and_has_two_sheets(language):
    data = render_pdf.render_pdf(example.letter(language))
    with pikepdf.open(io.BytesIO(data)) as document:
        assert len(document.pages) == 2
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == language
        assert b"pdfuaid:part" in bytes(document.Root.Metadata.read_bytes())
        assert "/URI" not in str(document.Root)
    assert b"Sri (nama" not in data[:2000]


@pytest.mark.pango
def test_a_pdf_that_would_load_something_is_not_made(monkeypatch):
    page = "<html lang='id'><title>x</title><img src='http://127.0.0.1:9/a.png'></html>"
    monkeypatch.setattr(render_pdf, "render_html", lambda letter: page)
    with pytest.raises(RuntimeError, match="loads nothing"):
        render_pdf.render_pdf(example.letter())


def test_without_pango_the_pdf_is_refused_in_words(monkeypatch):
    def absent(name):
        raise OSError("cannot load library")

    render_pdf._weasyprint.cache_clear()
    monkeypatch.setattr(render_pdf.importlib, "import_module", absent)
    try:
        assert not render_pdf.can_pdf()
        with pytest.raises(Problem) as refusal:
            render_pdf.render_pdf(example.letter())
        assert refusal.value.reasons[0].code == Reason.LETTER_PDF_NOT_HERE
    finally:
        render_pdf._weasyprint.cache_clear()
