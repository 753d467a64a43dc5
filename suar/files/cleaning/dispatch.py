"""Choose the cleaner of a file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import PurePath

from suar.files.cleaning import office, pdf, pictures, sniff, texts, voice
from suar.files.cleaning.cleaned import Cleaned, refused
from suar.files.cleaning.codes import MAX_UPLOAD, MIB, Format, Note
from suar.kit.reasons import Reason

_SAME = {"jpeg": "jpg", "jpe": "jpg", "jfif": "jpg", "opus": "ogg", "oga": "ogg", "mp4": "m4a"}


def clean(data: bytes, filename: str) -> Cleaned:
    """Return a safe copy of what somebody sent.

    Raises ``Problem`` (invalid, field ``file``) with one code that says what to do instead.
    """
    if not data:
        raise refused(Reason.FILE_EMPTY)
    if len(data) > MAX_UPLOAD:
        raise refused(Reason.FILE_TOO_LARGE, limit=MAX_UPLOAD // MIB)
    form = sniff.format_of(data, filename)
    copy = _cleaner(form, data)
    ending = PurePath(filename).suffix.lower().lstrip(".")
    if _SAME.get(ending, ending) != copy.extension:
        copy = replace(copy, notes=(*copy.notes, Note.RENAMED))
    return copy


def _cleaner(form: Format, data: bytes) -> Cleaned:
    match form:
        case Format.JPG | Format.PNG | Format.WEBP:
            return pictures.clean_picture(data, form)
        case Format.PDF:
            return pdf.clean_pdf(data)
        case Format.DOCX | Format.XLSX:
            return office.clean_office(data, form)
        case Format.TXT:
            return texts.clean_text(data)
        case Format.CSV:
            return texts.clean_csv(data)
        case Format.OGG | Format.MP3 | Format.M4A:
            return voice.clean_voice(data, form)
