"""Giving, ending and reading grants."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet

from suar import audit
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.policy import decide
from suar.policy.models import Grant, Ground, Part
from suar.policy.permissions import Permission
from suar.store.work import act

# A referral is sent to an organisation and opened by whoever answers referrals there: its other
# people neither find it nor read its letter by the address.
REFERRED = (Ground.REFERRAL_SENT.value, Ground.REFERRAL_ACCEPTED.value)
ANSWERING = (Permission.REFERRAL_RECEIVE, Permission.REFERRAL_ACCEPT, Permission.SERVICE_REPORT)


@act
def grant(
    *,
    ground: Ground,
    subjects: Iterable[UUID],
    parts: Iterable[Part | str],
    rests_on: UUID,
    by: Actor,
    at: datetime,
    to_user: UUID | None = None,
    to_unit: UUID | None = None,
    to_organisation: UUID | None = None,
    consent: UUID | None = None,
    ends_at: datetime | None = None,
    organisation_id: UUID | None = None,
) -> list[Grant]:
    """Open parts of subjects to exactly one user, unit or organisation.

    Giving the same again while it is open changes nothing. ``consent`` is the consent or ground
    line on which it rests: ending that line ends the grant.
    """
    to: dict[str, Any] = {
        "to_user": to_user, "to_unit": to_unit, "to_organisation": to_organisation,
    }  # fmt: skip
    chosen = sorted({Part(p).value for p in parts})
    owner = organisation_id or by.organisation_id
    given: list[Grant] = []
    for subject_id in sorted(set(subjects)):
        line: dict[str, Any] = {
            "subject_id": subject_id, "ground": Ground(ground).value, "rests_on": rests_on,
            "parts": f" {' '.join(chosen)} ", "consent_id": consent, **to,
        }  # fmt: skip
        if Grant.objects.filter(_open_at(at), **line).exists():
            continue
        row = Grant(
            id=new_id(), organisation_id=owner, made_at=at, made_by=by.user_id, starts_at=at,
            ends_at=ends_at, **line,
        )  # fmt: skip
        given.append(row)
    Grant.objects.bulk_create(given)
    for row in given:
        audit.record(by, "grant.given", row, at=at, facts={"ground": row.ground})
    return given


@act
def end_grants(
    *,
    by: Actor,
    at: datetime,
    why: str,
    rests_on: UUID | None = None,
    consent: UUID | None = None,
    subjects: Iterable[UUID] | None = None,
    to_user: UUID | None = None,
    ground: Ground | None = None,
    organisation_id: UUID | None = None,
) -> int:
    """End every grant that stands and matches all the given marks; return how many.

    Also one that begins later than ``at``: it was given while this waited for its turn. The lines
    are held in the order of their ids, so that two who end some of the same never block each other.
    ``organisation_id`` keeps to grants on what that organisation owns: somebody who leaves one
    organisation keeps what another gave.
    """
    marks: dict[str, Any] = {}
    if rests_on is not None:
        marks["rests_on"] = rests_on
    if consent is not None:
        marks["consent_id"] = consent
    if subjects is not None:
        marks["subject_id__in"] = list(subjects)
    if to_user is not None:
        marks["to_user"] = to_user
    if not marks:
        raise TypeError("say which grants end")
    if ground is not None:
        marks["ground"] = Ground(ground).value
    if organisation_id is not None:
        marks["organisation_id"] = organisation_id
    standing = Grant.objects.filter(_not_over(at), **marks).select_for_update().order_by("pk")
    ending = list(standing.only("id", "organisation_id", "subject_id", "ground"))
    chosen = Grant.objects.filter(pk__in=[row.pk for row in ending])
    changed = chosen.update(ended_at=at, ended_by=by.user_id, end_reason=why)
    for row in ending:
        audit.record(by, "grant.ended", row, at=at, facts={"why": why, "ground": row.ground})
    return changed


def end_for_erased(subjects: tuple[UUID, ...], by: Actor, at: datetime) -> None:
    """Fill ``vault.slots.on_erase``: what is erased is open to nobody any more."""
    end_grants(subjects=subjects, by=by, at=at, why="erased")


def open_grants(actor: Actor, at: datetime, part: Part | str | None = None) -> QuerySet[Grant]:
    """Return the grants that open something to the actor now: her user, units, organisation.

    Lines on the ground of the unit count for seats that answer for it (``CASE_ASSIGN`` there), and
    lines of a referral for seats that answer referrals.
    """
    ours = Q(to_organisation=actor.organisation_id)
    if not any(actor.may(permission) for permission in ANSWERING):
        ours &= ~Q(ground__in=REFERRED)
    # A grant to a user holds in the seat for which it was given: the same person may sit in two
    # organisations, and what one opened must not follow her to the other. A line is given to
    # exactly one (a CHECK), so each way says all that it needs and is found by an index of its own.
    owned = Q(organisation_id=actor.organisation_id)
    reaching = owned & Q(to_user=actor.user_id) | ours
    # The unit's line is for whoever answers for the unit. Its other people keep to their own
    # cases: neither the person nor a letter nor a file opens to them by it. What the desk took in
    # is for those who sit at the desk of that very unit.
    leads = actor.units_where(Permission.CASE_ASSIGN)
    if leads:
        reaching |= owned & Q(to_unit__in=leads)
    if desks := decide.desks_of(actor) - leads:
        reaching |= owned & Q(to_unit__in=desks) & ~Q(ground=Ground.UNIT)
    found = Grant.objects.filter(reaching, _open_at(at))
    return found if part is None else found.filter(parts__contains=f" {Part(part).value} ")


def open_subjects(
    actor: Actor, at: datetime, part: Part | str | None = None
) -> QuerySet[Grant, UUID]:
    """Return the ids of subjects that are open to the actor, as a subquery for ``scope.py``."""
    return open_grants(actor, at, part).values_list("subject_id", flat=True)


def may_open(
    actor: Actor, subjects: frozenset[UUID], at: datetime, part: Part | str | None
) -> frozenset[UUID]:
    """Return those of the subjects of which an open grant opens the part: the vault's slot."""
    found = open_grants(actor, at, part).filter(subject_id__in=subjects)
    return frozenset(found.values_list("subject_id", flat=True))


def who_can_see(subjects: Iterable[UUID], at: datetime) -> QuerySet[Grant]:
    """Return the open lines on any of the subjects: "who can see this"."""
    return Grant.objects.filter(_open_at(at), subject_id__in=list(subjects)).order_by(
        "starts_at", "id"
    )


def visible(
    rows: QuerySet[Any], actor: Actor, at: datetime, part: Part | str | None = None
) -> QuerySet[Any]:
    """Keep the rows whose subject is open to the actor. Each context's ``scope.py`` calls this."""
    lines = open_grants(actor, at, part).filter(subject_id=models.OuterRef("subject_id"))
    return rows.filter(models.Exists(lines))


def _open_at(at: datetime) -> Q:
    return Q(starts_at__lte=at) & _not_over(at)


def _not_over(at: datetime) -> Q:
    return (Q(ends_at__isnull=True) | Q(ends_at__gt=at)) & (
        Q(ended_at__isnull=True) | Q(ended_at__gt=at)
    )
