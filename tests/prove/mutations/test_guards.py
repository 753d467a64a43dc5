"""Each guard is taken away in turn, and something must turn red.

Doors, questions for a permission, scopes, lines that ask the ledger, policies of the database:
every one is noticed, or explained in ``docs/methods/mutations.md``. CI takes every tenth of each
kind, ``make prove`` all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError

from suar.policy import Role
from tests.harness import marks, matrix, test_operations, test_row_level
from tests.harness.cells import ask
from tests.harness.checks import Cells, by_a_colleague, by_nobody, by_others, faults
from tests.harness.seats import browser, holders
from tests.harness.survey import Survey
from tests.harness.test_verbs import door_refuses
from tests.harness.verbs import everybody_but, refuses, sites
from tests.harness.walk import addresses
from tests.harness.world import World
from tests.prove.mutations import guards
from tests.prove.mutations.counting import (
    HOW_MUCH,
    explained,
    known,
    remember,
    some,
    write_down,
)
from tests.prove.mutations.own_tests import still_notices, who_notices
from tests.prove.mutations.policies import policies, policy_gone

pytestmark = pytest.mark.django_db
AIMS = matrix.all_aims(addresses())
PAGES = "the pages"
ONE_EACH = list({aim.address.name: aim for aim in AIMS}.values())


# --- doors --------------------------------------------------------------------------------------


def test_every_door_that_stands_open_is_noticed(the_world: World):
    home, survivors = Survey(the_world), []
    closed = some([aim for aim in ONE_EACH if aim.address.door.signed_in])
    for aim in closed:
        with guards.door_open(aim.address.view):
            if not by_nobody(aim, the_world, home)[0]:
                survivors.append(aim.address.name)
    write_down("doors", len(closed), survivors)
    assert not survivors


def test_every_door_that_asks_for_no_permission_is_noticed(the_world: World):
    home, survivors = Survey(the_world), []
    locked = some([aim for aim in ONE_EACH if aim.address.door.permission])
    for aim in locked:
        with guards.permission_gone(aim.address.view):
            if not by_others(aim, the_world, home)[0]:
                survivors.append(aim.address.name)
    write_down("permissions of doors", len(locked), survivors)
    assert not survivors


def test_every_operation_that_stands_open_is_noticed(the_world: World):
    survivors = []
    for operation in test_operations.ALL:  # few, and all in a moment
        with guards.door_open(operation.view):
            if door_refuses(operation, the_world["A"]):
                survivors.append(operation.name)
    write_down("operations", len(test_operations.ALL), survivors)
    assert not survivors


# --- questions for a permission -----------------------------------------------------------------


def test_every_permission_that_is_not_asked_for_is_noticed(db: None):
    survivors = []
    asked = some(sites())
    for site in asked:
        assert refuses(site, everybody_but(site.permission)), site.name
        with guards.not_asked(site):
            if refuses(site, everybody_but(site.permission)):
                survivors.append(site.name)
    write_down("permissions", len(asked), survivors)
    assert not survivors


# --- scopes and the ledger ----------------------------------------------------------------------


def test_every_scope_that_lets_all_through_is_noticed(the_world: World, tmp_path: Path):
    taken_away("scopes", some(guards.scopes()), the_world, tmp_path)


def test_every_line_of_the_ledger_that_is_not_asked_is_noticed(the_world: World, tmp_path: Path):
    taken_away("ledger", some(guards.lines()), the_world, tmp_path)


def taken_away(kind: str, found: list[Any], world: World, place: Path) -> None:
    """Take scopes or lines away one at a time; what nobody notices must be explained."""
    survivors = []
    for guard in found:
        if HOW_MUCH != "full" and explained(guard.name):
            survivors.append(guard.name)  # that nothing notices it was found by a full run
        elif not (by := noticed_by(guard, world, place)):
            survivors.append(guard.name)
        elif by != PAGES:
            remember({guard.name: by})
    write_down(kind, len(found), survivors)
    assert [name for name in survivors if not explained(name)] == []


def noticed_by(guard: Any, world: World, place: Path) -> str:
    """Ask the test that noticed the last time, then the pages, then the package's own tests."""
    last = known().get(guard.name, "")
    if last and still_notices(last, guard.name, place):
        return last
    if pages_notice(world, guard.package, lambda: guards.gone(guard.name)):
        return PAGES
    return who_notices(guard.name, guard.package, place)


def pages_notice(
    world: World, package: str, gone: Callable[[], AbstractContextManager[None]]
) -> bool:
    """Take a guard away and ask the pages of its context until one answer is wrong."""
    with gone():
        return any(wrong for wrong in _asked(world, package))


def _asked(world: World, package: str) -> Iterator[Any]:
    home, house = Survey(world), world["A"]
    mine = [aim for aim in AIMS if aim.address.name.startswith(f"{package}:")]
    for aim in mine:
        passing = holders(aim.address)
        if not passing:
            continue
        if aim.objects() and aim.address.name not in matrix.SHARED:
            cells = Cells(world, home, aim, house, passing[0])
            for other in ("B", "C"):
                path, absent = matrix.path_of(aim, world[other]), matrix.path_of(aim, None)
                cells.like_absent("get", path, absent, {}, other)
                cells.like_absent("post", path, absent, {}, other)
            for only in matrix.pairs(aim):
                cells.mixed(world["B"], only)
            yield cells.wrong
            yield by_a_colleague(aim, world, home)[0]
        for role in passing[:3]:
            answer = ask(browser(world, "A", role), "get", matrix.path_of(aim, house))
            yield faults(answer, "A", aim.name)
            yield marks.shown(answer, world, "A")
    if package == "people":
        text = {"text": world["B"].things["name"]}
        answer = ask(browser(world, "A", Role.CASEWORKER), "post", "/people/", text)
        yield faults(answer, "A", "search") or marks.shown(answer, world, "A")


# --- policies of the database -------------------------------------------------------------------


@pytest.mark.postgres
def test_every_policy_of_the_database_that_is_gone_is_noticed(the_world: World):
    found = some(policies())
    survivors = []
    for one in found:
        with policy_gone(one):
            if not _noticed(one.model, one.form, the_world):
                survivors.append(one.name)
    write_down("policies", len(found), survivors)
    assert not survivors


def _noticed(model: Any, form: str, world: World) -> bool:
    for check, tables in test_row_level.CHECKS:
        if (model, form) not in tables:
            continue
        try:
            check((model, form), world)
        except (AssertionError, pytest.fail.Exception, DatabaseError):
            return True  # a row that passed the policy may still fall over another constraint
    return False
