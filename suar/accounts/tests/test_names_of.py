"""Names beside what somebody did: of those that are asked for, in one query."""

import pytest

from suar.accounts.queries import names_of
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db


def test_nobody_is_asked_for_and_nobody_is_looked_up(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert names_of([None]) == {}


def test_who_is_not_known_has_no_name(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        found = names_of([cast.ani.pk, cast.ani.pk, cast.beni.pk, None, new_id()])
    assert found == {cast.ani.pk: cast.ani.name, cast.beni.pk: cast.beni.name}
