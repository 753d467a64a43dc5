"""One login, two organisations: neither lets the other's administrator in as the person."""

import re

import pytest
from django.test import Client

from suar.accounts.actions import links, people
from suar.accounts.models import Membership, User
from suar.accounts.tests.test_signing_in import code_now, enrol_app, give_password
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Role
from tests.support.cast import PASSWORD, client_for

pytestmark = pytest.mark.django_db
NEW = "sebuah kalimat panjang sekali"


def seat(user, organisation, role=Role.CASEWORKER):
    return Membership.objects.create(
        id=new_id(), organisation=organisation, made_at=now(), made_by=new_id(), user=user,
        role=role.value, starts_at=now(),
    )  # fmt: skip


def reasons(refusal):
    return [because.code for because in refusal.value.reasons]


def test_a_neighbour_gets_neither_link_nor_codes_of_who_works_elsewhere_too(cast):
    seat(cast.ani, cast.b)
    by = cast.actor(cast.admin_b)
    with pytest.raises(Problem) as refused:
        links.make_reset(user_id=cast.ani.pk, by=by, at=now())
    assert reasons(refused) == [Reason.SEAT_ELSEWHERE]
    with pytest.raises(Problem) as refused:
        people.issue_sheet(sheet_id=new_id(), user_id=cast.ani.pk, by=by, at=now())
    assert reasons(refused) == [Reason.SEAT_ELSEWHERE]
    client, person = client_for(cast.admin_b), f"/settings/people/{cast.ani.pk}/"
    for verb in ("link/", "sheet/"):
        answer = client.post(person + verb, {"id": str(new_id())})
        assert answer.status_code == 409, verb
        assert not re.search(r"/link/[\w-]{43}/", answer.content.decode())


def test_a_link_handed_out_before_the_second_seat_is_over_with_it(cast):
    _link, secret = links.make_reset(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    seat(cast.ani, cast.b)
    client = Client()
    client.get(f"/link/{secret}/")
    assert client.post("/link/", {"password": NEW, "again": NEW}).status_code == 409
    cast.ani.refresh_from_db()
    assert cast.ani.check_password(PASSWORD)


def test_who_works_in_one_house_only_gets_her_link_there(cast):
    _link, secret = links.make_reset(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    client = Client()
    client.get(f"/link/{secret}/")
    assert client.post("/link/", {"password": NEW, "again": NEW}).status_code == 200


def test_an_invitation_does_not_take_over_the_login_of_who_left_another_house(cast):
    """The inviting administrator sees the link: it proves nothing about the address."""
    admin = cast.actor(cast.admin_a)
    people.leave(user_id=cast.ani.pk, by=admin, at=now())
    _row, secret = links.invite(
        invitation_id=new_id(), name="Ani", email="ani@pma.example", roles=["caseworker"],
        unit_id=None, language="id", by=cast.actor(cast.admin_c), at=now(),
    )  # fmt: skip
    client = Client()
    client.get(f"/link/{secret}/")
    client.post("/link/", {"name": "Ani", "password": NEW, "again": NEW})
    cast.ani.refresh_from_db()
    assert not cast.ani.check_password(NEW)
    assert not cast.ani.is_active
    newcomer = User.objects.get(email="ani@pma.example")
    assert newcomer.pk != cast.ani.pk
    people.give_roles(user_id=cast.ani.pk, roles=["caseworker"], unit_id=None, by=admin, at=now())
    held = Membership.objects.filter(user=newcomer, ended_at=None)
    assert set(held.values_list("organisation_id", flat=True)) == {cast.c.pk}


def test_a_password_does_not_let_codes_be_guessed_from_many_addresses(cast):
    """A thief of the password with a thousand addresses has thirty tries an hour, not five each."""
    secret = enrol_app(cast.ani)
    statuses = []
    for number in range(7):
        client, address = Client(), f"10.0.0.{number}"
        give_password(client, cast.ani, REMOTE_ADDR=address)
        for _try in range(5):
            wrong = {"code": "12"}
            answer = client.post("/sign-in/step/?kind=totp", wrong, REMOTE_ADDR=address)
            statuses.append(answer.status_code)
    assert statuses[:30] == [422] * 30
    assert set(statuses[30:]) == {429, 302}, "then the first step is asked again"
    client = Client()
    give_password(client, cast.ani, REMOTE_ADDR="10.0.1.1")
    right = {"code": code_now(secret)}
    answer = client.post("/sign-in/step/?kind=totp", right, REMOTE_ADDR="10.0.1.1")
    assert answer.status_code == 429
