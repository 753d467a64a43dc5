"""What the page shell asks of the accounts."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.translation import gettext as _

from suar.accounts import devices, queries
from suar.accounts.actions import own
from suar.kit import clock
from suar.ui.slots import Banner


def time_zone_of(request: HttpRequest) -> str | None:
    """Return the person's own time zone."""
    seat = getattr(request, "seat", None)
    return seat.user.time_zone if seat is not None else None


def language_chosen(request: HttpRequest, language: str) -> None:
    """Remember with the login which language was chosen on a page."""
    seat = getattr(request, "seat", None)
    if seat is not None and seat.user.language != language:
        own.choose_language(user=seat.user, language=language, by=seat.actor, at=clock.now())


def is_remembered(request: HttpRequest) -> bool:
    """Say whether this browser is remembered for the person until the end of the shift."""
    seat = getattr(request, "seat", None)
    if seat is None or devices.COOKIE not in request.COOKIES:
        return False
    return devices.remembered(request, seat.user, clock.now()) is not None


def resting_banner(request: HttpRequest) -> Banner | None:
    """Say to whom it concerns that a role waits for a second person, and for whom."""
    seat, actor = getattr(request, "seat", None), getattr(request, "actor", None)
    if seat is None or actor is None:
        return None
    here = [m for m in seat.memberships if m.organisation_id == actor.organisation_id]
    if not any(m.rests_since for m in here):
        return None
    names = queries.waited_for(here, seat.user, clock.now())
    details = (_("Who can confirm: %(names)s") % {"names": ", ".join(names)},) if names else ()
    return Banner(_("A role of yours waits until a second person confirms it."), "info", details)
