"""Our SQLite backend with one line undone."""

from __future__ import annotations

from typing import Any

from suar.store.sqlite import base


class DatabaseWrapper(base.DatabaseWrapper):
    """Acknowledges what is not on the disk yet."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection
