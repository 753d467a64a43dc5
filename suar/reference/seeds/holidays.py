"""Indonesian holidays, computed by the ``holidays`` library when the facts are loaded.

Days after the last joint decree are marked as estimates there, and here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version

import holidays

from suar.reference.codes import HolidayKind

FIRST_YEAR, LAST_YEAR = 2020, 2028
SOURCE = f"holidays {version('holidays')} (yearly joint decree; estimates are marked)"
_CATEGORY = {HolidayKind.PUBLIC: "public", HolidayKind.JOINT_LEAVE: "government"}
_MARKS = (" (estimated)", " (perkiraan)")


@dataclass(frozen=True, slots=True)
class HolidaySeed:
    """One delivered day."""

    day: date
    kind: HolidayKind
    name_id: str
    name_en: str
    estimated: bool


def delivered() -> Iterator[HolidaySeed]:
    """Yield each holiday of 2020 to 2028, day by day."""
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    for kind, category in _CATEGORY.items():
        english = _names(years, category, "en_US")
        for day, name in sorted(_names(years, category, "id").items()):
            yield HolidaySeed(
                day, kind, _bare(name), _bare(english[day]), any(m in name for m in _MARKS)
            )


def _names(years: range, category: str, language: str) -> dict[date, str]:
    return dict(
        holidays.country_holidays("ID", years=years, categories=(category,), language=language)
    )


def _bare(name: str) -> str:
    for mark in _MARKS:
        name = name.replace(mark, "")
    return name.replace("Hari kedua dari ", "Hari kedua ")
