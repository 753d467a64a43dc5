"""What upper packages fill: who hears of a change to somebody's roles or sign-in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from suar.accounts.codes import News
from suar.accounts.models import User
from suar.kit.actor import Actor
from suar.kit.slots import Slot

# (what, whose roles or sign-in, actor, at): tell whom it concerns and keep the tasks. Called inside
# the action; ``agenda`` and ``notices`` stand above this package.
news: Slot[Callable[[News, User, Actor, datetime], object]] = Slot("accounts.news")


def tell(what: News, user: User, by: Actor, at: datetime) -> None:
    """Tell everybody who fills the slot."""
    for listener in news:
        listener(what, user, by, at)
