"""Daily care of SQLite: fresh statistics of its tables, without which it guesses its way.

Without them it takes the index of the organisation for every question, and a worker's list costs
a walk through the whole organisation. PostgreSQL gathers its own (autovacuum).
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import connections

EVERY = timedelta(days=1)
ROWS_READ = 1_000  # of each index: enough to tell rare from frequent, and done within a second


class Care:
    """Remembers when this process last gathered: at its start, then once a day.

    By the clock alone it would never be done on a laptop that sleeps at night.
    """

    def __init__(self) -> None:
        self._gathered_at: datetime | None = None

    def daily(self, at: datetime) -> bool:
        """Gather if it is time; called every minute. Says whether it was."""
        if self._gathered_at is not None and at - self._gathered_at < EVERY:
            return False
        self._gathered_at = at
        gather_statistics()
        return True


def gather_statistics() -> int:
    """Gather statistics on every SQLite database; return on how many."""
    cared_for = [c for c in connections.all() if c.vendor == "sqlite"]
    for connection in cared_for:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_READ}")
            cursor.execute("ANALYZE")
    return len(cared_for)
