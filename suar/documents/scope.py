"""Which letters an actor sees: an open grant on the letter's subject that opens its part."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from suar import policy
from suar.documents.models import IssuedLetter
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def visible_to(actor: Actor, at: datetime) -> QuerySet[IssuedLetter]:
    """Return the letters that the actor may open.

    A letter that another organisation sent opens to the seats that answer referrals, not to
    everybody in the house.
    """
    reach: Any = Q(pk__in=[])
    for part in policy.Part:
        lines = policy.open_grants(actor, at, part).filter(subject_id=OuterRef("subject_id"))
        reach |= Q(part=part.value) & Exists(lines)
    found = IssuedLetter.objects.filter(reach)
    if not actor.may(policy.Permission.REFERRAL_RECEIVE):
        found = found.filter(organisation_id=actor.organisation_id)
    return found


def get(letter_id: UUID, actor: Actor, at: datetime) -> IssuedLetter:
    """Return one letter; raises ``Problem`` (not found) for absent and foreign alike."""
    found = visible_to(actor, at).filter(pk=letter_id).first()
    if found is None:
        raise Problem.not_found()
    return found


def register_of(actor: Actor) -> QuerySet[IssuedLetter]:
    """Return the organisation's register: numbers, kinds and dates; nothing of a person."""
    return IssuedLetter.objects.filter(organisation_id=actor.organisation_id)
