"""The ILO's eleven indicators of forced labour: a second reading of the same answers.

It stands beside the rule and never feeds it. Numbers: the mapping of ``indicators.ILO_ELEVEN``;
two of the 67 (CD06, CD07) have no place among the eleven. C29 (1930) defines forced labour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suar.cases.identification.codes import ItemState
from suar.cases.identification.facts import EpisodeFacts
from suar.cases.identification.indicators import ILO_ELEVEN
from suar.cases.identification.interview.conditions import (
    Beyond,
    Both,
    Condition,
    Differs,
    Measure,
    More,
    Said,
    UnderAge,
)
from suar.cases.identification.interview.heard import AnswerCause
from suar.cases.identification.interview.mapping import mapping_on
from suar.cases.identification.interview.suggesting import Suggestion

# number: code, English, Indonesian
ELEVEN: tuple[tuple[int, str, str, str], ...] = (
    (1, "FL01", "Abuse of vulnerability", "Penyalahgunaan kerentanan"),
    (2, "FL02", "Deception", "Penipuan"),
    (3, "FL03", "Restriction of movement", "Pembatasan gerak"),
    (4, "FL04", "Isolation", "Isolasi"),
    (5, "FL05", "Physical and sexual violence", "Kekerasan fisik & seksual"),
    (6, "FL06", "Intimidation and threats", "Intimidasi & ancaman"),
    (7, "FL07", "Retention of identity documents", "Penahanan dokumen identitas"),
    (8, "FL08", "Withholding of wages", "Penahanan upah"),
    (9, "FL09", "Debt bondage", "Jeratan utang"),
    (10, "FL10", "Abusive working and living conditions", "Kondisi kerja & hidup yang buruk"),
    (11, "FL11", "Excessive overtime", "Lembur berlebihan"),
)
_OF_MEASURE: Mapping[Measure, tuple[str, ...]] = {
    Measure.HOURS_DAY: ("D03",),
    Measure.HOURS_WEEK: ("D03",),
    Measure.WITHOUT_REST: ("D03",),
    Measure.PAY_OF_PROMISE: ("B04", "D04"),
    Measure.PAY: ("B04", "D04"),
    Measure.MONTHS_UNPAID: ("D04",),
    Measure.MONTHS_HELD: ("D04",),
    Measure.DEDUCTED: ("D04",),
    Measure.DEBT: ("B04", "B07"),
    Measure.LACKS: ("D10",),
    Measure.CONDITIONS: ("D15",),
}


class ElevenState(StrEnum):
    """How one of the eleven reads; none of them is a no."""

    SEEN = "SEEN"
    TO_JUDGE = "TO_JUDGE"  # suggested, a person has not judged it yet
    OPEN = "OPEN"  # not seen, and items that could show it are open
    NOT_SEEN_YET = "NOT_SEEN_YET"


@dataclass(frozen=True, slots=True)
class ElevenReading:
    """One of the eleven: which indicators show it, through which answers, and what is open."""

    number: int
    code: str
    seen: tuple[str, ...]
    to_judge: tuple[str, ...]
    causes: tuple[AnswerCause, ...]
    open_items: tuple[str, ...]

    @property
    def state(self) -> ElevenState:
        """Return how it reads."""
        if self.seen:
            return ElevenState.SEEN
        if self.to_judge:
            return ElevenState.TO_JUDGE
        return ElevenState.OPEN if self.open_items else ElevenState.NOT_SEEN_YET


def items_of(condition: Condition) -> tuple[str, ...]:
    """Return the items that a condition looks at."""
    match condition:
        case Both(all_of=parts):
            return tuple(dict.fromkeys(i for p in parts for i in items_of(p)))
        case Said(item=item):
            return (item,)
        case Differs(promised=promised, found=found) | More(promised=promised, found=found):
            return (promised[0], found[0])
        case Beyond(measure=measure):
            return _OF_MEASURE[measure]
        case UnderAge():
            return ("A03", "A04")
        case _:
            return ()


def read_eleven(
    facts: EpisodeFacts,
    suggestions: Iterable[Suggestion],
    on: date,
    rejected: frozenset[str] = frozenset(),
) -> tuple[ElevenReading, ...]:
    """Read the eleven off what counts, what waits for judgement and what is still open."""
    found = {s.code: s for s in suggestions}
    return tuple(_read(number, code, facts, found, rejected, on) for number, code, _e, _i in ELEVEN)


def _read(
    number: int,
    code: str,
    facts: EpisodeFacts,
    found: Mapping[str, Suggestion],
    rejected: frozenset[str],
    on: date,
) -> ElevenReading:
    its_own = [i for i, numbers in ILO_ELEVEN.items() if number in numbers]
    seen = tuple(i for i in its_own if i in facts.indicators)
    waiting = tuple(i for i in its_own if i in found and i not in seen and i not in rejected)
    causes = (c for i in (*seen, *waiting) if i in found for c in found[i].causes)
    items = {
        item
        for row in mapping_on(on).indicators
        if row.code in its_own
        for condition in row.conditions
        for item in items_of(condition)
    }
    settled = (ItemState.ANSWERED, ItemState.HIDDEN)
    return ElevenReading(
        number=number,
        code=code,
        seen=seen,
        to_judge=waiting,
        causes=tuple(dict.fromkeys(causes)),
        open_items=tuple(sorted(i for i in items if facts.items.get(i) not in settled)),
    )
