"""Django's ``migrate``, run as the role that owns the tables."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import migrate

from suar.store.postgresql.roles import as_owner

KEYS, VAULT = "keys", "vault"  # as the vault's router says; it stands above this package


class Command(migrate.Command):
    """Bring the tables up to date."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Run Django's command as the owner; in the keys' database for the vault's tables alone.

        No other app has a table there, and replaying all their migrations takes many seconds.
        """
        if options.get("database") == KEYS and not options.get("app_label"):
            options["app_label"] = VAULT
            options["run_syncdb"] = False  # asked for by test databases; the vault has migrations
        with as_owner():
            super().handle(*args, **options)
