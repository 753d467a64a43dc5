"""Figures worked out of answers, and how each is compared with its threshold.

A figure whose answers are missing, or stand in two currencies, is no figure: it suggests nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from enum import StrEnum

from suar.cases.identification.interview.conditions import ANY_PHASE, Beyond, Measure, W
from suar.cases.identification.interview.heard import AnswerCause, Heard, Setting
from suar.cases.identification.interview.shapes import Money
from suar.cases.identification.thresholds import threshold_on

Figure = tuple[Decimal, tuple[tuple[str, str], ...]]  # value; item and part of each answer used


class Compare(StrEnum):
    """On which side of a threshold an answer counts."""

    OVER = ">"
    AT_LEAST = ">="
    BELOW = "<"


COMPARED: Mapping[str, Compare] = {
    "TH_HOURS_DAY": Compare.OVER,
    "TH_HOURS_WEEK": Compare.OVER,
    "TH_NO_REST": Compare.AT_LEAST,
    "TH_CHILD_U15": Compare.OVER,
    "TH_CHILD_15": Compare.OVER,
    "TH_CHILD_15_WEEK": Compare.OVER,
    "TH_PAY": Compare.BELOW,
    "TH_UNPAID": Compare.AT_LEAST,
    "TH_HELD": Compare.AT_LEAST,
    "TH_DEDUCT": Compare.OVER,
    "TH_DEBT": Compare.OVER,
    "TH_LIVING": Compare.AT_LEAST,
    "TH_WORKCOND": Compare.AT_LEAST,
}


def beyond(test: Beyond, heard: Heard, setting: Setting) -> tuple[AnswerCause, ...]:
    """Return the answers whose figure lies beyond the threshold; empty where it does not."""
    figure = FIGURES[test.measure](heard, setting)
    if figure is None:
        return ()
    value, parts = figure
    limit = setting.local_limits.get(test.threshold, threshold_on(test.threshold, setting.on).value)
    match COMPARED[test.threshold]:
        case Compare.OVER:
            is_beyond = value > limit
        case Compare.AT_LEAST:
            is_beyond = value >= limit
        case Compare.BELOW:
            is_beyond = value < limit
    if not is_beyond:
        return ()
    return tuple(AnswerCause(i, p, threshold=test.threshold) for i, p in parts)


def _number(item: str, part: str) -> Callable[[Heard, Setting], Figure | None]:
    def read(heard: Heard, _setting: Setting) -> Figure | None:
        value = heard.number(item, part)
        return None if value is None else (value, ((item, part),))

    return read


def _hours_week(heard: Heard, _setting: Setting) -> Figure | None:
    hours, days = heard.number("D03", "hours_day"), heard.number("D03", "days_week")
    if hours is None or days is None:
        return None
    return hours * days, (("D03", "hours_day"), ("D03", "days_week"))


def _promised(heard: Heard) -> tuple[Money, tuple[str, str]] | None:
    """Return the wage promised at recruitment; else what was said of it beside the wage."""
    for part in (("B04", "wage"), ("D04", "promised")):
        if (found := heard.money(*part)) is not None:
            return found, part
    return None


def _pay_of_promise(heard: Heard, _setting: Setting) -> Figure | None:
    promised, received = _promised(heard), heard.money("D04", "received")
    if promised is None or received is None:
        return None
    share = _share(received, promised[0])
    return None if share is None else (share, (promised[1], ("D04", "received")))


def _pay(heard: Heard, setting: Setting) -> Figure | None:
    """Share of the higher of promise and floor; one of them alone can only show too little."""
    received = heard.money("D04", "received")
    if received is None:
        return None
    shares: list[Figure] = []
    promised = _promised(heard)
    if promised is not None and (share := _share(received, promised[0])) is not None:
        shares.append((share, (promised[1], ("D04", "received"))))
    if setting.legal_floor and (share := _share(received, setting.legal_floor)) is not None:
        shares.append((share, (("D04", "received"),)))
    return min(shares, key=lambda s: s[0], default=None)


def _deducted(heard: Heard, _setting: Setting) -> Figure | None:
    deducted, gross = heard.money("D04", "deducted"), heard.money("D04", "gross")
    if deducted is None or gross is None or (share := _share(deducted, gross)) is None:
        return None
    return share, (("D04", "deducted"), ("D04", "gross"))


def _debt(heard: Heard, _setting: Setting) -> Figure | None:
    debt, promised = heard.money("B07", "debt"), _promised(heard)
    if debt is None or promised is None or (months := _share(debt, promised[0])) is None:
        return None
    return months, (("B07", "debt"), promised[1])


def _share(part: Money, whole: Money) -> Decimal | None:
    if part.currency != whole.currency or not whole.amount:
        return None
    return part.amount / whole.amount


def _lacks(heard: Heard, _setting: Setting) -> Figure | None:
    found = {c.said for c in heard.said("D10", "lacks", W)}
    return (Decimal(len(found)), (("D10", "lacks"),)) if found else None


def _conditions(heard: Heard, _setting: Setting) -> Figure | None:
    found = {c.said for c in heard.said("D15", "conditions", ANY_PHASE)}
    return (Decimal(len(found)), (("D15", "conditions"),)) if found else None


FIGURES: Mapping[Measure, Callable[[Heard, Setting], Figure | None]] = {
    Measure.HOURS_DAY: _number("D03", "hours_day"),
    Measure.HOURS_WEEK: _hours_week,
    Measure.WITHOUT_REST: _number("D03", "without_rest"),
    Measure.PAY_OF_PROMISE: _pay_of_promise,
    Measure.PAY: _pay,
    Measure.MONTHS_UNPAID: _number("D04", "months_unpaid"),
    Measure.MONTHS_HELD: _number("D04", "months_held"),
    Measure.DEDUCTED: _deducted,
    Measure.DEBT: _debt,
    Measure.LACKS: _lacks,
    Measure.CONDITIONS: _conditions,
}
