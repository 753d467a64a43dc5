"""The sign of life of a job at work, from a thread beside it."""

from __future__ import annotations

import threading
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import DatabaseError, connections

from suar.kit import clock
from suar.store import tenancy

if TYPE_CHECKING:
    from suar.jobs.run import Run


class Heartbeat:
    """While the block runs, say every few seconds that the worker lives."""

    def __init__(self, run: Run, *, every: timedelta) -> None:
        self._run = run
        self._every = every.total_seconds()
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._beat, name="job heartbeat", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_error: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(self._every):
            try:
                with tenancy.acting_for(self._run.organisation_id):
                    self._run.mine().update(seen_at=clock.now())
            except DatabaseError:
                continue  # busy or full: the next beat may succeed, and the lease bounds the wait
            finally:
                connections.close_all()
