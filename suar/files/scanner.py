"""Ask a ClamAV daemon, where one is configured; then no answer means no upload."""

from __future__ import annotations

import socket
import struct

from django.conf import settings

from suar.files.cleaning.cleaned import refused
from suar.kit.reasons import Reason

_CHUNK = 256 * 1024
_SECONDS = 30


def scan(data: bytes) -> None:
    """Refuse what the daemon knows; fail closed when it is configured and does not answer.

    ``SUAR_CLAMD`` is a socket's path or ``host:port``; empty means that none is used. Raises
    ``Problem`` (invalid, field ``file``).
    """
    address = str(getattr(settings, "SUAR_CLAMD", "") or "")
    if not address:
        return
    try:
        answer = _asked(address, data)
    except OSError:
        raise refused(Reason.FILE_SCANNER_AWAY) from None
    if answer.endswith("FOUND"):
        raise refused(Reason.FILE_INFECTED)
    if answer != "stream: OK":
        raise refused(Reason.FILE_SCANNER_AWAY)


def _asked(address: str, data: bytes) -> str:
    """Send the bytes with clamd's INSTREAM command and return its line."""
    with _connected(address) as link:
        link.sendall(b"zINSTREAM\0")
        for start in range(0, len(data), _CHUNK):
            chunk = data[start : start + _CHUNK]
            link.sendall(struct.pack(">I", len(chunk)) + chunk)
        link.sendall(struct.pack(">I", 0))
        answer = b""
        while not answer.endswith(b"\0") and len(answer) < 4096:
            received = link.recv(1024)
            if not received:
                break
            answer += received
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connected(address: str) -> socket.socket:
    if "/" in address:
        link = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        link.settimeout(_SECONDS)
        try:
            link.connect(address)
        except OSError:
            link.close()
            raise
        return link
    host, _, port = address.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=_SECONDS)
