"""Pictures inside an office file: stripped, made anew from their pixels, or taken out."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable

from PIL import Image

from suar.files.cleaning.codes import MEDIA_TYPE_OF, Format, Note
from suar.files.cleaning.pictures import made_anew, strip_picture
from suar.kit.problem import Problem
from suar.kit.reasons import Reason

_STRIPPED = (b"\xff\xd8", b"\x89PNG\r\n\x1a\n")  # JPEG and PNG keep their very pixels
_READ = (  # how a picture begins that can be made anew, and Pillow's name of it
    (b"II*\0", "TIFF"), (b"MM\0*", "TIFF"), (b"II+\0", "TIFF"), (b"MM\0+", "TIFF"),
    (b"GIF87a", "GIF"), (b"GIF89a", "GIF"), (b"BM", "BMP"),
)  # fmt: skip
_MEDIA = re.compile(r"(^|/)media/[^/]+$", re.IGNORECASE)


def clean_pictures(
    parts: dict[str, bytes], declared: Iterable[str]
) -> tuple[dict[str, str], list[Note]]:
    """Take marks out of all pictures in place; return the new media types, and what to say.

    ``declared`` names the parts that the file itself calls pictures. One that nobody here can read
    (a drawing of Windows, a photo of another kind) gives way to a grey field.
    """
    called = {name.lower() for name in declared}
    types: dict[str, str] = {}
    notes: list[Note] = []
    for name, part in parts.items():
        if part.startswith(_STRIPPED):
            parts[name] = strip_picture(part)
            continue
        read_as = _read_as(part)
        made = _made(part, read_as) if read_as else None
        if made is not None:
            parts[name], form, moving = made
            types[name] = MEDIA_TYPE_OF[form]
            notes += [Note.FIRST_FRAME] if moving else []
        elif name.lower() in called or _MEDIA.search(name):
            parts[name], types[name] = _grey_field(), MEDIA_TYPE_OF[Format.PNG]
            notes.append(Note.PICTURES)
    return types, list(dict.fromkeys(notes))


def _read_as(part: bytes) -> str:
    if part[:4] == b"RIFF" and part[8:12] == b"WEBP":
        return "WEBP"
    return next((name for begins, name in _READ if part.startswith(begins)), "")


def _made(part: bytes, read_as: str) -> tuple[bytes, Format, bool] | None:
    """Return the picture made anew, or None where it is none or cannot be read.

    Photos become JPEG, all else PNG, which keeps every pixel.
    """
    form = Format.JPG if read_as == "WEBP" and not _see_through(part) else Format.PNG
    try:
        data, moving = made_anew(part, read_as, form)
    except Problem as problem:
        if any(because.code == Reason.FILE_TOO_MANY_PIXELS for because in problem.reasons):
            raise
        return None
    return data, form, moving


def _see_through(webp: bytes) -> bool:
    """Say whether a WebP has an alpha channel: a flag of its extended or lossless head."""
    head = webp[12:16]
    if head == b"VP8X":
        return bool(webp[20:21] and webp[20] & 0x10)
    return head == b"VP8L"


def _grey_field() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (16, 16), (200, 200, 200)).save(out, "PNG")
    return out.getvalue()
