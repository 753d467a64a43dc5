"""Days, moments and hours as they are read: one way for each, in each language.

Templates use the filters ``day``, ``moment``, ``deadline``, ``clock`` and ``iso`` of ``suar_ui``,
code uses these functions. The shapes stand in ``formats/``: 17 Mei 2026; 17 Mei 2026, 14.30; 14.30.
What is due is shown by ``deadline``: a day that ends at midnight is it, not 00.00 of the next.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _

from suar.kit.clock import now


def day(value: date | datetime | None) -> str:
    """Return a day, where the reader is: 17 Mei 2026."""
    return date_format(_here(value), "DATE_FORMAT") if value else ""


def weekday(value: date | datetime | None) -> str:
    """Return a day with its name: Minggu, 17 Mei 2026."""
    return f"{date_format(_here(value), 'l')}, {day(value)}" if value else ""


def moment(value: datetime | None) -> str:
    """Return day and time, where the reader is: 17 Mei 2026, 14.30."""
    return date_format(_here(value), "DATETIME_FORMAT") if value else ""


def deadline(value: datetime | None) -> str:
    """Return until when something is due: 17 Mei 2026, 14.30, or the day at whose end it is."""
    if value is None:
        return ""
    ends = _here(value)
    if not isinstance(ends, datetime) or ends.time() != time.min:
        return moment(value)
    last = ends.date() - timedelta(days=1)
    if last == timezone.localtime(now()).date():
        return _("today, until the end of the day")
    return _("%(day)s, until the end of the day") % {"day": day(last)}


def clock(value: datetime | time | None) -> str:
    """Return the time of day: 14.30 in Indonesian, 14:30 in English."""
    if value is None:
        return ""
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return time_format(timezone.localtime(value) if aware else value, "TIME_FORMAT")  # type: ignore[arg-type]  # it is one


def iso(value: date | datetime | None) -> str:
    """Return a moment as machines read it, for the ``datetime`` of a ``<time>``."""
    return value.isoformat() if value else ""


def _here(value: date | datetime) -> date | datetime:
    aware = isinstance(value, datetime) and timezone.is_aware(value)
    return timezone.localtime(value) if aware else value  # type: ignore[arg-type]  # it is one
