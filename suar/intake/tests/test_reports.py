"""The first contact: who may not, what is not enough, what five answers make."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection

from suar import audit, vault
from suar.audit.models import Event
from suar.cases.models import Case, GroundLine
from suar.cases.triage.codes import Answer, Grade, Item
from suar.intake import actions, opening, queries, reporters, rules, scope
from suar.intake.actions import FirstContact
from suar.intake.codes import NoCase, State
from suar.intake.models import Report
from suar.intake.opening import Who
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.readable import is_code
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people import scope as people_scope
from suar.people.actions import NewPerson
from suar.people.codes import MustNot
from suar.people.queries import record
from suar.policy import Role

pytestmark = pytest.mark.django_db
FIVE = FirstContact(
    channel="phone", speaker="reporter", relation="sibling", reporter_name="Contoh Kakak",
    call_name="Contoh Sari", contact_number="081200000001",
    contact={"channels": ["whatsapp"], "hours": [], "code_word": "melati"},
    must_not_know=(("employer", "Toko Contoh"),), where="abroad", country="MY",
    urgent={Item.CONFINED: Answer.YES},
)  # fmt: skip


def _take(cast, user=None, **changed):
    by = cast.actor(user or cast.fitri)
    return actions.take_report(
        report_id=changed.pop("report_id", new_id()), heard=replace(FIVE, **changed),
        unit_id=cast.unit_a.pk, by=by, at=cast.at,
    )  # fmt: skip


def test_a_focal_point_and_an_analyst_take_no_report(cast):
    for user in (cast.citra, cast.dewi):
        with pytest.raises(Problem) as refused:
            _take(cast, user)
        assert refused.value.status == 403


def test_another_organisation_does_not_see_it(cast):
    report = _take(cast)
    with pytest.raises(Problem) as refused:
        scope.get(report.pk, cast.actor(cast.eko), cast.at)
    assert refused.value.status == 404


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"call_name": ""}, "call_name"),
        ({"contact_number": ""}, "contact_number"),
        ({"where": ""}, "where"),
        ({"channel": ""}, "channel"),
        ({"speaker": ""}, "speaker"),
        ({"where": "abroad", "country": ""}, "country"),
        ({"where": "at_sea", "country": "", "regency": "5203"}, "regency"),
    ],
)
def test_a_missing_answer_is_named_beside_its_field(cast, changed, field):
    with pytest.raises(Problem) as refused:
        _take(cast, **changed)
    assert [b.field for b in refused.value.reasons] == [field]
    assert not Report.objects.exists()


def test_none_is_an_answer_wherever_it_may_be(cast):
    report = _take(
        cast, call_name="", nameless=True, contact_number="", do_not_contact=True,
        where="unknown", country="", urgent={}, must_not_know=(), speaker="person",
    )  # fmt: skip
    assert report.state == State.NEW
    assert report.grade == Grade.NOT_ASKED
    assert report.ground == "GR_LEGIT"


def test_five_answers_make_a_sealed_report_with_a_code_to_read_out(cast):
    report = _take(cast)
    assert is_code(report.code)
    assert report.grade == Grade.RED
    assert report.ground == "GR_VITAL"
    assert report.ground_until == cast.at + rules.FIRST_GROUND_LASTS
    plain = queries.opened(report, cast.actor(cast.fitri), cast.at)
    assert plain.call_name == "Contoh Sari"
    assert plain.urgent == {"U02": "YES"}
    assert ("employer", "Toko Contoh") in plain.must_not_know
    assert audit.looks_at([report.subject_id]).count() == 1


def test_the_reporter_is_kept_out_until_the_person_agreed(cast):
    kept_out = queries.opened(_take(cast), cast.actor(cast.fitri), cast.at).must_not_know
    assert ("reporter", "") in kept_out
    agreed = _take(cast, reporter_may_know=True)
    told = queries.opened(agreed, cast.actor(cast.fitri), cast.at).must_not_know
    assert ("reporter", "") not in told


def test_the_same_form_sent_twice_makes_one_report(cast):
    same = new_id()
    first = _take(cast, report_id=same)
    assert _take(cast, report_id=same).code == first.code
    assert Report.objects.count() == 1
    assert Event.objects.filter(verb="report.taken").count() == 1


def test_the_list_shows_the_most_urgent_first_and_only_the_units_own(cast):
    calm = _take(cast, urgent={})
    red = _take(cast)
    amber = _take(cast, urgent={Item.NO_SAFE_PLACE: Answer.YES})
    seen = list(queries.waiting(cast.actor(cast.ani), cast.at))
    assert seen == [red, amber, calm]
    assert not queries.waiting(cast.actor(cast.eko), cast.at).exists()


# --- opening the case -----------------------------------------------------------------------------


def _open(cast, report, who, *, user=None, worker=None, at=None):
    return opening.open_case(
        case_id=new_id(), report_id=report.pk, who=who, unit=cast.unit_a,
        worker_id=(worker or cast.ani).pk, by=cast.actor(user or cast.ani), at=at or cast.at,
    )  # fmt: skip


def _searched(cast, report, user=None):
    by = cast.actor(user or cast.ani)
    answer = people.run_search(id=new_id(), text="Contoh Sari", by=by, at=cast.at)
    actions.note_search(report=report, by=by, at=cast.at)
    return Who(person_id=new_id(), new=NewPerson(name="Contoh Sari"), ticket=answer.ticket)


def test_no_case_before_the_search_unless_it_is_red(cast):
    calm = _take(cast, urgent={})
    with pytest.raises(Problem) as refused:
        _open(cast, calm, Who(person_id=new_id(), nameless=True))
    assert [b.code for b in refused.value.reasons] == [Reason.SEARCH_FIRST]
    assert not Case.objects.exists()


def test_an_outsider_cannot_open_it(cast):
    report = _take(cast)
    with pytest.raises(Problem) as refused:
        _open(cast, report, Who(person_id=new_id(), nameless=True), user=cast.eko)
    assert refused.value.status == 404


def test_a_settled_report_opens_no_second_case(cast):
    report = _take(cast)
    _open(cast, report, Who(person_id=new_id(), nameless=True))
    with pytest.raises(Problem) as refused:
        _open(cast, report, Who(person_id=new_id(), nameless=True))
    assert [b.code for b in refused.value.reasons] == [Reason.REPORT_IS_SETTLED]


def test_after_the_search_the_case_keeps_code_urgent_items_contact_and_u13(cast):
    report = _take(cast)
    case = _open(cast, report, _searched(cast, report))
    report.refresh_from_db()
    assert (case.code, case.risk) == (report.code, Grade.RED)
    assert (report.state, report.case_id) == (State.CASE_OPENED, case.pk)
    ani = cast.actor(cast.ani)
    secrets = record.must_not_know(case.person, by=ani, at=cast.at)
    assert {s.category.value for s in secrets} == {"employer", "reporter"}
    line = GroundLine.objects.get(case=case)
    assert (line.ground, line.review_on) == ("GR_VITAL", report.ground_until.date())
    contact = record.contact(case.person, by=ani, at=cast.at)
    assert contact.rules.code_word == "melati"


def test_a_red_report_opens_at_once_and_the_search_stays_as_a_task(cast):
    report = _take(cast, call_name="", nameless=True)
    case = _open(cast, report, Who(person_id=new_id(), nameless=True))
    assert case.person.nameless
    assert Event.objects.filter(verb="person.registered", facts__search="emergency").exists()


def test_erasing_the_person_reaches_the_report(cast):
    report = _take(cast)
    case = _open(cast, report, Who(person_id=new_id(), nameless=True))
    vault.erase(case.person.subject_id, by=cast.actor(cast.ani), at=cast.at, reason="request")
    with pytest.raises(Problem):
        queries.opened(report, cast.actor(cast.fitri), cast.at)


def test_a_report_handed_on_is_gone_here_and_waits_there(cast):
    from tests.support.cast import make_unit, make_user

    other = make_unit(cast.a, "Kantor lain")
    lia = make_user("Lia", cast.a, Role.INTAKE_OFFICER, unit=other)
    report = _take(cast)
    opening.hand_to_unit(
        report_id=report.pk, unit_id=other.pk, by=cast.actor(cast.fitri), at=cast.at
    )
    assert not queries.waiting(cast.actor(cast.fitri), cast.at).exists()
    assert queries.waiting(cast.actor(lia), cast.at).get() == report


def test_a_report_cannot_be_handed_to_another_organisation(cast):
    report = _take(cast)
    with pytest.raises(Problem):
        opening.hand_to_unit(
            report_id=report.pk, unit_id=cast.unit_b.pk, by=cast.actor(cast.fitri), at=cast.at
        )


def test_a_report_that_is_settled_is_handed_to_nobody(cast):
    report, fitri = _take(cast, urgent={}), cast.actor(cast.fitri)
    actions.settle_without_case(report_id=report.pk, why=NoCase.INFORMATION, by=fitri, at=cast.at)
    with pytest.raises(Problem) as refused:
        opening.hand_to_unit(report_id=report.pk, unit_id=cast.unit_a.pk, by=fitri, at=cast.at)
    assert [b.code for b in refused.value.reasons] == [Reason.REPORT_IS_SETTLED]


def test_ending_without_a_case_twice_is_one_end(cast):
    report = _take(cast, urgent={})
    fitri = cast.actor(cast.fitri)
    for _ in range(2):
        actions.settle_without_case(
            report_id=report.pk, why=NoCase.INFORMATION, by=fitri, at=cast.at
        )
    assert Event.objects.filter(verb="report.settled").count() == 1
    with pytest.raises(Problem):
        actions.settle_without_case(report_id=report.pk, why=NoCase.MISTAKE, by=fitri, at=cast.at)


def _opened_case(cast, **changed):
    report = _take(cast, **changed)
    return opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(person_id=new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=cast.actor(cast.fitri), at=cast.at,
    )  # fmt: skip


def test_a_reporter_on_the_list_is_no_answer_to_who_must_not_know(cast):
    case = _opened_case(cast, must_not_know=())
    case.person.refresh_from_db()
    assert case.person.must_not_know_asked_at is None
    secrets = record.must_not_know(case.person, by=cast.actor(cast.ani), at=cast.at)
    assert [s.category.value for s in secrets] == ["reporter"]


def test_an_answer_to_who_must_not_know_is_dated(cast):
    case = _opened_case(cast)
    case.person.refresh_from_db()
    assert case.person.must_not_know_asked_at == cast.at


@pytest.mark.parametrize(
    ("relation", "name"),
    [
        ("organisation", "Kantor Contoh"),
        ("employer", "Kantor Contoh"),
        ("village_official", "Kantor Contoh"),
        ("sibling", ""),
        ("", ""),
    ],
)
def test_an_office_that_reports_is_stopped_by_its_name(relation, name):
    assert rules.reporter_as_entry(relation, " Kantor Contoh ") == name


def test_once_the_case_is_open_the_desk_reads_neither_report_nor_person(cast):
    report = _take(cast)
    fitri = cast.actor(cast.fitri)
    case = _open(cast, report, Who(person_id=new_id(), nameless=True), user=cast.fitri)
    with pytest.raises(Problem):
        scope.get(report.pk, fitri, cast.at)
    assert not people_scope.visible_to(fitri, cast.at).exists()
    assert queries.opened(report, cast.actor(cast.ani), cast.at).call_name
    assert case.worker_id == cast.ani.pk


@pytest.mark.parametrize(
    ("changed", "kinds"),
    [
        ({}, {MustNot.OTHER_FAMILY}),
        ({"relation": "neighbour"}, {MustNot.NEIGHBOUR}),
        ({"relation": "unknown"}, set()),
        ({"speaker": "person", "relation": ""}, set()),
    ],
)
def test_a_case_tells_what_its_reporter_is_to_the_person_and_no_name(cast, changed, kinds):
    case = _opened_case(cast, **changed)
    assert reporters.of_case(case) == kinds


def test_what_waits_is_found_by_its_index_and_not_by_reading_every_report(cast):
    for rows in (queries.waiting(cast.actor(cast.ani), cast.at),
                 queries.settled(cast.actor(cast.ani), cast.at)):  # fmt: skip
        told = str(rows.query)
        assert '"intake_report"."organisation_id" = ' in told
    if connection.vendor == "sqlite":
        assert "report_state" in queries.waiting(cast.actor(cast.ani), cast.at).explain()
