"""What a person sees after too many wrong passwords from one address."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def respond(request: HttpRequest, _response: Any = None, _credentials: Any = None) -> HttpResponse:
    """Return the page of a locked pair of e-mail and address; the same for unknown e-mails."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return render(request, "accounts/locked_out.html", {"minutes": minutes}, status=429)
