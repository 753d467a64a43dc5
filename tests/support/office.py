"""How an office counts limits, without a database: its zone, and the days on which it is closed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from suar.kit.deadlines import Limit, Until, deadline_for

JAKARTA = ZoneInfo("Asia/Jakarta")


def working_days(day: date, n: int, off: Collection[date] = ()) -> date:
    """Return the n-th working day after a day."""
    while n:
        day += timedelta(days=1)
        n -= day.weekday() < 5 and day not in off
    return day


def office(zone: ZoneInfo = JAKARTA, off: Collection[date] = ()) -> Until:
    """Return how an office counts."""

    def until(limit: Limit, start: datetime) -> datetime:
        return deadline_for(
            limit, start=start, zone=zone, working_days_after=lambda d, n: working_days(d, n, off)
        )

    return until
