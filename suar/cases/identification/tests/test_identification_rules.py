"""Ages, inputs and properties of the rule of identification."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from suar.cases.identification import items, rules
from suar.cases.identification.ages import person_input
from suar.cases.identification.codes import (
    Act,
    ActInput,
    AgeJudgement,
    Answered,
    Cause,
    ItemState,
    Kind,
    Means,
    Person,
    Phase,
    Profile,
    Proposal,
    Purpose,
)
from suar.cases.identification.facts import AgeFacts, Birth, EpisodeFacts
from suar.cases.identification.indicators import INDICATORS, weights_on
from suar.cases.identification.table import strength
from suar.kit.dates import PartialDate

TODAY = date(2026, 6, 3)
D = PartialDate
OLD = Birth(D(1990), "PASSPORT")
YOUNG = Birth(D(2009, 5), "DIPLOMA")
GUESS = Birth(D(2006), "estimate")  # 19 or 20: a guess that may be too high


@pytest.mark.parametrize(
    ("facts", "person", "cause"),
    [
        (AgeFacts(births=(OLD, YOUNG)), Person.CHILD, Cause.BIRTH_UNDER_18_TODAY),
        (
            AgeFacts(births=(OLD, replace(YOUNG, credible=False))),
            Person.ADULT,
            Cause.BIRTH_18_TODAY,
        ),
        (
            AgeFacts(births=(Birth(D(2000, 1, 1), "KTP"),), first_act=D(2016, 4)),
            Person.CHILD,
            Cause.BIRTH_UNDER_18_THEN,
        ),
        (
            AgeFacts(births=(Birth(D(2000, 1, 1), "KTP"),), first_act=D(2018, 1, 1)),
            Person.ADULT,
            Cause.BIRTH_18_THEN,
        ),
        (
            AgeFacts(births=(Birth(D(2000, 1, 1), "KTP"),), last_day=D(2017)),
            Person.CHILD,
            Cause.BIRTH_UNDER_18_THEN,
        ),
        (AgeFacts(told_ages=(25, 17)), Person.CHILD, Cause.TOLD_AGE_UNDER_18),
        (AgeFacts(told_ages=(18,)), Person.ADULT, Cause.TOLD_AGE_18),
        (AgeFacts(births=(OLD,), told_ages=(16,)), Person.CHILD, Cause.TOLD_AGE_UNDER_18),
        (
            AgeFacts(births=(OLD,), judgement=AgeJudgement.IN_DOUBT),
            Person.CHILD,
            Cause.AGE_IN_DOUBT,
        ),
        (AgeFacts(judgement=AgeJudgement.CHILD), Person.CHILD, Cause.JUDGED_CHILD),
        (AgeFacts(judgement=AgeJudgement.ADULT), Person.ADULT, Cause.JUDGED_ADULT),
        (AgeFacts(births=(GUESS,)), Person.CHILD, Cause.AGE_IN_DOUBT),
        (
            AgeFacts(births=(GUESS,), judgement=AgeJudgement.ADULT),
            Person.ADULT,
            Cause.BIRTH_18_TODAY,
        ),
        (AgeFacts(births=(replace(OLD, source="estimate"),)), Person.ADULT, Cause.BIRTH_18_TODAY),
        (AgeFacts(), Person.CHILD, Cause.AGE_UNKNOWN),
    ],
)
def test_doubt_about_age_always_protects(facts, person, cause):
    found, why = person_input(facts, TODAY)
    assert (found, why.cause) == (person, cause)


def test_an_act_is_denied_only_when_every_act_was_asked():
    def act(acts):
        return rules.act_input(EpisodeFacts(1, AgeFacts(), acts=acts))[0]

    assert act({}) is ActInput.UNKNOWN
    assert act(dict.fromkeys(Act, Answered.NO)) is ActInput.NO
    one_silent = {**dict.fromkeys(Act, Answered.NO), Act.SEND: Answered.DECLINES}
    assert act(one_silent) is ActInput.UNKNOWN
    assert act({**one_silent, Act.SEND: Answered.YES}) is ActInput.YES


def test_a_suggested_purpose_counts_for_a_child_only():
    table = weights_on(TODAY)
    facts = EpisodeFacts(1, AgeFacts(), suggested=frozenset({Purpose.CRIME}))
    child = rules.exp_input(facts, Person.CHILD, Profile.CHILD_LABOUR, table)
    adult = rules.exp_input(facts, Person.ADULT, Profile.ADULT_LABOUR, table)
    assert (child[0], child[1].cause) == (True, Cause.PURPOSE_SUGGESTED)
    assert (adult[0], adult[1].cause) == (False, Cause.EXP_NONE)


def test_coercion_with_signs_of_exploitation_is_exploitation():
    table = weights_on(TODAY)
    facts = EpisodeFacts(1, AgeFacts(), indicators=frozenset({"CD01", "CD02", "EX01"}))
    found = rules.exp_input(facts, Person.ADULT, Profile.ADULT_LABOUR, table)
    assert (found[0], found[1].cause) == (True, Cause.EXP_WITH_COERCION)
    alone = replace(facts, indicators=frozenset({"CD01", "CD02", "EX02"}))
    assert rules.exp_input(alone, Person.ADULT, Profile.ADULT_LABOUR, table)[0] is False


def test_an_unverified_weight_counts_nothing():
    table = weights_on(TODAY)
    facts = EpisodeFacts(1, AgeFacts(), indicators=frozenset({"CD01", "CD02", "CD03"}))
    assert rules.dest_input(facts, Profile.ADULT_SEXUAL, table)[0] is False
    assert rules.dest_input(facts, Profile.ADULT_LABOUR, table)[0] is True


@pytest.mark.parametrize(
    ("purposes", "worked", "said", "kinds"),
    [
        (set(), False, set(), [Kind.LABOUR]),
        ({Purpose.SEX}, False, set(), [Kind.SEXUAL]),
        ({Purpose.SEX}, True, set(), [Kind.LABOUR, Kind.SEXUAL]),
        ({Purpose.ORGAN}, False, set(), [Kind.OTHER]),
        ({Purpose.CRIME}, False, set(), [Kind.LABOUR]),
        ({Purpose.BEG, Purpose.SEX}, False, set(), [Kind.SEXUAL, Kind.OTHER]),
        (set(), False, {Kind.SEXUAL}, [Kind.SEXUAL]),
    ],
)
def test_all_profiles_that_apply_are_run(purposes, worked, said, kinds):
    facts = EpisodeFacts(
        1,
        AgeFacts(),
        purposes=frozenset(purposes),
        worked=worked,
        kinds_said=frozenset(said),
    )
    assert list(rules.kinds_of(facts)) == kinds


def test_more_than_forty_per_cent_open_items_is_open():
    def is_open(answered: int, hidden: int = 0) -> bool:
        states = dict.fromkeys(items.COUNTED[:answered], ItemState.ANSWERED)
        states |= dict.fromkeys(items.COUNTED[31 - hidden :], ItemState.HIDDEN)
        return rules.open_input(EpisodeFacts(1, AgeFacts(), items=states), TODAY)[0]

    assert is_open(0)
    assert is_open(18)  # 13 of 31 open
    assert not is_open(19)  # 12 of 31 open
    assert is_open(17, hidden=1)  # 13 of 30: hidden items are not asked for
    assert not is_open(18, hidden=1)  # 12 of 30: exactly 40 % is not more
    assert not is_open(0, hidden=31)


def test_declined_and_unknown_answers_stay_open():
    states = dict.fromkeys(items.COUNTED, ItemState.DECLINES)
    assert rules.open_input(EpisodeFacts(1, AgeFacts(), items=states), TODAY)[0]
    states = dict.fromkeys(items.COUNTED, ItemState.DOES_NOT_KNOW)
    assert rules.open_input(EpisodeFacts(1, AgeFacts(), items=states), TODAY)[0]


AGES = st.sampled_from(
    [AgeFacts(judgement=AgeJudgement.CHILD), AgeFacts(judgement=AgeJudgement.ADULT)]
)
EPISODES = st.builds(
    EpisodeFacts,
    number=st.just(1),
    age=AGES,
    acts=st.dictionaries(st.sampled_from(Act), st.sampled_from(Answered)),
    means=st.frozensets(st.tuples(st.sampled_from(Means), st.sampled_from(Phase)), max_size=2),
    purposes=st.frozensets(st.sampled_from(Purpose), max_size=2),
    suggested=st.frozensets(st.sampled_from(Purpose), max_size=1),
    intent=st.sampled_from(Answered),
    indicators=st.frozensets(st.sampled_from(INDICATORS), max_size=8),
    items=st.dictionaries(st.sampled_from(items.COUNTED), st.sampled_from(ItemState)),
    worked=st.booleans(),
)


def more(facts: EpisodeFacts, what: tuple[str, object]) -> EpisodeFacts:
    kind, value = what
    if kind == "indicator":
        return replace(facts, indicators=facts.indicators | {value})
    if kind == "means":
        return replace(facts, means=facts.means | {value})
    if kind == "purpose":
        return replace(facts, purposes=facts.purposes | {value})
    if kind == "act":
        return replace(facts, acts={**facts.acts, value: Answered.YES})
    return replace(facts, intent=Answered.YES)


ADDED = st.one_of(
    st.tuples(st.just("indicator"), st.sampled_from(INDICATORS)),
    st.tuples(st.just("means"), st.tuples(st.sampled_from(Means), st.sampled_from(Phase))),
    st.tuples(st.just("purpose"), st.sampled_from(Purpose)),
    st.tuples(st.just("act"), st.sampled_from(Act)),
    st.tuples(st.just("intent"), st.just("E01")),
)


@settings(max_examples=300, deadline=None)
@given(EPISODES, ADDED)
def test_a_further_sign_never_lowers_the_proposal(facts, added):
    grown = more(facts, added)
    if rules.kinds_of(grown) != rules.kinds_of(facts):
        return  # another set of profiles is another question
    before = rules.propose((facts,), TODAY).shown.proposal
    after = rules.propose((grown,), TODAY).shown.proposal
    assert strength(after) <= strength(before)


@settings(max_examples=200, deadline=None)
@given(EPISODES)
def test_silence_takes_nothing_away_from_what_was_shown(facts):
    silent = replace(facts, items={})
    spoken = replace(facts, items=dict.fromkeys(items.COUNTED, ItemState.ANSWERED))
    for kind in rules.kinds_of(facts):
        table = weights_on(TODAY)
        if (row := rules.result_of(spoken, kind, TODAY, table).row) <= 9:
            assert rules.result_of(silent, kind, TODAY, table).row == row


@settings(max_examples=200, deadline=None)
@given(EPISODES)
def test_destination_implies_means_and_results_are_never_verdicts(facts):
    for result in rules.propose((facts,), TODAY).results:
        assert not result.inputs.dest or result.inputs.means == "YES"
        assert result.proposal in Proposal
        if result.inputs.weights == "MISSING":
            assert result.row <= 9
