"""Copying a database out and in: SQLite's own backup interface, or pg_dump and pg_restore."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from typing import Any

from django.db import connections

from suar.cli.refusal import Refused
from suar.vault.models import SearchKey

SEARCH_KEYS = SearchKey._meta.db_table


def engine() -> str:
    """Return on which kind of database the system stands."""
    return str(connections["default"].vendor)


def dump(alias: str, target: Path) -> None:
    """Write a consistent copy of one database; of the keys, without the search keys."""
    if engine() == "sqlite":
        _dump_sqlite(alias, target)
    else:
        _dump_postgresql(alias, target)


def load(alias: str, source: Path) -> None:
    """Fill an empty database from a copy; raises ``Refused`` where it is not empty."""
    connections[alias].close()
    if engine() == "sqlite":
        _load_sqlite(alias, source)
    else:
        _load_postgresql(alias, source)


def is_empty(alias: str) -> bool:
    """Say whether nothing stands there yet."""
    if engine() == "sqlite":
        path = _path(alias)
        return not path.exists() or path.stat().st_size == 0
    return not connections[alias].introspection.table_names()


def _path(alias: str) -> Path:
    return Path(str(connections[alias].settings_dict["NAME"]))


def _dump_sqlite(alias: str, target: Path) -> None:
    source = sqlite3.connect(f"file:{_path(alias)}?mode=ro", uri=True, timeout=60)
    copy = sqlite3.connect(target)
    try:
        source.backup(copy, pages=2000, sleep=0.01)
        copy.execute("PRAGMA secure_delete = ON")
        if alias == "keys":
            copy.execute(f"DELETE FROM {SEARCH_KEYS}")  # noqa: S608 - a name of ours
            copy.commit()
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("VACUUM")
        found = copy.execute("PRAGMA integrity_check").fetchone()[0]
    finally:
        copy.close()
        source.close()
    if found != "ok":
        raise Refused(
            f"The database {alias!r} is damaged: {found}.", f"Basis data {alias!r} rusak: {found}."
        )


def _load_sqlite(alias: str, source: Path) -> None:
    path = _path(alias)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    shutil.copyfile(source, path)
    path.chmod(0o600)


def _dump_postgresql(alias: str, target: Path) -> None:
    line = ["pg_dump", "--format=custom", "--no-owner", "--file", str(target)]
    if alias == "keys":
        line += ["--exclude-table-data", SEARCH_KEYS]
    _call(line, alias)


def _load_postgresql(alias: str, source: Path) -> None:
    line = [
        "pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction",
        "--dbname", str(connections[alias].settings_dict["NAME"]), str(source),
    ]  # fmt: skip
    _call(line, alias)


def _call(line: list[str], alias: str) -> None:
    """Run a PostgreSQL program; the password goes by the environment, never by the line."""
    settings: dict[str, Any] = connections[alias].settings_dict
    env = dict(os.environ)
    for name, key in (("PGHOST", "HOST"), ("PGPORT", "PORT"), ("PGUSER", "USER"),
                      ("PGPASSWORD", "PASSWORD")):  # fmt: skip
        if settings.get(key):
            env[name] = str(settings[key])
    if line[0] == "pg_dump":
        env["PGDATABASE"] = str(settings["NAME"])
    program = shutil.which(line[0])
    if program is None:
        raise Refused(
            f"{line[0]} is missing: apt install postgresql-client.",
            f"{line[0]} tidak ada: apt install postgresql-client.",
        )
    done = subprocess.run(  # noqa: S603 - our own line, no shell
        [program, *line[1:]], env=env, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["?"])[-1]
        raise Refused(f"{line[0]} failed: {last}", f"{line[0]} gagal: {last}")
