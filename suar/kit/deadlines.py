"""When something is due: the one way in which hours, days and months are counted.

The limits themselves are data of whoever knows the work: dated tables of the urgent check and of
referrals, the kinds of reminders. Here they only meet a moment, a time zone and the holidays.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Final

OFFICE_CLOSES: Final = time(17, 0)
AT_LEAST: Final = timedelta(hours=1)  # nothing is overdue the moment it is heard

WorkingDays = Callable[[date, int], date]  # (day, n) -> the n-th working day after it


@dataclass(frozen=True, slots=True)
class Limit:
    """Hours, working days, calendar days, months, or the same day; exactly one is set.

    Hours run through nights and holidays. Days and months end at the hour at which they began, or
    when the office closes (``at_closing``); "the same day" ends at midnight where the office is.
    """

    hours: int = 0
    working_days: int = 0
    days: int = 0
    months: int = 0
    same_day: bool = False
    at_closing: bool = False

    def __post_init__(self) -> None:
        spans = (self.hours, self.working_days, self.days, self.months, self.same_day)
        if sum(map(bool, spans)) != 1 or min(spans) < 0:
            raise ValueError("a limit has exactly one span, and it lies ahead")
        if self.at_closing and (self.hours or self.same_day):
            raise ValueError("a limit in hours does not end when the office closes")


Until = Callable[[Limit, datetime], datetime]  # (limit, start) -> due, as one office counts


def deadline_for(
    limit: Limit, *, start: datetime, zone: tzinfo, working_days_after: WorkingDays
) -> datetime:
    """Return the moment at which something that began at ``start`` is due, in ``zone``."""
    began = start.astimezone(zone)
    if limit.hours:
        return (start + timedelta(hours=limit.hours)).astimezone(zone)
    if limit.same_day:
        midnight = datetime.combine(began.date() + timedelta(days=1), time.min, zone)
        return max(midnight, (start + AT_LEAST).astimezone(zone))
    if limit.working_days:
        day = working_days_after(began.date(), limit.working_days)
    elif limit.months:
        day = _months_later(began.date(), limit.months)
    else:
        day = began.date() + timedelta(days=limit.days)
    return closing(day, zone) if limit.at_closing else datetime.combine(day, began.time(), zone)


def closing(day: date, zone: tzinfo) -> datetime:
    """Return when the office closes on a day: a task for a day is due then."""
    return datetime.combine(day, OFFICE_CLOSES, zone)


def days_before(day: date, days: int, zone: tzinfo) -> datetime:
    """Return when the office closes some days before a day: a reminder of what ends on it."""
    return closing(day - timedelta(days=days), zone)


def _months_later(day: date, months: int) -> date:
    """Return the same day of a later month, or its last day where the month is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
