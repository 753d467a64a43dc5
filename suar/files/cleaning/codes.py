"""Kinds of files, the formats that are taken, what cleaning did, and how big things may be."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

MIB: Final = 1024 * 1024
MAX_UPLOAD: Final = 25 * MIB  # a scanned contract or a ten-minute voice message fits
MAX_PIXELS: Final = 40_000_000  # phones' full pictures fit; 40 MP opened takes about 160 MiB
MAX_PDF_PAGES: Final = 500
MAX_PDF_OBJECTS: Final = 100_000
MAX_PARTS: Final = 2_000  # parts inside a .docx or .xlsx
MAX_UNPACKED: Final = 120 * MIB
MAX_PART: Final = 60 * MIB
MAX_RATIO: Final = 200  # unpacked to packed size; honest office files stay under 60


class Kind(StrEnum):
    """What sort of file it is, for lists and icons."""

    PICTURE = "picture"
    PDF = "pdf"
    WORD = "word"
    SHEET = "sheet"
    TEXT = "text"
    VOICE = "voice"
    LETTER = "letter"  # made by Suar itself, never uploaded


class Format(StrEnum):
    """The formats that are taken; the value is the extension of the clean copy."""

    JPG = "jpg"
    PNG = "png"
    WEBP = "webp"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    TXT = "txt"
    CSV = "csv"
    OGG = "ogg"
    MP3 = "mp3"
    M4A = "m4a"


KIND_OF: Final[dict[Format, Kind]] = {
    Format.JPG: Kind.PICTURE,
    Format.PNG: Kind.PICTURE,
    Format.WEBP: Kind.PICTURE,
    Format.PDF: Kind.PDF,
    Format.DOCX: Kind.WORD,
    Format.XLSX: Kind.SHEET,
    Format.TXT: Kind.TEXT,
    Format.CSV: Kind.TEXT,
    Format.OGG: Kind.VOICE,
    Format.MP3: Kind.VOICE,
    Format.M4A: Kind.VOICE,
}

MEDIA_TYPE_OF: Final[dict[Format, str]] = {
    Format.JPG: "image/jpeg",
    Format.PNG: "image/png",
    Format.WEBP: "image/webp",
    Format.PDF: "application/pdf",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.TXT: "text/plain; charset=utf-8",
    Format.CSV: "text/csv; charset=utf-8",
    Format.OGG: "audio/ogg",
    Format.MP3: "audio/mpeg",
    Format.M4A: "audio/mp4",
}


class Note(StrEnum):
    """What cleaning changed, so that the reader of the copy knows."""

    REMADE = "remade"  # made anew from its pixels
    METADATA = "metadata"  # author, device, place and time marks taken out
    RENAMED = "renamed"  # the ending of the name did not fit what the file is
    FIRST_FRAME = "first_frame"  # only the first picture of a moving one
    ACTIVE = "active"  # scripts, actions, forms or attachments taken out
    LINKS = "links"  # links to other files taken out
    FORMULAS = "formulas"  # cells that a spreadsheet would run are shown as text
    PICTURES = "pictures"  # pictures inside that cannot be made anew, taken out
