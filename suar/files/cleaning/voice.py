"""Voice messages: the sound stays bit for bit, marks of title, artist, place and device go."""

from __future__ import annotations

from suar.files.cleaning import mp4, ogg
from suar.files.cleaning.cleaned import Cleaned, cleaned, refused
from suar.files.cleaning.codes import Format, Note
from suar.kit.reasons import Reason

_ID3_HEAD = 10
_ID3_TAIL = 128


def clean_voice(data: bytes, form: Format) -> Cleaned:
    """Return the voice message without its marks; raises ``Problem`` where it cannot be read."""
    try:
        if form is Format.OGG:
            bare = ogg.without_marks(data)
        elif form is Format.M4A:
            bare = mp4.without_marks(data)
        else:
            bare = _mp3_frames(data)
    except (IndexError, ValueError):
        raise refused(Reason.FILE_BROKEN) from None
    return cleaned(form, bare, Note.METADATA)


_BITRATES_V1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_BITRATES_V2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_LAYER_3 = 1


def _mp3_frames(data: bytes) -> bytes:
    """Keep the sound frames alone (ISO 11172-3 layer 3); tags before, between and behind go."""
    at = 0
    while data[at : at + 3] == b"ID3":
        size = sum((data[at + 6 + i] & 0x7F) << (7 * (3 - i)) for i in range(4))
        at += _ID3_HEAD + size
    frames = bytearray()
    misses = 0
    while at + 4 <= len(data):
        length = _frame_length(data[at : at + 4])
        if length and at + length <= len(data):
            frames += data[at : at + length]
            at += length
        elif data[at : at + 3] == b"TAG" and len(data) - at <= _ID3_TAIL:
            break
        else:
            at += 1
            misses += 1
    if len(frames) < 400 or misses > max(len(data) // 2, 4096):
        raise refused(Reason.FILE_BROKEN)
    return bytes(frames)


def _frame_length(head: bytes) -> int:
    """Return the length in bytes that a frame's header says, or 0 where it is none."""
    if head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = (head[1] >> 3) & 3, (head[1] >> 1) & 3
    bitrate_index, rate_index = head[2] >> 4, (head[2] >> 2) & 3
    if layer != _LAYER_3 or version == 1 or rate_index == 3 or bitrate_index in (0, 15):
        return 0
    table, slots = (_BITRATES_V1, 144) if version == 3 else (_BITRATES_V2, 72)
    rate = _RATES[version][rate_index]
    return slots * table[bitrate_index] * 1000 // rate + ((head[2] >> 1) & 1)
