"""The unit of work: one transaction, events written last, jobs after the commit.

    @act
    def accept(*, referral: Referral, by: Actor, at: datetime) -> Referral: ...

An action called by another action joins its unit of work (as a savepoint). Events are collected
with :func:`collect` and handed to the ``before_commit`` slot as the last statements of the
outermost transaction, so that the audit chain's head is locked for the shortest time.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction

from suar.kit import faults
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.slots import Slot
from suar.store import tenancy
from suar.store.errors import is_taken_id

log = logging.getLogger("suar.store")
P = ParamSpec("P")
R = TypeVar("R")


@dataclass(slots=True)
class Work:
    """What one outermost action has collected so far."""

    collected: list[Any] = field(default_factory=list)
    cache: dict[Any, Any] = field(default_factory=dict)  # gone with the unit: opened keys


before_commit: Slot[Callable[[Work], None]] = Slot("store.before_commit")
_current: ContextVar[Work | None] = ContextVar("suar_work", default=None)


def act(function: Callable[P, R]) -> Callable[P, R]:
    """Run a verb as a unit of work; see the module's text."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        work = _current.get()
        if work is not None:
            return _joined(work, function, *args, **kwargs)
        try:
            return _outermost(function, *args, **kwargs)
        except IntegrityError as error:
            if is_taken_id(error):  # another organisation's row, hidden by row-level security
                raise Problem.not_found() from error
            raise

    run.is_act = True  # type: ignore[attr-defined]  # the architecture test looks for it
    return run


def _outermost(function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run a verb in a transaction of its own; the events are its last statements."""
    work = Work()
    token = _current.set(work)
    try:
        with _seat_of(kwargs.get("by")), transaction.atomic():
            result = function(*args, **kwargs)
            for hook in before_commit:
                hook(work)
            return result
    finally:
        _current.reset(token)


def _seat_of(by: object) -> AbstractContextManager[None]:
    """Act for the organisation of ``by`` where no request or job has said so already."""
    if isinstance(by, Actor) and tenancy.current_organisation() is None:
        return tenancy.acting_for(by.organisation_id)
    return nullcontext()


def _joined(work: Work, function: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Run inside the outer unit; a failure that the outer one survives leaves no event behind."""
    mark = len(work.collected)
    try:
        with transaction.atomic():
            return function(*args, **kwargs)
    except BaseException:
        del work.collected[mark:]
        raise


def collect(entry: Any) -> None:
    """Add an event to the running unit of work; raises outside one."""
    work = _current.get()
    if work is None:
        raise RuntimeError("an event needs a unit of work: mark the verb with @act")
    work.collected.append(entry)


def in_work() -> bool:
    """Say whether a unit of work is running."""
    return _current.get() is not None


def work_cache() -> dict[Any, Any] | None:
    """Return a dictionary that lives as long as the running unit of work, or None outside one."""
    work = _current.get()
    return None if work is None else work.cache


def after_commit(function: Callable[[], Any]) -> None:
    """Run something once the outermost transaction is durable; never if it is rolled back.

    Its failure is logged without values and stops nothing: the change is saved already, and what
    others asked for is done all the same. Whoever asks must be able to take it up again later.
    """
    transaction.on_commit(functools.partial(_apart, function))


def _apart(function: Callable[[], Any]) -> None:
    try:
        function()
    except Exception as error:  # noqa: BLE001 - the others' work must not depend on this one's
        log.error("after the commit: %s", faults.told(error))
