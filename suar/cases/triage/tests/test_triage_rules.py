"""The urgent-risk check: grades, deadlines, clocks, the police rule, who must not know."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from suar.cases.triage import rules
from suar.cases.triage.codes import Answer, Grade, Item, PoliceAdvice
from suar.cases.triage.items import TRIAGE_TABLES, triage_on
from suar.cases.triage.queries import receiver_of
from suar.kit.reasons import Reason
from suar.network.codes import Kind
from suar.network.models import Organisation
from suar.people.codes import MustNot
from suar.people.contact import Receiver, Secret
from tests.support.office import JAKARTA, office

AT = datetime(2026, 6, 3, 3, 0, tzinfo=UTC)  # ten in the morning in Jakarta
TABLE = triage_on(date(2026, 6, 3))
NO = dict.fromkeys(Item, Answer.NO)


def test_not_asked_is_never_no():
    assert rules.grade({}, TABLE).grade is Grade.NOT_ASKED
    graded = rules.grade({**NO, Item.SELF_HARM: Answer.NOT_ASKED}, TABLE)
    assert (graded.grade, graded.open) == (Grade.NOT_ASKED, (Item.SELF_HARM,))
    declined = {**NO, Item.SELF_HARM: Answer.NOT_ASKED, Item.DANGER_NOW: Answer.DECLINES}
    assert rules.grade(declined, TABLE).grade is Grade.NOT_ASKED


@pytest.mark.parametrize("silence", [Answer.DECLINES, Answer.DOES_NOT_KNOW])
@pytest.mark.parametrize("hunger", [Answer.NO, Answer.HANDLED, Answer.YES])
def test_what_was_asked_and_not_answered_is_neither_safe_nor_not_asked(silence, hunger):
    graded = rules.grade({**NO, Item.SELF_HARM: silence, Item.HUNGER: hunger}, TABLE)
    assert graded.grade is Grade.AMBER
    assert (graded.open, graded.not_asked) == ((Item.SELF_HARM,), ())


def test_all_asked_and_none_yes_is_green():
    assert rules.grade(NO, TABLE).grade is Grade.GREEN


@pytest.mark.parametrize("item", Item)
def test_the_grade_is_the_worst_yes(item):
    expected = {
        **dict.fromkeys(["U01", "U02", "U03", "U04", "U05", "U06"], Grade.RED),
        **dict.fromkeys(["U07", "U08", "U09", "U10", "U11"], Grade.AMBER),
        "U12": Grade.GREEN,
    }[item]
    assert rules.grade({item: Answer.YES}, TABLE).grade is expected
    worst = rules.grade({item: Answer.YES, Item.DANGER_NOW: Answer.YES}, TABLE)
    assert worst.grade is Grade.RED


def test_deadlines_come_worst_first_and_silence_is_due_as_amber():
    answers = {Item.HUNGER: Answer.YES, Item.DETAINED: Answer.YES, Item.CHILD_ALONE: Answer.YES}
    due = rules.deadlines(answers, AT, office(), TABLE)
    midnight = datetime(2026, 6, 4, 0, 0, tzinfo=JAKARTA)
    assert [(d.item, d.grade, d.at) for d in due] == [
        (Item.CHILD_ALONE, Grade.RED, midnight),
        (Item.DETAINED, Grade.AMBER, AT + timedelta(hours=24)),
        (None, Grade.AMBER, AT + timedelta(hours=24)),
        (Item.HUNGER, Grade.GREEN, midnight),
    ]
    assert rules.deadlines(NO, AT, office(), TABLE) == ()


@pytest.mark.parametrize("answer", [Answer.DECLINES, Answer.DOES_NOT_KNOW])
def test_who_did_not_want_to_answer_is_not_asked_again_and_again(answer):
    answers = {**NO, Item.SELF_HARM: answer}
    assert rules.deadlines(answers, AT, office(), TABLE) == ()
    assert rules.deadlines({**answers, Item.HUNGER: Answer.NOT_ASKED}, AT, office(), TABLE)


@pytest.mark.parametrize("item", Item)
@pytest.mark.parametrize("minute", [0, 30, 59])
def test_nothing_is_overdue_the_moment_it_is_heard(item, minute):
    heard = datetime(2026, 6, 3, 16, minute, tzinfo=UTC)  # the last hour of the day in Jakarta
    (due,) = rules.deadlines({**NO, item: Answer.YES}, heard, office(), TABLE)
    assert due.at >= heard + timedelta(hours=1)


def test_a_deadline_runs_from_the_first_yes_until_a_no():
    hour = timedelta(hours=1)
    told = [
        (AT, {Item.DANGER_NOW: Answer.YES, Item.CONFINED: Answer.YES}),
        (AT + hour, {Item.DANGER_NOW: Answer.NO, Item.CONFINED: Answer.DECLINES}),
        (AT + 2 * hour, {Item.DANGER_NOW: Answer.YES, Item.CONFINED: Answer.YES}),
    ]
    heard = rules.since(told)
    assert heard == {Item.CONFINED: AT, Item.DANGER_NOW: AT + 2 * hour}
    due = rules.deadlines(told[-1][1], AT + 3 * hour, office(), TABLE, heard)
    assert [(d.item, d.at, d.now) for d in due[:2]] == [
        (Item.CONFINED, AT + hour, True), (Item.DANGER_NOW, AT + 3 * hour, True),
    ]  # fmt: skip


def test_the_table_is_dated():
    assert triage_on(date(1999, 1, 1)) is TRIAGE_TABLES[0]
    assert {r.item for r in TABLE.rules} == set(Item)


def test_two_clocks_run_after_an_assault():
    pep, ec = rules.clocks(AT - timedelta(hours=70, minutes=30), AT)
    assert (pep.clock, pep.hours_left, pep.ended) == ("CLK_PEP", 1, False)
    assert (ec.clock, ec.hours_left) == ("CLK_EC", 49)
    pep, ec = rules.clocks(AT - timedelta(hours=121), AT)
    assert (pep.ended, ec.ended, pep.hours_left) == (True, True, 0)


def test_the_last_hour_of_a_clock_still_counts():
    pep, _ec = rules.clocks(AT - timedelta(hours=71, minutes=30), AT)
    assert (pep.hours_left, pep.ended) == (0, False)
    pep, _ec = rules.clocks(AT - timedelta(hours=72), AT)
    assert pep.ended


@pytest.mark.parametrize("item", Item)
def test_danger_is_what_another_does_now(item):
    expected = item in (Item.DANGER_NOW, Item.CONFINED, Item.CHILD_ALONE)
    assert rules.danger_now((item,)) is expected


def test_police_come_only_as_the_rule_says():
    def advice(**known):
        base = {"child": False, "danger": False, "consent_le": False, "police_must_not_know": False}
        return rules.police_advice(**{**base, **known})

    always = (PoliceAdvice.CHECK_WHO_MUST_NOT_KNOW, PoliceAdvice.NEVER_A_CONDITION)
    assert advice() == (PoliceAdvice.ADULT_CONSENT, *always)
    assert advice(consent_le=True) == (PoliceAdvice.ADULT_CONSENT_GIVEN, *always)
    assert PoliceAdvice.DANGER_WITHOUT_CONSENT in advice(danger=True)
    assert advice(child=True) == (PoliceAdvice.CHILD_FIRST, *always)
    assert PoliceAdvice.CHILD_IN_DANGER in advice(child=True, danger=True)
    assert PoliceAdvice.OFFER_OTHER_UNIT in advice(police_must_not_know=True)


def test_a_match_on_who_must_not_know_stops_until_a_person_decides():
    office, unit, person = uuid4(), uuid4(), uuid4()
    receiver = Receiver(office, unit, person, frozenset({MustNot.POLICE_UNIT}))
    for entry in (
        Secret(MustNot.OFFICE, organisation_id=office),
        Secret(MustNot.OFFICE, unit_id=unit),
        Secret(MustNot.NEIGHBOUR, person_id=person),
        Secret(MustNot.POLICE_UNIT),
    ):
        found = rules.why_not_contact((entry,), receiver, decided=False)
        assert [b.code for b in found] == [Reason.MUST_NOT_KNOW]
        assert rules.why_not_contact((entry,), receiver, decided=True) == []


@pytest.mark.parametrize(
    ("kind", "category"),
    [
        (Kind.POLICE, MustNot.POLICE_UNIT),
        (Kind.MILITARY, MustNot.POLICE_UNIT),
        (Kind.VILLAGE, MustNot.VILLAGE_OFFICIAL),
        (Kind.AGENCY, MustNot.AGENCY),
        (Kind.AGENCY, MustNot.RECRUITER),
        (Kind.FIRM, MustNot.EMPLOYER),
        (Kind.CSO, MustNot.OFFICE),
    ],
)
def test_an_organisation_of_the_kind_ticked_is_stopped(kind, category):
    receiver = receiver_of(Organisation(name="Contoh", short_name="Contoh", kind=kind.value))
    assert rules.why_not_contact([Secret(category)], receiver, decided=False)
    assert rules.why_not_contact([Secret(MustNot.SPOUSE)], receiver, decided=False) == []


def test_others_may_know():
    receiver = Receiver(uuid4(), kinds=frozenset({MustNot.POLICE_UNIT}))
    entries = (Secret(MustNot.SPOUSE), Secret(MustNot.OFFICE, organisation_id=uuid4()))
    assert rules.why_not_contact(entries, receiver, decided=False) == []
