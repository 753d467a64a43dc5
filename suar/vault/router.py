"""Keys live in a database of their own: its tables go there, and nothing else does."""

from __future__ import annotations

from typing import Any

KEYS = "keys"
KEY_MODELS = frozenset({"wrappedkey", "searchkey"})


class KeysRouter:
    """Send the vault's key tables to ``keys`` and everything else to ``default``."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        """Return the database of a model."""
        return KEYS if _is_key(model._meta.app_label, model._meta.model_name) else "default"

    db_for_write = db_for_read

    def allow_relation(self, first: Any, second: Any, **hints: Any) -> bool | None:
        """Keys relate to nothing by foreign key."""
        return None

    def allow_migrate(
        self, db: str, app_label: str, model_name: str | None = None, **hints: Any
    ) -> bool:
        """Keep each table in its own database."""
        if hints.get("target_db"):
            return bool(hints["target_db"] == db)
        if model_name is None:
            return db == "default"
        return (db == KEYS) == _is_key(app_label, model_name)


def _is_key(app_label: str, model_name: str) -> bool:
    return app_label == "vault" and model_name.lower() in KEY_MODELS
