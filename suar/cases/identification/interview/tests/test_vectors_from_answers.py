"""Every agreed vector, end to end: what was answered and judged, to the row of the table.

All 39 can be told as answers. Three things are a person's own and come as ticks, as the vectors
say: acts, means and purposes, and the intent. RV01 has no item and is ticked. In four vectors the
answer behind DR02 (paid under 70 % of the promise) must by the mapping also suggest EX02, which
the vector does not list; the inputs and the row are the same with it.
"""

from __future__ import annotations

from datetime import date

import pytest

from suar.cases.identification.codes import (
    INTENT_ELEMENT,
    Act,
    Answered,
    Duty,
    ItemState,
    Person,
    Phase,
    Profile,
    Proposal,
)
from suar.cases.identification.facts import Birth, CaseProposal
from suar.cases.identification.interview.catalogue import item_on
from suar.cases.identification.interview.judging import (
    EpisodeReading,
    Judged,
    Judgement,
    read_episode,
)
from suar.cases.identification.items import COUNTED, PER_PHASE
from suar.cases.identification.readback import ItemRead, TickRead, facts_of
from suar.cases.identification.rules import propose
from suar.cases.identification.tests.test_identification_table import ROWS_OF_VECTORS
from suar.kit.dates import PartialDate

ON = date(2026, 6, 3)
W = Phase.EXPLOITATION
WITH_EX02 = {"13", "25", "27", "28"}

# what makes each indicator count: the answer, and the judgement where one is needed
SAYS: dict[str, tuple[dict[str, dict[str, object]], Judged | None]] = {
    "DR01": ({"D02": {"same": "DIFFERENT"}}, None),
    "DR02": (
        {
            "B04": {"wage": {"amount": "1000", "currency": "MYR"}},
            "D04": {"received": {"amount": "600", "currency": "MYR"}},
        },
        None,
    ),
    "RV01": ({}, Judged.TICKED),
    "RV04": ({"B05": {"understood": "NO"}}, Judged.CONFIRMED),
    "RV06": ({"B07": {"debt": {"amount": "900", "currency": "MYR"}}}, Judged.CONFIRMED),
    "EX01": ({"D03": {"hours_day": 15, "days_week": 7}}, None),
    "EX02": ({"D04": {"months_unpaid": 2}}, None),
    "EX03": ({"D04": {"fines": "YES"}}, None),
    "EX04": ({"D10": {"lacks": ["FOOD", "WATER"]}}, None),
    "EX07": ({"D16": {"not_kept": ["CONTRACT"]}}, None),
    "CD01": ({"D05": {"holder": "EMPLOYER", "returned": "NO"}}, None),
    "CD02": ({"B07": {"advance": "YES"}}, Judged.CONFIRMED),
    "CD03": ({"D06": {"leave": "NEVER"}}, None),
    "CD04": ({"D08": {"violence": ["PHYSICAL"]}}, None),
    "CD05": ({"D09": {"threats": ["VIOLENCE"]}}, None),
    "CD06": ({"D11": {"made_to": ["SCAMS"]}}, Judged.CONFIRMED),
    "CD07": ({"D11": {"made_to": ["TASKS_NOT_AGREED"]}}, Judged.CONFIRMED),
    "VD01": ({"D10": {"from_one_hand": "YES"}}, Judged.CONFIRMED),
    "VD02": ({"A01": {"interpreter": "YES"}}, Judged.CONFIRMED),
    "VD03": ({"D12": {"because": ["NEED_MONEY"]}}, Judged.CONFIRMED),
}
# answers that show nothing: asked, and well
HARMLESS: dict[str, dict[str, object]] = {
    "A03": {"nationality": "ID"}, "A04": {}, "A05": {"seeing": "NONE", "hearing": "SOME"},
    "B01": {"contact": ["WORK"]}, "B02": {"recruiter": ["BROKER"]},
    "B03": {"force": "NO", "kidnapped": "NO", "sold": "NO"}, "B04": {"promised": ["JOB"]},
    "B05": {"signed": "YES", "understood": "YES"}, "B06": {"receipt": "YES"},
    "B07": {"advance": "NO"}, "B08": {"papers": ["OWN"]}, "B09": {"procedure": "REGISTERED"},
    "C01": {"arranged": "SELF"}, "C02": {"held": "NO"}, "C03": {"holder": "SELF"},
    "D01": {}, "D02": {"same": "SAME"}, "D03": {"hours_day": 7, "days_week": 5},
    "D04": {"months_unpaid": 0}, "D05": {"holder": "SELF"}, "D06": {"leave": "ALONE"},
    "D07": {"contact": "FREE"}, "D08": {"violence": ["NONE"]}, "D09": {"threats": ["NONE"]},
    "D10": {"lacks": ["NONE"]}, "D11": {"made_to": ["NONE"]}, "D12": {"leave": "FREELY"},
    "D13": {"ended": "RELEASED"}, "D14": {"months": 9}, "D15": {"conditions": ["NONE"]},
    "D16": {"not_kept": ["NONE"]},
}  # fmt: skip
DONE = {"L": {"work": "harvest"}, "S": {"sexual": "YES"}, "X": {"place": "Medan"}}
PHASES = {"r": Phase.RECRUITMENT, "w": W}


