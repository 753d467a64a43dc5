"""Policies of the database opened one at a time (PostgreSQL)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from suar.policy import rls
from suar.store.postgresql import roles

CLAUSES = {
    "read": "USING (true)",
    "add": "WITH CHECK (true)",
    "change": "USING (true) WITH CHECK (true)",
    "remove": "USING (true)",
}


@dataclass(frozen=True)
class Policy:
    """One policy of one table."""

    model: Any
    form: str
    verb: str

    @property
    def name(self) -> str:
        return f"{self.model._meta.label}.{self.verb}"

    @property
    def keeps_somebody_out(self) -> bool:
        """Say whether the template writes anything but ``true`` for it."""
        reads, writes = rls.FORMS[self.form]
        return (reads if self.verb == "read" else writes) != "true"


def policies() -> list[Policy]:
    """Return every policy that keeps somebody out."""
    found = [Policy(m, f, verb) for m, f in rls.protected_models() for verb in CLAUSES]
    return [policy for policy in found if policy.keeps_somebody_out]


@contextmanager
def policy_gone(policy: Policy) -> Iterator[None]:
    """Let everybody through one policy inside the block; it is taken back with the savepoint."""
    point = transaction.savepoint()
    with roles.as_owner(), connection.cursor() as cursor:
        cursor.execute(
            f"ALTER POLICY suar_{policy.verb} ON {policy.model._meta.db_table} "
            f"{CLAUSES[policy.verb]}"
        )
    try:
        yield
    finally:
        transaction.savepoint_rollback(point)
