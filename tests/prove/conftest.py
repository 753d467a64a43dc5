"""The long proofs: real processes that are killed, cut off and starved of room.

``SUAR_PROVE=full`` (``make prove``) does all repetitions, ``tenth`` (the default, and CI) a fixed
tenth of each and no kind fewer, ``off`` none. On PostgreSQL its own safety from power cuts and full
disks is PostgreSQL's affair and is not proven here; kills and repeated forms are.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.conf import settings

from tests.prove.processes import Installation, run_to_end

ON_POSTGRES = os.environ.get("SUAR_TEST_DB") == "postgres"
HOW_MUCH = os.environ.get("SUAR_PROVE", "tenth")
COMPILER = next((c for c in ("cc", "gcc", "clang") if shutil.which(c)), None)
collect_ignore = ["test_power_cut.py", "test_full_disk.py"] if ON_POSTGRES else []


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark all proofs; leave them out where they are switched off."""
    for item in items:
        if Path(__file__).parent not in item.path.parents:
            continue
        item.add_marker(pytest.mark.prove)
        item.add_marker(pytest.mark.timeout(0 if HOW_MUCH == "full" else 900))
        if HOW_MUCH == "off":
            item.add_marker(pytest.mark.skip(reason="not run here: SUAR_PROVE=off"))


def times(full: int) -> int:
    """Return how often something is repeated now: all, or a fixed tenth."""
    if HOW_MUCH not in {"full", "tenth", "off"}:
        raise pytest.UsageError("SUAR_PROVE is full, tenth or off")
    return full if HOW_MUCH == "full" else max(1, full // 10)


@pytest.fixture(scope="session")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The library that records writes and plays a full disk."""
    if COMPILER is None:
        pytest.skip("not run here: needs a C compiler (apt install gcc libc6-dev)")
    target = tmp_path_factory.mktemp("recorder") / "recorder.so"
    source = Path(__file__).parent / "shim" / "recorder.c"
    flags = ["-O1", "-Wall", "-Werror", "-shared", "-fPIC", "-o", str(target), str(source)]
    subprocess.run([COMPILER, *flags, "-ldl", "-lpthread"], check=True)
    return target


@pytest.fixture(scope="session")
def _prepared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """One migrated installation with a seat, to be copied by each proof."""
    place = Installation(tmp_path_factory.mktemp("prepared").resolve())
    with _postgres_databases(place):
        said = json.loads(run_to_end(place, "prepare"))
        place.environment["SUAR_PROVE_ANI"] = said["ani"]
        place.environment["SUAR_PROVE_ORGANISATION"] = said["organisation"]
        yield place


@contextlib.contextmanager
def _postgres_databases(place: Installation, template: str = "") -> Iterator[None]:
    """Make two databases for a place and drop them afterwards; nothing on SQLite."""
    if not ON_POSTGRES:
        yield
        return
    login = settings.DATABASES["default"]
    where = f"{login['USER']}:{login['PASSWORD']}@{login['HOST']}:{login['PORT']}"
    name = f"suar_prove{os.environ.get('SUAR_TEST_SUFFIX', '')}_{uuid4().hex[:8]}"
    place.environment["SUAR_PROVE_POSTGRES"] = f"postgresql://{where}/{name}"
    pairs = [(name, template), (f"{name}_keys", template and f"{template}_keys")]
    with psycopg.connect(f"postgresql://{where}/postgres", autocommit=True) as server:
        for database, model in pairs:
            copied = f' TEMPLATE "{model}"' if model else ""
            server.execute(f'CREATE DATABASE "{database}"{copied}')
        try:
            yield
        finally:
            for database, _model in pairs:
                server.execute(f'DROP DATABASE "{database}" WITH (FORCE)')


@pytest.fixture
def installation(_prepared: Installation, tmp_path: Path) -> Iterator[Installation]:
    """An installation of this proof's own: a copy of the prepared one."""
    folder = tmp_path.resolve() / "place"
    shutil.copytree(_prepared.folder, folder)
    place = Installation(folder, dict(_prepared.environment))
    template = _prepared.environment.get("SUAR_PROVE_POSTGRES", "").rpartition("/")[2]
    with _postgres_databases(place, template):
        yield place
