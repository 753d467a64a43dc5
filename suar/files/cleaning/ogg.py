"""Ogg (RFC 3533) with Opus (RFC 7845) or Vorbis: the comment packet is emptied in its place."""

from __future__ import annotations

from dataclasses import dataclass

from suar.files.cleaning.cleaned import refused
from suar.kit.reasons import Reason

_HEAD = 27
_OPUS_TAGS = b"OpusTags"
_VORBIS_TAGS = b"\x03vorbis"
_CONTINUED = 0x01


@dataclass(slots=True)
class _Page:
    """One page: its 27 bytes and lacing values, and its body."""

    head: bytearray
    lacing: bytes
    body: bytearray
    changed: bool = False


def without_marks(data: bytes) -> bytes:
    """Return the stream with an empty comment packet; lengths and pages stay as they were."""
    pages = _pages(data)
    if len({bytes(page.head[14:18]) for page in pages}) != 1:
        raise refused(Reason.FILE_TYPE)  # film, or several streams in one
    start = pages[0].body[:8]
    if start.startswith(b"OpusHead"):
        _empty_packet(pages, _OPUS_TAGS, end=b"")
    elif start.startswith(b"\x01vorbis"):
        _empty_packet(pages, _VORBIS_TAGS, end=b"\x01")
    else:
        raise refused(Reason.FILE_TYPE)
    return b"".join(_written(page) for page in pages)


def _pages(data: bytes) -> list[_Page]:
    """Cut the file into pages; bytes that belong to no page are not carried over."""
    pages: list[_Page] = []
    at = 0
    while data[at : at + 4] == b"OggS":
        count = data[at + 26]
        lacing = data[at + _HEAD : at + _HEAD + count]
        body = data[at + _HEAD + count : at + _HEAD + count + sum(lacing)]
        if len(lacing) != count or len(body) != sum(lacing):
            break  # the last page was cut off on its way: the sound before it is whole
        pages.append(_Page(bytearray(data[at : at + _HEAD]), lacing, bytearray(body)))
        at += _HEAD + count + len(body)
    if len(pages) < 2:
        raise refused(Reason.FILE_BROKEN)
    return pages


def _empty_packet(pages: list[_Page], magic: bytes, end: bytes) -> None:
    """Overwrite the second packet: a maker's name of blanks fills the room, no comment follows."""
    spans = _second_packet(pages)
    packet = b"".join(bytes(pages[p].body[a:b]) for p, a, b in spans)
    room = len(packet) - len(magic) - 8 - len(end)
    if not packet.startswith(magic) or room < 0:
        raise refused(Reason.FILE_BROKEN)
    empty = magic + room.to_bytes(4, "little") + b" " * room + bytes(4) + end
    at = 0
    for page, start, stop in spans:
        pages[page].body[start:stop] = empty[at : at + stop - start]
        pages[page].changed = True
        at += stop - start


def _second_packet(pages: list[_Page]) -> list[tuple[int, int, int]]:
    """Return where the comment packet lies: page, start, stop. It starts the second page."""
    spans: list[tuple[int, int, int]] = []
    for index in range(1, len(pages)):
        page = pages[index]
        if bool(page.head[5] & _CONTINUED) != (index > 1):
            raise refused(Reason.FILE_BROKEN)
        length = 0
        for value in page.lacing:
            length += value
            if value < 255:
                return [*spans, (index, 0, length)]
        spans.append((index, 0, length))
    raise refused(Reason.FILE_BROKEN)


def _written(page: _Page) -> bytes:
    if not page.changed:  # its checksum still holds, and Python is slow at this sum
        return bytes(page.head) + page.lacing + bytes(page.body)
    page.head[22:26] = bytes(4)
    whole = bytes(page.head) + page.lacing + bytes(page.body)
    return whole[:22] + _crc(whole).to_bytes(4, "little") + whole[26:]


def _table() -> tuple[int, ...]:
    rows = []
    for value in range(256):
        row = value << 24
        for _ in range(8):
            row = ((row << 1) ^ 0x04C11DB7 if row & 0x80000000 else row << 1) & 0xFFFFFFFF
        rows.append(row)
    return tuple(rows)


_CRC_TABLE = _table()


def _crc(data: bytes) -> int:
    """Return Ogg's own checksum: polynomial 0x04c11db7, no reflection, start and end zero."""
    crc = 0
    for byte in data:
        crc = ((crc << 8) & 0xFFFFFFFF) ^ _CRC_TABLE[(crc >> 24) ^ byte]
    return crc
