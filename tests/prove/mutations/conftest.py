"""The harness's world, once for all guards, on one worker."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.harness.conftest import _the_clock_stands_still, the_world
from tests.prove.mutations.counting import HOW_MUCH

__all__ = ["_the_clock_stands_still", "the_world"]  # fixtures
ON_POSTGRES = os.environ.get("SUAR_TEST_DB") == "postgres"
collect_ignore = ["test_refusals.py"] if ON_POSTGRES else []  # once is enough: on SQLite


@pytest.hookimpl(tryfirst=True)  # before the distribution reads the groups
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what needs the world on one worker; give it the time to build the world."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        seconds = 0 if HOW_MUCH == "full" else 1800
        item.add_marker(pytest.mark.timeout(seconds), append=False)
        if "the_world" in item.fixturenames:
            item.add_marker(pytest.mark.xdist_group("mutations"))
