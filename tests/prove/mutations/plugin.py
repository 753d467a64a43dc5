"""A plugin of pytest: first see which test comes to which refusal, then take each away in turn.

Each refusal is taken away in a process of its own, forked when everything has been imported and
collected and before any database is opened. Only tests that come to the statement are run; the
first that fails has noticed.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import traceback
from contextlib import ExitStack, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from tests.prove.mutations import notes
from tests.prove.mutations.refusals import Refusal, noting_all, refusals, without
from tests.prove.mutations.swap import CannotSwap, swapped

MOST_TESTS = 100  # that are asked for one refusal, the quickest first
PATIENCE = 90  # seconds for the tests of one refusal


@pytest.hookimpl(tryfirst=True)
def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the tests once with notes, then again without each refusal."""
    asked = json.loads(Path(os.environ["SUAR_MUTATE_ASKED"]).read_text())
    found = [refusal for refusal in refusals() if refusal.name in set(asked["refusals"])]
    for refusal in found:
        importlib.import_module(refusal.module)  # the kernel's faces load theirs at first use
    if asked["tests"] is not None:
        session.items = [item for item in session.items if item.nodeid in set(asked["tests"])]
    items = {item.nodeid: item for item in session.items}
    seen = _in_child(lambda: _with_notes(session, found))
    if "reached" not in seen:
        raise RuntimeError(f"the tests did not run: {seen}")
    results = {}
    for number, refusal in enumerate(found):
        reached = sorted(seen["reached"].get(str(number), ()), key=seen["took"].get)
        tests = [items[nodeid] for nodeid in reached[:MOST_TESTS]]
        said = {"noticed_by": "", "why": "no test comes here"}
        if tests:
            said = _in_child(lambda t=tests, r=refusal: _without(t, r))
        results[refusal.name] = said
        Path(os.environ["SUAR_MUTATE_OUT"]).write_text(json.dumps(results, indent=1))
    return True


def _say(text: str) -> None:
    sys.__stderr__.write(text + "\n")
    sys.__stderr__.flush()


def _in_child(work: Any) -> Any:
    """Do something in a forked process and return what it says, as JSON through a pipe."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        with os.fdopen(writing, "w") as answer, open(os.devnull, "w") as nowhere:
            try:
                with redirect_stdout(nowhere), redirect_stderr(nowhere):
                    said = work()
            except BaseException:  # noqa: BLE001 - the parent must hear of anything
                said = {"noticed_by": "", "why": "broke: " + traceback.format_exc()[-600:]}
            answer.write(json.dumps(said))
            answer.flush()
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        text = answer.read()
    os.waitpid(child, 0)
    return json.loads(text or '{"noticed_by": "", "why": "the process died"}')


def _with_notes(session: pytest.Session, found: list[Refusal]) -> dict[str, Any]:
    """Run all tests with notes before every refusal; return who came where, and how long.

    A test that fails although nothing is gone is no witness.
    """
    took: dict[str, float] = {}
    heard = _Failures()
    session.config.pluginmanager.register(heard)
    with ExitStack() as stack:
        for refusal, tree in noting_all(found):
            try:
                stack.enter_context(
                    swapped(tree, refusal.path, refusal.first_line, refusal.function)
                )
            except CannotSwap as error:
                _say(f"cannot note: {error}")
        for number, item in enumerate(session.items):
            notes.running(item.nodeid)
            began = time.monotonic()
            following = session.items[number + 1] if number + 1 < len(session.items) else None
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            took[item.nodeid] = time.monotonic() - began
    unfit = heard.failed | {""}
    reached = {str(n): sorted(tests - unfit) for n, tests in notes.REACHED.items()}
    return {"reached": reached, "took": took}


class _Failures:
    """Hears which tests failed."""

    def __init__(self) -> None:
        self.first = ""
        self.failed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self.first = self.first or report.nodeid
            self.failed.add(report.nodeid)


def _without(tests: list[pytest.Item], refusal: Refusal) -> dict[str, str]:
    """Run some tests while a refusal is gone; return the first that failed."""
    heard = _Failures()
    tests[0].config.pluginmanager.register(heard)
    until = time.monotonic() + PATIENCE
    try:
        change = swapped(without(refusal), refusal.path, refusal.first_line, refusal.function)
        with change:
            for number, item in enumerate(tests):
                following = tests[number + 1] if number + 1 < len(tests) else None
                item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
                if heard.first or time.monotonic() > until:
                    break
            tests[0].session._setupstate.teardown_exact(None)  # the next begins anew
    except CannotSwap as error:
        return {"noticed_by": "", "why": f"cannot be taken away: {error}"}
    return {"noticed_by": heard.first, "why": "" if heard.first else "survived"}
