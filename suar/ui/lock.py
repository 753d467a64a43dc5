"""The quick lock: one key, and the screen shows nothing until the password is given again.

The lock is kept in the session on the server, so that another tab, the back button and a reload
are locked too. Where each tab goes on is written, signed, in the address of its own lock page: two
tabs are locked at once, and neither may come back in the person of the other. Five wrong passwords
end the session.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.contrib.auth import authenticate, logout
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.http import url_has_allowed_host_and_scheme

LOCKED, FAILED = "ui.locked_at", "ui.lock_failed"
BACK, SALT = "back", "ui.lock"  # the part of the address that leads back
ATTEMPTS = 5
# What a locked session may still reach: the lock itself, the language, signing out, no content.
OPEN_WHILE_LOCKED = frozenset(
    {"ui:lock", "ui:unlock", "ui:language", "accounts:sign_out", "site:healthz", "site:robots"}
)


def lock(request: HttpRequest, *, at: datetime) -> None:
    """Lock the session."""
    request.session[LOCKED] = at.isoformat()


def is_locked(request: HttpRequest) -> bool:
    """Say whether the session is locked."""
    return LOCKED in getattr(request, "session", {})


def unlock(request: HttpRequest, password: str) -> str | None:
    """Open the session again and return where this tab goes on; None for a wrong password.

    The fifth wrong password signs the session out.
    """
    user: Any = request.user
    credentials = {user.USERNAME_FIELD: user.get_username(), "password": password}
    found = authenticate(request, **credentials)
    if found is not None and found.pk == user.pk:
        request.session.pop(LOCKED, None)
        request.session.pop(FAILED, None)
        request.session.cycle_key()
        return way_back(request, request.POST.get(BACK, ""))
    failed = int(request.session.get(FAILED, 0)) + 1
    request.session[FAILED] = failed
    if failed >= ATTEMPTS:
        logout(request)
    return None


def address(request: HttpRequest, path: str) -> str:
    """Return the address of the lock page that leads back to a path of this site."""
    signed = signing.dumps(safe_path(request, path), salt=SALT)
    return f"{reverse('ui:lock')}?{urlencode({BACK: signed})}"


def way_back(request: HttpRequest, signed: str) -> str:
    """Return the path that is signed, or the first page."""
    try:
        return safe_path(request, str(signing.loads(signed, salt=SALT)))
    except signing.BadSignature:
        return "/"


def safe_path(request: HttpRequest, path: str) -> str:
    """Return a path of this site, or the first page."""
    allowed = url_has_allowed_host_and_scheme(path, allowed_hosts={request.get_host()})
    return path if allowed and path.startswith("/") else "/"


class LockMiddleware:
    """Answer every page of a locked session with the way to the lock page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let an open session through; answer a locked one."""
        if not is_locked(request):
            return self.get_response(request)
        request.locked = True  # type: ignore[attr-defined]  # templates and error pages ask
        if _name_of(request.path_info) in OPEN_WHILE_LOCKED:
            return self.get_response(request)
        if request.headers.get("HX-Request") == "true":
            response = HttpResponse(status=204)
            response["HX-Redirect"] = address(request, _page_of_part(request))
            return response
        if request.method not in ("GET", "HEAD"):
            return HttpResponse(status=423)
        return redirect(address(request, request.get_full_path()))


def _page_of_part(request: HttpRequest) -> str:
    """Return the page whose part was asked for, as the browser says it."""
    return urlsplit(request.headers.get("HX-Current-URL", "/")).path or "/"


def _name_of(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return ""
