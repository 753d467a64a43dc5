"""Which reports a seat sees: those that a grant opens to it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from suar import policy
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def visible_to(actor: Actor, at: datetime) -> QuerySet[Report]:
    """Return the reports of the actor's organisation that are open to the actor."""
    ours = Report.objects.filter(organisation_id=actor.organisation_id)
    return policy.visible(ours, actor, at, policy.Part.CASE)


def get(report_id: UUID, actor: Actor, at: datetime, *, lock: bool = False) -> Report:
    """Return one report, or answer as if there were none."""
    rows = visible_to(actor, at)
    row = (rows.select_for_update() if lock else rows).filter(pk=report_id).first()
    if row is None:
        raise Problem.not_found()
    return row
