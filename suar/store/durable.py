"""Small lists that must survive a power cut: written to the disk, and so is their folder.

A file that was just made stands in its folder only once the folder, too, is on the disk.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path


def make(path: Path) -> None:
    """Make an empty file, ours alone, where there is none."""
    handle = _open(path)
    os.close(handle)
    flush_folder(path.parent)


def append(path: Path, line: str) -> None:
    """Append one line, whole or not at all; the file is made where it is missing.

    Two processes that append at once wait for each other. Raises ``OSError`` where the disk is
    full.
    """
    data = line.encode() + b"\n"
    handle = _open(path)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        before = os.fstat(handle).st_size
        if before and os.pread(handle, 1, before - 1) != b"\n":
            data = b"\n" + data  # somebody's editor left the last line open
        if os.write(handle, data) != len(data):
            os.ftruncate(handle, before)
            raise OSError(f"{path} took a part of a line only")
        os.fsync(handle)
    finally:
        os.close(handle)
    flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Put the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _open(path: Path) -> int:
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
