"""What is done with a body before any transaction: scan, clean, seal, write to disk.

A write transaction must not wait for this (a large PDF takes seconds). The action that follows
only saves the row; if it never comes, the sealed bodies are orphans and swept.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

from suar import vault
from suar.files import disk, scanner
from suar.files.cleaning import Cleaned, clean_apart
from suar.files.codes import Copy
from suar.files.models import StoredFile


@dataclass(frozen=True, slots=True)
class Prepared:
    """Sealed bodies on disk that wait for their row ``row_id``."""

    row_id: UUID
    subject_id: UUID
    kind: str
    media_type: str
    extension: str
    changes: tuple[str, ...]
    clean_place: UUID
    clean_size: int
    original_place: UUID | None = None
    original_size: int | None = None
    original_name: str = ""
    original_digest: str = ""


def from_upload(data: bytes, filename: str, *, row_id: UUID, subject_id: UUID) -> Prepared:
    """Make an uploaded file ready; raises ``Problem`` with the reason why it is not taken.

    ``row_id`` is the id that the form made for the new row: both bodies are sealed for it.
    """
    scanner.scan(data)
    copy = clean_apart(data, filename)
    clean_place = _sealed(copy.clean_bytes, row_id, subject_id, Copy.CLEAN)
    return Prepared(
        row_id=row_id,
        subject_id=subject_id,
        kind=copy.kind.value,
        media_type=copy.media_type,
        extension=copy.extension,
        changes=tuple(note.value for note in copy.notes),
        clean_place=clean_place,
        clean_size=len(copy.clean_bytes),
        original_place=_sealed(data, row_id, subject_id, Copy.ORIGINAL),
        original_size=len(data),
        original_name=_short(filename),
        original_digest=hashlib.sha256(data).hexdigest(),
    )


def from_ours(copy: Cleaned, *, row_id: UUID, subject_id: UUID) -> Prepared:
    """Make a document ready that Suar itself wrote: it needs no cleaning and has no original."""
    return Prepared(
        row_id=row_id,
        subject_id=subject_id,
        kind=copy.kind.value,
        media_type=copy.media_type,
        extension=copy.extension,
        changes=(),
        clean_place=_sealed(copy.clean_bytes, row_id, subject_id, Copy.CLEAN),
        clean_size=len(copy.clean_bytes),
    )


def discard(prepared: Prepared) -> None:
    """Take the bodies off the disk again: the row was refused."""
    disk.remove(prepared.clean_place)
    disk.remove(prepared.original_place)


def _sealed(data: bytes, row_id: UUID, subject_id: UUID, copy: Copy) -> UUID:
    table = StoredFile._meta.db_table
    return disk.write(vault.seal_bytes(subject_id, table, row_id, copy.value, data))


def _short(filename: str) -> str:
    """Return the name without folders, at most 255 characters, its ending kept."""
    name = PurePath(filename.replace("\\", "/")).name
    if len(name) <= 255:
        return name
    ending = PurePath(name).suffix[:20]
    return name[: 255 - len(ending)] + ending
