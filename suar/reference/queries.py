"""Dated facts as of a day: law, emergency numbers, working days, thresholds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from suar.reference.codes import Emergency, HolidayKind, Threshold
from suar.reference.models import (
    DatedThreshold,
    EmergencyNumber,
    LegalText,
    PublicHoliday,
)
from suar.reference.seeds.thresholds import THRESHOLDS


@dataclass(frozen=True, slots=True)
class Number:
    """An emergency number with what the page must say about it."""

    row: EmergencyNumber
    stale: bool  # never checked, or longer ago than the threshold: shown grey

    @property
    def inside_only(self) -> bool:
        """Say whether it can be dialled only inside its country: it has no country code."""
        return not self.row.number.startswith("+")

    @property
    def dialled(self) -> str:
        """Return the number as a telephone takes it."""
        return "".join(c for c in self.row.number if c.isdigit() or c == "+")


def law_on(day: date, instrument: str, article: str) -> LegalText | None:
    """Return the provision as it stood on a day, or None where none is known."""
    return _valid_law(day).filter(instrument=instrument, article=article).first()


def laws_on(day: date, instrument: str = "") -> QuerySet[LegalText]:
    """Return every provision that holds on a day, of one instrument or of all."""
    found = _valid_law(day)
    return found.filter(instrument=instrument) if instrument else found


def numbers_for(country: str, region: str = "", *, today: date) -> list[Number]:
    """Return the numbers of the place where the person is, the most urgent first.

    Those of the region stand before those of the country with the same rank. Empty where we know
    of none: the page then says so.
    """
    limit = threshold_on(Threshold.STALE_NUMBER_DAYS, today)
    rows = EmergencyNumber.objects.filter(
        _on(today), Q(region="") | Q(region__iexact=region.strip()), country=country.upper()
    )
    ordered = sorted(rows, key=lambda row: (row.rank, not row.region, row.service, row.number))
    return [Number(row, is_stale(row.checked_on, today, limit)) for row in ordered]


def numbers_anywhere(home: str = "ID", *, today: date) -> list[Number]:
    """Return the lines at home that help somebody in any country and can be dialled from there."""
    lines = (Emergency.MISSION, Emergency.WORKERS)
    found = numbers_for(home, today=today)
    return [n for n in found if n.row.service in lines and not n.inside_only]


def is_stale(checked_on: date | None, today: date, limit_days: int) -> bool:
    """Say whether a fact was never checked, or more than so many days ago."""
    return checked_on is None or (today - checked_on).days > limit_days


def threshold_on(code: Threshold | str, day: date) -> int:
    """Return the value of a threshold on a day; the delivered one where the table has none."""
    row = DatedThreshold.objects.filter(_on(day), code=str(code)).order_by("-valid_from").first()
    return row.value if row else THRESHOLDS[Threshold(code)]


def holidays_between(first: date, last: date, country: str = "ID") -> QuerySet[PublicHoliday]:
    """Return the days off from one day to another, both included, joint leave too."""
    return PublicHoliday.objects.filter(country=country, valid_from__range=(first, last))


def working_days_after(day: date, n: int, country: str = "ID") -> date:
    """Return the n-th working day after a day; the day itself is never counted.

    Joint leave (*cuti bersama*) counts as a working day: a deadline that protects a person must
    not move back because civil servants may be away. ``n`` is at least 1, else ValueError.
    """
    if n < 1:
        raise ValueError("a deadline lies at least one working day ahead")
    span = timedelta(days=2 * n + 30)
    off = days_off(day, day + span, country)
    end = day + span
    current = day
    while n:
        current += timedelta(days=1)
        if current > end:
            off, end = off | days_off(end, end + span, country), end + span
        if current.weekday() < 5 and current not in off:
            n -= 1
    return current


def days_off(first: date, last: date, country: str = "ID") -> set[date]:
    """Return the days from one to another on which no office works: joint leave is none of them."""
    rows = holidays_between(first, last, country).filter(kind=HolidayKind.PUBLIC.value)
    return set(rows.values_list("valid_from", flat=True))


def _valid_law(day: date) -> QuerySet[LegalText]:
    return LegalText.objects.filter(_on(day)).order_by("instrument", "article", "-valid_from")


def _on(day: date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_to__isnull=True) | Q(valid_to__gte=day))
