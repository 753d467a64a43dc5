"""From which network address a request comes."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from suar.accounts.models import clean_email


def client_address(request: HttpRequest) -> str:
    """Return the client's address; headers count only behind as many proxies as are trusted.

    Each of our proxies adds the address it saw at the right end of ``X-Forwarded-For``; what
    stands further left was sent by the client and proves nothing.
    """
    hops: int = settings.TRUSTED_PROXIES
    seen = [part.strip() for part in request.headers.get("X-Forwarded-For", "").split(",")]
    if hops and len(seen) >= hops and seen[-hops]:
        return seen[-hops]
    return str(request.META.get("REMOTE_ADDR", ""))


def login_name(request: HttpRequest, credentials: dict[str, Any] | None) -> str:
    """Return the e-mail that a sign-in was tried with, whatever the caller named the field."""
    given = credentials or {}
    return clean_email(given.get("username") or given.get("email"))
