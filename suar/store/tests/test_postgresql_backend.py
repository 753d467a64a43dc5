"""A pooled connection never works for the organisation that had it before."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Iterator
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import DatabaseError, OperationalError, connection, connections, transaction

from suar.store import tenancy
from suar.store.errors import Trouble, trouble_of
from suar.store.postgresql.roles import as_owner, as_role

pytestmark = pytest.mark.postgres

A, B = uuid4(), uuid4()
# Roles belong to the whole server: two test processes must not share one, or neither can drop it.
ROLE = f"suar_store_probe_{os.getpid()}"
SETTING = "SELECT current_setting('suar.organisation', true)"
BELIEVED = "SELECT COALESCE(suar_organisation()::text, '')"


@pytest.fixture
def pool(django_db_setup, django_db_blocker) -> Iterator[str]:
    """One physical connection behind a pool, and a table that row-level security protects."""
    with django_db_blocker.unblock():
        settings = connection.settings_dict
        owner = psycopg.connect(
            dbname=settings["NAME"],
            user=settings["USER"],
            host=settings["HOST"],
            port=settings["PORT"],
            password=settings["PASSWORD"],
            autocommit=True,
        )
        _make_table(owner)
        connections.settings["pooled"] = {
            **settings,
            "CONN_MAX_AGE": 0,
            "OPTIONS": {
                "pool": {"min_size": 1, "max_size": 1, "timeout": 2},
                "app_role": ROLE,
            },
        }
        yield "pooled"
        connections["pooled"].close()
        connections["pooled"].close_pool()
        del connections["pooled"], connections.settings["pooled"]
        owner.execute("DROP TABLE store_probe")
        owner.execute(f"DROP OWNED BY {ROLE}")
        owner.execute(f"DROP ROLE {ROLE}")
        owner.close()


def _make_table(owner: psycopg.Connection) -> None:
    me = "(SELECT suar_organisation())"
    owner.execute("DROP TABLE IF EXISTS store_probe")
    owner.execute(f"DROP ROLE IF EXISTS {ROLE}")
    owner.execute(f"CREATE ROLE {ROLE} NOLOGIN NOBYPASSRLS")
    owner.execute("CREATE TABLE store_probe (organisation_id uuid, word text)")
    owner.execute("ALTER TABLE store_probe ENABLE ROW LEVEL SECURITY")
    owner.execute("ALTER TABLE store_probe FORCE ROW LEVEL SECURITY")
    owner.execute(f"CREATE POLICY own ON store_probe USING (organisation_id = {me})")
    owner.execute(f"GRANT SELECT, INSERT ON store_probe TO {ROLE}")
    for organisation, word in ((A, "of A"), (B, "of B")):
        owner.execute("INSERT INTO store_probe VALUES (%s, %s)", [organisation, word])


def _ask(alias: str, sql: str = "SELECT word FROM store_probe") -> list[object]:
    with connections[alias].cursor() as cursor:
        cursor.execute(sql)
        return [row[0] for row in cursor.fetchall()]


def _give_back(alias: str) -> int:
    """End of a request: the connection goes to the pool. Returns the server process it was."""
    [process] = _ask(alias, "SELECT pg_backend_pid()")
    connections[alias].close()
    return process


def _as(organisation: UUID | None):
    return tenancy.acting_for(organisation)


@pytest.fixture(autouse=True)
def _nobody() -> Iterator[None]:
    tenancy.enter(None)
    yield
    tenancy.enter(None)


def test_nobody_sees_nothing(pool: str) -> None:
    assert _ask(pool) == []
    assert _ask(pool, "SELECT current_user") == [ROLE]


def test_one_connection_serves_one_organisation_after_the_other(pool: str) -> None:
    processes = set()
    for organisation, seen in ((A, ["of A"]), (None, []), (B, ["of B"]), (A, ["of A"])):
        with _as(organisation):
            assert _ask(pool) == seen
            processes.add(_give_back(pool))
    assert len(processes) == 1  # it was the same connection all along
    assert _ask(pool) == []


def test_a_connection_in_the_pool_holds_no_organisation(pool: str) -> None:
    with _as(A):
        _ask(pool)
        connections[pool].close()
    raw = connections[pool].pool.getconn()
    try:
        assert raw.execute(SETTING).fetchone() == ("",)
        assert raw.execute("SELECT current_setting('role')").fetchone() == ("none",)
    finally:
        connections[pool].pool.putconn(raw)


def test_an_exception_in_a_transaction_leaves_nothing_to_the_next(pool: str) -> None:
    class StopError(Exception):
        pass

    with _as(A), contextlib.suppress(StopError), transaction.atomic(using=pool):
        assert _ask(pool) == ["of A"]
        raise StopError
    connections[pool].close()
    assert _ask(pool) == []
    with _as(B):
        assert _ask(pool) == []  # an open connection of another alias is told at its checkout
        connections[pool].close()
        assert _ask(pool) == ["of B"]


def test_a_broken_transaction_given_back_leaves_nothing_to_the_next(pool: str) -> None:
    with _as(A):
        connections[pool].set_autocommit(False)
        with pytest.raises(DatabaseError):
            _ask(pool, "SELECT no_such_column FROM store_probe")
        connections[pool].close()
    assert _ask(pool) == []
    with _as(B):
        _give_back(pool)
        assert _ask(pool) == ["of B"]


def test_a_connection_cut_by_the_server_is_thrown_away(pool: str) -> None:
    with _as(A):
        [process] = _ask(pool, "SELECT pg_backend_pid()")
        with connection.cursor() as other:
            other.execute("SELECT pg_terminate_backend(%s)", [process])
        with pytest.raises(OperationalError) as cut:
            _ask(pool)
        assert trouble_of(cut.value) is Trouble.AWAY
        connections[pool].close()
    assert _ask(pool) == []
    with _as(B):
        assert _give_back(pool) != process
        assert _ask(pool) == ["of B"]


def test_no_free_connection_is_a_trouble_that_passes(pool: str) -> None:
    _ask(pool)
    errors: list[BaseException] = []

    def ask() -> None:
        try:
            _ask(pool)
        except OperationalError as error:
            errors.append(error)
        finally:
            connections[pool].close()

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    assert [trouble_of(error) for error in errors] == [Trouble.BUSY]


def test_rolling_back_does_not_bring_back_the_organisation_of_before(pool: str) -> None:
    wrapper = connections[pool]

    def enter(organisation: UUID | None) -> None:
        tenancy.enter(organisation)
        wrapper.tell_tenancy()

    with contextlib.suppress(DatabaseError), transaction.atomic(using=pool):
        enter(A)
        with contextlib.suppress(DatabaseError), transaction.atomic(using=pool):
            enter(B)
            assert _ask(pool) == ["of B"]
            _ask(pool, "SELECT nothing FROM nowhere")
        assert _ask(pool) == ["of B"]  # the savepoint's rollback took the setting back; told again
        enter(None)
        _ask(pool, "SELECT nothing FROM nowhere")
    assert _ask(pool) == []
    with contextlib.suppress(DatabaseError), transaction.atomic(using=pool):
        enter(B)
        _ask(pool, "SELECT nothing FROM nowhere")
    assert _ask(pool) == ["of B"]


def test_the_owner_is_assumed_for_a_while_only(pool: str) -> None:
    [owner] = _ask("default", "SELECT session_user")
    _ask(pool)
    with as_owner():
        assert _ask(pool, "SELECT current_user") == [owner]
        connections[pool].close()
        assert _ask(pool, "SELECT current_user") == [owner]
    assert _ask(pool, "SELECT current_user") == [ROLE]
    with as_role("pg_monitor", using=pool):
        assert _ask(pool, "SELECT current_user") == ["pg_monitor"]
        assert _ask("default", "SELECT current_user") == [owner]
    assert _ask(pool, "SELECT current_user") == [ROLE]


@pytest.mark.django_db(transaction=True)
def test_acting_for_reaches_an_open_connection_and_returns(pool: str) -> None:
    [setting] = _ask("default", BELIEVED)
    assert not setting
    with _as(A):
        assert _ask("default", BELIEVED) == [str(A)]
        with _as(B):
            assert _ask("default", BELIEVED) == [str(B)]
        assert _ask("default", BELIEVED) == [str(A)]
        with contextlib.suppress(DatabaseError), transaction.atomic(), _as(B):
            _ask("default", "SELECT nothing FROM nowhere")
        assert _ask("default", BELIEVED) == [str(A)]
    assert _ask("default", BELIEVED) == [""]
