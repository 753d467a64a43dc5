"""The PostgreSQL set is the SQLite set of the same size, streamed over row by row: same people."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connections, router
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Model

LEFT_OUT = ("contenttypes", "auth", "sessions")  # made by migrating, or of no use elsewhere
FILES = {"default": "suar.sqlite3", "keys": "keys.sqlite3"}


def copy_from(folder: Path, to: Path, say: Callable[[str], None]) -> None:
    """Copy all rows of the set in ``folder`` into the empty, migrated databases of these settings.

    The master key comes along: the rows are sealed under it. Works as the tables' owner.
    """
    shutil.copytree(folder / "master-keys", to / "master-keys", dirs_exist_ok=True)
    for alias, name in FILES.items():
        connection = connections[alias]
        source = sqlite3.connect(f"file:{folder / name}?mode=ro", uri=True)
        tables = [m for m in _models() if router.db_for_write(m) == alias]
        with connection.cursor() as cursor:
            cursor.execute("SET session_replication_role = replica")  # rows come in any order
            for model in tables:
                count = _copy(model, source, connection)
                if count > 100_000:
                    say(f"  {count:9,} of {model._meta.db_table}")
            cursor.execute("SET session_replication_role = DEFAULT")
            for statement in connection.ops.sequence_reset_sql(no_style(), tables):
                cursor.execute(statement)
        source.close()


def _models() -> list[type[Model]]:
    found = apps.get_models(include_auto_created=True)
    return [m for m in found if m._meta.app_label not in LEFT_OUT and not m._meta.proxy]


def _copy(model: type[Model], source: sqlite3.Connection, target: BaseDatabaseWrapper) -> int:
    fields = model._meta.concrete_fields
    table = target.ops.quote_name(model._meta.db_table)
    columns = ", ".join(target.ops.quote_name(f.column) for f in fields)
    turned = [_turn(str(f.db_type(target))) for f in fields]
    target.ensure_connection()
    count = 0
    with target.connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as lines:
            for row in _rows(source, f"SELECT {columns} FROM {table}"):
                lines.write_row(
                    [None if v is None else t(v) for t, v in zip(turned, row, strict=True)]
                )
                count += 1
    return count


def _rows(source: sqlite3.Connection, query: str) -> Iterator[tuple[Any, ...]]:
    cursor = source.execute(query)
    while rows := cursor.fetchmany(500):
        yield from rows


def _turn(kind: str) -> Callable[[Any], Any]:
    """Return how a value of SQLite is written for a column type of PostgreSQL."""
    if kind == "boolean":
        return bool
    if kind.startswith("timestamp"):
        return lambda value: f"{value}+00"
    return lambda value: value
