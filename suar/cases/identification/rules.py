"""The rule of identification: from answers to inputs, from inputs to a row, from rows to one.

It only proposes. Sources: Palermo Protocol Art. 3; UU 21/2007 Art. 1; ILO-EC indicators (2009).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from suar.cases.identification import items as catalogue
from suar.cases.identification.ages import person_input
from suar.cases.identification.codes import (
    Act,
    ActInput,
    Answered,
    Cause,
    Dimension,
    ItemState,
    Kind,
    MeansInput,
    Person,
    Phase,
    Profile,
    Purpose,
    Weight,
    WeightsInput,
)
from suar.cases.identification.facts import CaseProposal, EpisodeFacts, Inputs, Result, Why
from suar.cases.identification.indicators import WeightTable, dimension_of, weights_on
from suar.cases.identification.table import row_for, strength
from suar.cases.identification.thresholds import threshold_on

MEANS_DIMENSIONS = (Dimension.DR, Dimension.CR, Dimension.RV, Dimension.CD, Dimension.VD)
OTHER_PURPOSES = frozenset({Purpose.ORGAN, Purpose.MARRY, Purpose.ADOPT, Purpose.BEG})


@dataclass(frozen=True, slots=True)
class Count:
    """How many strong, medium and weak indicators are counted."""

    strong: int = 0
    medium: int = 0
    weak: int = 0

    @property
    def positive(self) -> bool:
        """The ILO-EC rule for one dimension."""
        if self.strong >= 2:
            return True
        if self.strong == 1:
            return self.medium + self.weak >= 1
        return self.medium >= 3 or (self.medium == 2 and self.weak >= 1)

    @property
    def some(self) -> bool:
        """At least one strong or two medium."""
        return self.strong >= 1 or self.medium >= 2


def count(
    indicators: frozenset[str],
    dimensions: tuple[Dimension, ...],
    profile: Profile,
    table: WeightTable,
) -> Count:
    """Count the indicators of some dimensions with the weights of a profile."""
    weights = [table.weight(profile, i) for i in indicators if dimension_of(i) in dimensions]
    return Count(
        weights.count(Weight.STRONG), weights.count(Weight.MEDIUM), weights.count(Weight.WEAK)
    )


def kinds_of(episode: EpisodeFacts) -> tuple[Kind, ...]:
    """Say which kinds of exploitation an episode is read as; labour for all that names no other."""
    kinds = set(episode.kinds_said)
    purposes = episode.purposes | episode.suggested
    if Purpose.SEX in purposes:
        kinds.add(Kind.SEXUAL)
    if purposes & OTHER_PURPOSES:
        kinds.add(Kind.OTHER)
    if episode.worked or not kinds or purposes - OTHER_PURPOSES - {Purpose.SEX}:
        kinds.add(Kind.LABOUR)
    return tuple(k for k in Kind if k in kinds)


def profile_of(kind: Kind, person: Person) -> Profile:
    """Return the list of weights that reads a kind for a child or an adult."""
    if kind is Kind.OTHER:
        return Profile.OTHER
    child = person is Person.CHILD
    if kind is Kind.SEXUAL:
        return Profile.CHILD_SEXUAL if child else Profile.ADULT_SEXUAL
    return Profile.CHILD_LABOUR if child else Profile.ADULT_LABOUR


def act_input(episode: EpisodeFacts) -> tuple[ActInput, Why]:
    """YES at one ticked act; NO when every act was asked and denied; else UNKNOWN."""
    ticked = tuple(a for a in Act if episode.acts.get(a) is Answered.YES)
    if ticked:
        return ActInput.YES, Why("ACT", "YES", Cause.ACT_TICKED, ticked)
    if all(episode.acts.get(a) is Answered.NO for a in Act):
        return ActInput.NO, Why("ACT", "NO", Cause.ACT_DENIED)
    missing = tuple(a for a in Act if episode.acts.get(a) is not Answered.NO)
    return ActInput.UNKNOWN, Why("ACT", "UNKNOWN", Cause.ACT_OPEN, missing)


def means_input(
    episode: EpisodeFacts, profile: Profile, table: WeightTable
) -> tuple[MeansInput, Why]:
    """YES at a confirmed means or a positive dimension; PARTIAL at one strong or two medium."""
    ticked = tuple(sorted({str(m) for m, _phase in episode.means}))
    if ticked:
        return MeansInput.YES, Why("MEANS", "YES", Cause.MEANS_TICKED, ticked)
    positive = tuple(
        str(d) for d in MEANS_DIMENSIONS if count(episode.indicators, (d,), profile, table).positive
    )
    if positive:
        return MeansInput.YES, Why("MEANS", "YES", Cause.MEANS_DIMENSION, positive)
    if count(episode.indicators, MEANS_DIMENSIONS, profile, table).some:
        found = tuple(sorted(i for i in episode.indicators if dimension_of(i) in MEANS_DIMENSIONS))
        return MeansInput.PARTIAL, Why("MEANS", "PARTIAL", Cause.MEANS_SOME, found)
    return MeansInput.NO, Why("MEANS", "NO", Cause.MEANS_NONE)


def dest_input(episode: EpisodeFacts, profile: Profile, table: WeightTable) -> tuple[bool, Why]:
    """Coercion at the place of exploitation."""
    ticked = tuple(sorted(str(m) for m, phase in episode.means if phase is Phase.EXPLOITATION))
    if ticked:
        return True, Why("DEST", "YES", Cause.DEST_TICKED, ticked)
    positive = tuple(
        str(d)
        for d in (Dimension.CD, Dimension.VD)
        if count(episode.indicators, (d,), profile, table).positive
    )
    if positive:
        return True, Why("DEST", "YES", Cause.DEST_DIMENSION, positive)
    return False, Why("DEST", "NO", Cause.DEST_NONE)


def exp_input(
    episode: EpisodeFacts, person: Person, profile: Profile, table: WeightTable
) -> tuple[bool, Why]:
    """Exploitation: a confirmed purpose, a positive EX, or coercion with signs of exploitation."""
    if episode.purposes:
        codes = tuple(p for p in Purpose if p in episode.purposes)
        return True, Why("EXP", "YES", Cause.PURPOSE_TICKED, codes)
    if person is Person.CHILD and episode.suggested:
        codes = tuple(p for p in Purpose if p in episode.suggested)
        return True, Why("EXP", "YES", Cause.PURPOSE_SUGGESTED, codes)
    exploitation = count(episode.indicators, (Dimension.EX,), profile, table)
    if exploitation.positive:
        return True, Why("EXP", "YES", Cause.EXP_DIMENSION, ("EX",))
    coercion = count(episode.indicators, (Dimension.CD,), profile, table)
    if coercion.positive and exploitation.some:
        return True, Why("EXP", "YES", Cause.EXP_WITH_COERCION, ("CD", "EX"))
    return False, Why("EXP", "NO", Cause.EXP_NONE)


def intent_input(episode: EpisodeFacts) -> tuple[bool, Why]:
    """Exploitation intended and stopped before it began, as a person confirmed (item E01)."""
    if episode.intent is Answered.YES:
        return True, Why("INTENT", "YES", Cause.INTENT_TICKED, ("E01",))
    return False, Why("INTENT", "NO", Cause.INTENT_NONE)


def weights_input(profile: Profile, table: WeightTable) -> tuple[WeightsInput, Why]:
    """MISSING while any weight of the profile is unverified."""
    if table.complete(profile):
        return (
            WeightsInput.COMPLETE,
            Why("WEIGHTS", "COMPLETE", Cause.WEIGHTS_COMPLETE, (profile,)),
        )
    return WeightsInput.MISSING, Why("WEIGHTS", "MISSING", Cause.WEIGHTS_UNVERIFIED, (profile,))


def open_input(episode: EpisodeFacts, today: date) -> tuple[bool, Why]:
    """Too much is still open: items A03-D16 not asked, declined or not known."""
    states = {i: episode.items.get(i, ItemState.NOT_ASKED) for i in catalogue.COUNTED}
    applicable = [i for i, state in states.items() if state is not ItemState.HIDDEN]
    still_open = tuple(i for i in applicable if states[i] is not ItemState.ANSWERED)
    limit = threshold_on("TH_OPEN", today).value
    share = Fraction(len(still_open), len(applicable)) if applicable else Fraction(0)
    if share > Fraction(limit):
        return True, Why("OPEN", "YES", Cause.ITEMS_OPEN, still_open)
    return False, Why("OPEN", "NO", Cause.ITEMS_ANSWERED, still_open)


def read(
    episode: EpisodeFacts, kind: Kind, today: date, table: WeightTable
) -> tuple[Profile, Inputs, tuple[Why, ...]]:
    """Find the inputs of the table for one kind of one episode, each with its cause."""
    person, why_person = person_input(episode.age, today)
    profile = profile_of(kind, person)
    act, why_act = act_input(episode)
    means, why_means = means_input(episode, profile, table)
    dest, why_dest = dest_input(episode, profile, table)
    exp, why_exp = exp_input(episode, person, profile, table)
    intent, why_intent = intent_input(episode)
    weights, why_weights = weights_input(profile, table)
    is_open, why_open = open_input(episode, today)
    inputs = Inputs(person, act, means, dest, exp, intent, weights, is_open)
    why = (
        why_person, why_act, why_means, why_dest, why_exp, why_intent, why_weights, why_open,
    )  # fmt: skip
    return profile, inputs, why


def result_of(episode: EpisodeFacts, kind: Kind, today: date, table: WeightTable) -> Result:
    """Return what the table proposes for one kind of one episode."""
    profile, inputs, why = read(episode, kind, today, table)
    row = row_for(inputs)
    duties = [str(d) for d in row.duties]
    if inputs.child:
        duties += [str(d) for d in row.child_duties]
    if why[0].cause in (Cause.AGE_UNKNOWN, Cause.AGE_IN_DOUBT):
        duties.append("JUDGE_AGE")
    beneath = row_for(replace(inputs, open=False)) if row.number == 13 else None
    return Result(
        episode=episode.number,
        profile=profile,
        inputs=inputs,
        row=row.number,
        proposal=row.proposal,
        duties=tuple(duties),
        why=why,
        beneath=beneath.proposal if beneath else None,
        beneath_row=beneath.number if beneath else None,
    )


def propose(episodes: tuple[EpisodeFacts, ...], today: date) -> CaseProposal:
    """Return the strongest proposal of all episodes and profiles; duties of every row stay.

    ``episodes`` holds at least one; an interview that asked nothing is one empty episode.
    """
    table = weights_on(today)
    results = tuple(result_of(e, kind, today, table) for e in episodes for kind in kinds_of(e))
    shown = min(results, key=lambda r: (strength(r.proposal), r.row, r.episode))
    duties = tuple(dict.fromkeys(d for r in results for d in r.duties))
    return CaseProposal(shown, results, duties, table.version, today)
