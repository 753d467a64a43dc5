"""Which persons an actor may open: the grant ledger, applied to this package."""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

import suar.policy as policy
import suar.vault as vault
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.people.models import ListRow, Person
from suar.policy import Part

L = TypeVar("L", bound=ListRow)


def visible_to(actor: Actor, at: datetime, part: Part | str | None = None) -> QuerySet[Person]:
    """Return the persons of whom any part (or the given one) is open to the actor now."""
    people = Person.objects.filter(erased_at__isnull=True)
    found: QuerySet[Person] = policy.visible(people, actor, at, part)
    return found


def get(
    person_id: UUID, actor: Actor, at: datetime, part: Part | str | None = Part.IDENTITY
) -> Person:
    """Return one person of whom the part is open; absent and closed answer alike."""
    found = visible_to(actor, at, part).filter(pk=person_id).select_related("unit").first()
    if found is None:
        raise Problem.not_found()
    return found


def for_change(
    person_id: UUID, actor: Actor, at: datetime, part: Part | str | None = Part.IDENTITY
) -> Person:
    """Return the same as ``get`` and hold the person until the transaction ends.

    Her erasure waits for what is written now, or has come first. Raises ``Problem``: not found;
    erased while we waited.
    """
    found = get(person_id, actor, at, part)
    vault.lock_living(found.subject_id)
    found.refresh_from_db()
    return found


def is_open(person_id: UUID, actor: Actor, at: datetime) -> bool:
    """Say whether any part of a person is open to the actor now: then she may keep drafts of it.

    Holds the person, so that an erasure finds what is kept now.
    """
    found = visible_to(actor, at).filter(pk=person_id).values_list("subject_id", flat=True)
    return bool(vault.lock_those_living(found))


def entry(model: type[L], person: Person, row_id: UUID) -> L:
    """Return one entry of a list of a person who was already found in scope."""
    manager: Any = model._base_manager
    found: L | None = manager.filter(person=person, pk=row_id).first()
    if found is None:
        raise Problem.not_found()
    return found


def in_own_organisation(actor: Actor) -> QuerySet[Person]:
    """Return all persons of the actor's organisation: for search before create, codes only."""
    return Person.objects.filter(organisation_id=actor.organisation_id, erased_at__isnull=True)
