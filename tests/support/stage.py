"""A stage for the shell: a seat without sign-in, and pages that no product address shows.

Only tests use it. ``seated(actor)`` lets the seat middleware take the actor given here, so that the
shell can be looked at without the packages above it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest import mock
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.test import override_settings

from suar.accounts.middleware import SeatMiddleware
from suar.kit.actor import Actor
from suar.store import tenancy
from suar.ui.lock import is_locked

ANI = Actor(
    user_id=UUID("00000000-0000-7000-8000-0000000000a1"),
    organisation_id=UUID("00000000-0000-7000-8000-0000000000a0"),
    label="Ani",
    organisation_label="Yayasan Contoh Pendamping",
    roles=frozenset({"caseworker"}),
    permissions=frozenset({"case.list", "report.take"}),
)
EKO = Actor(
    user_id=UUID("00000000-0000-7000-8000-0000000000e1"),
    organisation_id=UUID("00000000-0000-7000-8000-0000000000e0"),
    label="Eko",
    organisation_label="Lembaga Lain",
)
_seat: dict[str, Actor | None] = {"actor": None}


def _take_seat(self: SeatMiddleware, request: HttpRequest) -> HttpResponse:
    """Put the stage's actor on the request, none while the screen is locked."""
    actor = None if is_locked(request) else _seat["actor"]
    request.actor = actor  # type: ignore[attr-defined]
    request.seat = None  # type: ignore[attr-defined]
    with tenancy.acting_for(actor.organisation_id if actor else None):
        return self.get_response(request)


@contextmanager
def seated(actor: Actor | None, *, urls: str = "tests.support.stage_urls") -> Iterator[None]:
    """Seat an actor for the length of the block; None is somebody not signed in.

    The middleware's own method is replaced, not the settings: a live server has read these already.
    """
    before = _seat["actor"]
    _seat["actor"] = actor
    try:
        with (
            mock.patch.object(SeatMiddleware, "__call__", _take_seat),
            override_settings(ROOT_URLCONF=urls),
        ):
            yield
    finally:
        _seat["actor"] = before
