"""The tests of the packages, run by a pytest of their own while something is gone.

Always on SQLite: what is taken away is Python, and its databases are ready in a moment.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.prove.mutations.counting import ROOT

LEFT_OUT = "not browser and not prove and not postgres"


def run(plugin: str, where: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the tests of some files or folders with a plugin; return how it ended."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    own = os.environ.get("SUAR_TEST_SUFFIX", "") + worker + "_mutated"
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", f"tests.prove.mutations.{plugin}",
        "-p", "no:cacheprovider", "-m", LEFT_OUT, *where,
    ]  # fmt: skip
    more = {"SUAR_TEST_SUFFIX": own, "SUAR_TEST_DB": "", "SUAR_REQUIRE_ALL": "", **environment}
    return subprocess.run(
        command, cwd=ROOT, env={**os.environ, **more}, capture_output=True, text=True, check=False
    )


def still_notices(test: str, guard: str, place: Path) -> bool:
    """Ask the test that noticed the last time; a test that is gone notices nothing."""
    if not (ROOT / test.partition("::")[0]).exists():
        return False
    return _ended(test, guard, place) == 1


def who_notices(guard: str, package: str, place: Path) -> str:
    """Return the test of a package that fails while a guard is gone, or an empty text."""
    return (place / "noticed").read_text() if _ended(f"suar/{package}", guard, place) == 1 else ""


def _ended(where: str, guard: str, place: Path) -> int:
    ended = run(
        "guard_plugin", ["-x", where],
        SUAR_MUTATE_GUARD=guard, SUAR_MUTATE_OUT=str(place / "noticed"),
    )  # fmt: skip
    no_such_test = "::" in where and ended.returncode == 4
    assert ended.returncode in (0, 1) or no_such_test, ended.stdout[-2000:] + ended.stderr[-2000:]
    return ended.returncode
