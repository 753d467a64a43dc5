"""Breaking the glass: who may not, what it opens, for how long, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suar import audit, vault
from suar.audit.models import Event
from suar.kit.problem import Problem
from suar.notices.models import Notice
from suar.people import actions, scope
from suar.people.codes import GlassReason
from suar.policy import Role
from tests.support import people
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast):
    return people.make_person(cast.actor(cast.ani), cast.at)


@pytest.fixture
def lia(cast):
    return cast.actor(make_user("Lia", cast.a, Role.CASEWORKER, unit=cast.unit_a))


def _break(person, by, at):
    return actions.break_glass(person_id=person.pk, reason=GlassReason.DANGER, by=by, at=at)


def test_an_intake_officer_and_an_outsider_cannot(cast, person):
    with pytest.raises(Problem) as forbidden:
        _break(person, cast.actor(cast.fitri), cast.at)
    assert forbidden.value.status == 403
    with pytest.raises(Problem) as absent:
        _break(person, cast.actor(cast.eko), cast.at)
    assert absent.value.status == 404


def test_it_opens_for_three_hours_and_no_longer(cast, person, lia):
    assert not scope.visible_to(lia, cast.at).exists()
    _break(person, lia, cast.at)
    soon, late = cast.at + timedelta(hours=2, minutes=59), cast.at + timedelta(hours=3)
    with vault.opened(person, by=lia, at=soon):
        pass
    with pytest.raises(Problem), vault.opened(person, by=lia, at=late):
        pass
    assert audit.events_about([person.subject_id]).filter(verb="glass.broken").count() == 1


def test_doing_it_twice_tells_once(cast, person, lia):
    for _ in range(2):
        _break(person, lia, cast.at)
    assert Event.objects.filter(verb="glass.broken").count() == 1


def test_supervisor_and_safeguarding_officer_are_told(
    cast, person, lia, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        _break(person, lia, cast.at)
    users = set(Notice.objects.filter(kind="glass.broken").values_list("user_id", flat=True))
    assert {cast.beni.pk, cast.gilang.pk} <= users


def test_the_page_says_what_happens_and_asks_for_the_reason(cast, person):
    cast_lia = make_user("Lia", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    page = cast.client_for(cast_lia)
    path = f"/people/{person.pk}/emergency/"
    assert page.get(f"/people/{person.pk}/").status_code == 404
    assert page.get(path).status_code == 200
    assert page.post(path, {"reason": ""}).status_code == 422
    assert page.post(path, {"reason": "danger"}).status_code == 302
    assert page.get(f"/people/{person.pk}/").status_code == 200
    assert cast.client_for(cast.eko).get(path).status_code == 404
