"""Refusals that guard the verbs themselves, whatever page or rule stands before them."""

import pytest

from suar.accounts import rates, rules
from suar.accounts.actions import links, own
from suar.accounts.models import User
from suar.accounts.rules import SeatFacts
from suar.kit.actor import system_actor
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from tests.support.cast import PASSWORD, client_for

ANI, BENI = new_id(), new_id()


def refused(action) -> list[Reason]:
    with pytest.raises(Problem) as problem:
        action()
    return [because.code for because in problem.value.reasons]


@pytest.mark.parametrize(
    ("roles", "held", "user", "reason"),
    [
        ("", "", ANI, Reason.REQUIRED),
        ("astronaut", "", ANI, Reason.ROLE_UNKNOWN),
        ("caseworker", "caseworker", ANI, Reason.ROLE_HELD),
        ("caseworker", "", BENI, Reason.NOT_ONESELF),
        ("keeper", "", ANI, Reason.ROLE_ABOVE),
    ],
)
def test_a_role_is_not_given(roles, held, user, reason):
    facts = SeatFacts(
        by_user=BENI, by_roles=frozenset({"admin"}), user=user,
        roles=frozenset(roles.split()), held=frozenset(held.split()),
    )  # fmt: skip
    known = frozenset({"caseworker", "admin", "keeper"})
    assert rules.why_not_give(facts, known=known, server="keeper") == [reason]


@pytest.mark.django_db
def test_a_link_of_somebody_who_left_sets_no_password(cast):
    link, _secret = links.make_reset(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    User.objects.filter(pk=cast.ani.pk).update(state="left")
    link.refresh_from_db()
    assert refused(
        lambda: links.use_reset(
            invitation=link, password_hash="x", by=system_actor(cast.a.pk), at=now()
        )
    ) == [Reason.LINK_OVER]
    assert User.objects.get(pk=cast.ani.pk).check_password(PASSWORD)


@pytest.mark.django_db
def test_nobody_joins_without_a_password(cast):
    link, _secret = links.invite(
        invitation_id=new_id(), name="Baru", email="baru@pma.example", roles=["caseworker"],
        unit_id=None, language="id", by=cast.actor(cast.admin_a), at=now(),
    )  # fmt: skip
    joining = {"invitation": link, "name": "Baru", "email": "", "by": system_actor(cast.a.pk)}
    assert refused(
        lambda: links.accept(**joining, user=None, password_hash=None, at=now())
    ) == [Reason.REQUIRED]  # fmt: skip
    assert not User.objects.filter(email="baru@pma.example").exists()


@pytest.mark.django_db
def test_a_key_that_does_not_check_is_not_enrolled(cast):
    assert refused(
        lambda: own.add_key(
            user=cast.ani, name="Kunci", credential={}, session=None, by=cast.actor(cast.ani),
            at=now(),
        )
    ) == [Reason.CODE_WRONG]  # fmt: skip


@pytest.mark.django_db
def test_after_five_wrong_passwords_the_right_one_waits_too(cast):
    browser, new = client_for(cast.ani), "sebuah kalimat panjang sekali"
    for _try in range(rates.PASSWORD_AGAIN.count):
        browser.post("/account/password/", {"present": "no", "password": new, "again": new})
    sent = {"present": PASSWORD, "password": new, "again": new}
    assert browser.post("/account/password/", sent).status_code == 422
    assert User.objects.get(pk=cast.ani.pk).check_password(PASSWORD)
