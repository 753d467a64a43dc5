"""Reads of the accounts, shaped for their pages."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.db.models.functions import Lower

from suar.accounts import factors, resting, rules, scope, seats, sheets
from suar.accounts.codes import Factor, Purpose, Resting
from suar.accounts.models import Invitation, Membership, User
from suar.kit.actor import Actor
from suar.kit.reasons import Reason
from suar.ui.paging import SIZE, CursorPage, cursor_page


@dataclass(slots=True)
class PersonLine:
    """One person of the organisation, with the seats held there."""

    user: User
    seats: list[Membership] = field(default_factory=list)
    last_seen: datetime | None = None

    @property
    def is_suspended(self) -> bool:
        """Say whether every seat here is suspended."""
        return bool(self.seats) and all(seat.suspended_at for seat in self.seats)

    @property
    def waits(self) -> bool:
        """Say whether a role here waits for a second person."""
        return any(seat.rests_since for seat in self.seats)

    @property
    def has_left(self) -> bool:
        """Say whether no seat is held here any more."""
        return not self.seats


@dataclass(frozen=True, slots=True)
class PersonPage:
    """What an administrator sees of one person: seats and sign-in, no work."""

    line: PersonLine
    kinds: list[Factor]
    needs_factor: bool
    sheet_left: int
    links: list[Invitation]
    second_persons: list[str]  # names of who can confirm what waits


def names_of(user_ids: Iterable[UUID | None]) -> dict[UUID, str]:
    """Return the names of some people by id, in one query: for lines that say who did something."""
    wanted = {user_id for user_id in user_ids if user_id is not None}
    return dict(User.objects.filter(pk__in=wanted).values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the people of an organisation, and how many there are on all."""

    lines: Sequence[PersonLine]
    page: CursorPage[User]
    total: int


def people_of(by: Actor, *, cursor: str = "", size: int = SIZE) -> PeoplePage:
    """Return one page of the people of the actor's organisation: by name, who left comes last.

    Four queries, however many there are; one less on the first page.
    """
    rows: QuerySet[Any] = scope.people(by)
    seats_here = Membership.objects.filter(
        organisation_id=by.organisation_id, ended_at__isnull=True
    )
    here = Exists(seats_here.filter(user=OuterRef("pk")))
    ranked = rows.annotate(
        gone=Case(When(here, then=Value(0)), default=Value(1), output_field=IntegerField()),
        folded=Lower("name"),
    )
    # names stand in no address: the cursor holds the id alone
    page = cursor_page(ranked, order=("gone", "folded", "id"), cursor=cursor, size=size, by_id=True)
    lines = {user.pk: PersonLine(user) for user in page.rows}
    for seat in seats_here.filter(user__in=list(lines)).select_related("unit"):
        lines[seat.user_id].seats.append(seat)
    return PeoplePage(list(lines.values()), page, rows.count())


def person_page(user: User, by: Actor, at: datetime) -> PersonPage:
    """Return one person's page for the administrator."""
    held = Membership.objects.filter(
        organisation_id=by.organisation_id, ended_at__isnull=True, user=user
    ).select_related("unit")
    line = PersonLine(user, list(held))
    links = Invitation.objects.filter(organisation_id=by.organisation_id, user=user)
    return PersonPage(
        line=line,
        kinds=factors.kinds_of(user),
        needs_factor=seats.needs_factor(seats.open_seats(user, at)),
        sheet_left=sheets.left(user),
        links=[link for link in links[:10] if link.is_open(at)],
        second_persons=waited_for(line.seats, user, at),
    )


def waited_for(seats_of: Iterable[Membership], user: User, at: datetime) -> list[str]:
    """Return the names of those who can confirm what rests among some seats; none: nothing does."""
    rows = [seat for seat in seats_of if seat.rests_since is not None]
    if not rows:
        return []
    found = resting.second_persons(rows, user, at)
    return list(found.order_by("name").values_list("name", flat=True))


@dataclass(frozen=True, slots=True)
class Waiting:
    """What a second person is asked: whose roles wait, since when, who asked, and why."""

    user: User
    code: str
    seats: list[Membership]
    asked: list[str]
    sign_in: bool  # an administrator handed over password and second step
    reasons: list[Reason]  # why the reader cannot answer


def waiting_of(user: User, by: Actor) -> Waiting:
    """Return what waits of one person of the actor's organisation."""
    rows = list(resting.waiting(user.pk, by.organisation_id).select_related("unit"))
    asked = resting.asked_by(rows, user)
    return Waiting(
        user=user,
        code=code_of(user.pk),
        seats=rows,
        asked=list(User.objects.filter(pk__in=asked).values_list("name", flat=True)),
        sign_in=any(row.rests_why == Resting.SIGN_IN for row in rows),
        reasons=rules.why_not_confirm(
            by=by.user_id, user=user.pk, asked_by=asked, waits=bool(rows)
        ),
    )


def code_of(user_id: UUID) -> str:
    """Return the neutral code by which notices and tasks name a colleague."""
    return f"U-{user_id.hex[-6:].upper()}"


def sits_elsewhere(user: User, organisation_id: UUID) -> bool:
    """Say whether the person holds a seat in another organisation, suspended ones counted."""
    held = Membership.objects.filter(user=user, ended_at__isnull=True)
    return held.exclude(organisation_id=organisation_id).exists()


def sat_only_in(user: User, organisation_id: UUID) -> bool:
    """Say whether no other organisation ever knew this login."""
    return (
        not Membership.objects.filter(user=user).exclude(organisation_id=organisation_id).exists()
    )


def open_invitations(by: Actor, at: datetime) -> list[Invitation]:
    """Return the links to join that were given out and not yet used."""
    rows = Invitation.objects.filter(
        organisation_id=by.organisation_id, purpose=Purpose.JOIN, used_at__isnull=True,
        withdrawn_at__isnull=True, ends_at__gt=at,
    )  # fmt: skip
    return list(rows.select_related("unit"))


def digest_of(secret: str) -> str:
    """Return what is kept of a link's secret part (256 random bits need no slow hash)."""
    return hashlib.sha256(secret.encode()).hexdigest()


def link_by_secret(secret: str) -> Invitation | None:
    """Return the link that a secret part belongs to, whether or not it still works."""
    rows = Invitation.objects.filter(digest=digest_of(secret))
    return rows.select_related("organisation", "user", "unit").first()
