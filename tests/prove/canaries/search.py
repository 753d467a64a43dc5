"""Searching bytes for canaries, in every dress in which a leak might put them.

Zero bytes are taken out before anything is looked for: so a text is found in UTF-8, UTF-16 and
UTF-32 alike. Packed streams, archives, mails, runs of base64 and of hex are opened and searched.
"""

from __future__ import annotations

import base64
import email
import email.policy
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator

from tests.prove.canaries.flock import NUMBER, OPEN_WORD, WORD, Flock, written

DEPTH = 3  # packages inside packages
LARGEST = 32 * 1024 * 1024  # bytes of one unpacked stream
_PACKED = re.compile(rb"\x78[\x01\x5e\x9c\xda]|\x1f\x8b\x08")
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{24,}")
_HEX = re.compile(rb"\\x((?:[0-9a-f]{2}){8,})")  # bytes as pg_dump writes them
_YEAR = re.compile(rb"19[3-9]\d")
_APART = rb"[ ().\-/]{0,2}"  # what people put between the digits of a number
_NUMBER = re.compile(_APART.join(b"%c" % digit for digit in NUMBER.encode())
                     + rb"((?:" + _APART + rb"\d){4})")  # fmt: skip


SPELT = (WORD, WORD.title(), WORD.upper(), NUMBER)


class Searcher:
    """Knows a flock and finds any of it."""

    def __init__(self, flock: Flock) -> None:
        texts = [canary.text for canary in flock.all]
        self._numbers = {text for text in texts if text.startswith(NUMBER)}
        days = [text for text in texts if re.fullmatch(r"\d{4}-\d\d-\d\d", text)]
        self._days = {way.encode() for day in days for way in written(day)}

    def found(self, data: bytes, *, depth: int = 0) -> list[str]:
        """Return what was found, each with its surroundings."""
        narrow = data.replace(b"\0", b"")
        folded = narrow.lower()
        hits = [_shown(folded, at) for text in FOLDED for at in _places(text, folded)]
        hits += [_shown(narrow, at) for text in IN_BASE64 for at in _places(text, narrow)]
        hits += [_shown(folded, m.start()) for m in _NUMBER.finditer(folded) if self._number(m[1])]
        hits += [_shown(folded, at) for at in self._days_in(folded)]
        if depth < DEPTH:
            for inside in unpacked(data):
                hits += [f"packed: {hit}" for hit in self.found(inside, depth=depth + 1)]
        return hits

    def _number(self, rest: bytes) -> bool:
        return NUMBER + re.sub(r"\D", "", rest.decode()) in self._numbers

    def _days_in(self, folded: bytes) -> Iterator[int]:
        for year in _YEAR.finditer(folded):
            around = folded[max(0, year.start() - 10) : year.end() + 10].replace(b"%2f", b"/")
            if any(day in around for day in self._days):
                yield year.start()


def holds_open_word(data: bytes) -> bool:
    """Say whether a word is there that may stand in plain in the database."""
    return OPEN_WORD.encode() in data.lower()


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what is packed inside."""
    if data.startswith(b"PK\3\4") and zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            yield "\n".join(package.namelist()).encode()
            yield from (package.read(name) for name in package.namelist())
    for begin in _PACKED.finditer(data):
        yield from _inflated(data, begin.start())
    for run in _BASE64.finditer(data):
        yield from _from_base64(run[0])
    for run in _HEX.finditer(data):
        yield bytes.fromhex(run[1].decode())
    if data.startswith((b"Content-Type:", b"MIME-Version:")):
        yield from _parts_of_mail(data)


def _inflated(data: bytes, start: int) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(47)  # zlib and gzip, whichever it is
    rest = memoryview(data)[start : start + LARGEST]
    try:
        whole = unpacking.decompress(rest[:64])  # most beginnings are none: no need for the rest
        whole += unpacking.decompress(rest[64:], LARGEST)
    except zlib.error:
        return
    yield whole


def _from_base64(run: bytes) -> Iterator[bytes]:
    """Yield a run that holds a packed stream; what is plain in base64 is found without."""
    if run[0] not in b"eH":  # how such streams begin
        return
    text = run.replace(b"-", b"+").replace(b"_", b"/")
    plain = base64.b64decode(text[: len(text) // 4 * 4])
    if _PACKED.match(plain):
        yield plain


def _parts_of_mail(data: bytes) -> Iterator[bytes]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    yield "\n".join(str(value) for value in message.values()).encode()
    yield from (p.get_payload(decode=True) for p in message.walk() if not p.is_multipart())


def _folded_dresses() -> Iterator[bytes]:
    """Yield the texts to look for where letters were made small and zeros taken out."""
    yield WORD.encode()
    yield WORD[::-1].encode()
    for mark in SPELT:
        code = [ord(letter) for letter in mark]
        yield mark.encode().hex().encode()
        yield mark.encode("utf-16-le").hex().encode()[:-2]  # also inside utf-16-be
        for form in ("%{:02x}", "\\u{:04x}", "\\x{:02x}", "&#{};", "&#x{:x};"):
            yield "".join(form.format(c) for c in code).encode()


def _in_base64() -> Iterator[bytes]:
    """Yield the marks in base64: three shifts, three spellings, two widths."""
    for text in SPELT:
        for raw in (text.encode(), text.encode("utf-16-le"), text.encode("utf-16-be")):
            for shift in range(3):
                packed = base64.b64encode(b"\0" * shift + raw)
                first = -(-shift * 8 // 6)  # characters that the bytes before have a share in
                yield packed[first : (shift + len(raw)) * 8 // 6]


def _places(text: bytes, data: bytes) -> Iterator[int]:
    at = data.find(text)
    while at >= 0:
        yield at
        at = data.find(text, at + 1)


def _shown(data: bytes, start: int) -> str:
    return repr(data[max(0, start - 60) : start + 60])


def _in_order(texts: Iterable[bytes]) -> tuple[bytes, ...]:
    return tuple(dict.fromkeys(texts))


FOLDED, IN_BASE64 = _in_order(_folded_dresses()), _in_order(_in_base64())
