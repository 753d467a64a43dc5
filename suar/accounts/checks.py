"""System checks of the accounts: what production must not be."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import DatabaseError, connection

from suar.store.installation import is_demo


@register(Tags.database)
def no_demo_in_earnest(databases: Any = None, **_kwargs: Any) -> list[CheckMessage]:
    """Refuse a database that the demonstration made where the settings do not allow one."""
    if settings.DEMO_ALLOWED or "default" not in (databases or []):
        return []
    try:
        if "store_installationmark" not in connection.introspection.table_names():
            return []
        marked = is_demo()
    except DatabaseError:
        return []  # an unreachable database is told by others
    if not marked:
        return []
    return [
        Error(
            "This database was made by the demonstration; these settings do not serve it.",
            hint="Start with an empty database: `suar doctor` says which one is configured.",
            id="accounts.E001",
        )
    ]


@register()
def hashing_is_capped(**_kwargs: Any) -> list[CheckMessage]:
    """Refuse a cap that lets nobody in."""
    if settings.ACCOUNTS_HASHING_AT_ONCE >= 1:
        return []
    return [Error("ACCOUNTS_HASHING_AT_ONCE must be at least 1.", id="accounts.E002")]
