"""Files with canaries in them: in the marks of a picture, the text of a PDF, a letter, a table."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pikepdf
from docx import Document
from PIL import Image

Word = Callable[[], str]


def picture(word: Word) -> bytes:
    """A JPEG with a canary as its maker, in its comment and behind its end."""
    marks = Image.Exif()
    marks[0x010F] = word()
    out = io.BytesIO()
    image = Image.new("RGB", (32, 24), (30, 120, 90))
    image.save(out, "JPEG", exif=marks, comment=word().encode())
    return out.getvalue() + word().encode()


def pdf(word: Word) -> bytes:
    """A PDF with a canary in its text, packed as programs pack it, and as its title."""
    whole = pikepdf.new()
    page = whole.add_blank_page(page_size=(300, 300))
    page.contents_add(f"BT /F1 12 Tf 50 200 Td ({word()}) Tj ET".encode())
    whole.docinfo["/Title"] = word()
    out = io.BytesIO()
    whole.save(out, compress_streams=True)
    return out.getvalue()


def word_file(word: Word) -> bytes:
    """A .docx with a canary in its text and as its author."""
    whole = Document()
    whole.add_paragraph(word())
    whole.core_properties.author = word()
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def sheet(word: Word) -> bytes:
    """An .xlsx with a canary in a cell."""
    whole = openpyxl.Workbook()
    whole.active["A1"] = word()
    out = io.BytesIO()
    whole.save(out)
    return out.getvalue()


def table(word: Word) -> bytes:
    """A CSV."""
    return f"nama,catatan\n{word()},{word()}\n".encode()


def text(word: Word) -> bytes:
    """A text as another program wrote it: UTF-16."""
    return f"Catatan: {word()}\n".encode("utf-16")


KINDS: dict[str, Callable[[Word], bytes]] = {
    "jpg": picture, "pdf": pdf, "docx": word_file, "xlsx": sheet, "csv": table, "txt": text,
}  # fmt: skip
