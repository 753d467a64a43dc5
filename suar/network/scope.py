"""Who may see and keep what in the network: the directory is shared, each keeps its own."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet

from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.network.models import Agreement, Organisation, OwnedRow, ServiceOffer, Unit

R = TypeVar("R", bound=OwnedRow)


def organisations() -> QuerySet[Organisation]:
    """Return every open organisation of the installation: the directory is shared."""
    return Organisation.objects.filter(closed_on__isnull=True)


def offers() -> QuerySet[ServiceOffer]:
    """Return every open entry of the directory, of open organisations and units."""
    return ServiceOffer.objects.filter(
        Q(unit__isnull=True) | Q(unit__closed_on__isnull=True),
        closed_on__isnull=True,
        organisation__closed_on__isnull=True,
    ).select_related("organisation", "unit")


def agreements(actor: Actor) -> QuerySet[Agreement]:
    """Return the agreements that the actor's organisation is a side of."""
    mine = Q(organisation_id=actor.organisation_id) | Q(partner_id=actor.organisation_id)
    return Agreement.objects.filter(mine).select_related("organisation", "partner")


def units(actor: Actor) -> QuerySet[Unit]:
    """Return the units of the actor's organisation, closed ones too."""
    return Unit.objects.filter(organisation_id=actor.organisation_id)


def selectable_units(actor: Actor, keep: UUID | None = None) -> QuerySet[Unit]:
    """Return the open units of the own organisation, and the one that a row already names."""
    return units(actor).filter(Q(closed_on__isnull=True) | Q(pk=keep))


def is_open(offer_id: UUID, actor: Actor, _at: datetime) -> bool:
    """Say whether an entry of the directory is the actor's own: then she may keep drafts of it."""
    mine = ServiceOffer.objects.filter(organisation_id=actor.organisation_id)
    return mine.filter(pk=offer_id).exists()


def own_organisation(actor: Actor) -> Organisation:
    """Return the actor's organisation; raises ``Problem`` (not found)."""
    found = Organisation.objects.filter(pk=actor.organisation_id).first()
    if found is None:
        raise Problem.not_found()
    return found


def own(model: type[R], row_id: UUID, actor: Actor) -> R:
    """Return a row of the actor's organisation by its address; else not found."""
    found: R | None = model._default_manager.filter(
        pk=row_id, organisation_id=actor.organisation_id
    ).first()
    if found is None:
        raise Problem.not_found()
    return found


def offer(row_id: UUID) -> ServiceOffer:
    """Return an open entry of the directory by its address; else not found."""
    found = offers().filter(pk=row_id).first()
    if found is None:
        raise Problem.not_found()
    return found
