"""What the API puts into the shell."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from suar.api import labels, news
from suar.policy import Permission
from suar.ui import refusals, slots


def fill() -> None:
    """Add the tokens to the account's menu, the sentences to the refusals, the kinds of news."""
    refusals.add(labels.SENTENCES)
    news.fill()
    entry = slots.MenuEntry(
        _("Tokens for other systems"), "api:tokens", "key", permission=Permission.TOKEN_MANAGE
    )
    slots.user_menu.fill("tokens", entry, order=40)