def answers_of(vector: list[str], *, age: int | None) -> list[ItemRead]:
    indicators = [] if vector[4] == "-" else vector[4].split(",")
    values: dict[str, dict[str, object]] = (
        {} if vector[6] == "Y" else {k: dict(v) for k, v in HARMLESS.items()}
    )
    said: dict[str, dict[str, object]] = {"D01": dict(DONE[vector[1][1]])}
    if age is not None:
        said["A04"] = {"recruited": age, "exploited": age}
    if vector[1] == "XX":
        said["D11"] = {"made_to": ["ORGAN"]}
    for code in indicators:
        for item, value in SAYS[code][0].items():
            said.setdefault(item, {}).update(value)
    values.update(said)
    return [
        ItemRead(item, W if item in PER_PHASE else "", ItemState.ANSWERED, value)
        for item, value in values.items()
    ]


def ticks_of(vector: list[str]) -> list[TickRead]:
    acts = {"Y": {Act.RECRUIT: Answered.YES}, "N": dict.fromkeys(Act, Answered.NO), "?": {}}
    ticks = [TickRead(str(act), "", state) for act, state in acts[vector[3]].items()]
    for mark in [] if vector[5] == "-" else vector[5].split(","):
        code, _at, phase = mark.partition("@")
        ticks.append(TickRead(code, PHASES[phase] if phase else "", Answered.YES))
    return ticks


def reading_of(
    vector: list[str],
    *,
    number: int = 1,
    births: tuple[Birth, ...] = (),
    age: int | None = None,
) -> EpisodeReading:
    heard = answers_of(vector, age=age)
    indicators = [] if vector[4] == "-" else vector[4].split(",")
    judged = [Judgement(i, state) for i in indicators if (state := SAYS[i][1])]
    base = facts_of(number, ticks_of(vector), heard, births)
    return read_episode(base, heard, judged, on=ON)


def told(vector: list[str]) -> EpisodeReading:
    if vector[0] == "4":  # the passport says 23, the diploma 16
        births = (
            Birth(PartialDate(2003, 1, 1), "PASSPORT"),
            Birth(PartialDate(2010, 1, 1), "DIPLOMA"),
        )
        return reading_of(vector, births=births)
    return reading_of(vector, age=16 if vector[2] == "CHILD" else 25)


def proposal_of(vector: list[str]) -> CaseProposal:
    return propose((told(vector).facts,), ON)


