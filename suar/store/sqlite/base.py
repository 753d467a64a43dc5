"""SQLite backend: writers queue before BEGIN IMMEDIATE, and what is committed stays.

Immediate transactions with a busy timeout have no queue: six writers starve each other. Each
connection takes its turn (``suar.store.sqlite.queue``) before BEGIN, or before a single statement
that writes in autocommit, and gives it back after COMMIT, ROLLBACK, close, or an error.

Two kinds of file. The main database keeps a write-ahead log; every commit is on the disk before it
is acknowledged. The ``keys`` database has no such log, since a destroyed key would stand in it
until the next checkpoint: its rollback journal is emptied at each commit.

A transaction is for writing and waits for its turn; whoever only reads takes no transaction, or
``suar.store.reads.snapshot`` where several reads must agree: readers never wait for writers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.db.backends.sqlite3 import base

from suar.store.sqlite.queue import WriterQueue

KEYS = "keys"  # the alias of the keys database (the vault's router says the same)
_TIMEOUT = 20.0  # seconds a writer waits where the settings name no other

# secure_delete zeroes what is deleted; auto_vacuum gives the room back and must be set before the
# first table. No temporary file: a sort of opened rows must not land on the disk.
_ALWAYS = (
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -8192",  # KiB a connection; the default of 2 MiB is small for a case page
)
# EXTRA also syncs the folder, so that a journal that was done with cannot come back after a power
# cut and with it a key that was destroyed.
_SYNC = {"main": "PRAGMA synchronous = FULL", KEYS: "PRAGMA synchronous = EXTRA"}
_JOURNAL = {"main": "wal", KEYS: "truncate"}

_READS = re.compile(
    r"(?:\s|--[^\n]*\n|/\*.*?\*/)*(SELECT|EXPLAIN|PRAGMA|VALUES|WITH|BEGIN|COMMIT|END|ROLLBACK"
    r"|SAVEPOINT|RELEASE|ATTACH|DETACH)\b",
    re.IGNORECASE | re.DOTALL,
)
_WRITES_INSIDE = re.compile(r"\b(INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)


def writes(sql: str) -> bool:
    """Say whether a statement may write; in doubt it does, which costs a turn and no more."""
    found = _READS.match(sql)
    if found is None:
        return True
    return found[1].upper() == "WITH" and _WRITES_INSIDE.search(sql) is not None


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's SQLite wrapper with the queue and the durability that Suar needs."""

    queue: WriterQueue | None = None  # None for a database in memory: it has no other process
    transaction_mode: str | None

    def get_connection_params(self) -> dict[str, Any]:
        """Immediate transactions unless the settings say otherwise; see the module's text."""
        params: dict[str, Any] = super().get_connection_params()
        params.setdefault("timeout", _TIMEOUT)
        if self.transaction_mode is None:
            self.transaction_mode = "IMMEDIATE"
        return params

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        """Open the file, make it durable, and find the queue beside it."""
        connection = super().get_new_connection(conn_params)
        kind = KEYS if self.alias == KEYS else "main"
        path = None if self.is_in_memory_db() else _path_of(conn_params["database"])
        if self.queue is not None:
            self.queue.close()
        timeout = float(conn_params["timeout"])
        self.queue = None
        if path is not None:
            self.queue = WriterQueue(path, timeout=timeout, rank=int(kind == KEYS))
        for pragma in (*_ALWAYS, _SYNC[kind]):
            connection.execute(pragma)
        if path is not None:
            self._prepare_file(connection, _JOURNAL[kind])
        return connection

    def _prepare_file(self, connection: Any, journal: str) -> None:
        """Set the journal; what is written in the file itself, once and by one process."""
        before = connection.execute("PRAGMA journal_mode").fetchone()[0]
        if before == journal:
            return
        if "wal" not in (before, journal):  # told to the connection, not written in the file
            connection.execute(f"PRAGMA journal_mode = {journal}")
            if connection.execute("PRAGMA page_count").fetchone()[0]:
                return
        self.take_turn()
        try:
            if not connection.execute("PRAGMA page_count").fetchone()[0]:
                connection.execute("PRAGMA auto_vacuum = FULL")
            connection.execute(f"PRAGMA journal_mode = {journal}")
        finally:
            self.end_turn()

    def create_cursor(self, name: str | None = None) -> Any:
        """Return a cursor that waits for its turn before it writes."""
        cursor = self.connection.cursor(factory=QueuedCursor)
        cursor.wrapper = self
        return cursor

    def take_turn(self) -> None:
        """Wait until this connection may write; raises ``Busy``."""
        if self.queue is not None:
            self.queue.take()

    def end_turn(self) -> None:
        """Let the next one write, unless a transaction is still open."""
        if self.queue is not None and not (self.connection and self.connection.in_transaction):
            self.queue.give_back()

    def _start_transaction_under_autocommit(self) -> None:
        if self.transaction_mode == "DEFERRED":
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
            return
        self.take_turn()
        try:
            super()._start_transaction_under_autocommit()  # type: ignore[misc]  # not in the stubs
        except BaseException:
            self.end_turn()
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]  # not in the stubs
        if not autocommit:  # sqlite3 begins by itself before the first write
            self.connection.isolation_level = self.transaction_mode

    def _commit(self) -> None:
        try:
            super()._commit()  # type: ignore[misc]  # not in the stubs
        finally:
            self.end_turn()

    def _rollback(self) -> None:
        try:
            super()._rollback()  # type: ignore[misc]  # not in the stubs
        finally:
            self.end_turn()

    def _close(self) -> None:
        try:
            super()._close()  # type: ignore[misc]  # not in the stubs
        finally:
            if self.queue is not None:
                self.queue.close()


