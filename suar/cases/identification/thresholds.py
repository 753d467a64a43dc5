"""Thresholds of the rule: value, unit, whom it is for, first day, source. Data, never constants.

All are proposals of this project, to be approved by a domain lead; where a law stands behind one
it is named and marked as not yet verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

_FIRST = date(2009, 1, 1)
_OURS = "proposal of this project"


@dataclass(frozen=True, slots=True)
class Threshold:
    """One limit; an answer beyond it counts."""

    code: str
    value: Decimal
    unit: str
    who: str
    valid_from: date
    source: str


def _row(code: str, value: str, unit: str, who: str = "all", source: str = _OURS) -> Threshold:
    return Threshold(code, Decimal(value), unit, who, _FIRST, source)


THRESHOLDS: tuple[Threshold, ...] = (
    _row("TH_HOURS_DAY", "12", "hours a day", "adult"),
    _row("TH_HOURS_WEEK", "60", "hours a week", "adult"),
    _row("TH_NO_REST", "28", "days without a rest day"),
    _row("TH_CHILD_U15", "3", "hours a day", "under 15", "UU 13/2003 Art. 69, unverified"),
    _row("TH_CHILD_15", "8", "hours a day", "15-17", "Kepmen 235/2003, unverified"),
    _row("TH_CHILD_15_WEEK", "40", "hours a week", "15-17", "Kepmen 235/2003, unverified"),
    _row("TH_PAY", "0.7", "received / higher of promised and legal floor"),
    _row("TH_UNPAID", "1", "months unpaid when due"),
    _row("TH_HELD", "2", "months' pay kept back"),
    _row("TH_DEDUCT", "0.25", "share of gross pay", source="UU/PP limits, unverified"),
    _row("TH_DEBT", "3", "months of net wage promised"),
    _row("TH_LIVING", "2", "answers of D10"),
    _row("TH_WORKCOND", "2", "answers of D15"),
    _row("TH_OPEN", "0.40", "share of applicable items A03-D16"),
)


def threshold_on(code: str, day: date) -> Threshold:
    """Return the threshold in force on a day; raises ``KeyError`` for an unknown code."""
    known = [t for t in THRESHOLDS if t.code == code]
    if not known:
        raise KeyError(code)
    in_force = [t for t in known if t.valid_from <= day] or known
    return max(in_force, key=lambda t: t.valid_from)
