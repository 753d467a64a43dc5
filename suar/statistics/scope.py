"""Which estimates a seat sees: those at work on them all of the house's, readers what was let out.

Estimates tell of no person, so no grant stands before them: organisation and permission do.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.policy import Permission
from suar.statistics.codes import FOR_READERS, State
from suar.statistics.models import Estimate


def works_on_estimates(actor: Actor) -> bool:
    """Say whether the seat makes or approves estimates; others read what was published."""
    return actor.may(Permission.ESTIMATE_MAKE) or actor.may(Permission.ESTIMATE_APPROVE)


def sees_counts(actor: Actor) -> bool:
    """Say whether the seat is of the operational audience: exact counts, small ones too."""
    return actor.may(Permission.STATISTICS_INPUT)


def visible_to(actor: Actor) -> QuerySet[Estimate]:
    """Return the estimates of the actor's organisation that are open to the seat."""
    rows = Estimate.objects.filter(organisation_id=actor.organisation_id)
    if works_on_estimates(actor):
        return rows.exclude(state=State.DISCARDED.value)
    return rows.filter(state__in=[state.value for state in FOR_READERS])


def get(estimate_id: UUID, actor: Actor, *, lock: bool = False) -> Estimate:
    """Return one estimate, or answer as if there were none."""
    rows = visible_to(actor)
    row = (rows.select_for_update() if lock else rows).filter(pk=estimate_id).first()
    if row is None:
        raise Problem.not_found()
    return row
