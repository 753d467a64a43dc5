"""Reading notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import suar.vault as vault
from suar.accounts.queries import names_of
from suar.cases.models import Case, Note
from suar.cases.rows import opened
from suar.kit.actor import Actor

MOST = 50


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note, opened."""

    id: UUID
    on: date
    at: datetime
    who: str
    text: str


def notes_of(case: Case, *, by: Actor, at: datetime) -> list[NoteLine]:
    """Open the latest notes; one look at the case."""
    found = list(Note.objects.filter(case=case).order_by("-on", "-made_at")[:MOST])
    if not found:
        return []
    names = names_of(n.made_by for n in found)
    with vault.opened(case, by=by, at=at, record=case, purpose="notes"):
        return [
            NoteLine(n.pk, n.on, n.made_at, names.get(n.made_by, ""), opened(n.text)) for n in found
        ]
