"""Supervisor of one unit, caseworker of another: there she neither decides nor closes nor gives."""

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.accounts import seats
from suar.agenda import scope as agenda
from suar.agenda import team
from suar.cases import actions, queries, scope
from suar.cases.closure import actions as closing
from suar.cases.identification import deciding_actions as deciding
from suar.cases.models import Case
from suar.cases.team import times_given
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Role
from tests.support.cast import client_for, make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit_x(cast):
    return make_unit(cast.a, "Kantor X")


@pytest.fixture
def nurul(cast, unit_x):
    """Leads Kantor X; in Kantor A, where the case lies, she is a caseworker."""
    user = make_user("Nurul", cast.a, Role.SUPERVISOR, unit=unit_x)
    return make_user("Nurul", cast.a, Role.CASEWORKER, unit=cast.unit_a, email=user.email)


def seat(way, user):
    return way.cast.actor(user)


def refused(act):
    with pytest.raises(Problem) as problem:
        act()
    return problem.value.reasons[0].code


def give_to(way, user, unit=None):
    """Let Beni, who leads the case's unit, give the case on."""
    actions.assign(
        id=new_id(), case_id=way.case.pk, worker_id=user.pk, by=way.beni, at=way.at,
        unit_id=(unit or way.cast.unit_a).pk, expected=times_given(way.case),
    )  # fmt: skip


def test_another_units_case_is_neither_found_nor_listed(way, nurul):
    with pytest.raises(Problem):
        scope.get(way.case.pk, seat(way, nurul), way.at)
    assert not scope.visible_to(seat(way, nurul), way.at).exists()
    assert not scope.listed_to(seat(way, nurul), way.at).exists()
    assert client_for(nurul).get(reverse("cases:case", args=[way.case.pk])).status_code == 404


def test_her_own_case_there_is_not_given_on_by_her(way, nurul, unit_x):
    give_to(way, nurul)
    for unit in (way.cast.unit_a, unit_x):
        assert refused(
            lambda unit=unit: actions.assign(
                id=new_id(), case_id=way.case.pk, worker_id=nurul.pk, unit_id=unit.pk,
                expected=2, by=seat(way, nurul), at=way.at,
            )
        ) == Reason.NO_PERMISSION  # fmt: skip
    assert Case.objects.get(pk=way.case.pk).unit_id == way.cast.unit_a.pk


def test_her_own_case_there_is_neither_closed_nor_sent_back_nor_reopened_by_her(way, nurul):
    closure = closing.ask(
        id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at
    )  # fmt: skip
    give_to(way, nurul)
    answer = {"case_id": way.case.pk, "closure_id": closure.pk, "by": seat(way, nurul),
              "at": way.at}  # fmt: skip
    assert refused(lambda: closing.approve(**answer)) == Reason.NO_PERMISSION
    assert refused(lambda: closing.send_back(note="x", **answer)) == Reason.NO_PERMISSION
    closing.approve(**{**answer, "by": way.beni})
    again = {"id": new_id(), "case_id": way.case.pk, "reason": "x", "at": way.at}
    assert refused(lambda: closing.reopen(by=seat(way, nurul), **again)) == Reason.NO_PERMISSION


def test_she_is_no_second_person_of_a_decision_there(way, nurul):
    give_to(way, nurul)
    assert refused(
        lambda: deciding.second(
            decision_id=new_id(), case_id=way.case.pk, agrees=True, note="",
            by=seat(way, nurul), at=way.at,
        )
    ) == Reason.NO_PERMISSION  # fmt: skip


def test_the_page_of_her_own_case_there_does_not_offer_to_give_it_on(way, nurul):
    give_to(way, nurul)
    page = client_for(nurul).get(reverse("cases:case", args=[way.case.pk]))
    assert page.status_code == 200
    assert page.context["can"]["edit"]
    assert not page.context["can"]["assign"]


def test_in_the_unit_that_she_leads_she_does_all_of_it(way, nurul, unit_x):
    rizal = make_user("Rizal", way.cast.a, Role.CASEWORKER, unit=unit_x)
    give_to(way, rizal, unit_x)
    actor = seat(way, nurul)
    assert list(scope.listed_to(actor, way.at)) == [way.again()]
    actions.assign(
        id=new_id(), case_id=way.case.pk, worker_id=nurul.pk, unit_id=unit_x.pk, expected=2,
        by=actor, at=way.at,
    )  # fmt: skip
    units, workers = queries.filter_choices(actor, way.at)
    assert [name for _pk, name in units] == ["Kantor X"]
    assert {name for _pk, name in workers} == {"Nurul", "Rizal"}


def test_the_team_is_that_of_the_unit_that_she_leads(way, nurul, unit_x):
    actor, there = seat(way, nurul), way.at + timedelta(hours=1)
    assert way.cast.ani.pk not in team.colleagues(actor, there)
    assert {user for user, _name in team.may_take_tasks(actor, there)} == {nurul.pk}
    closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    asked = agenda.mine(seat(way, way.cast.beni)).filter(kind="case.approve_closing")
    assert asked.exists()
    assert not agenda.mine(actor).filter(kind="case.approve_closing").exists()
    assert not agenda.team(actor, team.colleagues(actor, there)).exists()


def test_a_role_for_the_whole_house_counts_in_each_unit(way, unit_x):
    lead = make_user("Wira", way.cast.a, Role.SUPERVISOR)
    make_user("Wira", way.cast.a, Role.CASEWORKER, unit=way.cast.unit_a, email=lead.email)
    assert scope.listed_to(seats.actor_for(lead, way.at), way.at).exists()


def test_the_desk_of_one_unit_is_not_read_with_another_role_in_it(cast, unit_x):
    """Who takes reports in X and only counts in A reads no report of A."""
    user = make_user("Tari", cast.a, Role.INTAKE_OFFICER, unit=unit_x)
    make_user("Tari", cast.a, Role.ANALYST, unit=cast.unit_a, email=user.email)
    actor = cast.actor(user)
    assert actor.may("report.view")
    assert actor.may("report.view", unit_x.pk)
    assert not actor.may("report.view", cast.unit_a.pk)
