"""PostgreSQL backend: each checked-out connection knows for whom, and as whom, it works.

``suar.organisation`` is set whenever Django takes a connection, from the pool or new, again after
every rollback (a rollback also takes back settings), and cleared when the connection goes back, so
that no request inherits the organisation of the one before. Unset sees nothing.

Beside the organisation stands a proof that it was the application who said it (``proof``). Both go
as parameters, so that no other connection reads them in the server's list of statements.

The option ``app_role`` names the role that the application assumes: one that owns no table, so
that row-level security binds it. What changes the tables themselves (``migrate``, ``flush``) works
as the login's own role, inside ``roles.as_owner()``; in production that is another login, which
the option ``owner`` names (``roles.take_owner_login``). One round trip sets role and organisation.
"""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import psycopg
from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

from suar.store import tenancy
from suar.store.postgresql import proof, roles

_SET = "SELECT set_config('role', %s, false), set_config('suar.organisation', %s, false)"
# raw connection -> the server's process; asked once, as a pooler in between has a number of its own
_processes: WeakKeyDictionary[psycopg.Connection[Any], int] = WeakKeyDictionary()
_TAKES_NO_STATEMENT = {TransactionStatus.INERROR, TransactionStatus.UNKNOWN}


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's PostgreSQL wrapper with the tenancy setting and the role."""

    def get_connection_params(self) -> dict[str, Any]:
        """Leave out the options that the driver does not know."""
        params: dict[str, Any] = super().get_connection_params()
        params.pop("app_role", None)
        params.pop("owner", None)
        return params

    def init_connection_state(self) -> None:
        """Tell the connection just taken for whom it works."""
        super().init_connection_state()
        self.tell_tenancy()
        if not self.get_autocommit():
            self.connection.commit()

    def tell_tenancy(self) -> None:
        """Set role and organisation on an open connection; idle where it takes no statement."""
        raw = self.connection
        if raw is None or raw.closed or raw.info.transaction_status in _TAKES_NO_STATEMENT:
            return  # a broken transaction ends in a rollback, and that tells it
        role = roles.role_to_assume(self.settings_dict["OPTIONS"].get("app_role"), self.alias)
        with self.wrap_database_errors, psycopg.Cursor(raw) as cursor:
            value = proof.told(tenancy.current_organisation(), _process_of(raw))
            cursor.execute(_SET, [role, value])

    def _rollback(self) -> None:
        super()._rollback()  # type: ignore[misc]  # not in the stubs
        self.tell_tenancy()
        if self.connection is not None and not self.connection.autocommit:
            self.connection.commit()  # or the transaction would stay open for the setting alone

    def _savepoint_rollback(self, sid: str) -> None:
        super()._savepoint_rollback(sid)  # type: ignore[misc]  # not in the stubs
        self.tell_tenancy()

    def _close(self) -> Any:
        if self.connection is not None and self.pool:
            self._forget()
        return super()._close()  # type: ignore[misc]  # not in the stubs

    def _forget(self) -> None:
        """Clear a connection before the pool takes it back; close it where that fails."""
        raw = self.connection
        try:
            if not raw.closed:
                raw.rollback()
                raw.execute(_SET, ["none", ""])
                if not raw.autocommit:
                    raw.commit()
        except self.Database.Error:
            raw.close()  # the pool throws a closed connection away


def _process_of(raw: psycopg.Connection[Any]) -> int:
    """Return the number of the server's process that answers a connection."""
    if raw not in _processes:
        with psycopg.Cursor(raw) as cursor:
            row = cursor.execute("SELECT pg_backend_pid()").fetchone()
        _processes[raw] = int(row[0]) if row else 0
    return _processes[raw]
