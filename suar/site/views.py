"""Doors of the site: home, health, and what browsers and robots ask for by themselves."""

from __future__ import annotations

from typing import Any

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.views.decorators.http import require_GET, require_safe

import suar.policy as policy
from suar.kit import clock
from suar.site import queries


@policy.signed_in("home shows only panels whose own permission the seat holds")
@require_safe
def home(request: Any) -> HttpResponse:
    """Show what waits: overdue tasks first, referrals, the team."""
    at = clock.now()
    local = timezone.localtime(at)
    context = {
        "panels": queries.panels(request.actor, at),
        "part_of_day": queries.part_of_day(local.hour),
        "today": local,
    }
    return render(request, "site/home.html", context)


@policy.public("says only whether the server and its database answer")
@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer "ok", or 503 where the database does not answer; never more."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("unavailable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@policy.public("tells robots to stay away")
@require_GET
def robots(request: HttpRequest) -> HttpResponse:
    """Keep every page out of search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")


@policy.public("a neutral picture")
@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead browsers that ask for the old name to our neutral icon."""
    return redirect(static("ui/icon.svg"), permanent=True)
