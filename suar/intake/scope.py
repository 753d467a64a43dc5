"""Which reports a seat sees: those that a grant opens to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from suar import policy, vault
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def visible_to(actor: Actor, at: datetime) -> QuerySet[Report]:
    """Return the reports of the actor's organisation that are open to the actor."""
    ours = Report.objects.filter(organisation_id=actor.organisation_id)
    return policy.visible(ours, actor, at, policy.Part.CASE)


def get(report_id: UUID, actor: Actor, at: datetime) -> Report:
    """Return one report, or answer as if there were none."""
    return _one(visible_to(actor, at), report_id)


def for_change(report_id: UUID, actor: Actor, at: datetime) -> Report:
    """Return the same and hold it until the transaction ends; its subject first, as an erasure.

    Raises ``Problem``: not found; erased while we waited.
    """
    rows = visible_to(actor, at)
    vault.lock_living(_one(rows, report_id).subject_id)
    return _one(rows.select_for_update(), report_id)


def _one(rows: QuerySet[Report], report_id: UUID) -> Report:
    row = rows.filter(pk=report_id).first()
    if row is None:
        raise Problem.not_found()
    return row
