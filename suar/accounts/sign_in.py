"""The steps of signing in, between the password and the session; doors call them."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from suar.accounts import devices, factors, seats, sessions
from suar.accounts.actions import signing
from suar.accounts.codes import Factor
from suar.accounts.models import User
from suar.kit.ids import parse_id
from suar.store import tenancy
from suar.store.installation import is_demo
from suar.ui.lock import safe_path

PENDING = "accounts.pending"  # the password was right; the second factor is waited for


@dataclass(frozen=True, slots=True)
class Waiting:
    """A sign-in between its two steps."""

    user: User
    target: str


def hold(began: float) -> None:
    """Let a refused attempt take its floor of time, so that a known e-mail answers no later."""
    missing = settings.ACCOUNTS_ANSWER_FLOOR - (time.monotonic() - began)
    if missing > 0:
        time.sleep(missing)


def next_factor(request: HttpRequest, user: User, at: datetime) -> Factor | None:
    """Return how the second step is met already, or None where a factor must be given now."""
    if settings.DEMO_ALLOWED and is_demo():
        return Factor.DEMO
    if not factors.kinds_of(user):
        return Factor.NONE  # can only enrol, if a role needs one
    return Factor.DEVICE if devices.remembered(request, user, at) else None


def wait(request: HttpRequest, user: User, target: str, at: datetime) -> None:
    """Remember on the server that the password was right."""
    request.session.cycle_key()
    request.session[PENDING] = {
        "user": str(user.pk),
        "hash": user.get_session_auth_hash(),
        "at": at.timestamp(),
        "next": target,
    }


def waiting(request: HttpRequest, at: datetime) -> Waiting | None:
    """Return the sign-in that waits for its second step, if it is not over."""
    kept: dict[str, Any] = request.session.get(PENDING) or {}
    user_id = parse_id(kept.get("user", ""))
    lasts = settings.ACCOUNTS_SECOND_STEP_LASTS.total_seconds()
    if user_id is None or at.timestamp() - float(kept.get("at", 0)) > lasts:
        request.session.pop(PENDING, None)
        return None
    user = User.objects.filter(pk=user_id).first()
    if user is None or not user.is_active or user.get_session_auth_hash() != kept.get("hash"):
        return None
    return Waiting(user=user, target=str(kept.get("next", "/")))


def finish(
    request: HttpRequest,
    user: User,
    factor: Factor,
    target: str,
    *,
    at: datetime,
    remember: bool = False,
) -> HttpResponse | None:
    """Begin the session and lead on; None where the user has no open seat anywhere."""
    held = seats.open_seats(user, at)
    if not held:
        return None
    enough = factor != Factor.NONE or not seats.needs_factor(held)
    actor = seats.build_actor(user, held, held[0].organisation_id, assured=enough)
    if actor is None:
        return None
    label = sessions.label_of(request.headers.get("User-Agent", ""))
    with tenancy.acting_for(actor.organisation_id):
        row = signing.sign_in(user=user, factor=factor, label=label, by=actor, at=at)
    request.session.pop(PENDING, None)
    login(request, user, backend="django.contrib.auth.backends.ModelBackend")
    request.session[sessions.ROW] = str(row.pk)
    response = HttpResponseRedirect(safe_path(request, target))
    if remember and factor in (Factor.TOTP, Factor.WEBAUTHN, Factor.SHEET):
        with tenancy.acting_for(actor.organisation_id):
            device = signing.register_device(user=user, label=label, by=actor, at=at)
        devices.remember(request, response, device.pk)
    return response
