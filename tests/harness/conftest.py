"""The world and what was seen at home in it, built once for the whole run.

The world lives in a transaction that stays open over all tests of this package, on one worker: it
is taken back when the last of them is done, before tests that commit have their turn.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction

from suar.kit import clock
from suar.policy import ROLES, rls
from suar.store.postgresql import roles
from tests.harness import matrix, things  # noqa: F401 - makers fill their slot
from tests.harness.seats import INSIDER, NOBODY, browser
from tests.harness.survey import Survey, survey
from tests.harness.walk import addresses
from tests.harness.world import AT, World, build

ON_POSTGRES = os.environ.get("SUAR_TEST_DB") == "postgres"
COUNTED: Counter[str] = Counter()


@pytest.fixture(scope="package", autouse=True)
def _the_clock_stands_still() -> Iterator[None]:
    """Let every answer be given at one moment: equal answers are then equal to the byte."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "now", lambda: AT + timedelta(minutes=1))
        yield


@pytest.fixture(scope="package")
def the_world(django_db_setup, django_db_blocker) -> Iterator[World]:
    """Build the world once; every cell takes back what it did."""
    with django_db_blocker.unblock(), transaction.atomic(), transaction.atomic(using="keys"):
        world = build()
        for house in world.three():  # here, not in a test, which would take its session back
            for seat in (NOBODY, INSIDER, *ROLES):
                browser(world, house.letter, seat)
        for alias in ("default", "keys"):  # once and for all, not again after each test's rollback
            connections[alias].check_constraints()
        yield world
        transaction.set_rollback(True)
        transaction.set_rollback(True, using="keys")


@pytest.hookimpl(tryfirst=True)  # before the distribution reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep them on one worker; give the first the time to build the world."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(1800))
            item.add_marker(pytest.mark.xdist_group("harness"))


def as_the_application() -> AbstractContextManager[None]:
    """Work as the application's role, under row-level security, where the database has roles."""
    return roles.as_role(rls.APP_ROLE) if ON_POSTGRES else nullcontext()


@pytest.fixture(autouse=True)
def _under_row_level_security(request: pytest.FixtureRequest) -> Iterator[None]:
    """Ask every page as the application does."""
    if "the_world" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("the_world")
    with as_the_application():
        yield


@pytest.fixture(scope="package")
def at_home(the_world: World, django_db_blocker) -> Survey:
    """Ask every address at home."""
    with django_db_blocker.unblock(), as_the_application():
        found = survey(the_world, matrix.all_aims(addresses()))
    COUNTED["at home"] = found.cells
    return found


@pytest.fixture
def counted() -> Counter[str]:
    """Count the cells of this run."""
    return COUNTED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print how many cells were asked, and write it down."""
    total = sum(COUNTED.values())
    if not total:
        return
    lines = [f"{count:7d} {what}" for what, count in sorted(COUNTED.items())]
    text = f"addresses {len(addresses())}\ncells {total}\n" + "\n".join(lines) + "\n"
    terminalreporter.section("the authorization harness")
    terminalreporter.write(text)
    path = Path(settings.BASE_DIR) / "var" / "harness.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)
