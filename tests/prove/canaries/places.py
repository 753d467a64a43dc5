"""Every place in which an installation leaves bytes, as they are and as rows of its tables."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
from django.core import signing

from tests.prove.processes import Installation

# the first folder or file of a path, below the installation's own
KIND_OF = {
    "mail": "mail", "tmp": "temporary files", "files": "file store", "logs": "logs",
    "erasures.list": "list of erasures", "backups": "backup", "unsealed": "backup unsealed",
    "suar.sqlite3": "database", "suar.sqlite3-wal": "write-ahead log",
    "suar.sqlite3-shm": "database", "suar.sqlite3-journal": "database",
    "keys.sqlite3": "keys", "keys.sqlite3-journal": "keys", "keys.sqlite3-wal": "keys",
    "dump-default": "database", "dump-keys": "keys", "record": "everything ever written",
}  # fmt: skip
ROWS_OF = {
    "django_session": "sessions", "jobs_job": "job arguments",
    "django_tasks_database_dbtaskresult": "queue", "notices_notice": "notices",
    "audit_event": "events", "axes_accessattempt": "failed sign-ins",
}  # fmt: skip
Found = Iterator[tuple[str, str, bytes]]  # kind of place, name of the thing, its bytes


def files_of(folder: Path) -> Found:
    """Yield every file below a folder, with its name: a name may tell, too."""
    for path in sorted(folder.rglob("*")):
        where = path.relative_to(folder)
        kind = KIND_OF.get(where.parts[0], "the rest of the folder")
        yield kind, str(where), str(where).encode()
        if path.is_file():
            yield kind, str(where), path.read_bytes()


def rows_of(place: Installation) -> Found:
    """Yield the rows of all tables of both databases, value by value behind one another."""
    for alias in ("default", "keys"):
        for table, names, rows in _tables(place, alias):
            kind = ROWS_OF.get(table, "rows")
            for row in rows:
                values = [_plain(table, *pair) for pair in zip(names, row, strict=True)]
                yield kind, table, b"\n".join(values)


def dump(place: Installation, folder: Path) -> None:
    """Write both databases as pg_dump tells them in plain; nothing on SQLite, whose files do."""
    for alias in ("default", "keys") if _url(place, "default") else ():
        target = folder / f"dump-{alias}"
        line = ["pg_dump", "--format=plain", "--file", str(target), "--dbname", _url(place, alias)]
        subprocess.run(line, check=True)


def copied(place: Installation, into: Path) -> Path:
    """Copy the folder as it lies there now, without anybody opening a database."""
    shutil.copytree(place.folder, into)
    return into


def _tables(place: Installation, alias: str) -> Iterator[tuple[str, list[str], list[Any]]]:
    if url := _url(place, alias):
        with psycopg.connect(url) as server:
            of = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
            yield from _read(server, [name for (name,) in server.execute(of)])
        return
    path = place.folder / ("suar.sqlite3" if alias == "default" else "keys.sqlite3")
    server = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        of = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1"
        yield from _read(server, [name for (name,) in server.execute(of)])
    finally:
        server.close()


def _read(server: Any, tables: list[str]) -> Iterator[tuple[str, list[str], list[Any]]]:
    for table in tables:
        found = server.execute(f'SELECT * FROM "{table}"')
        yield table, [column[0] for column in found.description], found.fetchall()


def _plain(table: str, column: str, value: Any) -> bytes:
    """Return a value as bytes; a session as what it holds, which is signed and packed."""
    if (table, column) == ("django_session", "session_data"):
        packed = value.rsplit(":", 2)[0]
        return signing.b64_decode(packed.lstrip(".").encode()) + value.encode()
    return bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def _url(place: Installation, alias: str) -> str:
    """Return the address of a database on PostgreSQL; nothing on SQLite."""
    url = place.environment.get("SUAR_PROVE_POSTGRES", "")
    return f"{url}_keys" if url and alias == "keys" else url
