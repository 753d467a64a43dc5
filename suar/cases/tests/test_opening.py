"""Opening a case, giving it to somebody, and who may see it then."""

from __future__ import annotations

import pytest

from suar import audit
from suar.cases import actions, scope
from suar.cases.codes import Source, Stage
from suar.cases.models import Assignment, Case, CaseStep
from suar.cases.source import SourceRef
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.policy import Grant, Role
from tests.support.cast import make_unit, make_user
from tests.support.people import make_person

pytestmark = pytest.mark.django_db


def test_others_do_not_open_a_case(way, cast):
    for user, kind in ((cast.dewi, Kind.FORBIDDEN), (cast.eko, Kind.NOT_FOUND)):
        with pytest.raises(Problem) as refused:
            actions.open_case(
                id=new_id(), person=way.person, unit=cast.unit_a, by=cast.actor(user), at=way.at
            )
        assert refused.value.kind is kind
    assert Case.objects.count() == 1


def test_nobody_else_sees_the_case(way, cast):
    for actor in (way.eko, way.citra, way.fitri, cast.actor(cast.dewi)):
        with pytest.raises(Problem) as refused:
            scope.get(way.case.pk, actor, way.at)
        assert refused.value.kind is Kind.NOT_FOUND


def test_a_colleague_of_the_unit_does_not_read_it_and_the_supervisor_does(way, cast):
    colleague = cast.actor(make_user("Lia", cast.a, Role.CASEWORKER, unit=cast.unit_a))
    assert not scope.visible_to(colleague, way.at).exists()
    assert scope.get(way.case.pk, way.beni, way.at) == way.case
    elsewhere = make_user("Mira", cast.a, Role.SUPERVISOR, unit=make_unit(cast.a, "Kantor 2"))
    assert not scope.visible_to(cast.actor(elsewhere), way.at).exists()


def test_a_worker_must_work_on_cases_in_this_house(way, cast):
    person = make_person(way.ani, way.at)
    for worker in (cast.fitri, cast.eko):
        with pytest.raises(Problem) as refused:
            actions.open_case(
                id=new_id(), person=person, unit=cast.unit_a, worker_id=worker.pk, by=way.ani,
                at=way.at,
            )  # fmt: skip
        assert [b.code for b in refused.value.reasons] == [Reason.WORKER_NOT_IN_HOUSE]


def test_an_opened_case_has_its_own_subject_a_code_and_its_first_steps(way):
    assert way.case.subject_id != way.person.subject_id
    assert way.case.code.startswith("SR-")
    assert way.case.stages_done == [Stage.INTAKE, Stage.SEARCH]
    assert CaseStep.objects.filter(case=way.case).count() == 2
    verbs = [e.verb for e in audit.events_about([way.case.subject_id])]
    assert "case.opened" in verbs


def test_opening_keeps_what_was_heard_and_where_it_came_from(way, cast):
    person = make_person(way.ani, way.at)
    source = SourceRef(Source.REPORT, new_id())
    case = actions.open_case(
        id=new_id(), person=person, unit=cast.unit_a, worker_id=cast.beni.pk, source=source,
        urgent={"U01": "YES"}, code="SR-ABCDEF", searched=False, by=way.ani, at=way.at,
    )  # fmt: skip
    case.refresh_from_db()
    assert (case.risk, case.risk_open, case.code) == ("RED", 11, "SR-ABCDEF")
    assert (case.source_kind, case.source_id) == ("report", source.id)
    assert case.stages_done == [Stage.INTAKE, Stage.TRIAGE]
    assert case.worker_id == cast.beni.pk
    assert not scope.visible_to(way.ani, way.at).filter(pk=case.pk).exists()


def test_the_same_form_twice_opens_one_case(way, cast):
    person, row_id = make_person(way.ani, way.at), new_id()
    first = actions.open_case(id=row_id, person=person, unit=cast.unit_a, by=way.ani, at=way.at)
    again = actions.open_case(id=row_id, person=person, unit=cast.unit_a, by=way.ani, at=way.at)
    assert first.pk == again.pk
    assert Case.objects.filter(person=person).count() == 1


def test_a_caseworker_does_not_assign(way, cast):
    with pytest.raises(Problem) as refused:
        actions.assign(
            id=new_id(), case_id=way.case.pk, worker_id=cast.beni.pk, unit_id=cast.unit_a.pk,
            expected=1, by=way.ani, at=way.at,
        )  # fmt: skip
    assert refused.value.kind is Kind.FORBIDDEN


def test_assigning_closes_the_doors_of_the_worker_before(way, cast):
    referral = way.draft()
    lia = make_user("Lia", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    actions.assign(
        id=new_id(), case_id=way.case.pk, worker_id=lia.pk, unit_id=cast.unit_a.pk, expected=1,
        by=way.beni, at=way.at,
    )  # fmt: skip
    assert not scope.visible_to(way.ani, way.at).exists()
    assert scope.visible_to(cast.actor(lia), way.at).get() == way.case
    assert scope.outgoing(referral.pk, cast.actor(lia), way.at) == referral
    assert Assignment.objects.filter(case=way.case, ended_at=None).count() == 1
    held = Grant.objects.filter(to_user=lia.pk, ended_at=None)
    wanted = {way.case.subject_id, way.person.subject_id, referral.subject_id}
    assert {g.subject_id for g in held} == wanted


def test_a_unit_of_another_house_cannot_take_the_case(way, cast):
    with pytest.raises(Problem) as refused:
        actions.assign(
            id=new_id(), case_id=way.case.pk, worker_id=cast.ani.pk, unit_id=cast.unit_b.pk,
            expected=1, by=way.beni, at=way.at,
        )  # fmt: skip
    assert refused.value.reasons[0].field == "unit"
