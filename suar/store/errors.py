"""Troubles of the database that pass: busy, or no room on the disk.

Neither is a fault of what the person typed: nothing was saved, and the same form may be sent
again. The door asks :func:`trouble_of` and answers 503 or 507 with a sentence, never a stack.
"""

from __future__ import annotations

import errno
from enum import StrEnum

from django.db.utils import DatabaseError, IntegrityError, OperationalError


class Trouble(StrEnum):
    """Why the database could not serve just now."""

    BUSY = "busy"  # somebody else writes for too long, or no connection was free
    FULL = "full"  # no room on the disk
    AWAY = "away"  # the database server cannot be reached


STATUS: dict[Trouble, int] = {Trouble.BUSY: 503, Trouble.FULL: 507, Trouble.AWAY: 503}

# SQLSTATE classes and codes: https://www.postgresql.org/docs/15/errcodes-appendix.html
_BUSY_STATES = frozenset({"55P03", "40001", "40P01", "53300", "57014"})
_FULL_STATES = frozenset({"53100"})
_AWAY_STATES = frozenset({"57P01", "57P02", "57P03"})


class Busy(OperationalError):  # noqa: N818 - named as the person meets it
    """A writer waited its whole time in the queue and was not served; nothing was written."""


def trouble_of(error: BaseException) -> Trouble | None:
    """Say which passing trouble an error is, or None where it is a fault to be mended."""
    if isinstance(error, Busy):
        return Trouble.BUSY
    if not isinstance(error, DatabaseError):
        return None
    cause = error.__cause__
    if isinstance(cause, OSError) and cause.errno in {errno.ENOSPC, errno.EDQUOT}:
        return Trouble.FULL
    state = getattr(cause, "sqlstate", None)
    if state is not None:
        return _of_state(str(state))
    if type(cause).__name__ in {"PoolTimeout", "TooManyRequests"}:
        return Trouble.BUSY
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Trouble.BUSY
    if name == "SQLITE_FULL" or name.startswith("SQLITE_IOERR"):
        return Trouble.FULL  # a full disk also shows as a failed write of the journal or its index
    if name.startswith("SQLITE_CANTOPEN"):
        return Trouble.AWAY
    if isinstance(error, OperationalError) and type(cause).__module__.startswith("psycopg"):
        return Trouble.AWAY
    return None


def is_taken_id(error: IntegrityError) -> bool:
    """Say whether a row was refused because its id exists, perhaps where we may not see it."""
    cause = error.__cause__
    if getattr(cause, "sqlite_errorname", "") == "SQLITE_CONSTRAINT_PRIMARYKEY":
        return True
    if getattr(cause, "sqlstate", None) != "23505":
        return False
    diagnosis = getattr(cause, "diag", None)
    return str(getattr(diagnosis, "constraint_name", "")).endswith("_pkey")


def _of_state(state: str) -> Trouble | None:
    if state in _BUSY_STATES:
        return Trouble.BUSY
    if state in _FULL_STATES:
        return Trouble.FULL
    if state in _AWAY_STATES or state.startswith("08"):
        return Trouble.AWAY
    return None