class QueuedCursor(base.SQLiteCursorWrapper):
    """A cursor whose writes outside a transaction wait for their turn, one statement at a time."""

    wrapper: DatabaseWrapper
    _kept: list[Any] | None = None  # rows of a write with RETURNING, read before the turn ends

    def execute(self, query: str, params: Any = None) -> Any:
        """Run one statement."""
        self._kept = None
        if self.connection.in_transaction or not writes(query):
            return super().execute(query, params)
        with _Turn(self.wrapper):
            super().execute(query, params)
            if self.description is not None:
                self._kept = super().fetchall()  # only a finished statement commits
        return self

    def executemany(self, query: str, param_list: Iterable[Any]) -> Any:
        """Run one statement for each set of parameters."""
        self._kept = None
        if self.connection.in_transaction or not writes(query):
            return super().executemany(query, param_list)
        with _Turn(self.wrapper):
            return super().executemany(query, param_list)

    def executescript(self, script: str) -> Any:
        """Run several statements; SQLite's own transaction control applies."""
        with _Turn(self.wrapper):
            return super().executescript(script)

    def fetchone(self) -> Any:
        """Return the next row or None."""
        if self._kept is None:
            return super().fetchone()
        return self._kept.pop(0) if self._kept else None

    def fetchmany(self, size: int | None = None) -> list[Any]:
        """Return the next rows."""
        wanted = self.arraysize if size is None else size
        if self._kept is None:
            return super().fetchmany(wanted)
        rows, self._kept = self._kept[:wanted], self._kept[wanted:]
        return rows

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        if self._kept is None:
            return super().fetchall()
        rows, self._kept = self._kept, []
        return rows

    def __next__(self) -> Any:
        if self._kept is None:
            return super().__next__()
        if not self._kept:
            raise StopIteration
        return self._kept.pop(0)


class _Turn:
    """One turn in the queue; a transaction begun inside keeps it until it ends."""

    def __init__(self, wrapper: DatabaseWrapper) -> None:
        self.wrapper = wrapper

    def __enter__(self) -> None:
        self.wrapper.take_turn()

    def __exit__(self, *_error: object) -> None:
        self.wrapper.end_turn()


def _path_of(database: object) -> Path:
    """Return the file of a database named by a path or by a ``file:`` address."""
    text = str(database)
    if not text.startswith("file:"):
        return Path(text).absolute()
    return Path(unquote(urlsplit(text).path)).absolute()
