"""A plugin of pytest: a package's own tests run while one guard is gone."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

_failed: list[str] = []


@pytest.hookimpl(wrapper=True)
def pytest_runtestloop(session: pytest.Session) -> Iterator[None]:
    """Take the guard away that SUAR_MUTATE_GUARD names; write down which test failed."""
    # A plugin is loaded before Django stands: what knows models is imported here.
    guards = importlib.import_module("tests.prove.mutations.guards")
    try:
        with guards.gone(os.environ["SUAR_MUTATE_GUARD"]):
            return (yield)
    finally:
        Path(os.environ["SUAR_MUTATE_OUT"]).write_text("\n".join(_failed[:1]))


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Hear which test failed."""
    if report.failed:
        _failed.append(report.nodeid)
