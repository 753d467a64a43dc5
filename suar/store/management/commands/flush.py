"""Django's ``flush``, run as the role that owns the tables; only tests have a use for it."""

from __future__ import annotations

from typing import Any

from django.core.management.commands import flush

from suar.store.postgresql.roles import as_owner


class Command(flush.Command):
    """Empty all tables."""

    def handle(self, **options: Any) -> None:
        """Run Django's command as the owner."""
        with as_owner():
            super().handle(**options)
