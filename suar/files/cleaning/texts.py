"""Plain text and tables as text: read in the usual encodings, written as UTF-8."""

from __future__ import annotations

import csv
import io
import re

from suar.files.cleaning.cleaned import Cleaned, cleaned, refused
from suar.files.cleaning.codes import Format, Note
from suar.kit.reasons import Reason

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Excel in a Japanese, Chinese or Korean setting reads the full-width signs as the narrow ones
_WIDE = ("\uff1d", "\uff0b", "\uff0d", "\uff20")
_RUNS = ("=", "+", "-", "@", "\t", "\r", *_WIDE)
_CUTS = re.compile(r"([,;|\t\r\n]+)")  # where a program with another separator cuts a cell
_NUMBER = re.compile(r"^[+\-\uff0b\uff0d]?[\d.,\s]+%?$")
_DELIMITERS = ",;\t|"
_SAMPLE = 8192


def clean_text(data: bytes) -> Cleaned:
    """Return the text with line ends as they were and no control characters."""
    return cleaned(Format.TXT, _decoded(data).encode())


def clean_csv(data: bytes) -> Cleaned:
    """Return the table with every cell that a spreadsheet would run turned into plain text."""
    text = _decoded(data)
    try:
        delimiter = csv.Sniffer().sniff(text[:_SAMPLE], delimiters=_DELIMITERS).delimiter
    except csv.Error:
        delimiter = ","
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    changed = False
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter):
            safe = [_shown(cell) for cell in row]
            changed = changed or safe != row
            writer.writerow(safe)
    except csv.Error:
        raise refused(Reason.FILE_BROKEN) from None
    return cleaned(Format.CSV, out.getvalue().encode(), *([Note.FORMULAS] if changed else []))


def _shown(cell: str) -> str:
    """Return a cell that is shown, never run: a leading apostrophe marks it as text.

    So is what stands behind a sign at which another program cuts the cell in two: Excel in
    Indonesian parts at the semicolon. Numbers keep their sign, and a phone number such as
    +62 812 stays as it was written.
    """
    if not cell.startswith(_RUNS) and not _CUTS.search(cell):
        return cell
    if _NUMBER.match(cell):
        return cell
    first = "'" if cell.startswith(_RUNS) else ""
    return first + "".join(_piece(text, index) for index, text in enumerate(_CUTS.split(cell)))


def _piece(text: str, index: int) -> str:
    """Return a piece of a cut cell; the first was looked at with the cell, each second is a cut."""
    behind = index > 0 and index % 2 == 0
    return "'" + text if behind and text.startswith(_RUNS) and not _NUMBER.match(text) else text


def _decoded(data: bytes) -> str:
    """Read UTF-8, UTF-16 with its mark, or Windows-1252; refuse what is no text."""
    encoding = "utf-8-sig"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif b"\x00" in data:
        raise refused(Reason.FILE_TYPE)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-16":
            raise refused(Reason.FILE_BROKEN) from None
        text = data.decode("cp1252", errors="replace")
    kept = _CONTROL.sub("", text)
    if (
        len(text) - len(kept) > len(text) // 50
    ):  # more than 2 % control characters: not written text
        raise refused(Reason.FILE_TYPE)
    return kept
