"""Make a data set if it is not there, and write the plan of a run: sessions, cases, names to ask.

Run as a process of its own with the set's environment: ``python -m tests.bench.prepare SIZE``.
"""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from typing import Any

import django
import psycopg

PEOPLE_ASKED = 400
SEATS = 8  # of each kind: six at once, and two to spare


def main(size: int) -> int:
    """Build where needed, then write the plan."""
    os.umask(0o077)
    folder = Path(os.environ["SUAR_BENCH_DIR"])
    folder.mkdir(parents=True, exist_ok=True)
    ready = folder / "ready"
    if not ready.exists():
        _empty(folder)
        django.setup()
        _build(size)
        ready.touch()
    else:
        django.setup()
        _bring_up()
    (folder / "plan.json").write_text(json.dumps(_plan(size)))
    return 0


def _empty(folder: Path) -> None:
    """Remove what an interrupted build left."""
    for path in [*folder.glob("*.sqlite3*"), *folder.glob("master-keys/*")]:
        path.unlink()
    name = os.environ.get("SUAR_BENCH_PG", "")
    if not name:
        return
    server = os.environ.get("SUAR_BENCH_PG_SERVER", "postgresql://postgres@127.0.0.1:5432")
    with psycopg.connect(f"{server}/postgres", autocommit=True) as connection:
        for database in (name, f"{name}_keys"):
            connection.execute(f'DROP DATABASE IF EXISTS "{database}"')
            connection.execute(f'CREATE DATABASE "{database}" TEMPLATE template0 ENCODING UTF8')


def _build(size: int) -> None:
    from django.db import connections

    from suar.cli import setup
    from suar.kit import clock
    from suar.store.postgresql.roles import as_owner
    from tests.bench import build, copying

    setup.prepare(at=clock.now())
    with as_owner():  # rows of several organisations, past row-level security
        if connections["default"].vendor == "postgresql":
            folder = Path(os.environ["SUAR_BENCH_DIR"])
            copying.copy_from(Path(os.environ["SUAR_BENCH_FROM"]), folder, _say)
        else:
            build.build(size, clock.now(), _say)
        build.settle()


def _bring_up() -> None:
    """Give a set that older code built (``--mark``) the tables and policies of today."""
    from suar.cli import setup
    from suar.kit import clock

    setup.prepare(at=clock.now())


def _plan(size: int) -> dict[str, Any]:
    """Sign people in and choose what will be asked; chance, so that each run asks anew."""
    from tests.bench import plan

    chance = random.Random()
    return plan.make(chance, size=size, seats=SEATS, asked=PEOPLE_ASKED)


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
