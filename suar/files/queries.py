"""Reads of the files: lists without names, and bodies whose opening is a look."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from suar import vault
from suar.files import disk, scope
from suar.files.codes import Copy
from suar.files.models import StoredFile
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason


@dataclass(frozen=True, slots=True)
class Body:
    """Readable bytes on their way to one browser."""

    data: bytes
    name: str
    media_type: str


def files_of(record_id: UUID, *, actor: Actor, at: datetime) -> QuerySet[StoredFile]:
    """Return the files of one record that the actor sees; names stay sealed."""
    return scope.visible_to(actor, at).filter(record_id=record_id).order_by("number")


def clean_body(file: StoredFile, *, by: Actor, at: datetime) -> Body:
    """Open the clean copy; writes the look."""
    with vault.opened(file, by=by, at=at, record=file, purpose="file", part=file.part):
        data = _open(file, Copy.CLEAN, file.clean_place)
    return Body(data, file.neutral_name, file.media_type)


def original_body(file: StoredFile, *, by: Actor, at: datetime) -> Body:
    """Open the bytes as they came. Call ``actions.open_original`` first: it holds the reason.

    They are served as unknown bytes, so that no browser opens them by itself.
    """
    if file.original_place is None:
        raise Problem.refused(Reason.FILE_GONE)
    with vault.opened(file, by=by, at=at, record=file, purpose="original", part=file.part):
        data = _open(file, Copy.ORIGINAL, file.original_place)
        ending = _ending(str(file.original_name.open() if file.original_name else ""))
    name = f"{file.record_code}-{file.number:02d}-original{ending}"
    return Body(data, name, "application/octet-stream")


def _open(file: StoredFile, copy: Copy, place: UUID) -> bytes:
    sealed = disk.read(place)
    return vault.open_bytes(file.subject_id, file._meta.db_table, file.pk, copy.value, sealed)


def _ending(name: str) -> str:
    """Return the ending of the name alone, if it is a short plain one."""
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return f".{ending}" if ending.isascii() and ending.isalnum() and len(ending) <= 5 else ""
