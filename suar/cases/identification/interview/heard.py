"""What was heard: answers by item and phase, ready to be tested against the mapping.

Silence takes nothing away: a later "declines" or "does not know" leaves an earlier answer where it
is. Only an item that was set back to "not asked", as a correction, is unsaid. What does not fit
the shape of its part, or is a choice of no list, says nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from suar.cases.identification.codes import ItemState, Person, Phase
from suar.cases.identification.interview.catalogue import items_on
from suar.cases.identification.interview.conditions import ANY_PHASE
from suar.cases.identification.interview.shapes import SILENT, Item, Money, Shape, money, number
from suar.cases.identification.readback import ItemRead

NOTHING = "NONE"  # the choice "none of these": an answer, but no sign of anything


@dataclass(frozen=True, slots=True)
class Setting:
    """What the reading of an episode knows beside the answers.

    ``age`` is the youngest that is known, in years; ``legal_floor`` the lowest lawful monthly wage
    at that place and time; ``local_limits`` thresholds that the law of the destination sets, by
    code: they go before ours.
    """

    person: Person
    on: date
    age: int | None = None
    legal_floor: Money | None = None
    local_limits: Mapping[str, Decimal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AnswerCause:
    """One answer behind a suggestion; codes only, never a person's own words."""

    item: str
    part: str
    phase: str = ""
    said: str = ""
    threshold: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """The answers of one episode; ``values`` by item and phase."""

    values: Mapping[tuple[str, str], Mapping[str, Any]]
    items: Mapping[str, Item]

    @classmethod
    def of(cls, answers: Iterable[ItemRead], on: date) -> Heard:
        """Keep of each item, and phase, what was answered last; ``answers`` come oldest first."""
        items = {i.code: i for i in items_on(on)}
        values: dict[tuple[str, str], Mapping[str, Any]] = {}
        for answer in answers:
            key = (answer.item, _phase(answer, items.get(answer.item)))
            if answer.state is ItemState.ANSWERED:
                values[key] = answer.value
            elif answer.state is ItemState.NOT_ASKED:
                values.pop(key, None)
        return cls(values, items)

    def found(
        self, item: str, part: str, phases: frozenset[Phase] = ANY_PHASE
    ) -> list[tuple[str, Any]]:
        """Return what fits the part, with its phase; empty where nothing was said."""
        shape = self.items[item].part(part)
        return [
            (phase, value[part])
            for (code, phase), value in sorted(self.values.items(), key=lambda v: v[0])
            if code == item
            and (phase == "" or phase in phases)
            and part in value
            and shape.fits(value[part])
        ]

    def said(self, item: str, part: str, phases: frozenset[Phase] = ANY_PHASE) -> list[AnswerCause]:
        """Return each code that was said; an amount or a text says one thing: that it is there."""
        shape = self.items[item].part(part).shape
        return [
            AnswerCause(item, part, phase, code)
            for phase, value in self.found(item, part, phases)
            for code in _codes(shape, value)
        ]

    def number(self, item: str, part: str) -> Decimal | None:
        """Return a number; None where none was said."""
        found = self.found(item, part)
        return number(found[-1][1]) if found else None

    def money(self, item: str, part: str) -> Money | None:
        """Return an amount; None where none was said."""
        found = self.found(item, part)
        return money(found[-1][1]) if found else None

    def text(self, item: str, part: str) -> str:
        """Return a text without case, spaces and signs, so that spelling alone is no difference."""
        found = self.found(item, part)
        return "".join(c for c in found[-1][1].casefold() if c.isalnum()) if found else ""


def _phase(answer: ItemRead, item: Item | None) -> str:
    """An item asked per phase but stored without one speaks of the work, as its section does."""
    if item is not None and item.per_phase:
        return answer.phase or Phase.EXPLOITATION
    return ""


def _codes(shape: Shape, value: Any) -> list[str]:
    match shape:
        case Shape.MANY:
            return [v for v in dict.fromkeys(value) if v != NOTHING]
        case Shape.ONE | Shape.YES_NO:
            return [value] if value not in SILENT and value != NOTHING else []
        case Shape.NUMBER:
            return ["GIVEN"] if (number(value) or 0) > 0 else []
        case Shape.MONEY:
            found = money(value)
            return ["GIVEN"] if found is not None and found.amount > 0 else []
        case _:
            return ["GIVEN"] if value else []
