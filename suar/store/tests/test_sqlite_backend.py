"""The SQLite backend: durable, erasing what is deleted, one writer at a time, readers never."""

from __future__ import annotations

import gc
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import IntegrityError, OperationalError, connections, transaction
from django.db.utils import ConnectionHandler

from suar.store.errors import Busy, Trouble, trouble_of
from suar.store.reads import snapshot
from suar.store.sqlite.base import writes

TABLE = "CREATE TABLE thing (id INTEGER PRIMARY KEY AUTOINCREMENT, word BLOB UNIQUE)"


def _settings(folder: Path, name: str, **options: object) -> dict[str, object]:
    return {
        "ENGINE": "suar.store.sqlite",
        "NAME": folder / f"{name}.sqlite3",
        "OPTIONS": {"timeout": 20, **options},
    }


@pytest.fixture
def side(tmp_path: Path, django_db_blocker) -> Iterator[str]:
    """Another SQLite file under an alias of its own, whatever the suite runs on."""
    given = ConnectionHandler({"default": _settings(tmp_path, "side", timeout=0.2)}).settings
    connections.settings["side"] = given["default"]
    with django_db_blocker.unblock():
        with connections["side"].cursor() as cursor:
            cursor.execute(TABLE)
        yield "side"
        connections["side"].close()
    del connections["side"], connections.settings["side"]


@pytest.fixture
def keys(tmp_path: Path, django_db_blocker):
    """A keys database in a file of its own."""
    handler = ConnectionHandler(
        {"default": _settings(tmp_path, "main"), "keys": _settings(tmp_path, "keys")}
    )
    with django_db_blocker.unblock():
        yield handler["keys"]
        handler["keys"].close()


def _pragma(connection, name: str) -> object:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


def _words(alias: str) -> list[object]:
    with connections[alias].cursor() as cursor:
        return [row[0] for row in cursor.execute("SELECT word FROM thing ORDER BY id")]


def _insert(alias: str, word: object) -> object:
    with connections[alias].cursor() as cursor:
        cursor.execute("INSERT INTO thing (word) VALUES (%s) RETURNING id", [word])
        return cursor.fetchone()[0]


def _in_thread(function) -> list[object]:
    """Run in a thread with connections of its own; return its result or its error."""
    result: list[object] = []

    def run() -> None:
        try:
            result.append(function())
        except Exception as error:  # noqa: BLE001 - it is the result
            result.append(error)
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join(30)
    return result


def test_the_main_database_is_durable_and_overwrites_what_is_deleted(side: str) -> None:
    connection = connections[side]
    assert _pragma(connection, "journal_mode") == "wal"
    assert _pragma(connection, "synchronous") == 2  # FULL
    assert _pragma(connection, "secure_delete") == 1
    assert _pragma(connection, "auto_vacuum") == 1  # FULL
    assert _pragma(connection, "temp_store") == 2  # MEMORY
    assert _pragma(connection, "foreign_keys") == 1
    assert connection.transaction_mode == "IMMEDIATE"


def test_the_keys_have_no_log_of_writes(keys) -> None:
    assert _pragma(keys, "journal_mode") == "truncate"
    assert _pragma(keys, "synchronous") == 3  # EXTRA
    assert _pragma(keys, "secure_delete") == 1
    assert _pragma(keys, "auto_vacuum") == 1


def test_a_destroyed_key_stands_in_no_file(keys, tmp_path: Path) -> None:
    secret = bytes(range(200, 232)) * 3
    with keys.cursor() as cursor:
        cursor.execute(TABLE)
        for number in range(300):
            cursor.execute("INSERT INTO thing (word) VALUES (%s)", [b"%d" % number * 40])
        cursor.execute("INSERT INTO thing (word) VALUES (%s)", [secret])
        files = sorted(path.name for path in tmp_path.iterdir())
        assert "keys.sqlite3-wal" not in files
        assert any(secret in path.read_bytes() for path in tmp_path.iterdir())
        cursor.execute("DELETE FROM thing WHERE word = %s", [secret])
    for path in tmp_path.iterdir():
        assert secret not in path.read_bytes(), path.name


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        ("SELECT 1", False),
        ("  -- why\n SELECT 1", False),
        ("/* why */ PRAGMA journal_mode", False),
        ("WITH x AS (SELECT 1) SELECT * FROM x", False),
        ("SAVEPOINT s1", False),
        ("INSERT INTO thing VALUES (1)", True),
        ("WITH x AS (SELECT 1) UPDATE thing SET word = 1", True),
        ("VACUUM", True),
        ("CREATE TABLE other (id)", True),
        ("SELECTED", True),
    ],
)
def test_a_write_is_told_from_a_read(sql: str, expected: bool) -> None:
    assert writes(sql) is expected


def test_a_second_writer_waits_and_is_refused_clearly_when_it_takes_too_long(side: str) -> None:
    with transaction.atomic(using=side):
        _insert(side, "first")
        [single] = _in_thread(lambda: _insert(side, "second"))
        [block] = _in_thread(transaction.atomic(using=side)(lambda: None))
    assert isinstance(single, Busy)
    assert isinstance(block, Busy)
    assert trouble_of(block) is Trouble.BUSY
    assert _in_thread(lambda: _insert(side, "third")) == [2]
    assert _words(side) == ["first", "third"]


def test_readers_do_not_wait_for_a_writer(side: str) -> None:
    _insert(side, "old")
    with transaction.atomic(using=side):
        _insert(side, "new")
        assert _in_thread(lambda: _words(side)) == [["old"]]

        def agreeing() -> list[object]:
            with snapshot(side):
                return _words(side)

        assert _in_thread(agreeing) == [["old"]]


