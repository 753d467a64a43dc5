"""A letter as .docx, to be edited and re-lettered: plain styles, real tables, no author marks."""

from __future__ import annotations

import io
import re
from datetime import UTC, datetime
from typing import Any

from suar.documents.letter import Block, Fields, Letter, Paragraph, Points, Slip

_FONT = "Times New Roman"
_LABEL_CM, _COLON_CM, _VALUE_CM = 5.3, 0.4, 10.8
_BOX = "☐"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # XML holds none


def render(letter: Letter) -> bytes:
    """Return the letter as a .docx file (A4)."""
    from docx import Document  # heavy: loaded where a letter is written

    document = Document()
    _page(document, letter)
    _letterhead(document, letter)
    _head(document, letter)
    _to(document, letter)
    _text(document, letter.salutation, after=6)
    for block in letter.blocks:
        _block(document, block)
    _text(document, letter.closing, justified=True, before=6, after=8)
    _signature(document, letter)
    _copies(document, letter)
    if letter.slip is not None:
        _slip(document, letter.slip, letter)
    _marks(document, letter)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _page(document: Any, letter: Letter) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.5), Cm(2)
    section.top_margin, section.bottom_margin = Cm(1.2), Cm(1.6)
    section.footer_distance = Cm(0.8)
    style = document.styles["Normal"]
    style.font.name, style.font.size = _FONT, Pt(11)
    fonts = style.element.rPr.rFonts
    for script in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
        fonts.set(qn(script), _FONT)
    spoken = OxmlElement("w:lang")
    spoken.set(qn("w:val"), "id-ID" if letter.language.startswith("id") else "en-GB")
    style.element.rPr.append(spoken)
    style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing = 1.0
    _footer(section.footer.paragraphs[0], letter)


def _footer(paragraph: Any, letter: Letter) -> None:
    """Print number and page at the foot, so that loose sheets find their letter."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(paragraph, f"{letter.number} · {letter.words['page']} ", size=8.5)
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        run.font.size = Pt(8.5)
        run._r.append(_field_part(kind, text))


def _field_part(kind: str, text: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    return part


def _letterhead(document: Any, letter: Letter) -> None:
    """Print the *kop*: name in capitals, lines of address, a thick and a thin rule below."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    first, *rest = letter.letterhead
    name = document.add_paragraph()
    name.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _run(name, first.upper(), bold=True, size=16)
    last = name
    for line in rest:
        last = document.add_paragraph()
        last.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(last, line, size=9.5)
    last.paragraph_format.space_after = Pt(10)
    _rule(last)


def _rule(paragraph: Any) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders = OxmlElement("w:pBdr")
    bottom = OxmlElement("w:bottom")
    marks = {"val": "thickThinSmallGap", "sz": "24", "space": "6", "color": "auto"}
    for name, value in marks.items():
        bottom.set(qn(f"w:{name}"), value)
    borders.append(bottom)
    paragraph._p.get_or_add_pPr().append(borders)


