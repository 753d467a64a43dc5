"""Data sets on this machine: where each lies, and whether it is there already.

A set is kept between runs under ``var/bench/<database>-<size>-<digest of the migrations>``; on
PostgreSQL the folder holds the keys' master key and the marks, the data lie in two databases.
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "var" / "bench"
MADE_OF = ("suar/*/migrations/*.py", "tests/bench/rows.py", "tests/bench/story.py",
           "tests/bench/offices.py", "suar/vault/crypto.py", "suar/people/names/*.py")  # fmt: skip


def digest() -> str:
    """Return a mark of everything that the rows of a set are made of."""
    found = hashlib.sha256()
    for pattern in MADE_OF:
        for path in sorted(ROOT.glob(pattern)):
            found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:10]


@dataclass(frozen=True, slots=True)
class DataSet:
    """One set: a kind of database and a number of people."""

    database: str  # "sqlite" or "postgres"
    size: int
    mark: str

    @property
    def folder(self) -> Path:
        """Return its folder."""
        return KEPT / f"{self.database}-{self.size}-{self.mark}"

    @property
    def ready(self) -> Path:
        """Return the file that says that the set was built to its end."""
        return self.folder / "ready"

    @property
    def plan(self) -> Path:
        """Return the file that tells the drivers whom to sign in and what to ask."""
        return self.folder / "plan.json"

    @property
    def pg_name(self) -> str:
        """Return the PostgreSQL database, or nothing."""
        return f"suar_bench_{self.size}_{self.mark}" if self.database == "postgres" else ""

    @property
    def source(self) -> DataSet:
        """Return the SQLite set whose rows this one holds; itself where it is one."""
        return DataSet("sqlite", self.size, self.mark)

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment in which Django finds this set."""
        return {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
            "SUAR_BENCH_DIR": str(self.folder),
            "SUAR_BENCH_PG": self.pg_name,
            "SUAR_BENCH_FROM": str(self.source.folder),
        }