@pytest.mark.parametrize("vector", ROWS_OF_VECTORS, ids=[f"V{v[0]}" for v in ROWS_OF_VECTORS])
def test_each_vector_follows_from_answers(vector):
    reading = told(vector)
    listed = set() if vector[4] == "-" else set(vector[4].split(","))
    assert reading.facts.indicators == listed | ({"EX02"} if vector[0] in WITH_EX02 else set())
    results = propose((reading.facts,), ON).results
    assert [r.profile for r in results] == [vector[1]]
    inputs = results[0].inputs
    assert inputs.person == vector[2]
    assert inputs.act == {"Y": "YES", "N": "NO", "?": "UNKNOWN"}[vector[3]]
    assert inputs.open is (vector[6] == "Y")
    assert inputs.weights == vector[7]
    assert inputs.means == vector[8]
    assert inputs.dest is (vector[9] == "YES")
    assert inputs.exp is (vector[10] == "YES")
    assert inputs.intent is (INTENT_ELEMENT in vector[5])
    assert (results[0].row, results[0].proposal) == (int(vector[11]), vector[12])


def test_the_answers_of_the_vectors_fit_the_catalogue():
    assert set(HARMLESS) == set(COUNTED)
    for vector in ROWS_OF_VECTORS:
        for answer in answers_of(vector, age=20):
            assert item_on(answer.item, ON).misfits(answer.value) == ()


def test_answers_that_show_nothing_count_nothing():
    reading = reading_of(["0", "AL", "ADULT", "?", "-", "-", "N"], age=25)
    assert [s.code for s in reading.indicators] == []
    assert [s.code for s in reading.elements] == ["ACT_RECRUIT"]


def test_a_child_made_to_sell_sex_needs_no_tick_of_the_purpose():
    vector = ["0", "CS", "CHILD", "Y", "-", "-", "Y"]
    heard = [
        *answers_of(vector, age=16),
        ItemRead("D11", W, ItemState.ANSWERED, {"made_to": ["SEX_CLIENTS"]}),
    ]
    facts = read_episode(facts_of(1, ticks_of(vector), heard, ()), heard, (), on=ON).facts
    shown = propose((facts,), ON).shown
    assert (shown.row, shown.proposal) == (1, Proposal.PRESUMED_STRONG)


def test_inconclusive_shows_the_row_beneath_from_answers():
    vector = next(v for v in ROWS_OF_VECTORS if v[0] == "31")
    assert proposal_of(vector).shown.beneath_row == 10


def test_two_profiles_of_one_job_show_no_rule():
    vector = ["0", "AL", "ADULT", "Y", "EX02,EX04,EX07", "-", "N"]
    heard = [
        a if a.item != "D01" else ItemRead("D01", "", a.state, {"work": "maid", "sexual": "YES"})
        for a in answers_of(vector, age=25)
    ]
    facts = read_episode(facts_of(1, ticks_of(vector), heard, ()), heard, (), on=ON).facts
    found = propose((facts,), ON)
    assert [(r.profile, r.row) for r in found.results] == [
        (Profile.ADULT_LABOUR, 10),
        (Profile.ADULT_SEXUAL, 9),
    ]
    assert found.shown.proposal is Proposal.NO_RULE


def test_exploited_at_16_and_again_at_25_keeps_the_child_duties():
    young = reading_of(["0", "CL", "CHILD", "N", "EX01,EX02", "-", "N"], age=16).facts
    vector = ["0", "AL", "ADULT", "Y", "DR01,DR02,EX01,EX02,CD01,CD03", "-", "N"]
    grown = reading_of(vector, number=2, age=25).facts
    found = propose((young, grown), ON)
    assert [r.row for r in found.results] == [3, 4]
    assert found.shown.proposal is Proposal.PRESUMED_STRONG
    assert Duty.CHILD_PROTECTION_TODAY in found.duties


def test_no_age_and_no_judgement_is_read_as_a_child_and_asks():
    reading = reading_of(["0", "CL", "CHILD", "?", "EX01,EX02", "-", "N"])
    found = propose((reading.facts,), ON)
    assert found.shown.inputs.person is Person.CHILD
    assert found.shown.row == 2
    assert Duty.JUDGE_AGE in found.duties
