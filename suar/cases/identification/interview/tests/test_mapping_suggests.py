"""Every row of the mapping, and every threshold at, under and over its value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from suar.cases.identification.codes import Act, AgeJudgement, ItemState, Means, Phase, Purpose
from suar.cases.identification.facts import AgeFacts, EpisodeFacts
from suar.cases.identification.indicators import INDICATORS
from suar.cases.identification.interview.conditions import Counting
from suar.cases.identification.interview.eleven import ELEVEN, ElevenState, read_eleven
from suar.cases.identification.interview.judging import Judged, Judgement, Place, read_episode
from suar.cases.identification.interview.mapping import mapping_on
from suar.cases.identification.interview.measures import COMPARED
from suar.cases.identification.interview.shapes import Money
from suar.cases.identification.readback import ItemRead
from suar.cases.identification.thresholds import THRESHOLDS

ON = date(2026, 6, 3)
ADULT = AgeFacts(judgement=AgeJudgement.ADULT)
CHILD = AgeFacts(judgement=AgeJudgement.CHILD)
AGED_14 = AgeFacts(told_ages=(14,))
AGED_15 = AgeFacts(told_ages=(15,))
W, R, JOURNEY = Phase.EXPLOITATION, Phase.RECRUITMENT, Phase.JOURNEY
A, J = Counting.AUTOMATIC, Counting.JUDGED


def answer(item: str, phase: str = "", **value: object) -> ItemRead:
    return ItemRead(item, phase, ItemState.ANSWERED, value)


def idr(amount: object) -> dict[str, str]:
    return {"amount": str(amount), "currency": "IDR"}


def suggested(*answers, age=ADULT, judged=(), place=None) -> dict[str, Counting]:
    extra = {"place": place} if place else {}
    reading = read_episode(EpisodeFacts(1, age), answers, judged, on=ON, **extra)
    return {s.code: s.counting for s in (*reading.indicators, *reading.elements)}


ROWS = [
    ("DR01", A, [answer("D02", same="DIFFERENT")]),
    ("DR01", A, [answer("B04", job="maid"), answer("D01", work="fishing")]),
    ("DR01", A, [answer("B04", sector="T"), answer("D01", sector="A")]),
    ("DR01", A, [answer("B04", place="Taipei"), answer("D01", place="at sea")]),
    ("DR02", A, [answer("B04", wage=idr(100)), answer("D04", received=idr(1))]),
    ("DR03", J, [answer("B04", hours_day=8), answer("D03", hours_day=9)]),
    ("DR03", J, [answer("B04", promised=["CONDITIONS"]), answer("D15", conditions=["SEA"])]),
    ("DR04", J, [answer("B05", replaced="YES")]),
    ("DR04", J, [answer("B05", blank="YES")]),
    ("DR04", J, [answer("B05", understood="NO")]),
    ("DR05", J, [answer("B04", promised=["HOUSING"]), answer("D10", W, lacks=["FOOD"])]),
    ("DR06", J, [answer("B08", papers=["CHANGED_AGE"])]),
    ("DR06", J, [answer("B04", promised=["WORK_VISA"]), answer("B09", visa="VISIT")]),
    ("DR07", J, [answer("B06", told_otherwise="YES")]),
    ("DR07", J, [answer("C01", told_otherwise="YES")]),
    ("DR09", A, [answer("B04", promised=["MARRIAGE"])]),
    ("DR10", A, [answer("B04", promised=["SCHOOL"]), answer("D16", not_kept=["SCHOOL"])]),
    ("CR01", A, [answer("B03", force="YES")]),
    ("CR01", A, [answer("D08", JOURNEY, violence=["SEXUAL"])]),
    ("CR02", A, [answer("D09", R, threats=["VIOLENCE"])]),
    ("CR03", A, [answer("B03", kidnapped="YES")]),
    ("CR03", A, [answer("B03", sold="YES")]),
    ("CR03", A, [answer("D11", R, made_to=["MARRIAGE"])]),
    ("CR04", J, [answer("B07", advance="YES")]),
    ("CR05", A, [answer("C03", holder="RECRUITER")]),
    ("CR05", A, [answer("B08", papers=["ORIGINALS_KEPT"])]),
    ("CR06", A, [answer("C02", guarded="YES")]),
    ("CR07", A, [answer("D09", R, threats=["POLICE"])]),
    ("CR08", A, [answer("D09", R, threats=["IMAGES"])]),
    ("CR09", A, [answer("D08", R, violence=["AGAINST_FAMILY"])]),
    ("CR10", J, [answer("B06", kept=["DEPOSIT"])]),
    ("RV02", J, [answer("B09", procedure="NO_PAPERS")]),
    ("RV03", J, [answer("A01", interpreter="YES")]),
    ("RV04", J, [answer("B09", procedure="NOT_REGISTERED")]),
    ("RV05", J, [answer("B02", recruiter=["OFFICIAL"])]),
    ("RV06", J, [answer("B07", debt=idr(1))]),
    ("RV07", J, [answer("B01", contact=["ONLINE_AD"])]),
    ("RV08", J, [answer("B05", understood="NO")]),
    ("RV10", J, [answer("A05", seeing="A_LOT")]),
    ("RV11", J, [answer("B02", recruiter=["PARTNER"])]),
    ("RV12", J, [answer("B09", procedure="IRREGULAR")]),
    ("RV14", J, [answer("C01", could_alone="NO")]),
    ("RV15", J, [answer("D09", R, threats=["OATH_MAGIC"])]),
    ("EX01", A, [answer("D03", hours_day=13)]),
    ("EX02", A, [answer("D04", months_unpaid=2)]),
    ("EX03", A, [answer("D04", fines="YES")]),
    ("EX04", A, [answer("D10", W, lacks=["FOOD", "SLEEP_6H"])]),
    ("EX05", A, [answer("D15", conditions=["NO_BREAKS", "WORK_WHILE_ILL"])]),
    ("EX06", A, [answer("D15", conditions=["CHEMICALS"])]),
    ("EX07", A, [answer("D16", not_kept=["CONTRACT"])]),
    ("EX08", A, [answer("D16", not_kept=["SOCIAL_SECURITY"])]),
    ("EX09", A, [answer("B04", promised=["TRAINING"]), answer("D16", not_kept=["TRAINING"])]),
    ("CD01", A, [answer("D05", W, holder="EMPLOYER", returned="NO")]),
    ("CD02", J, [answer("D12", because=["DEBT"])]),
    ("CD02", J, [answer("D04", deducted_for=["DEBT"])]),
    ("CD03", A, [answer("D06", W, leave="NEVER")]),
    ("CD03", A, [answer("D07", W, contact="CUT_OFF")]),
    ("CD04", A, [answer("D08", W, violence=["PHYSICAL"])]),
    ("CD05", A, [answer("D09", W, threats=["VIOLENCE"])]),
    ("CD06", J, [answer("D11", W, made_to=["SCAMS"])]),
    ("CD07", J, [answer("D11", W, made_to=["TASKS_NOT_AGREED"])]),
    ("CD08", J, [answer("D08", W, violence=["SUBSTANCES"])]),
    ("CD09", A, [answer("D11", W, made_to=["AGAINST_PEERS"])]),
    ("CD10", A, [answer("D11", W, made_to=["LYING"])]),
    ("CD11", A, [answer("D09", W, threats=["DEPORTATION"])]),
    ("CD12", A, [answer("D09", W, threats=["SOLD_ON"])]),
    ("CD13", A, [answer("D09", W, threats=["AGAINST_FAMILY"])]),
    ("CD14", A, [answer("D04", paid_at_end="YES")]),
    ("CD15", A, [answer("D09", W, threats=["TELL_FAMILY"])]),
    ("VD01", J, [answer("D10", W, from_one_hand="YES")]),
    ("VD02", J, [answer("D07", W, contact="CUT_OFF")]),
    ("VD03", J, [answer("D12", because=["NEED_MONEY"])]),
    ("VD05", J, [answer("C03", holder="EMPLOYER")]),
    ("VD07", J, [answer("A05", walking="CANNOT")]),
    (Act.RECRUIT, J, [answer("B02", recruiter=["STRANGER"])]),
    (Act.SEND, J, [answer("C01", arranged="ANOTHER")]),
    (Act.TRANSPORT, J, [answer("C01", accompanied="YES")]),
    (Act.HARBOUR, J, [answer("D01", lives_in="YES")]),
    (Act.TRANSFER, J, [answer("B03", sold="YES")]),
    (Act.RECEIVE, J, [answer("D01", taken_in="YES")]),
    (Means.FORGERY, J, [answer("B08", papers=["FALSE"])]),
    (Means.POWER, J, [answer("B02", recruiter=["KIN"])]),
    (Means.PAYCTRL, J, [answer("B06", to=["CARER"])]),
    (Purpose.SEX, J, [answer("D11", W, made_to=["SEX_CAMERA"])]),
    (Purpose.FL, J, [answer("D12", leave="NO")]),
    (Purpose.SLAVERY, J, [answer("D12", leave="NO")]),
    (Purpose.SERVITUDE, J, [answer("D12", leave="NO")]),
    (Purpose.CRIME, J, [answer("D11", W, made_to=["DRUGS"])]),
    (Purpose.BEG, J, [answer("D11", W, made_to=["BEGGING"])]),
    (Purpose.MARRY, J, [answer("B04", promised=["MARRIAGE"])]),
    (Purpose.ORGAN, J, [answer("D11", W, made_to=["ORGAN"])]),
    (Purpose.ADOPT, J, [answer("B04", promised=["ADOPTION"])]),
    ("INTENT", J, [answer("E01", stopped="YES")]),
    ("INTENT", J, [answer("D13", ended="STOPPED_BEFORE_WORK")]),
]


@pytest.mark.parametrize(("code", "counting", "heard"), ROWS)
def test_each_row_of_the_mapping_suggests_its_code(code, counting, heard):
    found = suggested(*heard)
    assert found.get(str(code)) is counting


def test_every_indicator_that_an_answer_can_suggest_stands_in_the_list_above():
    tried = {str(code) for code, _counting, _heard in ROWS}
    assert set(INDICATORS) - tried == set(mapping_on(ON).unprompted())


@pytest.mark.parametrize(
    ("code", "heard"),
    [
        ("CD04", answer("D08", R, violence=["PHYSICAL"])),
        ("CR01", answer("D08", W, violence=["PHYSICAL"])),
        ("CD05", answer("D09", JOURNEY, threats=["VIOLENCE"])),
        ("CD01", answer("D05", W, holder="EMPLOYER", returned="YES")),
        ("CD01", answer("D05", W, holder="EMPLOYER")),
        ("CD01", answer("D05", W, holder="SELF", returned="NO")),
        ("CR05", answer("C03", holder="SELF")),
        ("DR10", answer("D16", not_kept=["SCHOOL"])),
        ("EX09", answer("D16", not_kept=["SCHOOL"])),
        ("CD03", answer("D06", W, leave="ALONE")),
        ("DR03", answer("B04", hours_day=8)),
        ("EX01", answer("D15", conditions=["NIGHT_WORK"])),
        ("EX06", answer("D15", conditions=["NIGHT_WORK"])),
    ],
)
def test_another_phase_or_half_an_answer_does_not_suggest(code, heard):
    assert code not in suggested(heard)


@pytest.mark.parametrize(
    ("code", "made_to"),
    [
        ("PRP_SEX", "SEX_CLIENTS"),
        ("PRP_CRIME", "SCAMS"),
        ("PRP_BEG", "BEGGING"),
        ("PRP_MARRY", "MARRIAGE"),
        ("CD06", "DRUGS"),
        ("CD07", "SEX_CLIENTS"),
    ],
)
def test_a_child_is_never_asked_whether_forced(code, made_to):
    heard = answer("D11", W, made_to=[made_to])
    assert suggested(heard)[code] is J
    assert suggested(heard, age=CHILD)[code] is A


def test_a_child_s_own_rows_of_hazard_school_and_night():
    assert "EX06" in suggested(answer("D15", conditions=["NIGHT_WORK"]), age=CHILD)
    assert "EX01" in suggested(answer("D15", conditions=["NIGHT_WORK"]), age=CHILD)
    assert "EX09" in suggested(answer("D16", not_kept=["SCHOOL"]), age=CHILD)
    assert suggested(answer("D11", W, made_to=["TASKS_NOT_AGREED"]), age=CHILD)["CD07"] is J
    assert suggested(answer("D11", W, made_to=["ORGAN"]), age=CHILD)["PRP_ORGAN"] is J
    assert {"RV10", "VD07"} <= suggested(age=AGED_15).keys()


def test_rows_of_one_code_are_joined_and_the_automatic_one_goes_before():
    heard = answer("D11", W, made_to=["TASKS_NOT_AGREED", "SEX_CLIENTS"])
    found = read_episode(EpisodeFacts(1, CHILD), [heard], (), on=ON).indicators
    both = next(s for s in found if s.code == "CD07")
    assert both.counting is A
    assert not both.question.english
    assert {c.said for c in both.causes} == {"TASKS_NOT_AGREED", "SEX_CLIENTS"}
    heard = [answer("D11", W, made_to=["MARRIAGE"]), answer("B04", promised=["MARRIAGE"])]
    assert suggested(*heard)["PRP_MARRY"] is J
    assert suggested(*heard, age=CHILD)["PRP_MARRY"] is A


PAY = answer("B04", wage=idr(1000))
LIVING = ["FOOD", "WATER", "SLEEP_6H"]
HAZARDS = ["SEA", "HEAT", "HEIGHT"]
AT = [
    # threshold, code, whom, answers at, under and over its value, and which of them count
    ("TH_HOURS_DAY", "EX01", ADULT, [[answer("D03", hours_day=h)] for h in (12, 11, 12.5)], "001"),
    (
        "TH_HOURS_WEEK", "EX01", ADULT,
        [[answer("D03", hours_day=h, days_week=6)] for h in (10, 9, "10.1")], "001",
    ),
    ("TH_NO_REST", "EX01", ADULT, [[answer("D03", without_rest=d)] for d in (28, 27, 29)], "101"),
    ("TH_NO_REST", "EX01", CHILD, [[answer("D03", without_rest=d)] for d in (28, 27, 29)], "101"),
    ("TH_CHILD_U15", "EX01", AGED_14, [[answer("D03", hours_day=h)] for h in (3, 2, 4)], "001"),
    ("TH_CHILD_15", "EX01", AGED_15, [[answer("D03", hours_day=h)] for h in (8, 7, 9)], "001"),
    ("TH_CHILD_15", "EX01", CHILD, [[answer("D03", hours_day=h)] for h in (8, 7, 9)], "001"),
    (
        "TH_CHILD_15_WEEK", "EX01", AGED_15,
        [[answer("D03", hours_day=h, days_week=d)] for h, d in ((8, 5), (7, 5), (7, 6))],
        "001",
    ),
    ("TH_PAY", "DR02", ADULT, [[PAY, answer("D04", received=idr(r))] for r in (700, 699, 701)],
     "010"),
    ("TH_PAY", "EX02", ADULT, [[PAY, answer("D04", received=idr(r))] for r in (700, 699, 701)],
     "010"),
    ("TH_UNPAID", "EX02", ADULT, [[answer("D04", months_unpaid=m)] for m in (1, "0.9", 2)], "101"),
    ("TH_HELD", "CD14", ADULT, [[answer("D04", months_held=m)] for m in (2, 1, 3)], "101"),
    (
        "TH_DEDUCT", "EX03", ADULT,
        [[answer("D04", deducted=idr(d), gross=idr(100))] for d in (25, 24, 26)], "001",
    ),
    ("TH_LIVING", "EX04", ADULT, [[answer("D10", W, lacks=LIVING[:n])] for n in (2, 1, 3)], "101"),
    (
        "TH_WORKCOND", "EX05", ADULT,
        [[answer("D15", conditions=HAZARDS[:n])] for n in (2, 1, 3)], "101",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("threshold", "code", "age", "cases", "counts"), AT)
def test_each_threshold_at_under_and_over_its_value(threshold, code, age, cases, counts):
    assert "".join(str(int(code in suggested(*heard, age=age))) for heard in cases) == counts


@pytest.mark.parametrize("code", ["CR04", "CD02"])
def test_a_debt_over_three_wages_is_named_as_such(code):
    def named(debt: int) -> bool:
        heard = [PAY, answer("B07", debt=idr(debt))]
        found = read_episode(EpisodeFacts(1, ADULT), heard, (), on=ON).indicators
        causes = next(s.causes for s in found if s.code == code)
        return "TH_DEBT" in {c.threshold for c in causes}

    assert [named(d) for d in (3000, 2999, 3001)] == [False, False, True]


def test_every_threshold_of_the_mapping_was_tried():
    tried = {row[0] for row in AT} | {"TH_DEBT"}
    assert tried == set(COMPARED) == {t.code for t in THRESHOLDS} - {"TH_OPEN"}


def test_pay_is_held_against_the_higher_of_promise_and_legal_floor():
    floor = Place(legal_floor=Money(Decimal(2000), "IDR"))
    pay = answer("D04", received=idr(1000))
    assert "EX02" not in suggested(PAY, pay)
    assert {"EX02"} == {"EX02", "DR02"} & suggested(PAY, pay, place=floor).keys()
    assert "EX02" in suggested(pay, place=floor)
    assert "EX02" not in suggested(pay, place=Place(legal_floor=Money(Decimal(9), "HKD")))


def test_the_law_of_the_destination_goes_before_our_hours():
    lower = Place(limits={"TH_HOURS_DAY": Decimal(8)})
    assert "EX01" in suggested(answer("D03", hours_day=9), place=lower)
    assert "EX01" not in suggested(answer("D03", hours_day=8), place=lower)


@pytest.mark.parametrize(
    ("indicator", "means", "phase"),
    [
        ("DR08", Means.DECEIVE, R),
        ("CR01", Means.FORCE, R),
        ("CD04", Means.FORCE, W),
        ("CR02", Means.THREAT, R),
        ("CD05", Means.THREAT, W),
        ("CR03", Means.ABDUCT, R),
        ("CR06", Means.CONFINE, R),
        ("CD03", Means.CONFINE, W),
        ("CR04", Means.DEBT, R),
        ("CD02", Means.DEBT, W),
        ("RV13", Means.VULN, R),
        ("VD04", Means.VULN, W),
    ],
)
def test_a_confirmed_indicator_suggests_its_means_with_its_phase(indicator, means, phase):
    def found(state: Judged) -> list[tuple[str, Phase | None, tuple[str, ...]]]:
        judged = [Judgement(indicator, state, "a reason")]
        reading = read_episode(EpisodeFacts(1, ADULT), (), judged, on=ON)
        return [(s.code, s.phase, s.signs) for s in reading.elements]

    assert found(Judged.TICKED) == [(means, phase, (indicator,))]
    assert found(Judged.REJECTED) == []


def test_a_positive_dimension_suggests_forced_labour_and_asks():
    heard = [answer("D06", W, leave="NEVER"), answer("D08", W, violence=["PHYSICAL"])]
    reading = read_episode(EpisodeFacts(1, ADULT), heard, (), on=ON)
    found = next(s for s in reading.elements if s.code == Purpose.FL)
    assert found.signs == ("CD",)
    assert found.question.english == "Work under threat of a penalty, not freely given?"


def test_a_judged_indicator_carries_its_question_and_its_answer():
    reading = read_episode(
        EpisodeFacts(1, ADULT), [answer("B09", procedure="NO_PAPERS")], (), on=ON
    )
    found = next(s for s in reading.indicators if s.code == "RV02")
    assert found.question.indonesian.startswith("Perekrut memakai keadaan ini")
    assert [(c.item, c.part, c.said) for c in found.causes] == [("B09", "procedure", "NO_PAPERS")]


def test_every_judged_indicator_has_a_question():
    rows = [r for r in mapping_on(ON).indicators if r.counting is J]
    assert all(r.question.english for r in rows)


def test_a_later_answer_takes_the_place_of_an_earlier_one_and_not_asked_unsays_it():
    first = answer("C02", held="YES")
    assert "CR06" not in suggested(first, answer("C02", held="NO", guarded="NO"))
    assert "CR06" not in suggested(first, ItemRead("C02", "", ItemState.NOT_ASKED))


def test_the_eleven_read_the_same_answers():
    heard = [
        answer("D06", W, leave="NEVER"),
        answer("B07", advance="YES"),
        answer("D03", hours_day=15),
    ]
    reading = read_episode(EpisodeFacts(1, ADULT), heard, (), on=ON)
    by_code = {r.code: r for r in read_eleven(reading.facts, reading.indicators, ON)}
    assert tuple(by_code) == tuple(code for _n, code, _e, _i in ELEVEN)
    assert len(by_code) == 11
    assert by_code["FL03"].seen == by_code["FL04"].seen == ("CD03",)
    assert by_code["FL09"].to_judge == ("CR04", "CD02")
    assert [by_code[c].state for c in ("FL11", "FL09", "FL07")] == [
        ElevenState.SEEN,
        ElevenState.TO_JUDGE,
        ElevenState.OPEN,
    ]
    refused = read_eleven(reading.facts, reading.indicators, ON, frozenset({"CR04", "CD02"}))
    assert refused[8].state is ElevenState.OPEN
    told = EpisodeFacts(1, ADULT, items={"C03": ItemState.ANSWERED, "B08": ItemState.ANSWERED,
                                         "D05": ItemState.ANSWERED})  # fmt: skip
    assert read_eleven(told, (), ON)[6].state is ElevenState.NOT_SEEN_YET
