"""Whom an administrator sees: the people of the own organisation, and its links."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from suar.accounts.models import Invitation, Membership, User
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def people(by: Actor) -> QuerySet[User]:
    """Return the users who have, or had, a seat in the actor's organisation."""
    seats = Membership.objects.filter(user=OuterRef("pk"), organisation_id=by.organisation_id)
    return User.objects.filter(Exists(seats))


def person(user_id: UUID, by: Actor) -> User:
    """Return one of them; anybody else answers as absent."""
    found = people(by).filter(pk=user_id).first()
    if found is None:
        raise Problem.not_found()
    return found


def seat(membership_id: UUID, by: Actor) -> Membership:
    """Return one open seat of the actor's organisation."""
    found = Membership.objects.filter(
        pk=membership_id, organisation_id=by.organisation_id, ended_at__isnull=True
    ).first()
    if found is None:
        raise Problem.not_found()
    return found


def link(invitation_id: UUID, by: Actor) -> Invitation:
    """Return one link that the actor's organisation gave out."""
    found = Invitation.objects.filter(pk=invitation_id, organisation_id=by.organisation_id).first()
    if found is None:
        raise Problem.not_found()
    return found
