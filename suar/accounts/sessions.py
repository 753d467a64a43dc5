"""The session of a request: which row it names, whether it still holds, and its seat."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from suar.accounts import rules, seats
from suar.accounts.codes import Factor
from suar.accounts.models import Membership, SignedSession, User
from suar.kit.actor import Actor
from suar.kit.ids import parse_id
from suar.store.installation import is_demo

ROW = "accounts.session"  # the row's id, in the cookie's session on the server
SEEN_EVERY = timedelta(minutes=1)  # one write a minute is enough to tell idle from busy


@dataclass(frozen=True, slots=True)
class Seat:
    """Who sits at this browser."""

    user: User
    row: SignedSession
    memberships: tuple[Membership, ...]
    actor: Actor


def seat_of(request: HttpRequest, at: datetime) -> Seat | None:
    """Return the seat of a request, or None: not signed in, ended, shift over, seat taken away."""
    row_id = parse_id(request.session.get(ROW, ""))
    user = request.user
    if row_id is None or not isinstance(user, User):
        return None
    row = SignedSession.objects.filter(
        pk=row_id, user_id=user.pk, ended_at__isnull=True, ends_at__gt=at
    ).first()
    if row is None:
        return None
    memberships = tuple(seats.open_seats(user, at))
    required = seats.needs_factor(memberships)
    given = row.factor not in (Factor.NONE, Factor.DEMO)
    assured = rules.is_assured(
        factor_given=given,
        factor_required=required,
        demo=row.factor == Factor.DEMO and settings.DEMO_ALLOWED and is_demo(),
    )
    actor = seats.build_actor(user, memberships, row.organisation_id, assured=assured)
    if actor is None:
        return None
    return Seat(user=user, row=row, memberships=memberships, actor=actor)


def touch(row: SignedSession, at: datetime) -> None:
    """Remember that the session is used, at most once a minute."""
    if at - row.seen_at >= SEEN_EVERY:
        SignedSession.objects.filter(pk=row.pk).update(seen_at=at)


def open_sessions(user_id: UUID, at: datetime) -> list[SignedSession]:
    """Return where a user is signed in now, last used first."""
    rows = SignedSession.objects.filter(user_id=user_id, ended_at__isnull=True, ends_at__gt=at)
    return list(rows.select_related("organisation").order_by("-seen_at", "-pk"))


def label_of(user_agent: str) -> str:
    """Return a browser's name and system in two words; a list of sessions needs no more."""
    browsers = {"Edg": "Edge", "OPR": "Opera", "SamsungBrowser": "Samsung", "Firefox": "Firefox",
                "Chrome": "Chrome", "Safari": "Safari"}  # fmt: skip
    systems = {"Android": "Android", "iPhone": "iPhone", "iPad": "iPad", "Windows": "Windows",
               "Mac OS": "Mac", "Linux": "Linux"}  # fmt: skip
    browser = next((name for mark, name in browsers.items() if mark in user_agent), "")
    system = next((name for mark, name in systems.items() if mark in user_agent), "")
    return ", ".join(part for part in (browser, system) if part)
