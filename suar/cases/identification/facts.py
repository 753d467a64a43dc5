"""What the rule reads: one person's ages and her episodes, as people have answered so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from suar.cases.identification.codes import (
    Act,
    ActInput,
    AgeJudgement,
    Answered,
    Cause,
    ItemState,
    Kind,
    Means,
    MeansInput,
    Person,
    Phase,
    Profile,
    Proposal,
    Purpose,
    WeightsInput,
)
from suar.kit.dates import PartialDate


@dataclass(frozen=True, slots=True)
class Birth:
    """One birth date as one source gives it; both stay, the youngest credible one counts."""

    value: PartialDate
    source: str
    credible: bool = True


@dataclass(frozen=True, slots=True)
class AgeFacts:
    """All that is known of the person's age in one episode."""

    births: tuple[Birth, ...] = ()
    judgement: AgeJudgement | None = None
    first_act: PartialDate | None = None
    last_day: PartialDate | None = None  # end of exploitation
    told_ages: tuple[int, ...] = ()  # item A04: age when recruited, age when exploited


@dataclass(frozen=True, slots=True)
class EpisodeFacts:
    """One episode of work or exploitation, with what a person confirmed and what counts.

    ``acts`` holds an answer for each act that was asked; ``means`` the confirmed means with their
    phase; ``suggested`` the purposes suggested as kind A and not rejected; ``indicators`` the
    counted indicators (empty until the full interview exists); ``items`` the state of each item.
    """

    number: int
    age: AgeFacts
    acts: Mapping[Act, Answered] = field(default_factory=dict)
    means: frozenset[tuple[Means, Phase | None]] = frozenset()  # None: not known when
    purposes: frozenset[Purpose] = frozenset()
    suggested: frozenset[Purpose] = frozenset()
    intent: Answered = Answered.NOT_ASKED
    indicators: frozenset[str] = frozenset()
    items: Mapping[str, ItemState] = field(default_factory=dict)
    kinds_said: frozenset[Kind] = frozenset()  # D01, D11 where they name a kind
    worked: bool = False  # any work was done


@dataclass(frozen=True, slots=True)
class Inputs:
    """The seven inputs of the decision table."""

    person: Person
    act: ActInput
    means: MeansInput
    dest: bool
    exp: bool
    intent: bool
    weights: WeightsInput
    open: bool

    @property
    def child(self) -> bool:
        """Say whether the child rows apply."""
        return self.person is Person.CHILD

    @property
    def x(self) -> bool:
        """X of the table: exploited, or exploitation intended and stopped."""
        return self.exp or self.intent


@dataclass(frozen=True, slots=True)
class Why:
    """One input with its value, its cause and the codes behind it (never a person's words)."""

    input: str
    value: str
    cause: Cause
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What the table says of one profile of one episode."""

    episode: int
    profile: Profile
    inputs: Inputs
    row: int
    proposal: Proposal
    duties: tuple[str, ...]
    why: tuple[Why, ...]
    beneath: Proposal | None = None  # the row that INCONCLUSIVE replaces
    beneath_row: int | None = None


@dataclass(frozen=True, slots=True)
class CaseProposal:
    """The strongest result of all episodes and profiles, with every duty that any row brings."""

    shown: Result
    results: tuple[Result, ...]
    duties: tuple[str, ...]
    weights_version: str
    on: date
