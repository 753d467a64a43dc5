"""Doors of operations: a permission before each, and the key that makes a write repeatable."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from suar.api.actions import row_for_repeat
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Door, Permission, pass_door

Operation = TypeVar("Operation", bound=Callable[..., Any])
LONGEST_KEY = 200


def needs(permission: Permission) -> Callable[[Operation], Operation]:
    """Open an operation to tokens whose scopes give the permission; a test walks them all."""
    door = Door(permission, signed_in=True)

    def decorate(operation: Operation) -> Operation:
        @functools.wraps(operation)
        def guarded(request: Any, *args: Any, **kwargs: Any) -> Any:
            pass_door(door, getattr(request, "actor", None))
            return operation(request, *args, **kwargs)

        # the framework reads the types of the arguments here, where their names are not known
        guarded.__signature__ = inspect.signature(operation, eval_str=True)  # type: ignore[attr-defined]
        guarded.door = door  # type: ignore[attr-defined]  # the harness reads it
        return guarded  # type: ignore[return-value]  # same signature as the operation

    return decorate


def repeatable(request: Any, operation: str, at: Any) -> UUID:
    """Return the id of the row that this write makes, from its ``Idempotency-Key``.

    Raises ``Problem`` where the key is missing, too long, or came before with another request:
    another address or another body.
    """
    key = request.headers.get("Idempotency-Key", "")
    if not key or len(key) > LONGEST_KEY:
        raise Problem.invalid("Idempotency-Key", Reason.KEY_NEEDED)
    return row_for_repeat(
        token=request.auth, operation=operation, key=key, by=request.actor, at=at,
        content=b"\n".join((request.method.encode(), request.path.encode(), request.body)),
    )  # fmt: skip
