"""From suggestions and judgements to what counts, to the six dimensions, to the rule's facts.

What is suggested as automatic counts until a person rejects it with a reason; what needs judgement
counts after a yes; what no item suggests counts when ticked. A missing weight reads NO_RULE.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from suar.cases.identification.ages import person_input
from suar.cases.identification.codes import Dimension, Kind, Profile, Purpose, Weight
from suar.cases.identification.facts import EpisodeFacts
from suar.cases.identification.indicators import INDICATORS, WeightTable, dimension_of, weights_on
from suar.cases.identification.interview.conditions import Counting
from suar.cases.identification.interview.heard import Heard, Setting
from suar.cases.identification.interview.shapes import Money
from suar.cases.identification.interview.suggesting import (
    Known,
    Suggestion,
    suggest_elements,
    suggest_indicators,
    youngest_known,
)
from suar.cases.identification.readback import ItemRead
from suar.cases.identification.rules import Count, count, kinds_of, profile_of

SAID_KINDS: Mapping[str, Kind] = {
    "SEX_CLIENTS": Kind.SEXUAL, "SEX_CAMERA": Kind.SEXUAL, "MARRIAGE": Kind.OTHER,
    "BEGGING": Kind.OTHER, "ORGAN": Kind.OTHER, "CRIME": Kind.LABOUR, "SCAMS": Kind.LABOUR,
    "DRUGS": Kind.LABOUR,
}  # fmt: skip


class Judged(StrEnum):
    """What a person said to an indicator or element; without a judgement it is only suggested."""

    CONFIRMED = "CONFIRMED"
    REJECTED = "REJECTED"
    TICKED = "TICKED"  # by the interviewer, whether suggested or not


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement; a rejection needs its reason, without one it rejects nothing."""

    code: str
    state: Judged
    reason: str = ""

    @property
    def stands(self) -> bool:
        """Say whether it has any effect."""
        return self.state is not Judged.REJECTED or bool(self.reason.strip())


class ReadingState(StrEnum):
    """How a dimension reads; NO_RULE where a weight is missing, never a negative."""

    POSITIVE = "POSITIVE"
    NOT_POSITIVE = "NOT_POSITIVE"
    NO_RULE = "NO_RULE"


@dataclass(frozen=True, slots=True)
class Listed:
    """One indicator of a list, with its dimension and its weight."""

    code: str
    dimension: Dimension
    weight: Weight


@dataclass(frozen=True, slots=True)
class DimensionReading:
    """One dimension read with the weights of one profile."""

    dimension: Dimension
    profile: Profile
    state: ReadingState
    counted: tuple[str, ...]
    count: Count
    unverified: tuple[str, ...]  # its indicators whose weight is missing


@dataclass(frozen=True, slots=True)
class EpisodeReading:
    """All that the interview says of one episode; ``facts`` is what the rule reads."""

    facts: EpisodeFacts
    indicators: tuple[Suggestion, ...]
    elements: tuple[Suggestion, ...]
    dimensions: tuple[DimensionReading, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """What the law of the place of work says, where known."""

    legal_floor: Money | None = None
    limits: Mapping[str, Decimal] = field(default_factory=dict)


NOWHERE_KNOWN = Place()


def listed(profile: Profile, on: date) -> tuple[Listed, ...]:
    """Return the indicators of a profile; a missing weight stays in the list as unverified."""
    table = weights_on(on)
    found = (Listed(i, dimension_of(i), table.weight(profile, i)) for i in INDICATORS)
    return tuple(i for i in found if i.weight is not Weight.NOT_IN_LIST)


def latest(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Keep of each code what was judged last; ``judgements`` come oldest first."""
    return {j.code: j for j in judgements if j.stands}


def counted(
    suggestions: Iterable[Suggestion], judgements: Mapping[str, Judgement]
) -> frozenset[str]:
    """Return the codes that count in the rule."""
    automatic = {s.code for s in suggestions if s.counting is Counting.AUTOMATIC}
    return frozenset(automatic - _rejected(judgements)) | _affirmed(judgements)


def _rejected(judgements: Mapping[str, Judgement]) -> frozenset[str]:
    return frozenset(c for c, j in judgements.items() if j.state is Judged.REJECTED)


def _affirmed(judgements: Mapping[str, Judgement]) -> frozenset[str]:
    return frozenset(c for c, j in judgements.items() if j.state is not Judged.REJECTED)


def read_dimension(
    dimension: Dimension, indicators: frozenset[str], profile: Profile, table: WeightTable
) -> DimensionReading:
    """Read one dimension by the ILO-EC rule."""
    its_own = tuple(i for i in INDICATORS if dimension_of(i) is dimension)
    found = count(indicators, (dimension,), profile, table)
    missing = tuple(i for i in its_own if table.weight(profile, i) is Weight.UNVERIFIED)
    if found.positive:
        state = ReadingState.POSITIVE
    else:
        state = ReadingState.NO_RULE if missing else ReadingState.NOT_POSITIVE
    seen = tuple(i for i in its_own if i in indicators)
    return DimensionReading(dimension, profile, state, seen, found, missing)


def read_dimensions(facts: EpisodeFacts, on: date) -> tuple[DimensionReading, ...]:
    """Read the six dimensions for every profile that applies."""
    person, _why = person_input(facts.age, on)
    table = weights_on(on)
    return tuple(
        read_dimension(dimension, facts.indicators, profile_of(kind, person), table)
        for kind in kinds_of(facts)
        for dimension in Dimension
    )


def kinds_heard(heard: Heard) -> frozenset[Kind]:
    """Return the kinds of exploitation that D01 and D11 name."""
    named = {SAID_KINDS[c.said] for c in heard.said("D11", "made_to") if c.said in SAID_KINDS}
    sexual = any(c.said == "YES" for c in heard.said("D01", "sexual"))
    return frozenset(named | ({Kind.SEXUAL} if sexual else set()))


def read_episode(
    base: EpisodeFacts,
    answers: Iterable[ItemRead],
    judgements: Iterable[Judgement],
    *,
    on: date,
    place: Place = NOWHERE_KNOWN,
) -> EpisodeReading:
    """Read one episode in full.

    ``base`` is what ``readback.facts_of`` makes of its ticks and answers; ``answers`` and
    ``judgements`` come oldest first, whole. Give ``facts`` of every episode to ``rules.propose``.
    """
    heard = Heard.of(answers, on)
    person, _why = person_input(base.age, on)
    setting = Setting(person, on, youngest_known(base.age, on), place.legal_floor, place.limits)
    judged = latest(judgements)
    indicators = suggest_indicators(heard, setting)
    said = [s for s in counted(indicators, judged) if s in INDICATORS]
    facts = replace(
        base,
        indicators=base.indicators | frozenset(said),
        kinds_said=base.kinds_said | kinds_heard(heard),
        worked=base.worked or bool(heard.said("D01", "work") or heard.said("D01", "sector")),
    )
    positive = frozenset(
        r.dimension for r in read_dimensions(facts, on) if r.state is ReadingState.POSITIVE
    )
    elements = suggest_elements(heard, setting, Known(_affirmed(judged), positive))
    automatic = frozenset(e.code for e in elements if e.counting is Counting.AUTOMATIC)
    facts = replace(
        facts,
        suggested=base.suggested
        | frozenset(p for p in Purpose if p in automatic - _rejected(judged)),
    )
    return EpisodeReading(facts, indicators, elements, read_dimensions(facts, on))
