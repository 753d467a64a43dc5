"""A job at work: what its function is handed.

The rule that makes a killed job safe: *a batch and the cursor behind it are one transaction*. A
worker that dies leaves the last whole batch; the next one goes on from its cursor. A worker that
was only slow and comes back finds that its number no longer counts (``SupersededError``), and its
batch is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from suar.jobs import slots
from suar.jobs.codes import BATCH, State
from suar.jobs.models import Job
from suar.kit import clock
from suar.kit.actor import SYSTEM_USER, Actor, system_actor
from suar.store.work import act

T = TypeVar("T")


class CancelledError(Exception):
    """Somebody asked to stop; what was done stays, the batch not begun is left."""


class SupersededError(Exception):
    """Another worker has taken the job up; nothing more may be written here."""


class FailedError(Exception):
    """The work cannot be done, for a reason that has a code with a sentence."""

    def __init__(self, code: str) -> None:
        self.code = code
        super().__init__(code)


@dataclass(slots=True)
class Run:
    """One attempt at a job."""

    job_id: UUID
    organisation_id: UUID
    asked_by: UUID
    attempt: int
    cursor: str = ""
    done: int = 0
    total: int | None = None
    settled: bool = field(default=False, init=False)

    @property
    def actor(self) -> Actor:
        """Return the seat that asked, with the rights it has now; the system where nobody asked.

        Raises ``FailedError`` where the user has no seat there any more.
        """
        if self.asked_by == SYSTEM_USER:
            return system_actor(self.organisation_id)
        for find in slots.actor_of:
            found = find(self.asked_by, self.organisation_id)
            if found is not None:
                return found
        raise FailedError("no_seat")

    def in_batches(
        self,
        fetch: Callable[[str, int], Sequence[T]],
        handle: Callable[[Sequence[T]], Any],
        *,
        key: Callable[[T], object],
        total: int | None = None,
        size: int = BATCH,
    ) -> None:
        """Do all rows, at most 500 in a transaction, going on from where an earlier attempt stood.

        ``fetch(cursor, size)`` returns the next rows after the cursor ("" at first), in the order
        of ``key``; ``handle(rows)`` writes, and writes only in the database. Both batch and cursor
        are one unit of work, so that events may be recorded inside.
        """
        if not 1 <= size <= BATCH:
            raise ValueError(f"a batch has 1 to {BATCH} rows")
        if total is not None:
            self.advance(total=total)
        one = act(self._one_batch)
        while rows := fetch(self.cursor, size):
            self.stop_if_cancelled()
            one(rows, handle, str(key(rows[-1])))

    def _one_batch(self, rows: Sequence[T], handle: Callable[[Sequence[T]], Any], to: str) -> None:
        handle(rows)
        self.advance(cursor=to, by=len(rows))

    def advance(
        self,
        *,
        by: int = 0,
        cursor: str | None = None,
        total: int | None = None,
        message: str | None = None,
    ) -> None:
        """Write how far the work is; in the same transaction as the work itself.

        ``message`` is a code with a sentence in the registry. Raises ``SupersededError``.
        """
        values: dict[str, Any] = {
            "done": self.done + by,
            "seen_at": clock.now(),
            "attempt_progressed": self.attempt,
        }
        given = {"cursor": cursor, "total": total, "message": message}
        values |= {name: value for name, value in given.items() if value is not None}
        self._write(**values)
        self.done += by
        self.cursor = self.cursor if cursor is None else cursor
        self.total = self.total if total is None else total

    def stop_if_cancelled(self) -> None:
        """Raise ``CancelledError`` where somebody asked to stop; call it between batches."""
        if Job.objects.filter(pk=self.job_id, cancel_asked_at__isnull=False).exists():
            raise CancelledError

    @contextmanager
    def finish(self, *, message: str = "", result_id: UUID | None = None) -> Iterator[None]:
        """Do the last writes and mark the job done, in one transaction: never done twice."""
        with transaction.atomic():
            yield
            self.settle(State.DONE, message=message, result_id=result_id)

    def settle(self, state: State, **values: Any) -> None:
        """Write the end of the job. Raises ``SupersededError``."""
        values = {name: value for name, value in values.items() if value}
        self._write(state=state, finished_at=clock.now(), **values)
        self.settled = True

    def mine(self) -> QuerySet[Job]:
        """Return the job's row as long as this attempt counts."""
        return Job.objects.filter(pk=self.job_id, attempt=self.attempt, state=State.RUNNING)

    def _write(self, **values: Any) -> None:
        if not self.mine().update(**values):
            raise SupersededError
