"""What every test shares: which pieces this machine has, and what is said of the missing ones.

A test names its piece with a mark (`browser`, `postgres`, `pango`) or asks for the fixture
`shared_data`. Where the piece is absent the test is not run and the last lines say so. With
``SUAR_REQUIRE_ALL=1`` (continuous integration) a missing piece is a failure.
"""

from __future__ import annotations

import ctypes.util
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import pytest_django
from django.conf import settings
from django.db import connections

from suar.policy import rls
from suar.store.postgresql import roles
from suar.ui import catalogues
from suar.vault import master
from tests.support import template
from tests.support.case_way import way  # noqa: F401 - a fixture
from tests.support.cast import Cast, make_cast

ROOT = Path(__file__).parent
NOT_RUN = "not run here: "
ON_POSTGRES = os.environ.get("SUAR_TEST_DB") == "postgres"
REQUIRE_ALL = os.environ.get("SUAR_REQUIRE_ALL") == "1"
CHROMIUM = os.environ.get("SUAR_CHROMIUM", "/usr/bin/chromium")
SHARED = Path(os.environ.get("SUAR_SHARED_DATA", str(ROOT.parent / "shared" / "data")))

hypothesis.settings.register_profile("suar", deadline=None, derandomize=REQUIRE_ALL)
hypothesis.settings.load_profile("suar")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_reset_sequences"}
POSTGRES_HINT = "needs PostgreSQL (make test-postgres)"
SHARED_HINT = f"reads reference data in {SHARED.parent.name}/{SHARED.name} beside the checkout"


def missing_pieces() -> dict[str, str]:
    """Return mark -> what the machine lacks for it, in words that say how to get it."""
    missing = {}
    if not ON_POSTGRES:
        missing["postgres"] = POSTGRES_HINT
    if not Path(CHROMIUM).exists():
        missing["browser"] = "needs Chromium (apt install chromium, or SUAR_CHROMIUM=/its/path)"
    if not all(ctypes.util.find_library(name) for name in ("pango-1.0", "pangoft2-1.0")):
        missing["pango"] = "needs Pango (apt install libpango-1.0-0 libpangoft2-1.0-0)"
    if not _has_serif():
        missing["serif"] = "needs Liberation Serif (apt install fontconfig fonts-liberation)"
    return missing


def _has_serif() -> bool:
    """Say whether letters are set in Liberation Serif, as wide as the serif that offices use."""
    if shutil.which("fc-match") is None:
        return False
    command = ["fc-match", "Liberation Serif", "family"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    return "Liberation Serif" in found.stdout


def pytest_configure(config: pytest.Config) -> None:
    """Compile the texts; refuse to start where every piece is asked for and one is missing."""
    catalogues.compile_all()
    if not REQUIRE_ALL:
        return
    missing = {mark: why for mark, why in missing_pieces().items() if mark != "postgres"}
    if missing:
        raise pytest.UsageError("SUAR_REQUIRE_ALL=1, but: " + "; ".join(missing.values()))


def _use_both_databases(item: pytest.Item) -> None:
    """Let a test that uses the database use the keys too: no person is written without one."""
    mark = item.get_closest_marker("django_db")
    if mark is None and not DATABASE_FIXTURES & set(getattr(item, "fixturenames", ())):
        return
    options = dict(mark.kwargs) if mark else {}
    options.setdefault("databases", ["default", "keys"])
    item.add_marker(pytest.mark.django_db(**options), append=False)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out the tests whose piece this machine lacks."""
    missing = missing_pieces()
    for item in items:
        _use_both_databases(item)
        for mark, why in missing.items():
            if item.get_closest_marker(mark):
                item.add_marker(pytest.mark.skip(reason=NOT_RUN + why))


@pytest.fixture(autouse=True, scope="session")
def _master_key() -> None:
    """Make the master key of this test process."""
    master.ensure()


@pytest.fixture
def cast(db: None) -> Cast:
    """Return the people of every story: Ani, Beni, Citra, Dewi, Eko and the others."""
    return make_cast()


@pytest.fixture(scope="session")
def django_db_keepdb(request: pytest.FixtureRequest) -> bool:
    """Take ready-made databases on SQLite, where there are some for these migrations."""
    if ON_POSTGRES:
        return bool(request.config.getvalue("reuse_db"))
    return template.lay_out()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None, django_db_keepdb: bool, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[None]:
    """Keep a copy of databases that had to be migrated; on PostgreSQL end what still uses them."""
    if not ON_POSTGRES and not django_db_keepdb:
        with django_db_blocker.unblock():
            for alias in connections:
                with connections[alias].cursor() as cursor:
                    cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        template.keep()
    yield
    if ON_POSTGRES:
        _end_other_sessions(django_db_blocker)


def _end_other_sessions(blocker: pytest_django.DjangoDbBlocker) -> None:
    """A thread of a walked server may hold a connection a moment longer than its test."""
    with blocker.unblock():
        for alias in connections:
            with connections[alias].cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture
def app_role(db: None) -> Iterator[None]:
    """Work as the application's database role, under row-level security; PostgreSQL only.

    Tests run as the owner otherwise, so that they may arrange rows of several organisations.
    """
    with roles.as_role(rls.APP_ROLE):
        yield


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Return the folder of reference data, or leave the test out, saying so."""
    if not SHARED.is_dir():
        pytest.skip(NOT_RUN + SHARED_HINT)
    return SHARED


def _skipped(reporter: pytest.TerminalReporter) -> Counter[str]:
    """Count the tests left out, by reason."""
    reasons: Counter[str] = Counter()
    for report in reporter.stats.get("skipped", []):
        text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
        reasons[text.removeprefix("Skipped: ")] += 1
    return reasons


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say at the end what was not run, and why."""
    reasons = _skipped(terminalreporter)
    if not reasons:
        return
    terminalreporter.section("what was not run")
    for reason, count in sorted(reasons.items()):
        terminalreporter.write_line(f"{count:5d} tests: {reason.removeprefix(NOT_RUN)}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Under SUAR_REQUIRE_ALL, a test left out for any other reason than its database fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not REQUIRE_ALL or reporter is None or hasattr(session.config, "workerinput"):
        return
    allowed = {NOT_RUN + POSTGRES_HINT, NOT_RUN + SHARED_HINT}
    unexpected = {r: n for r, n in _skipped(reporter).items() if r not in allowed}
    if unexpected and session.exitstatus == pytest.ExitCode.OK:
        reporter.write_line(f"\nSUAR_REQUIRE_ALL=1: left out without leave: {unexpected}")
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what the settings of this process wrote into the temporary directory."""
    if settings.configured:
        shutil.rmtree(settings.VAR_DIR, ignore_errors=True)
