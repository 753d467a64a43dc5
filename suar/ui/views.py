"""Doors of the shell: the language switch and the lock; drafts are in ``draft_views``."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import activate
from django.views.decorators.http import require_http_methods, require_POST

import suar.policy as policy
from suar.kit import clock
from suar.ui import lock as locks
from suar.ui import slots


@policy.public("choosing a language opens nothing")
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch the language; remember it in a cookie and, when signed in, with the account."""
    response = redirect(locks.safe_path(request, request.POST.get("next", "/")))
    code = request.POST.get("language", "")
    if code not in dict(settings.LANGUAGES):
        return response
    activate(code)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=365 * 24 * 3600, httponly=True,
        samesite="Lax", secure=request.is_secure(), path=settings.LANGUAGE_COOKIE_PATH,
    )  # fmt: skip
    if getattr(request, "actor", None) is not None and not locks.is_locked(request):
        for tell in slots.language_chosen:
            tell(request, code)
    return response


@policy.public("a lock closes a session; the page behind it shows nothing")
@require_http_methods(["GET", "POST"])
def lock(request: HttpRequest) -> HttpResponse:
    """Lock the session (POST) and show the neutral lock page (GET)."""
    if not request.user.is_authenticated:
        return redirect("/")
    if request.method == "POST":
        if not locks.is_locked(request):
            locks.lock(request, at=clock.now())
        return redirect(locks.address(request, request.POST.get("next", "/")))
    if not locks.is_locked(request):  # opened in another tab: this one goes on, too
        return redirect(locks.way_back(request, request.GET.get(locks.BACK, "")))
    return render(request, "ui/lock.html", {"back": request.GET.get(locks.BACK, "")})


@policy.public("giving the password again opens only one's own session")
@require_POST
def unlock(request: HttpRequest) -> HttpResponse:
    """Open a locked session with the password; the fifth wrong one signs out."""
    if not request.user.is_authenticated:
        return redirect("/")
    if not locks.is_locked(request):  # opened in another tab
        return redirect(locks.way_back(request, request.POST.get(locks.BACK, "")))
    target = locks.unlock(request, request.POST.get("password", ""))
    if target is not None:
        return redirect(target)
    if not locks.is_locked(request):  # the fifth time: the session is over
        return redirect("/")
    again = {"failed": True, "back": request.POST.get(locks.BACK, "")}
    return render(request, "ui/lock.html", again, status=422)
