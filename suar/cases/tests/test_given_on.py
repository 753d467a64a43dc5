"""A case that is given on takes its open tasks along; what others have stays theirs."""

from dataclasses import replace
from datetime import timedelta

import pytest

from suar.accounts.models import User
from suar.agenda import actions as agenda
from suar.agenda.actions import About
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.cases import actions
from suar.cases.closure import actions as closing
from suar.cases.followup import actions as followup
from suar.cases.team import times_given
from suar.kit.ids import new_id
from suar.policy import Role
from tests.support.cast import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def mira(cast):
    return make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a)


def give_to(way, user, unit=None):
    return actions.assign(
        id=new_id(), case_id=way.case.pk, worker_id=user.pk, by=way.beni, at=way.at,
        unit_id=(unit or way.cast.unit_a).pk, expected=times_given(way.case),
    )  # fmt: skip


def has(user: User) -> set[str]:
    return set(Task.objects.filter(user_id=user.pk, state="open").values_list("kind", flat=True))


def add(way, kind, record_id, **to):
    return agenda.add_task(
        kind=kind, about=About("cases.case", record_id, "SR-1"), source=kind,
        due_at=way.at + timedelta(days=1), by=way.beni, at=way.at, **to,
    )  # fmt: skip


def test_the_worker_before_keeps_no_task_of_the_case(way, mira):
    before = has(way.cast.ani)
    assert before, "the case began with tasks"
    give_to(way, mira)
    assert has(way.cast.ani) == set()
    assert has(mira) == before
    assert Event.objects.filter(verb="task.reassigned").count() == len(before)


def test_tasks_of_another_record_of_a_third_person_and_what_is_done_stay(way, mira):
    other = add(way, "x.other", new_id(), user=way.cast.ani.pk)
    third = add(way, "x.third", way.case.pk, user=way.cast.fitri.pk)
    office = add(way, "x.office", way.case.pk, role="safeguarding_officer")
    done = add(way, "x.done", way.case.pk, user=way.cast.ani.pk)
    agenda.complete_for(record_id=way.case.pk, kind="x.done", by=way.beni, at=way.at)
    give_to(way, mira)
    for row, user in ((other, way.cast.ani), (third, way.cast.fitri), (done, way.cast.ani)):
        assert Task.objects.get(pk=row.pk).user_id == user.pk, row.kind
    assert Task.objects.get(pk=office.pk).user_id is None


def test_the_supervisors_task_goes_to_the_new_unit(way):
    closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    unit_x = make_unit(way.cast.a, "Kantor X")
    rizal = make_user("Rizal", way.cast.a, Role.CASEWORKER, unit=unit_x)
    give_to(way, rizal, unit_x)
    task = Task.objects.get(kind="case.approve_closing")
    assert (task.unit_id, task.role, task.user_id) == (unit_x.pk, "supervisor", None)


def test_given_to_the_same_worker_again_nothing_moves(way):
    give_to(way, way.cast.ani)
    assert not Event.objects.filter(verb="task.reassigned").exists()


# --- given on while it was closed ---------------------------------------------------------------


def closed(way):
    followup.plan(
        id=new_id(), case_id=way.case.pk, due_on=way.at.date() + timedelta(days=30), by=way.ani,
        at=way.at,
    )  # fmt: skip
    asked = closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    way.at += timedelta(minutes=1)
    closing.approve(case_id=way.case.pk, closure_id=asked.pk, by=way.beni, at=way.at)
    way.at += timedelta(minutes=1)


def reopened(way, by=None):
    way.at += timedelta(minutes=1)
    closing.reopen(id=new_id(), case_id=way.case.pk, reason="kembali", by=by or way.beni, at=way.at)


def test_taken_up_again_a_case_gives_the_worker_before_no_task(way, mira):
    before = has(way.cast.ani)
    closed(way)
    give_to(way, mira)
    reopened(way)
    assert has(way.cast.ani) == set()
    assert before | {"case.follow_up"} <= has(mira)


def test_taken_up_again_by_the_third_worker_and_another_unit_all_is_theirs(way, mira):
    unit_x = make_unit(way.cast.a, "Kantor X")
    rizal = make_user("Rizal", way.cast.a, Role.CASEWORKER, unit=unit_x)
    sinta = make_user("Sinta", way.cast.a, Role.SUPERVISOR, unit=unit_x)
    add(way, "x.unit", way.case.pk, unit=way.cast.unit_a, role="supervisor")
    add(way, "x.third", way.case.pk, user=way.cast.fitri.pk)
    closed(way)
    give_to(way, mira)
    way.at += timedelta(minutes=1)
    give_to(way, rizal, unit_x)
    reopened(way, by=replace(way.cast.actor(sinta), assured=True))
    assert has(way.cast.ani) == has(mira) == set()
    assert "case.follow_up" in has(rizal)
    assert "x.third" in has(way.cast.fitri), "what a third person has stays"
    assert Task.objects.get(kind="x.unit", state="open").unit_id == unit_x.pk


def test_taken_up_again_by_the_same_worker_a_task_given_to_the_one_before_her_stays(way, mira):
    """What the worker of once was given as a colleague is hers."""
    give_to(way, mira)
    way.at += timedelta(minutes=1)
    give_to(way, way.cast.ani)
    add(way, "x.third", way.case.pk, user=mira.pk)
    way.at += timedelta(minutes=1)
    closed(way)
    reopened(way)
    assert has(mira) == {"x.third"}
    assert "case.follow_up" in has(way.cast.ani)
