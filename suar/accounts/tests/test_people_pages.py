"""The people of an organisation, page by page: no name in an address, a fixed cost."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from suar.accounts import queries
from suar.accounts.models import Membership, User
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.policy import Role
from suar.ui.paging import SIZE
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
PEOPLE = "/settings/people/"


def crowd(cast, how_many):
    users = [
        User(id=new_id(), name=f"Orang {n:03}", email=f"orang{n:03}@b.example", password="x")
        for n in range(how_many)
    ]
    User.objects.bulk_create(users)
    Membership.objects.bulk_create(
        Membership(
            id=new_id(), organisation=cast.b, user=user, role=Role.ANALYST.value, made_at=now(),
            made_by=new_id(), starts_at=now(),
        )
        for user in users
    )  # fmt: skip


def listed(by, size=2):
    found, cursor = [], ""
    while not found or cursor:
        page = queries.people_of(by, cursor=cursor, size=size)
        cursor = page.page.older
        found += [line.user.name for line in page.lines]
    return found


def test_who_manages_nobody_turns_no_page(cast):
    assert cast.client_for(cast.citra).get(PEOPLE, {"cursor": "x"}).status_code == 403


def test_another_house_s_cursor_leads_to_one_s_own_first_page(cast):
    crowd(cast, 3)
    foreign = queries.people_of(cast.actor(cast.admin_b), size=2).page.older
    found = queries.people_of(cast.actor(cast.admin_a), cursor=foreign, size=50)
    here = {
        u.pk
        for u in User.objects.filter(
            pk__in=Membership.objects.filter(organisation=cast.a).values("user")
        )
    }
    assert {line.user.pk for line in found.lines} == here


def test_everybody_stands_once_by_name_and_who_left_comes_last(cast):
    crowd(cast, 4)
    gone = make_user("Aaa Sudah Pergi", cast.b, Role.ANALYST)
    Membership.objects.filter(user=gone).update(ended_at=now())
    names = listed(cast.actor(cast.admin_b))
    assert names[-1] == gone.name
    assert names[:-1] == sorted(names[:-1], key=str.lower)
    assert len(names) == len(set(names)) == queries.people_of(cast.actor(cast.admin_b)).total


def test_the_page_costs_the_same_for_many_and_holds_no_name_in_its_way_on(cast):
    page = cast.client_for(cast.admin_b)
    page.get(PEOPLE)

    def cost():
        with CaptureQueriesContext(
            connection,
        ) as counted:
            answer = page.get(PEOPLE)
        return len(counted), answer

    few, _answer = cost()
    crowd(cast, SIZE + 5)
    many, answer = cost()
    assert many == few
    cursor = answer.context["page"].older
    assert len(answer.context["lines"]) == SIZE
    assert f"cursor={cursor}" in answer.content.decode()
    last = page.get(PEOPLE, {"cursor": cursor})
    assert len(last.context["lines"]) == answer.context["total"] - SIZE
