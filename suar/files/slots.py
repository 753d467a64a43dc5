"""What upper packages fill: the records that files hang on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from suar.kit.actor import Actor
from suar.kit.problem import Because
from suar.kit.slots import Slot


@dataclass(frozen=True, slots=True)
class Holder:
    """A record that holds files, as far as this package needs to know it."""

    record_type: str
    record_id: UUID
    subject_id: UUID
    organisation_id: UUID
    code: str  # neutral: it stands in the names of downloads
    part: str  # policy.Part that a grant must open
    back: str  # address of the record's own page
    why_not_add: tuple[Because, ...] = ()  # for instance: the case is closed


# "case" (as in the address) -> the record if the actor may see it, else ``Problem`` (not found)
holders: Slot[Callable[[UUID, Actor, datetime], Holder]] = Slot("files.holders")
