"""What an answer must say for the mapping to suggest something: conditions, as data.

Each condition is a plain value, so that a version of the mapping can be stored, compared and
approved; how one is tested stands in ``testing``.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from suar.cases.identification.codes import Dimension, Phase

R: frozenset[Phase] = frozenset({Phase.RECRUITMENT, Phase.JOURNEY})
W: frozenset[Phase] = frozenset({Phase.EXPLOITATION})
ANY_PHASE: frozenset[Phase] = frozenset(Phase)


class Counting(StrEnum):
    """When a suggestion counts in the rule."""

    AUTOMATIC = "A"  # at once, until a person rejects it with a reason
    JUDGED = "J"  # only after a person's yes to its question
    ONLY_TICKED = "O"  # no item suggests it


class Measure(StrEnum):
    """Figures that are worked out of answers and compared with a threshold."""

    HOURS_DAY = "hours_day"
    HOURS_WEEK = "hours_week"
    WITHOUT_REST = "without_rest"
    PAY_OF_PROMISE = "pay_of_promise"  # received / promised
    PAY = "pay"  # received / the higher of promised and legal floor
    MONTHS_UNPAID = "months_unpaid"
    MONTHS_HELD = "months_held"
    DEDUCTED = "deducted"  # share of gross pay
    DEBT = "debt"  # in months of the net wage promised
    LACKS = "lacks"
    CONDITIONS = "conditions"


class Whom(StrEnum):
    """For whom a row or a condition holds."""

    ALL = "all"
    ADULT = "adult"
    CHILD = "child"
    UNDER_15 = "under 15"
    FROM_15_TO_17 = "15-17"  # also a child whose age is not known


@dataclass(frozen=True, slots=True)
class Said:
    """A part of an item says one of some codes; no code named means: says anything at all."""

    item: str
    part: str
    any_of: frozenset[str] = frozenset()
    phases: frozenset[Phase] = ANY_PHASE  # read only where the item is asked per phase
    whom: Whom = Whom.ALL


@dataclass(frozen=True, slots=True)
class Differs:
    """Two texts, both given, do not say the same: a promise against what was found."""

    promised: tuple[str, str]
    found: tuple[str, str]


@dataclass(frozen=True, slots=True)
class More:
    """A number found is higher than the number promised."""

    promised: tuple[str, str]
    found: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Beyond:
    """A measure lies beyond a threshold in force."""

    measure: Measure
    threshold: str
    whom: Whom = Whom.ALL


@dataclass(frozen=True, slots=True)
class UnderAge:
    """An age that was told, or follows from a birth date, is under 18."""


@dataclass(frozen=True, slots=True)
class Confirmed:
    """A person confirmed or ticked one of some indicators; a dimension stands for all of its."""

    any_of: frozenset[str]


@dataclass(frozen=True, slots=True)
class Positive:
    """A dimension is positive."""

    any_of: frozenset[Dimension]


Single = Said | Differs | More | Beyond | UnderAge | Confirmed | Positive


@dataclass(frozen=True, slots=True)
class Both:
    """All of some conditions hold."""

    all_of: tuple[Single, ...]


Condition = Single | Both


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask the interviewer before a judged suggestion counts; empty where none is worded."""

    english: str = ""
    indonesian: str = ""


NO_QUESTION = Question()


@dataclass(frozen=True, slots=True)
class MapRow:
    """One line of the mapping: any one of its conditions suggests the code.

    Several rows may speak for one code. A row without a condition is never suggested by answers.
    """

    code: str
    counting: Counting
    conditions: tuple[Condition, ...] = ()
    question: Question = NO_QUESTION
    whom: Whom = Whom.ALL
    phase: Phase | None = None  # of a suggested means


def said(item: str, part: str, *codes: str, whom: Whom = Whom.ALL) -> Said:
    """Return a condition on an item that is asked once."""
    return Said(item, part, frozenset(codes), whom=whom)


def said_in(phases: frozenset[Phase], item: str, part: str, *codes: str) -> Said:
    """Return a condition on an item that is asked per phase."""
    return Said(item, part, frozenset(codes), phases)
