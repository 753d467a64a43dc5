"""Sealed bytes on disk: whole or not at all, under names that say nothing.

Only ciphertext passes through here. A body is written, flushed to the disk and renamed before the
row that names it is saved; a body without a row (a form that failed afterwards) is an orphan and
swept later.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings

from suar.kit.problem import Problem
from suar.kit.reasons import Reason

_UNFINISHED = ".part"


def folder() -> Path:
    """Return the folder of all bodies."""
    return Path(settings.VAR_DIR) / "files"


def path_of(place: UUID) -> Path:
    """Return where a body lies; 256 folders keep each of them short."""
    return folder() / place.hex[:2] / place.hex[2:]


def write(data: bytes) -> UUID:
    """Write sealed bytes durably and return their place; a full disk raises ``OSError``."""
    place = uuid4()  # random, not by time: the name must not tell when
    path = path_of(place)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    unfinished = path.with_suffix(_UNFINISHED)
    try:
        with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as body:
            body.write(data)
            body.flush()
            os.fsync(body.fileno())
        unfinished.rename(path)
    except OSError:
        unfinished.unlink(missing_ok=True)
        raise
    _flush_folder(path.parent)
    return place


def read(place: UUID) -> bytes:
    """Return sealed bytes; raises ``Problem`` (refused) where the body is missing."""
    try:
        return path_of(place).read_bytes()
    except FileNotFoundError:
        raise Problem.refused(Reason.FILE_GONE) from None


def remove(place: UUID | None) -> None:
    """Take a body off the disk; absent already is fine."""
    if place is not None:
        path_of(place).unlink(missing_ok=True)


def bodies(older_than: datetime) -> Iterator[tuple[UUID | None, Path]]:
    """Yield place and path of each body last written before a moment; unfinished ones have none."""
    for path in folder().glob("??/*"):
        written = datetime.fromtimestamp(path.stat().st_mtime, tz=UTC)
        if written >= older_than:
            continue
        if path.suffix == _UNFINISHED:
            yield None, path
        else:
            yield UUID(hex=path.parent.name + path.name), path


def _flush_folder(path: Path) -> None:
    """Make a new name durable, too: a renamed file can vanish with the power otherwise."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