def test_a_snapshot_shows_one_moment_and_refuses_to_write(side: str) -> None:
    _insert(side, "old")
    with snapshot(side):
        assert _words(side) == ["old"]
        assert _in_thread(lambda: _insert(side, "new")) == [2]
        assert _words(side) == ["old"]
    assert _words(side) == ["old", "new"]
    with pytest.raises(OperationalError, match="readonly"), snapshot(side):
        _insert(side, "never")
    assert _insert(side, "after") == 3  # the connection writes again
    assert connections[side].transaction_mode == "IMMEDIATE"


@pytest.mark.parametrize("word", ["same", "other"])
def test_the_turn_ends_with_the_statement_or_the_transaction(side: str, word: str) -> None:
    queue = connections[side].queue
    _insert(side, "same")
    assert not queue.held

    @transaction.atomic(using=side)
    def fail() -> None:
        assert queue.held
        _insert(side, word)
        raise ValueError("stop")

    with pytest.raises((IntegrityError, ValueError)):
        fail()
    assert not queue.held
    with connections[side].cursor() as cursor, pytest.raises(sqlite3.IntegrityError):
        cursor.cursor.executemany("INSERT INTO thing (word) VALUES (?)", [("a",), ("a",)])
    assert not queue.held
    with transaction.atomic(using=side), transaction.atomic(using=side):
        assert queue.held
    assert not queue.held


def test_closing_in_the_middle_gives_the_turn_back(side: str) -> None:
    queue = connections[side].queue
    with transaction.atomic(using=side):
        assert queue.held
        connections[side].close()
        assert not queue.held
    assert _in_thread(lambda: _insert(side, "served")) == [1]


def test_a_thread_that_ends_without_closing_gives_the_turn_back(side: str) -> None:
    def leave() -> None:
        connections[side].set_autocommit(False)
        _insert(side, "lost")

    thread = threading.Thread(target=leave)
    thread.start()
    thread.join()
    gc.collect()  # Django's wrapper stands in a circle of references
    assert _insert(side, "served")
    assert _words(side) == ["served"]


def test_autocommit_off_takes_the_turn_at_the_first_write(side: str) -> None:
    connection = connections[side]
    connection.set_autocommit(False)
    try:
        assert not connection.queue.held
        _insert(side, "one")
        assert connection.queue.held
        connection.rollback()
        assert not connection.queue.held
        _insert(side, "two")
        connection.commit()
        assert not connection.queue.held
    finally:
        connection.set_autocommit(True)
    assert _words(side) == ["two"]


def test_rows_of_a_returning_write_come_in_every_manner(side: str) -> None:
    sql = "INSERT INTO thing (word) VALUES (%s), (%s), (%s) RETURNING word"
    with connections[side].cursor() as cursor:
        cursor.execute(sql, ["a", "b", "c"])
        assert [cursor.fetchone(), cursor.fetchmany(1), cursor.fetchall()] == [
            ("a",),
            [("b",)],
            [("c",)],
        ]
        assert cursor.fetchone() is None
        cursor.execute(sql, ["d", "e", "f"])
        assert list(cursor) == [("d",), ("e",), ("f",)]
        cursor.execute("SELECT count(*) FROM thing")
        assert cursor.fetchone() == (6,)


def test_a_database_in_memory_has_no_queue(django_db_blocker) -> None:
    given = {"ENGINE": "suar.store.sqlite", "NAME": ":memory:"}
    handler = ConnectionHandler({"default": given})
    with django_db_blocker.unblock(), handler["default"].cursor() as cursor:
        assert handler["default"].queue is None
        cursor.execute(TABLE)
        cursor.execute("INSERT INTO thing (word) VALUES (%s)", ["x"])
        cursor.execute("SELECT count(*) FROM thing")
        assert cursor.fetchone() == (1,)


_WRITER = """
import sys, time
from pathlib import Path
import django
from django.conf import settings
name, writer, times = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
settings.configure(DATABASES={"default": {"ENGINE": "suar.store.sqlite", "NAME": name}})
django.setup()
from django.db import connection, transaction
print("ready", flush=True)
sys.stdin.readline()
for turn in range(times):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO served (writer, ticket) VALUES (%s, %s)", [writer, connection.queue.ticket]
        )
        time.sleep(0.03)
"""


def test_six_processes_are_served_in_the_order_in_which_they_came(
    tmp_path: Path, django_db_blocker
) -> None:
    handler = ConnectionHandler({"default": _settings(tmp_path, "six")})
    with django_db_blocker.unblock(), handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE served (id INTEGER PRIMARY KEY, writer INT, ticket INT)")
    handler["default"].close()
    times = 8
    writers = [
        subprocess.Popen(
            [sys.executable, "-c", _WRITER, str(tmp_path / "six.sqlite3"), str(n), str(times)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for n in range(6)
    ]
    for writer in writers:
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        writer.stdin.write("go\n")
        writer.stdin.flush()
    assert [writer.wait(60) for writer in writers] == [0] * 6
    with sqlite3.connect(tmp_path / "six.sqlite3") as plain:
        rows = plain.execute("SELECT writer, ticket FROM served ORDER BY id").fetchall()
    tickets = [ticket for _writer, ticket in rows]
    assert len(rows) == 6 * times
    assert tickets == sorted(tickets)  # nobody overtook
    assert sorted(writer for writer, _ticket in rows) == sorted(list(range(6)) * times)
