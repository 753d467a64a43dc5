"""Find out what a file really is, by its bytes; the name decides only between kinds of text."""

from __future__ import annotations

from pathlib import PurePath

import puremagic

from suar.files.cleaning.cleaned import refused
from suar.files.cleaning.codes import Format
from suar.kit.reasons import Reason

_HEAD = 4096
_BY_MAGIC = {
    ".jpg": Format.JPG,
    ".png": Format.PNG,
    ".webp": Format.WEBP,
    ".pdf": Format.PDF,
    ".ogg": Format.OGG,
    ".mp3": Format.MP3,
    ".mpga": Format.MP3,
    ".m4a": Format.M4A,
    ".mp4": Format.M4A,  # phones save voice as plain mp4; a picture track is refused later
    ".3gp": Format.M4A,
}
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_HEIC_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1")


def format_of(data: bytes, filename: str) -> Format:
    """Return the format; raises ``Problem`` (invalid) where it is not one that is taken."""
    ending = PurePath(filename).suffix.lower()
    head = data[:_HEAD]
    if head.startswith(_OLD_OFFICE):
        raise refused(Reason.FILE_OLD_OFFICE)
    if head[4:8] == b"ftyp" and head[8:12] in _HEIC_BRANDS:
        raise refused(Reason.FILE_HEIC)
    if head.startswith(_ZIP):
        return _office(ending)
    found = _by_magic(head)
    if found is not None:
        return found
    if ending in (".txt", ".csv"):
        return Format(ending[1:])  # the text cleaner refuses what is not text
    raise refused(Reason.FILE_TYPE)


def _office(ending: str) -> Format:
    """A zip is taken as Word or Excel only; the office cleaner proves what it holds."""
    if ending in (".docx", ".xlsx"):
        return Format(ending[1:])
    if ending in (".docm", ".dotm", ".xlsm", ".xltm", ".xlsb"):
        raise refused(Reason.FILE_MACRO)
    raise refused(Reason.FILE_TYPE)


def _by_magic(head: bytes) -> Format | None:
    try:
        matches = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        return None
    for match in matches:
        if match.extension in _BY_MAGIC:
            return _BY_MAGIC[match.extension]
    return None
