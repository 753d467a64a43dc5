"""The states of a job and the numbers that bound it."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class State(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


FINISHED = frozenset({State.DONE, State.FAILED, State.CANCELLED})
BATCH = 500  # rows in one transaction: more would freeze every other write (SQLite has one writer)
FRUITLESS = 5  # times a job is taken up without any progress before it is given up
RETRY_AFTER = timedelta(seconds=15)  # after a trouble of the database that passes
KEPT = timedelta(days=90)  # finished jobs stay in the list this long
QUEUE_KEPT = timedelta(days=2)  # entries of the queue behind them
TICK_EVERY = timedelta(minutes=1)

# Codes of failure of our own; any other is the name of an error class or a refusal's code.
UNKNOWN_KIND = "unknown_kind"
GIVEN_UP = "given_up"
