"""What every page template knows: the seat, the menu, the banners, the languages."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from suar.ui import slots


def shell(request: HttpRequest) -> dict[str, Any]:
    """Return the words of the shell for this request."""
    actor = getattr(request, "actor", None)
    locked = getattr(request, "locked", False)
    menu = [] if locked else slots.menu_for(actor)
    return {
        "actor": actor,
        "shell_menu": menu,
        "shell_top": [] if locked else slots.top_for(actor),
        "shell_user_menu": [] if locked else slots.user_menu_for(actor),
        "shell_banners": slots.banners_for(request),
        "shell_languages": settings.LANGUAGES,
        "shell_path": _path(request, known=actor is not None or locked),
        "shell_active": _active(menu, request.path),
        "shell_sign_out": slots.address("sign_out"),
        "shell_remembered": any(ask(request) for ask in slots.remembered),
        "shell_lock": slots.address("lock"),
        "shell_unlock": slots.address("unlock"),
        "idle_seconds": getattr(settings, "SUAR_IDLE_SECONDS", 600),
    }


def _path(request: HttpRequest, *, known: bool) -> str:
    """Return where lock and language lead back: with the query, which may have chosen the form.

    At the lock the query carries the way back of this tab.
    """
    whole = known and request.method == "GET"
    return request.get_full_path() if whole else request.path


def _active(menu: list[slots.MenuEntry], path: str) -> str:
    """Return the address of the menu entry in which this page lies: the longest that begins it."""
    inside = [url for entry in menu if path.startswith(url := entry.url()) and url != "/"]
    return max(inside, key=len) if inside else ("/" if path == "/" else "")
