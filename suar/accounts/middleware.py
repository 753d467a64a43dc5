"""The seat of each request: actor, tenancy, the idle lock, and the way to enrolment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from suar.accounts import rules, sessions
from suar.accounts.actions import signing
from suar.accounts.sessions import Seat
from suar.kit import clock
from suar.policy import SignInNeeded
from suar.store import tenancy
from suar.store.installation import is_demo
from suar.ui import lock as quick_lock

UNATTENDED = "X-Suar-Unattended"  # set by suar.js and by fragments that renew themselves


class SeatMiddleware:
    """Set ``request.seat`` and ``request.actor`` and act for the seat's organisation meanwhile.

    A locked session has no actor, so that a page which asks for one cannot be shown.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._refused: bool | None = None

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the seat, act for its organisation, and leave it again."""
        request.seat = request.actor = None  # type: ignore[attr-defined]  # ours, on the request
        if self._demo_in_earnest():
            return render(request, "accounts/demo_refused.html", status=503)
        at = clock.now()
        seat = sessions.seat_of(request, at)
        if seat is None and sessions.ROW in request.session:
            logout(request)  # ended elsewhere, or the shift is over
        if seat is None:
            with tenancy.acting_for(None):
                return self.get_response(request)
        return self._seated(request, seat, at)

    def _seated(self, request: HttpRequest, seat: Seat, at: datetime) -> HttpResponse:
        idle = timedelta(seconds=settings.SUAR_IDLE_SECONDS)
        if not quick_lock.is_locked(request) and rules.is_idle(seat.row.seen_at, at, idle=idle):
            quick_lock.lock(request, at=at)
            with tenancy.acting_for(seat.actor.organisation_id):
                signing.locked(by=seat.actor, session=seat.row, at=at, idle=True)
        locked = quick_lock.is_locked(request)
        request.seat = seat  # type: ignore[attr-defined]  # ours, on the request
        request.actor = None if locked else seat.actor  # type: ignore[attr-defined]
        if not locked and not _unattended(request):
            sessions.touch(seat.row, at)
        with tenancy.acting_for(None if locked else seat.actor.organisation_id):
            response = self.get_response(request)
        with tenancy.acting_for(seat.actor.organisation_id):
            self._note_lock(request, seat, at, was=locked)
        return response

    def _note_lock(self, request: HttpRequest, seat: Seat, at: datetime, *, was: bool) -> None:
        """Record that the screen was locked or opened, or that the session ended at the lock."""
        if sessions.ROW not in request.session:
            return  # signed out meanwhile, with an event of its own or at the fifth wrong password
        now_locked = quick_lock.is_locked(request)
        if now_locked and not was:
            signing.locked(by=seat.actor, session=seat.row, at=at, idle=False)
        if was and not now_locked:
            signing.unlocked(by=seat.actor, session=seat.row, at=at)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead a session that may only enrol to the page where it can."""
        what = getattr(view, "door", None)
        actor = getattr(request, "actor", None)
        if what is None or actor is None or actor.assured:
            return None
        if what.signed_in and what.assured:
            return redirect("accounts:enrol")
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Lead somebody who is not signed in to the sign-in page, and back afterwards."""
        if not isinstance(exception, SignInNeeded):
            return None
        if request.headers.get("HX-Request") == "true":
            response = HttpResponse(status=204)
            response["HX-Redirect"] = reverse("accounts:sign_in")
            return response
        query = urlencode({"next": request.get_full_path()}) if request.method == "GET" else ""
        return HttpResponseRedirect(reverse("accounts:sign_in") + ("?" + query if query else ""))

    def _demo_in_earnest(self) -> bool:
        """Say whether these settings must not serve this database; asked once."""
        if settings.DEMO_ALLOWED:
            return False
        if self._refused is None:
            self._refused = is_demo()
        return self._refused


def _unattended(request: HttpRequest) -> bool:
    """Say whether the page itself asked, nobody at it: a progress bar, a draft sent once more.

    It is answered, but keeps no session open: otherwise a screen that somebody left would never
    lock. Leaving the mark out wins nothing that reloading the page does not.
    """
    return UNATTENDED in request.headers
