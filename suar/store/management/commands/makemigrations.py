"""Django's ``makemigrations``; the first one of an app is folded (``suar.store.folding``)."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import makemigrations

from suar.store.folding import folded


class Command(makemigrations.Command):
    """Write what has changed in the models."""

    def write_migration_files(self, changes: Any, *args: Any, **kwargs: Any) -> None:
        """Fold first migrations before they are written."""
        for app_label, migrations in changes.items():
            for migration in migrations:
                if migration.initial:
                    migration.operations = folded(migration.operations, app_label)
        super().write_migration_files(changes, *args, **kwargs)
