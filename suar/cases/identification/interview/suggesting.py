"""What the answers suggest: indicators and elements, each with the answers that caused it.

Silence suggests nothing and rejects nothing. A suggestion is never a finding: a person confirms or
rejects it beside the item.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from suar.cases.identification.ages import earliest
from suar.cases.identification.codes import Dimension, Person, Phase, Profile, Weight
from suar.cases.identification.facts import AgeFacts
from suar.cases.identification.indicators import weights_on
from suar.cases.identification.interview.conditions import (
    NO_QUESTION,
    Beyond,
    Both,
    Condition,
    Confirmed,
    Counting,
    Differs,
    MapRow,
    More,
    Positive,
    Question,
    Said,
    UnderAge,
    Whom,
)
from suar.cases.identification.interview.heard import AnswerCause, Heard, Setting
from suar.cases.identification.interview.mapping import mapping_on
from suar.cases.identification.interview.measures import beyond
from suar.kit.dates import youngest_age
from suar.people.ages import ADULT_AT


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One indicator or element, why it is suggested and what to ask before it counts.

    ``signs`` are the confirmed indicators and positive dimensions behind a suggested element.
    """

    code: str
    counting: Counting
    causes: tuple[AnswerCause, ...]
    question: Question = NO_QUESTION
    phase: Phase | None = None
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What people and the dimensions already say, for the rows of the elements."""

    confirmed: frozenset[str] = frozenset()
    positive: frozenset[Dimension] = frozenset()


Found = tuple[tuple[AnswerCause, ...], tuple[str, ...]]  # answers; indicators and dimensions
NOT_FOUND: Found = ((), ())


def youngest_known(facts: AgeFacts, on: date) -> int | None:
    """Return the youngest age that answers and credible birth dates give; None where none does."""
    then = facts.first_act or facts.last_day
    moment = earliest(then) if then else on
    ages = [youngest_age(b.value, moment) for b in facts.births if b.credible]
    return min([*ages, *facts.told_ages], default=None)


def applies(whom: Whom, setting: Setting) -> bool:
    """Say whether a row is for this person; a child of unknown age is read as 15 to 17."""
    child = setting.person is Person.CHILD
    young = child and setting.age is not None and setting.age < 15
    return {
        Whom.ALL: True,
        Whom.ADULT: not child,
        Whom.CHILD: child,
        Whom.UNDER_15: young,
        Whom.FROM_15_TO_17: child and not young,
    }[whom]


def holds(condition: Condition, heard: Heard, setting: Setting, known: Known) -> Found:
    """Return what makes a condition hold; two empty tuples where it does not."""
    match condition:
        case Both(all_of=parts):
            each = [holds(p, heard, setting, known) for p in parts]
            if NOT_FOUND in each:
                return NOT_FOUND
            return tuple(c for e in each for c in e[0]), tuple(s for e in each for s in e[1])
        case Confirmed(any_of=codes):
            return (), tuple(sorted(c for c in known.confirmed if c in codes or c[:2] in codes))
        case Positive(any_of=dimensions):
            return (), tuple(sorted(dimensions & known.positive))
        case _:
            return _answers(condition, heard, setting), ()


def _answers(
    condition: Said | Differs | More | Beyond | UnderAge, heard: Heard, setting: Setting
) -> tuple[AnswerCause, ...]:
    match condition:
        case Said(item=item, part=part, any_of=codes, phases=phases, whom=whom):
            if not applies(whom, setting):
                return ()
            return tuple(c for c in heard.said(item, part, phases) if not codes or c.said in codes)
        case Beyond(whom=whom):
            return beyond(condition, heard, setting) if applies(whom, setting) else ()
        case Differs(promised=promised, found=found):
            one, other = heard.text(*promised), heard.text(*found)
            alike = not one or not other or one in other or other in one
            return () if alike else (AnswerCause(*promised), AnswerCause(*found))
        case More(promised=promised, found=found):
            low, high = heard.number(*promised), heard.number(*found)
            more = low is not None and high is not None and high > low
            return (AnswerCause(*promised), AnswerCause(*found)) if more else ()
        case UnderAge():
            young = setting.age is not None and setting.age < ADULT_AT
            return (AnswerCause("A03", "born"), AnswerCause("A04", "recruited")) if young else ()


def suggest_indicators(heard: Heard, setting: Setting) -> tuple[Suggestion, ...]:
    """Return the suggested indicators; what stands in no list for the person is not suggested."""
    weights = weights_on(setting.on)
    child = setting.person is Person.CHILD
    profile = Profile.CHILD_LABOUR if child else Profile.ADULT_LABOUR
    rows = (
        row
        for row in mapping_on(setting.on).indicators
        if weights.weight(profile, row.code) is not Weight.NOT_IN_LIST
    )
    return _suggest(rows, heard, setting, Known())


def suggest_elements(heard: Heard, setting: Setting, known: Known) -> tuple[Suggestion, ...]:
    """Return the suggested acts, means, purposes and intent."""
    return _suggest(mapping_on(setting.on).elements, heard, setting, known)


def _suggest(
    rows: Iterable[MapRow], heard: Heard, setting: Setting, known: Known
) -> tuple[Suggestion, ...]:
    """Join the rows of one code: automatic goes before judged, every cause stays."""
    found: dict[tuple[str, Phase | None], Suggestion] = {}
    for row in rows:
        if row.counting is Counting.ONLY_TICKED or not applies(row.whom, setting):
            continue
        each = [holds(c, heard, setting, known) for c in row.conditions]
        causes = tuple(dict.fromkeys(c for e in each for c in e[0]))
        signs = tuple(dict.fromkeys(s for e in each for s in e[1]))
        if not causes and not signs:
            continue
        new = Suggestion(row.code, row.counting, causes, row.question, row.phase, signs)
        key = (row.code, row.phase)
        found[key] = _joined(found[key], new) if key in found else new
    return tuple(found.values())


def _joined(one: Suggestion, other: Suggestion) -> Suggestion:
    first = other if other.counting is Counting.AUTOMATIC else one
    return Suggestion(
        code=one.code,
        counting=first.counting,
        causes=tuple(dict.fromkeys((*one.causes, *other.causes))),
        question=NO_QUESTION if first.counting is Counting.AUTOMATIC else first.question,
        phase=one.phase,
        signs=tuple(dict.fromkeys((*one.signs, *other.signs))),
    )
