"""Where nobody but the administrator sits, the pages say who would have to confirm a token."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suar.accounts.models import Membership
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.policy import ROLES, Permission, Role
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
NEW, LIST = "/settings/tokens/new/", "/settings/tokens/"
NOBODY = "Nobody here can confirm a token"
ALONE = "works without a second person"


@pytest.fixture
def joko(cast):
    """Return the browser of the administrator of B, which only receives."""
    client = cast.client_for(cast.admin_b)
    client.cookies["django_language"] = "en"
    return client


def make(page, scope="referral:read"):
    form = {"id": str(new_id()), "name": "Sistem dinas", "scopes": [scope],
            "expires_on": (now() + timedelta(days=30)).date().isoformat()}  # fmt: skip
    return page.post(NEW, form).content.decode()


def test_who_answers_referrals_neither_makes_nor_confirms_tokens(cast):
    assert Permission.ROLE_CONFIRM not in ROLES[Role.SERVICE_FOCAL_POINT].permissions
    page = cast.client_for(cast.citra)
    assert page.get(NEW).status_code == 403
    assert page.get(f"{LIST}{new_id()}/confirm/").status_code == 403


def test_where_nobody_could_ever_confirm_the_page_says_so_before_and_after(joko):
    before = joko.get(NEW).content.decode()
    assert NOBODY in before
    assert "a safeguarding officer or a supervisor would" in before
    assert "/settings/people/invite/" in before
    assert ALONE in make(joko)
    assert ALONE in joko.get(LIST).content.decode()


def test_a_token_that_reads_no_person_is_said_to_be_nothing_of_the_kind(joko):
    assert ALONE not in make(joko, "directory:read")
    assert ALONE not in joko.get(LIST).content.decode()


def test_once_somebody_can_she_is_named_and_the_token_waits(cast, joko):
    make_user("Sinta", cast.b, Role.SAFEGUARDING_OFFICER)
    before = joko.get(NEW).content.decode()
    assert NOBODY not in before
    assert "Who can: Sinta." in before
    made = make(joko)
    assert (ALONE in made, "Who can: Sinta." in made) == (False, True)


def test_where_whoever_could_is_gone_the_page_says_who_adds_another(cast, joko):
    gone = make_user("Sinta", cast.b, Role.SUPERVISOR)
    Membership.objects.filter(user=gone).update(ended_at=now())
    before = joko.get(NEW).content.decode()
    assert "nobody here can confirm it now" in before
    assert "suar user add" in before
