"""Two at once: one is stopped in the middle, the other begins and must wait, or find it done.

On PostgreSQL only: on SQLite one writer at a time is the database's nature.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.db import connection, connections

from suar.store.tenancy import acting_for

LONG = 20  # seconds until a test gives up
SLOW = "slow"
Work = tuple[UUID, Callable[[], Any]]  # in whose name, and what


def overtaken(
    monkeypatch: pytest.MonkeyPatch, owner: Any, name: str, *, after: bool, slow: Work, other: Work
) -> tuple[Any, Any]:
    """Stop the slow work before or after one call, let the other begin; return both answers.

    The slow one goes on once the other waits for a row of it, or has come to its end.
    """
    here, go_on, real = threading.Event(), threading.Event(), getattr(owner, name)

    def rest() -> None:
        if threading.current_thread().name == SLOW and not here.is_set():
            here.set()
            go_on.wait(LONG)

    def call(*args: Any, **more: Any) -> Any:
        if not after:
            rest()
        found = real(*args, **more)
        if after:
            rest()
        return found

    monkeypatch.setattr(owner, name, call)
    first, second = _Thread(SLOW, slow), _Thread("other", other)
    first.start()
    try:
        assert here.wait(LONG), first.answer
        second.start()
        while second.is_alive() and not _somebody_waits():
            second.join(0.05)
    finally:
        go_on.set()
        first.join(LONG)
    second.join(LONG)
    assert not first.is_alive()
    assert not second.is_alive()
    return first.answer, second.answer


class _Thread(threading.Thread):
    """Some work in its own thread and seat; keeps the answer or what it raised."""

    def __init__(self, name: str, work: Work) -> None:
        super().__init__(name=name, daemon=True)
        self.seat, self.work = work
        self.answer: Any = None

    def run(self) -> None:
        try:
            with acting_for(self.seat):
                self.answer = self.work()
        except Exception as error:  # noqa: BLE001 - the test looks at it
            self.answer = error
        finally:
            connections.close_all()


def _somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND wait_event_type = 'Lock'"
        )
        (waiting,) = cursor.fetchone()
    return bool(waiting)
