"""Doors: every view says which permission opens it; a test walks all addresses."""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from suar.kit.problem import Problem
from suar.policy.decide import require
from suar.policy.permissions import Permission

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Door:
    """What stands before a view: a permission, or a reason why none is needed."""

    permission: Permission | None
    signed_in: bool
    reason: str = ""
    assured: bool = True  # false: open before the second factor is enrolled


class SignInNeeded(Exception):  # noqa: N818 - says what is needed
    """Nobody is signed in; ``accounts`` turns it into the sign-in page."""


def door(permission: Permission) -> Callable[[View], View]:
    """Open a view to seats that hold the permission; the row is asked apart, in the scope."""
    return _behind(Door(permission, signed_in=True))


def signed_in(reason: str, *, assured: bool = True) -> Callable[[View], View]:
    """Open a view to everyone who is signed in, with the reason why no permission is needed.

    ``assured=False`` lets a session through that may only enrol its second factor yet.
    """
    return _behind(Door(None, signed_in=True, reason=reason, assured=assured))


def public(reason: str) -> Callable[[View], View]:
    """Open a view to everyone, with the reason."""
    return _behind(Door(None, signed_in=False, reason=reason))


def _behind(what: Door) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            pass_door(what, getattr(request, "actor", None))
            return view(request, *args, **kwargs)

        guarded.door = what  # type: ignore[attr-defined]  # the harness reads it
        return guarded  # type: ignore[return-value]  # same signature as the view

    return decorate


def pass_door(what: Door, actor: Any) -> None:
    """Let an actor through, or raise ``SignInNeeded`` or ``Problem`` (forbidden)."""
    if not what.signed_in:
        return
    if actor is None:
        raise SignInNeeded
    if what.permission is not None:
        require(actor, what.permission)
    elif what.assured and not actor.assured:
        raise Problem.forbidden()
