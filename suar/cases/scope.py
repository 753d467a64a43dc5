"""Which cases and referrals an actor may open: the grant ledger, applied to this package.

A case opens to its worker and, through the unit's line, to whoever answers for the unit: the
ledger gives that line to nobody else, so that colleagues do not read each other's cases. A
referral opens to the sender by its case and to the receiver by its own subject alone.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

import suar.policy as policy
import suar.vault as vault
from suar.cases.models import Case, CaseRow, Referral
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.policy import Ground, Part, Permission

R = TypeVar("R", bound=CaseRow)
RARE = (Ground.BREAK_GLASS.value, Ground.OVERSIGHT.value)  # lines on a case beside its assignment


def visible_to(actor: Actor, at: datetime) -> QuerySet[Case]:
    """Return the cases that are open to the actor now."""
    lines = policy.open_grants(actor, at, Part.CASE)
    mine = Case.objects.filter(organisation_id=actor.organisation_id)
    return mine.filter(Exists(lines.filter(subject_id=OuterRef("subject_id"))))


def listed_to(actor: Actor, at: datetime) -> QuerySet[Case]:
    """Return the same cases, asked for from where they lie: for lists and counts.

    The ledger decides. But a line on a case rests on its assignment, so that the case itself names
    the worker and the unit, or else on a rare ground: from there the database finds a worker's
    cases without walking those of the whole organisation.
    """
    rare = policy.open_grants(actor, at, Part.CASE).filter(ground__in=RARE)
    near = Q(worker_id=actor.user_id) | Q(subject_id__in=rare.values("subject_id"))
    if actor.may(Permission.CASE_ASSIGN):
        near |= Q(unit_id__in=actor.units_where(Permission.CASE_ASSIGN))
    return visible_to(actor, at).filter(near)


def get(case_id: UUID, actor: Actor, at: datetime) -> Case:
    """Return one case; absent and closed to the actor answer alike."""
    found = (
        visible_to(actor, at)
        .filter(pk=case_id)
        .select_related("person", "unit", "worker", "organisation")
        .first()
    )
    if found is None:
        raise Problem.not_found()
    return found


def for_change(case_id: UUID, actor: Actor, at: datetime) -> Case:
    """Return one case and hold it until the transaction ends, so that two saves queue up.

    The person's row comes first, as it does in her erasure: everybody who writes of her waits in
    one line and in the same order. Raises ``Problem``: not found; erased while we waited.
    """
    found = get(case_id, actor, at)
    vault.lock_living(found.subject_id)
    Case.objects.select_for_update().only("id").get(pk=found.pk)
    found.refresh_from_db()
    return found


def row(model: type[R], row_id: UUID, case: Case) -> R:
    """Return a row of a case that was already found in scope."""
    manager: Any = model._default_manager
    found: R | None = manager.filter(pk=row_id, case=case).first()
    if found is None:
        raise Problem.not_found()
    return found


def sent_by(actor: Actor, at: datetime) -> QuerySet[Referral]:
    """Return the referrals of the cases that are open to the actor."""
    here = Referral.objects.filter(organisation_id=actor.organisation_id)
    return here.filter(Exists(visible_to(actor, at).filter(pk=OuterRef("case_id"))))


def sent_to(actor: Actor, at: datetime) -> QuerySet[Referral]:
    """Return the referrals that were sent to the actor's organisation and are still open to it."""
    here = Referral.objects.filter(receiver_id=actor.organisation_id)
    found: QuerySet[Referral] = policy.visible(here, actor, at, Part.LETTER)
    return found


def is_open(record_id: UUID, actor: Actor, at: datetime) -> bool:
    """Say whether a case, or a referral on either side, is open: then she may keep drafts of it.

    Holds the person's row, so that an erasure finds what is kept now.
    """
    rows: tuple[QuerySet[Any], ...] = (
        visible_to(actor, at),
        sent_by(actor, at),
        sent_to(actor, at),
    )
    found = (row.filter(pk=record_id).values_list("subject_id", flat=True).first() for row in rows)
    return bool(vault.lock_those_living(subject for subject in found if subject is not None))


def outgoing(referral_id: UUID, actor: Actor, at: datetime) -> Referral:
    """Return one referral on the sender's side."""
    return _one(sent_by(actor, at), referral_id)


def incoming(referral_id: UUID, actor: Actor, at: datetime) -> Referral:
    """Return one referral on the receiver's side."""
    return _one(sent_to(actor, at), referral_id)


def outgoing_for_change(referral_id: UUID, actor: Actor, at: datetime) -> Referral:
    """Return the same as ``outgoing``, held like a case in ``for_change``."""
    return _held(sent_by(actor, at), referral_id)


def incoming_for_change(referral_id: UUID, actor: Actor, at: datetime) -> Referral:
    """Return the same as ``incoming``, held; the person's row is the sender's."""
    return _held(sent_to(actor, at), referral_id)


def _held(rows: QuerySet[Referral], referral_id: UUID) -> Referral:
    """Hold the person, then the referral; asked again, for the access may end while we wait."""
    vault.lock_living(_one(rows, referral_id).subject_id)
    return _one(rows.select_for_update(of=("self",)), referral_id)


def _one(rows: QuerySet[Referral], referral_id: UUID) -> Referral:
    found = rows.filter(pk=referral_id).select_related("receiver", "organisation").first()
    if found is None:
        raise Problem.not_found()
    return found
