"""Several reads that must agree, without waiting for writers.

Django's ``atomic()`` announces a write: on SQLite it queues for its turn. A page whose reads need
one moment in time (a total and its rows) uses :func:`snapshot` instead; single reads need nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper


@contextmanager
def snapshot(using: str = "default") -> Iterator[None]:
    """Read one moment of the database; a write inside raises. Inside a transaction: no change."""
    connection = connections[using]
    if connection.in_atomic_block:
        yield
    elif connection.vendor == "sqlite":
        with _deferred(connection):
            yield
    else:
        with transaction.atomic(using=using):
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield


@contextmanager
def _deferred(connection: BaseDatabaseWrapper) -> Iterator[None]:
    connection.ensure_connection()
    before = connection.transaction_mode  # type: ignore[attr-defined]  # SQLite's wrapper
    connection.transaction_mode = "DEFERRED"  # type: ignore[attr-defined]
    try:
        with transaction.atomic(using=connection.alias):
            connection.transaction_mode = before  # type: ignore[attr-defined]
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA query_only = ON")
            yield
    finally:
        connection.transaction_mode = before  # type: ignore[attr-defined]
        if connection.connection is not None:
            connection.connection.execute("PRAGMA query_only = OFF")
