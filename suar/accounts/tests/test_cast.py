"""The cast that every test suite shares."""

import pytest

from suar.accounts.codes import Factor

pytestmark = pytest.mark.django_db


def test_a_session_without_a_second_factor_can_only_enrol(cast):
    answer = cast.client_for(cast.ani, factor=Factor.NONE).get("/account/")
    assert answer.status_code == 302
    assert answer["Location"] == "/account/second-step/"


def test_each_of_the_cast_reaches_the_own_account(cast):
    for name, user in cast.everybody().items():
        answer = cast.client_for(user).get("/account/")
        assert answer.status_code == 200, name
