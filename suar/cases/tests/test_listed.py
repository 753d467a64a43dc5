"""Lists and counts of cases hold what the ledger opens, and nothing beside it."""

import pytest

from suar.cases import queries
from suar.cases.queries import Filters
from suar.policy import Role
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def listed(actor, at):
    return [line.case for line in queries.case_list(Filters(), cursor="", by=actor, at=at).lines]


def test_neither_a_colleague_nor_another_house_finds_the_case_in_her_list(way, cast):
    mira = make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    for actor in (cast.actor(mira), way.eko):
        assert listed(actor, way.at) == []
        assert queries.waiting_for(actor, way.at)["week"] == 0


def test_her_worker_and_whoever_answers_for_the_unit_find_it(way):
    for actor in (way.ani, way.beni):
        assert listed(actor, way.at) == [way.case]
        assert queries.waiting_for(actor, way.at)["week"] == 1


def test_whoever_leads_reads_her_own_red_cases_apart_from_the_teams(way):
    way.check({"U01": "YES"})
    led = queries.waiting_for(way.beni, way.at)
    assert (led["own"], led["own_red"], led["red"]) == (0, 0, 1)
    own = queries.waiting_for(way.ani, way.at)
    assert (own["own"], own["own_red"], own["red"]) == (1, 1, 1)
    cast = way.cast
    assert "tim:" in cast.client_for(cast.beni).get("/").content.decode()
    assert "tim:" not in cast.client_for(cast.ani).get("/").content.decode()
