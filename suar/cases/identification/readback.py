"""From stored ticks and answers to what the rule reads: the latest sitting counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from suar.cases.identification.codes import (
    INTENT_ELEMENT,
    Act,
    AgeJudgement,
    Answered,
    ItemState,
    Means,
    Phase,
    Purpose,
)
from suar.cases.identification.facts import AgeFacts, Birth, EpisodeFacts
from suar.cases.identification.items import TIMES, WORKED
from suar.kit.dates import PartialDate

AGE_ITEM, TOLD_AGE_ITEM = "A03", "A04"


@dataclass(frozen=True, slots=True)
class TickRead:
    """One tick, opened."""

    element: str
    phase: str
    state: Answered
    source: str = ""
    reason: str = ""
    sitting: int = 0  # in which it was answered


@dataclass(frozen=True, slots=True)
class ItemRead:
    """One answer, opened."""

    item: str
    phase: str
    state: ItemState
    value: Mapping[str, Any] = field(default_factory=dict)


def of_latest_sitting(ticks: Iterable[TickRead]) -> list[TickRead]:
    """Keep of each element what its latest sitting said.

    A means is ticked once for each phase: a later "no", or other phases, take the place of all
    that an earlier sitting said of it. What was set back to "not asked" is so again.
    """
    found = list(ticks)
    newest: dict[str, int] = {}
    for tick in found:
        newest[tick.element] = max(newest.get(tick.element, tick.sitting), tick.sitting)
    latest = [t for t in found if t.sitting == newest[t.element]]
    return [t for t in latest if t.state is not Answered.NOT_ASKED]


def latest_answers(answers: Iterable[ItemRead]) -> list[ItemRead]:
    """Keep of each item, and phase, what was said last; ``answers`` come oldest first."""
    last = {(a.item, a.phase): a for a in answers}
    return [a for a in last.values() if a.state is not ItemState.NOT_ASKED]


def facts_of(
    number: int,
    ticks: Iterable[TickRead],
    answers: Iterable[ItemRead],
    births: tuple[Birth, ...],
) -> EpisodeFacts:
    """Return an episode as the rule reads it; ``ticks`` and ``answers`` come oldest first."""
    last = {(t.element, t.phase): t for t in of_latest_sitting(ticks)}
    items = {(a.item, a.phase): a for a in latest_answers(answers)}
    intent = last.get((INTENT_ELEMENT, ""))
    return EpisodeFacts(
        number=number,
        age=_age(items, births),
        acts={Act(e): t.state for (e, _p), t in last.items() if e.startswith("ACT_")},
        means=frozenset(
            (Means(e), Phase(p) if p else None)
            for (e, p), t in last.items()
            if e.startswith("MNS_") and t.state is Answered.YES
        ),
        purposes=frozenset(
            Purpose(e)
            for (e, _p), t in last.items()
            if e.startswith("PRP_") and t.state is Answered.YES
        ),
        intent=intent.state if intent else Answered.NOT_ASKED,
        items=_states(items.values(), births),
        worked=bool(_value(items, WORKED).get("worked")),
    )


def _states(answers: Iterable[ItemRead], births: tuple[Birth, ...]) -> dict[str, ItemState]:
    """Return the state of each item: answered in one phase is answered.

    A birth date on the person's record is an answer to A03, whoever asked for it.
    """
    found: dict[str, ItemState] = {}
    for answer in answers:
        if found.get(answer.item) is not ItemState.ANSWERED:
            found[answer.item] = answer.state
    if any(b.credible for b in births):
        found[AGE_ITEM] = ItemState.ANSWERED
    return found


def _age(items: Mapping[tuple[str, str], ItemRead], births: tuple[Birth, ...]) -> AgeFacts:
    judged = _value(items, AGE_ITEM).get("judgement")
    told = _value(items, TOLD_AGE_ITEM)
    times = _value(items, TIMES)
    return AgeFacts(
        births=births,
        judgement=AgeJudgement(judged) if judged else None,
        first_act=_date(times.get("first_act")),
        last_day=_date(times.get("last_day")),
        told_ages=tuple(
            int(told[k]) for k in ("recruited", "exploited") if told.get(k) is not None
        ),
    )


def _value(items: Mapping[tuple[str, str], ItemRead], item: str) -> Mapping[str, Any]:
    found = items.get((item, ""))
    return found.value if found is not None else {}


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
