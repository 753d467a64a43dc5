"""Whose tasks an actor sees: her own, those of her units and roles, and those of her team.

A task for a role is for its holders alone. Some of them speak of what the rest of the house is not
to know (a wish to erase, a legal hold): whoever leads a team does not reach them by leading.
"""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from suar.agenda.codes import State
from suar.agenda.models import Task
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.policy import Permission


def mine(actor: Actor, *, still_open: bool = False) -> QuerySet[Task]:
    """Return the tasks given to the actor, to one of her units, or to a role that she holds.

    A task for a role in a unit is for whoever holds the role there.
    """
    return _any_of(
        actor,
        still_open,
        Q(user_id=actor.user_id),
        *(
            Q(unit_id__in=units) & (Q(role="") | Q(role__in=list(roles)))
            for roles, units in actor.units_by_roles().items()
        ),
        Q(role__in=list(actor.roles), user_id__isnull=True, unit__isnull=True),
    )


def team(actor: Actor, colleagues: frozenset[UUID], *, still_open: bool = False) -> QuerySet[Task]:
    """Return the tasks of the units that the actor leads and of the people in them.

    ``colleagues`` are the users of those units. A seat in the whole organisation (no unit) sees
    all its tasks. Tasks that went up to the office's level are seen by every supervisor. Those of
    a role are among them only where the actor holds it.
    """
    if not actor.may(Permission.TASK_TEAM):
        return Task.objects.none()
    if not actor.unit_ids:
        return _any_of(actor, still_open, Q(role="") | Q(role__in=list(actor.roles)))
    led = actor.units_where(Permission.TASK_TEAM)
    return _any_of(
        actor,
        still_open,
        Q(unit_id__in=led, role=""),
        *(
            Q(unit_id__in=led.intersection(units), role__in=list(roles))
            for roles, units in actor.units_by_roles().items()
        ),
        Q(user_id__in=colleagues),
        Q(level__gte=2, role=""),
        Q(role__in=list(actor.roles), user_id__isnull=True, unit__isnull=True),
    )


def _any_of(actor: Actor, still_open: bool, *reached: Q) -> QuerySet[Task]:
    """Return what any condition reaches in the organisation.

    Organisation and state stand inside each, so that the database finds each by an index of its
    own instead of walking all that is open in the organisation.
    """
    here = Q(organisation_id=actor.organisation_id)
    if still_open:
        here &= Q(state=State.OPEN.value)
    found = Q()
    for condition in reached:
        found |= here & condition
    return Task.objects.filter(found)


def get(task_id: UUID, actor: Actor, colleagues: frozenset[UUID] = frozenset()) -> Task:
    """Return one task that is the actor's or her team's; raises ``Problem`` (not found)."""
    both = mine(actor).filter(pk=task_id).first() or team(actor, colleagues).filter(
        pk=task_id
    ).first()  # fmt: skip
    if both is None:
        raise Problem.not_found()
    return both
