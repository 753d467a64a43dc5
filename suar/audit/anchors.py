"""Heads of the chains, noted outside the database: what stood there at each backup.

Whoever can write the database can put an old copy in its place, or take the last events away
together with the head that goes with the rest: inside, all fits. A small list of lines outside
(beside the list of erasures) says how far each chain had come. Each line carries the hash of the
line before, and a seal; a restore is a line, too, because after it the chains may be shorter.

The seal of the last line alone is asked: those before hang on it by their hashes, and the key of
an old seal may be gone after a rotation. That the end was cut off shows beside the backups, whose
newest must be the last that is noted (``suar doctor``), or a copy of the list kept elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings

from suar.audit.slots import check_head, seal_head
from suar.store import durable

NAME = "chain-heads.list"
THE_LIST = UUID(int=0)  # in the seal, in the place of an organisation: none has it
BEFORE_THE_FIRST = bytes(32).hex()


class What(StrEnum):
    """Why a line was written."""

    BACKUP = "backup"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Anchor:
    """How far a chain had come: this event had this hash when a line was written."""

    organisation_id: UUID
    number: int
    hash: bytes
    what: What
    at: datetime


@dataclass(frozen=True, slots=True)
class Line:
    """One line. ``to`` is the moment of the backup: the same as ``at``, or what was restored."""

    what: What
    at: datetime
    to: datetime
    name: str  # of the backup's file
    heads: tuple[Anchor, ...]


@dataclass(frozen=True, slots=True)
class Anchors:
    """The list as read. ``fault_at`` is the first line that is not ours; 0 where all are."""

    lines: tuple[Line, ...] = ()
    fault_at: int = 0
    by_owner: Mapping[UUID, tuple[Anchor, ...]] = field(default_factory=dict)

    @property
    def last_restore(self) -> Line | None:
        """Return the newest restore."""
        return next((n for n in reversed(self.lines) if n.what is What.RESTORED), None)

    def names(self) -> set[str]:
        """Return the backups that are noted."""
        return {line.name for line in self.lines}


def path() -> Path:
    """Return the file: beside the list of erasures, outside the database and the backups."""
    return Path(settings.ERASURE_LIST).with_name(NAME)


def note(
    what: What,
    *,
    at: datetime,
    to: datetime,
    name: str,
    heads: Iterable[tuple[UUID, int, bytes]],
) -> None:
    """Append a line, on the disk when this returns."""
    written = _written(path())
    content: dict[str, Any] = {
        "what": what.value, "at": at.isoformat(), "to": to.isoformat(), "name": name,
        "heads": [[str(owner), number, digest.hex()] for owner, number, digest in heads],
        "previous": _hash(written[-1]) if written else BEFORE_THE_FIRST,
    }  # fmt: skip
    number = len(written) + 1
    seal = b"".join(seal(THE_LIST, number, _digest(content)) for seal in seal_head)
    durable.append(path(), json.dumps({**content, "seal": seal.hex()}))


def read(source: Path | None = None) -> Anchors:
    """Read the list (or a copy of it); where there is none, nothing is anchored."""
    lines: list[Line] = []
    previous, seal_fits = BEFORE_THE_FIRST, True
    for number, text in enumerate(_written(source or path()), start=1):
        try:
            content: dict[str, Any] = json.loads(text)
            seal = bytes.fromhex(content.pop("seal"))
            line = _line(content)
        except (ValueError, KeyError, TypeError):
            return Anchors(tuple(lines), number, _binding(lines))
        if content["previous"] != previous:
            return Anchors(tuple(lines), number, _binding(lines))
        lines.append(line)
        previous = _hash(text)
        seal_fits = all(ours(THE_LIST, number, _digest(content), seal) for ours in check_head)
    return Anchors(tuple(lines), 0 if seal_fits else len(lines), _binding(lines))


def _written(source: Path) -> list[str]:
    if not source.exists():
        return []
    return [line for line in source.read_text().splitlines() if line.strip()]


def _line(content: Mapping[str, Any]) -> Line:
    what, at = What(content["what"]), datetime.fromisoformat(content["at"])
    heads = tuple(
        Anchor(UUID(owner), int(number), bytes.fromhex(digest), what, at)
        for owner, number, digest in content["heads"]
    )
    to = datetime.fromisoformat(content["to"])
    return Line(what, at, to, str(content["name"]), heads)


def _binding(lines: Iterable[Line]) -> dict[UUID, tuple[Anchor, ...]]:
    """Return what must still be true: a restore lets go of what came after its backup."""
    held: list[Line] = []
    for line in lines:
        if line.what is What.RESTORED:
            held = [earlier for earlier in held if earlier.at <= line.to]
        held.append(line)
    found: dict[UUID, tuple[Anchor, ...]] = {}
    for anchor in (a for line in held for a in line.heads if a.number):
        found[anchor.organisation_id] = (*found.get(anchor.organisation_id, ()), anchor)
    return found


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def _digest(content: Mapping[str, Any]) -> bytes:
    return sha256(json.dumps(content, sort_keys=True).encode()).digest()
