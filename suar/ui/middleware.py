"""What stands around every page: language and time zone, the lock, and nothing left in caches."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation

from suar.ui import slots

Next = Callable[[HttpRequest], HttpResponse]


class PlaceMiddleware:
    """Speak the person's language and show the person's time; needs ``request.actor``.

    A language chosen by the switch (cookie) wins; else the seat's language; else what Django's
    own middleware found.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the person's language and time zone."""
        actor = getattr(request, "actor", None)
        chosen = settings.LANGUAGE_COOKIE_NAME in request.COOKIES
        if actor is not None and not chosen and translation.check_for_language(actor.language):
            translation.activate(actor.language)
            request.LANGUAGE_CODE = translation.get_language()
        zone = next((name for ask in slots.time_zone_of if (name := ask(request))), None)
        with timezone.override(_zone(zone)):
            return self.get_response(request)


def _zone(name: str | None) -> zoneinfo.ZoneInfo:
    """Return a zone by name; an unknown name is the installation's own zone."""
    if name:
        try:
            return zoneinfo.ZoneInfo(name)
        except (zoneinfo.ZoneInfoNotFoundError, ValueError):
            pass
    return zoneinfo.ZoneInfo(settings.TIME_ZONE)


class NothingLeftBehindMiddleware:
    """Keep pages out of every cache: on a shared computer the back button shows nothing."""

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Mark every answer that does not say otherwise as not to be kept."""
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store, private"
        return response
