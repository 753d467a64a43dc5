"""A notice is seen by the one to whom it was given, in the seat for which it was given."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.notices.models import Notice


def visible_to(actor: Actor) -> QuerySet[Notice]:
    """Return the actor's own notices."""
    return Notice.objects.filter(organisation_id=actor.organisation_id, user_id=actor.user_id)


def get(notice_id: UUID, actor: Actor) -> Notice:
    """Return one notice; raises ``Problem`` (not found)."""
    found = visible_to(actor).filter(pk=notice_id).first()
    if found is None:
        raise Problem.not_found()
    return found
