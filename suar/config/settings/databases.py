"""The two databases, as Django wants them told: SQLite files or PostgreSQL.

What makes SQLite durable and forgetful (write-ahead log, synchronous, secure_delete, the keys
without a log) is the backend's own: see ``suar.store.sqlite``.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from suar.store.postgresql import APP_ROLE


def sqlite(path: Path) -> dict[str, Any]:
    """Return the settings of one SQLite file."""
    return {
        "ENGINE": "suar.store.sqlite",
        "NAME": path,
        "ATOMIC_REQUESTS": False,
        # The last one to close the file empties the log and deletes it: not after every request.
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds, in the queue of writers
        },
    }


def sqlite_pair(directory: Path) -> dict[str, dict[str, Any]]:
    """Return both databases as files of one directory."""
    return {
        "default": sqlite(directory / "suar.sqlite3"),
        "keys": sqlite(directory / "keys.sqlite3"),
    }


def from_url(url: str, *, password: str = "", app_role: str = APP_ROLE) -> dict[str, Any]:
    """Return the settings for ``sqlite:///path`` or ``postgresql://user:password@host:port/name``.

    ``password`` (read from a file) wins over the one in the address. ``app_role`` is the role that
    each connection of PostgreSQL assumes; empty for the login's own. Raises ``ValueError``.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        path = Path(unquote(parts.path))
        if not parts.path or parts.netloc or not path.is_absolute():
            raise ValueError("sqlite:///absolute/path")
        return sqlite(path)
    if parts.scheme in {"postgres", "postgresql"} and parts.path.strip("/"):
        return {
            "ENGINE": "suar.store.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": password or unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "ATOMIC_REQUESTS": False,
            "CONN_HEALTH_CHECKS": True,
            # the login owns the tables; each connection works as a role that owns none
            "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}, "app_role": app_role},
        }
    raise ValueError("postgresql://user@host:port/name")
