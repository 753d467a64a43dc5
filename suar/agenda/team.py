"""Who works together: the people of an actor's units, for team lists and for giving tasks away."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from suar.accounts.models import Membership
from suar.kit.actor import Actor
from suar.policy import Permission, Role, permissions_of


def colleagues(actor: Actor, at: datetime) -> frozenset[UUID]:
    """Return the users with an open seat in a unit that the actor leads (all where she has none).

    Who leads none of her units has no team.
    """
    return frozenset(_seats(actor, at).values_list("user_id", flat=True))


def may_take_tasks(actor: Actor, at: datetime, *, role: str = "") -> list[tuple[UUID, str]]:
    """Return id and name of those colleagues whose role sees tasks, by name.

    ``role``: of the task; what is given to a role goes on to others who hold it, to nobody else.
    """
    able = [one.value for one in Role if Permission.TASK_VIEW in permissions_of([one])]
    able = [code for code in able if code == role] if role else able
    rows = _seats(actor, at).filter(role__in=able).values_list("user_id", "user__name")
    return sorted(set(rows), key=lambda pair: (pair[1].casefold(), str(pair[0])))


def _seats(actor: Actor, at: datetime) -> QuerySet[Membership]:
    seats = Membership.objects.all().open_at(at).filter(organisation_id=actor.organisation_id)
    led = actor.units_where(Permission.TASK_TEAM)
    return seats.filter(unit_id__in=led) if actor.unit_ids else seats
