"""Ages and dates that may be partly known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A date whose day, or month too, may be unknown: 2008, 2008-05, 2008-05-17 in text form."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.day is not None and self.month is None:
            raise ValueError("a day needs its month")
        date(self.year, self.month or 1, self.day or 1)  # raises ValueError on an impossible date

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read 2008, 2008-05 or 2008-05-17; raises ValueError."""
        parts = [int(p) for p in text.strip().split("-")]
        if not 1 <= len(parts) <= 3:
            raise ValueError(text)
        return cls(*parts)

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def earliest(self) -> date:
        """Return the earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    def latest(self) -> date:
        """Return the latest day it can mean: the youngest reading, which protects a child."""
        if self.month is None:
            return date(self.year, 12, 31)
        if self.day is None:
            following = (self.year + (self.month == 12), self.month % 12 + 1)
            return date.fromordinal(date(*following, 1).toordinal() - 1)
        return date(self.year, self.month, self.day)


def first_of_year(moment: datetime, zone: tzinfo) -> datetime:
    """Return the first moment of the year that an office had: what erasure leaves of a date."""
    return datetime(moment.astimezone(zone).year, 1, 1, tzinfo=zone)


def age_on(born: date, on: date) -> int:
    """Return completed years; a birthday on 29 February falls on 1 March in common years."""
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def youngest_age(born: PartialDate, on: date) -> int:
    """Return the lowest age that a partly known birth date allows."""
    return max(age_on(born.latest(), on), 0)
