"""Voice in an MP4 box file (ISO 14496-12): boxes of marks become free room of the same length."""

from __future__ import annotations

from collections.abc import Iterator

from suar.files.cleaning.cleaned import refused
from suar.kit.reasons import Reason

_TOP = frozenset({b"ftyp", b"moov", b"mdat", b"moof", b"sidx", b"styp", b"mfra"})
_CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts", b"moof", b"traf"})
_MARKS = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"iods"})
_DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})  # say when the message was recorded
_MAX_DEPTH = 12


def without_marks(data: bytes) -> bytes:
    """Return the file with marks, dates and unknown boxes blanked; offsets stay true."""
    out = bytearray(data)
    tracks: set[bytes] = set()
    seen: set[bytes] = set()
    end = 0
    for kind, start, body, stop in _boxes(data, 0, len(data)):
        end = stop
        seen.add(kind)
        if kind not in _TOP:
            _blank(out, start, body, stop)
        elif kind in _CONTAINERS:
            _inside(data, out, body, stop, tracks, 0)
    if b"vide" in tracks:
        raise refused(Reason.FILE_VIDEO)
    if b"moov" not in seen or b"soun" not in tracks:
        raise refused(Reason.FILE_BROKEN)
    return bytes(out[:end])


def _inside(
    data: bytes, out: bytearray, start: int, stop: int, tracks: set[bytes], depth: int
) -> None:
    if depth > _MAX_DEPTH:
        raise refused(Reason.FILE_TOO_COMPLEX)
    for kind, head, body, end in _boxes(data, start, stop):
        if kind in _MARKS:
            _blank(out, head, body, end)
        elif kind in _CONTAINERS:
            _inside(data, out, body, end, tracks, depth + 1)
        elif kind in _DATED:
            width = 8 if data[body] == 1 else 4
            out[body + 4 : body + 4 + 2 * width] = bytes(2 * width)
        elif kind == b"hdlr":
            tracks.add(data[body + 8 : body + 12])
            out[body + 24 : end] = bytes(end - body - 24)  # the maker's name


def _boxes(data: bytes, start: int, stop: int) -> Iterator[tuple[bytes, int, int, int]]:
    """Yield kind, start, start of the body, end; refuses boxes that leave their room."""
    at = start
    while at + 8 <= stop:
        size, kind, head = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8], 8
        if size == 1:
            size, head = int.from_bytes(data[at + 8 : at + 16], "big"), 16
        elif size == 0:
            size = stop - at
        if size < head or at + size > stop:
            raise refused(Reason.FILE_BROKEN)
        yield kind, at, at + head, at + size
        at += size


def _blank(out: bytearray, start: int, body: int, stop: int) -> None:
    out[start + 4 : start + 8] = b"free"
    out[body:stop] = bytes(stop - body)