def _head(document: Any, letter: Letter) -> None:
    """Print number, classification, enclosures, subject; on the right place and date."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    words = letter.words
    rows = [
        (words["number"], letter.number), (words["classification"], letter.classification),
        (words["attachments"], letter.attachments), (words["subject"], letter.subject),
    ]  # fmt: skip
    table = _bare_table(document, len(rows), (2.3, 0.4, 8.0, 5.8))
    for index, (label, value) in enumerate(rows):
        cells = table.rows[index].cells
        _run(cells[0].paragraphs[0], label)
        _run(cells[1].paragraphs[0], ":")
        _run(cells[2].paragraphs[0], value, bold=index == len(rows) - 1)
    day = table.rows[0].cells[3].paragraphs[0]
    day.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    _run(day, f"{letter.place}, {letter.date}")


def _to(document: Any, letter: Letter) -> None:
    first, *rest = letter.to
    _text(document, f"{letter.words['to']} {first}", before=10)
    for line in rest:
        _text(document, line)
    document.paragraphs[-1].paragraph_format.space_after = _points(10)


def _block(document: Any, block: Block) -> None:
    if isinstance(block, Paragraph):
        _text(document, block.text, justified=True, after=6)
    elif isinstance(block, Fields):
        _heading(document, block.title)
        table = _bare_table(document, len(block.rows), (_LABEL_CM, _COLON_CM, _VALUE_CM))
        for row, (label, value) in zip(table.rows, block.rows, strict=True):
            for cell, text in zip(row.cells, (label, ":", value), strict=True):
                _run(cell.paragraphs[0], text)
    else:
        _heading(document, f"{block.title}:" if block.strong else block.title)
        _numbered(document, block)


def _numbered(document: Any, block: Points) -> None:
    from docx.shared import Cm

    for index, item in enumerate(block.items, start=1):
        paragraph = _text(document, f"{index}.\t{item}", bold=block.strong)
        paragraph.paragraph_format.left_indent = Cm(0.8)
        paragraph.paragraph_format.first_line_indent = Cm(-0.8)
        paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(0.8))


def _heading(document: Any, title: str) -> None:
    paragraph = _text(document, title, bold=True, before=7, after=2)
    paragraph.paragraph_format.keep_with_next = True


def _signature(document: Any, letter: Letter) -> None:
    """Print office and name on the right, with room for hand and stamp."""
    from docx.shared import Cm

    lines = [letter.signer_office + ",", "", "", "", letter.signer_name]
    if letter.signer_number:
        lines.append(letter.signer_number)
    for index, line in enumerate(lines):
        paragraph = _text(document, line, bold=index == 4)
        paragraph.paragraph_format.left_indent = Cm(9.5)
        paragraph.paragraph_format.keep_with_next = index < len(lines) - 1


def _copies(document: Any, letter: Letter) -> None:
    if not letter.copies:
        return
    lines = [f"{letter.words['copies']}:"]
    lines += [f"{index}. {name}" for index, name in enumerate(letter.copies, start=1)]
    for index, line in enumerate(lines):
        paragraph = _text(document, line, before=0 if index else 8)
        paragraph.paragraph_format.keep_with_next = index < len(lines) - 1


def _slip(document: Any, slip: Slip, letter: Letter) -> None:
    """Print the answer slip on a sheet of its own."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    title = _text(document, slip.title.upper(), bold=True, after=6)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.page_break_before = True
    _text(document, slip.intro, justified=True, after=10)
    for choice in slip.choices:
        _text(document, f"{_BOX}  {choice}", after=4)
    for reason in slip.reasons:
        paragraph = _text(document, f"{_BOX}  {reason}", after=2)
        paragraph.paragraph_format.left_indent = Cm(1.2)
    _text(document, "", after=8)
    table = _bare_table(document, len(slip.lines) + 1, (_LABEL_CM, _COLON_CM, _VALUE_CM))
    for row, label in zip(table.rows, (*slip.lines, letter.words["signature"]), strict=True):
        for cell, text in zip(row.cells, (label, ":", "…" * 24), strict=True):
            _run(cell.paragraphs[0], text)
            cell.paragraphs[0].paragraph_format.space_after = _points(10)
    _text(document, slip.send_back, before=8)


def _bare_table(document: Any, rows: int, widths: tuple[float, ...]) -> Any:
    """Add a table without lines; its widths are fixed, so that Word and LibreOffice agree."""
    from docx.shared import Cm

    table = document.add_table(rows=rows, cols=len(widths))
    table.autofit = False
    for index, width in enumerate(widths):
        table.columns[index].width = Cm(width)
        for cell in table.columns[index].cells:
            cell.width = Cm(width)
    return table


def _text(
    document: Any, text: str, *, bold: bool = False, justified: bool = False, before: float = 0,
    after: float = 0,
) -> Any:  # fmt: skip
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    _run(paragraph, text, bold=bold)
    if justified:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    paragraph.paragraph_format.space_before = _points(before)
    paragraph.paragraph_format.space_after = _points(after)
    return paragraph


def _run(paragraph: Any, text: str, *, bold: bool = False, size: float | None = None) -> None:
    run = paragraph.add_run(_UNWRITABLE.sub(" ", text))
    run.bold = bold or None
    if size is not None:
        run.font.size = _points(size)


def _points(value: float) -> Any:
    from docx.shared import Pt

    return Pt(value)


def _marks(document: Any, letter: Letter) -> None:
    """Replace the library's own marks: the file says its number and nothing of who wrote it."""
    core = document.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = ""
    core.title, core.category = letter.number, ""
    core.created = core.modified = datetime(2000, 1, 1, tzinfo=UTC)
    core.revision = 1
