"""As which role the database is used: the application's, or for a while the tables' owner's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS, connections

OWN_LOGIN = "none"  # PostgreSQL's word for the role that signed in
_forced: ContextVar[tuple[str, str] | None] = ContextVar("suar_database_role", default=None)
_EVERY = ""  # in the place of an alias


def role_to_assume(configured: str | None, alias: str) -> str:
    """Return the role for ``set_config('role', …)`` on a connection now."""
    role, where = _forced.get() or ("", _EVERY)
    return (role if where in {_EVERY, alias} else "") or configured or OWN_LOGIN


@contextmanager
def as_owner() -> Iterator[None]:
    """Work as the login's own role: for what changes the tables themselves. Never in a request."""
    with as_role(OWN_LOGIN, using=_EVERY):
        yield


@contextmanager
def as_role(role: str, *, using: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Work as a role inside the block, on an open connection and those still to be opened.

    One database's only: the keys have a login of their own, which shares no role with the data's.
    """
    token = _forced.set((role, using))
    try:
        _tell_open_connections()
        yield
    finally:
        _forced.reset(token)
        _tell_open_connections()


def owner_of(alias: str = DEFAULT_DB_ALIAS) -> dict[str, str] | None:
    """Return name and password of the login that owns the tables; None where there is one login."""
    options = connections[alias].settings_dict.get("OPTIONS") or {}
    return options.get("owner")


def take_owner_login() -> None:
    """Sign in as the owner of the tables from now on: for setup, backup and restore.

    The web server and the worker sign in as a login that owns nothing, and need not know this one.
    """
    if (owner := owner_of()) is not None:
        connection = connections[DEFAULT_DB_ALIAS]
        connection.close()
        connection.close_pool()  # type: ignore[attr-defined]  # PostgreSQL's wrapper
        connection.settings_dict.update(owner)


def _tell_open_connections() -> None:
    for connection in connections.all(initialized_only=True):
        if connection.vendor == "postgresql":
            connection.tell_tenancy()  # type: ignore[attr-defined]  # our wrapper
