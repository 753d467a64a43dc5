"""On whose behalf the database is used: one organisation at a time, or none.

Row-level security on PostgreSQL reads ``suar.organisation``; it is set, with a proof, at each
checkout of a connection (``suar.store.postgresql``) from the context variable here and cleared
when the connection goes back to the pool. Unset sees nothing. On SQLite the value is kept for
symmetry.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

from django.db import connection

_organisation: ContextVar[UUID | None] = ContextVar("suar_organisation", default=None)


def current_organisation() -> UUID | None:
    """Return the organisation whose rows the database may show now."""
    return _organisation.get()


def enter(organisation_id: UUID | None) -> None:
    """Act for an organisation until told otherwise (used by the request middleware)."""
    _organisation.set(organisation_id)
    _apply()


@contextmanager
def acting_for(organisation_id: UUID | None) -> Iterator[None]:
    """Act for an organisation inside the block, then return to the one before."""
    before = _organisation.get()
    enter(organisation_id)
    try:
        yield
    finally:
        _organisation.set(before)
        _apply()


def _apply() -> None:
    """Tell an open PostgreSQL connection; one not yet open is told at its checkout.

    A broken transaction takes no statement: its rollback tells the connection (see the backend).
    """
    if connection.vendor == "postgresql":
        connection.tell_tenancy()  # type: ignore[attr-defined]  # our backend's wrapper
