"""Reads of the letters: the register, and one letter opened with its look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from suar import vault
from suar.documents import letter as letters
from suar.documents import scope
from suar.documents.models import IssuedLetter
from suar.documents.referral import Office
from suar.kit.actor import Actor
from suar.network.models import Organisation
from suar.ui.paging import SIZE, CursorPage, cursor_page

ORDER = ("-dated", "-serial")


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One line of the register. ``letter_id`` only where the actor may open the letter."""

    number: str
    dated: date
    code: str
    state: str
    copies: int
    letter_id: UUID | None


def letters_of(record_id: UUID, *, actor: Actor, at: datetime) -> QuerySet[IssuedLetter]:
    """Return the letters of one record that the actor sees; their words stay sealed."""
    return scope.visible_to(actor, at).filter(record_id=record_id).select_related("docx", "pdf")


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """One page of the register."""

    lines: Sequence[RegisterLine]
    page: CursorPage[IssuedLetter]


def register(
    *, actor: Actor, at: datetime, year: int, cursor: str = "", size: int = SIZE
) -> RegisterPage:
    """Return one page of the organisation's letters of a year, newest first; two queries."""
    rows = scope.register_of(actor).filter(dated__year=year)
    page = cursor_page(rows, order=ORDER, cursor=cursor, size=size)
    open_ids = set(
        scope.visible_to(actor, at)
        .filter(pk__in=[r.pk for r in page.rows])
        .values_list("pk", flat=True)
    )
    lines = [
        RegisterLine(
            row.number, row.dated, row.code, row.state, row.copies,
            row.pk if row.pk in open_ids else None,
        )
        for row in page.rows
    ]  # fmt: skip
    return RegisterPage(lines, page)


def copied_to(row: IssuedLetter, *, by: Actor, at: datetime) -> tuple[UUID, ...]:
    """Return which organisations get a copy of a letter; the actor looks at it."""
    with vault.opened(row, by=by, at=at, record=row, purpose="letter", part=row.part):
        return tuple(UUID(pk) for pk in letters.copied_to(row.content.open()))


def opened(row: IssuedLetter, *, by: Actor, at: datetime) -> letters.Letter:
    """Open a letter's words; writes the look."""
    with vault.opened(row, by=by, at=at, record=row, purpose="letter", part=row.part):
        return letters.from_json(row.content.open())


def office_of(organisation_id: UUID, *, signer_name: str, signer_office: str) -> Office:
    """Return the letterhead of an organisation with the one who signs."""
    found = Organisation.objects.get(pk=organisation_id)
    return Office(
        letterhead=tuple(found.letterhead_lines),
        place=found.letter_place or found.name,
        signer_name=signer_name.strip(),
        signer_office=signer_office.strip(),
    )
