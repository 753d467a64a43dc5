"""The decision table against every input and every agreed vector."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import product

import pytest

from suar.cases.identification import items, rules
from suar.cases.identification.codes import (
    Act,
    ActInput,
    AgeJudgement,
    Answered,
    Dimension,
    Duty,
    ItemState,
    Kind,
    Means,
    MeansInput,
    Person,
    Phase,
    Profile,
    Proposal,
    Purpose,
    Weight,
    WeightsInput,
)
from suar.cases.identification.facts import AgeFacts, Birth, EpisodeFacts, Inputs
from suar.cases.identification.indicators import (
    INDICATORS,
    WEIGHT_TABLES,
    dimension_of,
    weights_on,
)
from suar.cases.identification.table import ORDER, ROWS, row_for
from suar.cases.identification.thresholds import THRESHOLDS, threshold_on
from suar.kit.dates import PartialDate

TODAY = date(2026, 6, 3)


def all_inputs() -> list[Inputs]:
    pairs = [
        (MeansInput.YES, True),
        (MeansInput.YES, False),
        (MeansInput.PARTIAL, False),
        (MeansInput.NO, False),
    ]
    return [
        Inputs(person, act, means, dest, exp, intent, weights, is_open)
        for person, act, (means, dest), exp, intent, weights, is_open in product(
            Person, ActInput, pairs, (True, False), (True, False), WeightsInput, (True, False)
        )
    ]


def test_the_thirteen_rows_cover_all_384_inputs_in_the_counted_way():
    found = Counter(row_for(i).number for i in all_inputs())
    assert len(all_inputs()) == 384
    assert [found[n] for n in range(1, 14)] == [48, 48, 48, 8, 8, 8, 48, 24, 72, 8, 23, 5, 36]


def test_rows_are_numbered_in_their_order():
    assert [row.number for row in ROWS] == list(range(1, 14))


def test_no_row_confirms_and_none_denies():
    said = {row.proposal for row in ROWS}
    assert said == set(Proposal)
    assert not [p for p in said if "CONFIRM" in p or "NEGATIVE" in p or p.startswith("NOT_A_")]


def test_silence_never_lowers_rows_one_to_nine():
    for i in all_inputs():
        spoken = Inputs(i.person, i.act, i.means, i.dest, i.exp, i.intent, i.weights, False)
        silent = Inputs(i.person, i.act, i.means, i.dest, i.exp, i.intent, i.weights, True)
        if row_for(spoken).number <= 9:
            assert row_for(silent).number == row_for(spoken).number


def test_missing_weights_never_end_in_rows_ten_to_thirteen():
    missing = [i for i in all_inputs() if i.weights is WeightsInput.MISSING]
    assert all(row_for(i).number <= 9 for i in missing)


def test_there_are_67_adult_and_65_child_labour_indicators():
    table = weights_on(TODAY)
    assert len(INDICATORS) == len(set(INDICATORS)) == 67
    listed = [i for i in INDICATORS if table.weight(Profile.CHILD_LABOUR, i) != Weight.NOT_IN_LIST]
    assert len(listed) == 65
    assert not [
        i for i in INDICATORS if table.weight(Profile.ADULT_LABOUR, i) == Weight.NOT_IN_LIST
    ]
    sizes = Counter(dimension_of(i) for i in INDICATORS)
    assert [sizes[d] for d in (Dimension.DR, Dimension.CR, Dimension.RV)] == [10, 10, 16]
    assert [sizes[d] for d in (Dimension.EX, Dimension.CD, Dimension.VD)] == [9, 15, 7]


def test_only_labour_weights_are_complete():
    table = weights_on(TODAY)
    assert [p for p in Profile if table.complete(p)] == [
        Profile.ADULT_LABOUR,
        Profile.CHILD_LABOUR,
    ]
    assert table.weight(Profile.ADULT_SEXUAL, "CD07") is Weight.STRONG
    assert table.weight(Profile.CHILD_SEXUAL, "EX06") is Weight.STRONG
    assert table.weight(Profile.ADULT_SEXUAL, "EX06") is Weight.UNVERIFIED
    assert not [
        i
        for i in INDICATORS
        if dimension_of(i) is Dimension.EX
        and table.weight(Profile.ADULT_SEXUAL, i) is Weight.STRONG
    ]


def test_weights_and_thresholds_are_dated_and_name_a_source():
    assert all(t.source and t.version and t.status for t in WEIGHT_TABLES)
    assert all(t.source and t.unit for t in THRESHOLDS)
    assert weights_on(date(1990, 1, 1)) is WEIGHT_TABLES[0]
    assert threshold_on("TH_OPEN", date(1990, 1, 1)) == threshold_on("TH_OPEN", TODAY)
    with pytest.raises(KeyError):
        threshold_on("TH_NOTHING", TODAY)


def test_31_items_count_for_what_is_still_open():
    assert len(items.COUNTED) == 31
    assert (items.COUNTED[0], items.COUNTED[-1]) == ("A03", "D16")


@pytest.mark.parametrize(
    ("strong", "medium", "weak", "positive"),
    [
        (2, 0, 0, True), (1, 1, 0, True), (1, 0, 1, True), (0, 3, 0, True), (0, 2, 1, True),
        (1, 0, 0, False), (0, 2, 0, False), (0, 1, 9, False), (0, 0, 9, False),
    ],
)  # fmt: skip
def test_a_dimension_is_positive_by_the_ilo_ec_rule(strong, medium, weak, positive):
    assert rules.Count(strong, medium, weak).positive is positive


VECTORS = """
1 CS CHILD Y - PRP_SEX Y MISSING NO NO YES 1 PRESUMED_STRONG
2 CS CHILD N - PRP_SEX N MISSING NO NO YES 3 CHILD_PROTECTION
3 CL CHILD ? EX01,EX02 - N COMPLETE NO NO YES 2 PRESUMED
4 CL CHILD Y EX01,EX04 - N COMPLETE NO NO YES 1 PRESUMED_STRONG
5 CL CHILD Y - INTENT Y COMPLETE NO NO NO 1 PRESUMED_STRONG
6 CL CHILD N - INTENT N COMPLETE NO NO NO 3 CHILD_PROTECTION
7 CL CHILD Y - - N COMPLETE NO NO NO 11 AT_RISK
8 CS CHILD ? CD07 - N MISSING PARTIAL NO NO 9 NO_RULE
9 AL ADULT Y DR01,DR02,EX01,EX02,CD01,CD03 - N COMPLETE YES YES YES 4 PRESUMED_STRONG
10 AL ADULT Y DR01,DR02,EX02,EX03,EX04 - N COMPLETE YES NO YES 5 PRESUMED
11 AL ADULT Y RV01,RV04,RV06,EX02,EX04,EX07 - N COMPLETE YES NO YES 5 PRESUMED
12 AL ADULT Y EX02,EX04,EX07 - N COMPLETE NO NO YES 10 EXPLOITED_LABOUR_RIGHTS
13 AL ADULT Y DR01,DR02 INTENT N COMPLETE YES NO NO 6 PRESUMED
14 AL ADULT Y CD01,EX01,EX02 - N COMPLETE PARTIAL NO YES 8 PRESUMED
15 AL ADULT Y DR02,EX01,EX02 - N COMPLETE NO NO YES 10 EXPLOITED_LABOUR_RIGHTS
16 AL ADULT ? CD01,CD03,EX01,EX02 - N COMPLETE YES YES YES 7 PRESUMED
17 AL ADULT N CD01,CD03,EX01,EX02 - N COMPLETE YES YES YES 7 PRESUMED
18 AL ADULT ? CD04,EX01,EX02 - N COMPLETE PARTIAL NO YES 8 PRESUMED
19 AL ADULT N CD04,EX01,EX02 - N COMPLETE PARTIAL NO YES 10 EXPLOITED_LABOUR_RIGHTS
20 AS ADULT Y - PRP_SEX,MNS_DECEIVE@r Y MISSING YES NO YES 5 PRESUMED
21 AS ADULT Y - PRP_SEX,MNS_CONFINE@w Y MISSING YES YES YES 4 PRESUMED_STRONG
22 AS ADULT Y CD07 PRP_SEX N MISSING PARTIAL NO YES 8 PRESUMED
23 AS ADULT Y - PRP_SEX Y MISSING NO NO YES 9 NO_RULE
24 AS ADULT ? - - Y MISSING NO NO NO 9 NO_RULE
25 AL ADULT Y DR01,DR02,CD03,CD05,CD06 PRP_CRIME N COMPLETE YES YES YES 4 PRESUMED_STRONG
26 XX ADULT Y - PRP_ORGAN,MNS_VULN@r N MISSING YES NO YES 5 PRESUMED
27 AL ADULT Y DR01,DR02 - N COMPLETE YES NO NO 11 AT_RISK
28 AL ADULT Y DR01,DR02 - Y COMPLETE YES NO NO 13 INCONCLUSIVE
29 AL ADULT Y - - N COMPLETE NO NO NO 12 NOT_YET_INDICATED
30 AL ADULT ? - - Y COMPLETE NO NO NO 13 INCONCLUSIVE
31 AL ADULT Y EX02,EX04,EX07 - Y COMPLETE NO NO YES 13 INCONCLUSIVE
32 AL ADULT Y - INTENT N COMPLETE NO NO NO 11 AT_RISK
33 AL ADULT Y CD01,CD02,EX01 - N COMPLETE YES YES YES 4 PRESUMED_STRONG
34 AL ADULT Y EX01 - N COMPLETE NO NO NO 12 NOT_YET_INDICATED
35 AL ADULT ? DR01,DR02,EX01,EX02 - Y COMPLETE YES NO YES 7 PRESUMED
36 AL ADULT Y VD01,VD02,VD03,EX01,EX02 - N COMPLETE YES YES YES 4 PRESUMED_STRONG
37 AS ADULT N CD07 PRP_SEX N MISSING PARTIAL NO YES 9 NO_RULE
38 CS CHILD Y - - N MISSING NO NO NO 9 NO_RULE
39 AS ADULT N - PRP_SEX,MNS_DEBT@w N MISSING YES YES YES 7 PRESUMED
"""
ROWS_OF_VECTORS = [line.split() for line in VECTORS.strip().splitlines()]
KIND = {"L": Kind.LABOUR, "S": Kind.SEXUAL, "X": Kind.OTHER}
ACTS = {
    "Y": {Act.RECRUIT: Answered.YES},
    "N": dict.fromkeys(Act, Answered.NO),
    "?": {Act.RECRUIT: Answered.NOT_ASKED},
}


def answered_items(*, is_open: bool) -> dict[str, ItemState]:
    state = ItemState.NOT_ASKED if is_open else ItemState.ANSWERED
    return dict.fromkeys(items.COUNTED, state)


def episode_of(vector: list[str], number: int = 1) -> EpisodeFacts:
    _v, profile, person, act, indicators, confirmed, is_open = vector[:7]
    marks = [] if confirmed == "-" else confirmed.split(",")
    phases = {"r": Phase.RECRUITMENT, "w": Phase.EXPLOITATION}
    means = {
        (Means(code), phases[phase])
        for code, _at, phase in (m.partition("@") for m in marks if m.startswith("MNS"))
    }
    judged = AgeJudgement.CHILD if person == "CHILD" else AgeJudgement.ADULT
    return EpisodeFacts(
        number=number,
        age=AgeFacts(judgement=judged),
        acts=ACTS[act],
        means=frozenset(means),
        purposes=frozenset(Purpose(m) for m in marks if m.startswith("PRP")),
        intent=Answered.YES if "INTENT" in marks else Answered.NOT_ASKED,
        indicators=frozenset() if indicators == "-" else frozenset(indicators.split(",")),
        items=answered_items(is_open=is_open == "Y"),
        kinds_said=frozenset({KIND[profile[1]]}),
    )


@pytest.mark.parametrize("vector", ROWS_OF_VECTORS, ids=[f"V{v[0]}" for v in ROWS_OF_VECTORS])
def test_each_vector_of_the_domain_file_is_reproduced(vector):
    proposal = rules.propose((episode_of(vector),), TODAY)
    inputs = proposal.shown.inputs
    assert proposal.shown.profile == vector[1]
    assert inputs.person == vector[2]
    assert inputs.act == {"Y": "YES", "N": "NO", "?": "UNKNOWN"}[vector[3]]
    assert inputs.open is (vector[6] == "Y")
    assert inputs.weights == vector[7]
    assert inputs.means == vector[8]
    assert inputs.dest is (vector[9] == "YES")
    assert inputs.exp is (vector[10] == "YES")
    assert proposal.shown.row == int(vector[11])
    assert proposal.shown.proposal == vector[12]


def test_all_39_vectors_stand_here():
    assert [int(v[0]) for v in ROWS_OF_VECTORS] == list(range(1, 40))


def test_inconclusive_shows_the_row_beneath():
    shown = rules.propose((episode_of(ROWS_OF_VECTORS[30]),), TODAY).shown
    assert shown.beneath is Proposal.EXPLOITED_LABOUR_RIGHTS
    assert shown.beneath_row == 10
    assert rules.propose((episode_of(ROWS_OF_VECTORS[0]),), TODAY).shown.beneath is None


def test_two_profiles_of_one_job_show_the_stronger_no_rule():
    labour = episode_of(["0", "AL", "ADULT", "Y", "EX02,EX04,EX07", "-", "N"])
    both = EpisodeFacts(
        number=1,
        age=labour.age,
        acts=labour.acts,
        indicators=labour.indicators,
        items=labour.items,
        kinds_said=frozenset({Kind.SEXUAL}),
        worked=True,
    )
    proposal = rules.propose((both,), TODAY)
    assert [(r.profile, r.row) for r in proposal.results] == [
        (Profile.ADULT_LABOUR, 10),
        (Profile.ADULT_SEXUAL, 9),
    ]
    assert proposal.shown.proposal is Proposal.NO_RULE


def test_exploited_at_16_and_again_at_25_keeps_the_child_duties():
    young = episode_of(["0", "CL", "CHILD", "N", "-", "PRP_FL", "N"])
    grown = episode_of(
        ["0", "AL", "ADULT", "Y", "DR01,DR02,CD01,CD02,EX01,EX02", "-", "N"], number=2
    )
    proposal = rules.propose((young, grown), TODAY)
    assert [r.row for r in proposal.results] == [3, 4]
    assert proposal.shown.proposal is Proposal.PRESUMED_STRONG
    assert Duty.CHILD_PROTECTION_TODAY in proposal.duties


def test_with_nothing_known_of_the_age_the_person_is_read_as_a_child():
    unknown = EpisodeFacts(
        number=1,
        age=AgeFacts(),
        indicators=frozenset({"EX01", "EX02"}),
        items=answered_items(is_open=False),
    )
    proposal = rules.propose((unknown,), TODAY)
    assert proposal.shown.row == 2
    assert proposal.shown.inputs.person is Person.CHILD
    assert Duty.JUDGE_AGE in proposal.duties


def test_the_youngest_credible_birth_date_makes_the_child():
    age = AgeFacts(
        births=(
            Birth(PartialDate(2003, 1, 1), "PASSPORT"),
            Birth(PartialDate(2010, 1, 1), "DIPLOMA"),
        )
    )
    facts = EpisodeFacts(
        number=1,
        age=age,
        acts={Act.RECRUIT: Answered.YES},
        indicators=frozenset({"EX01", "EX04"}),
        items=answered_items(is_open=False),
    )
    shown = rules.propose((facts,), TODAY).shown
    assert (shown.row, shown.proposal) == (1, Proposal.PRESUMED_STRONG)
    assert shown.why[0].codes == ("DIPLOMA",)


def test_every_proposal_explains_each_of_its_inputs():
    for vector in ROWS_OF_VECTORS:
        why = rules.propose((episode_of(vector),), TODAY).shown.why
        assert [w.input for w in why] == [
            "PERSON", "ACT", "MEANS", "DEST", "EXP", "INTENT", "WEIGHTS", "OPEN",
        ]  # fmt: skip


def test_the_order_between_episodes_is_that_of_the_domain_file():
    assert [str(p) for p in ORDER] == [
        "PRESUMED_STRONG", "PRESUMED", "CHILD_PROTECTION", "NO_RULE", "INCONCLUSIVE",
        "EXPLOITED_LABOUR_RIGHTS", "AT_RISK", "NOT_YET_INDICATED",
    ]  # fmt: skip
