"""The mechanism: what a seat may do, as pure functions on permissions and grants."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.policy.permissions import Permission


@dataclass(frozen=True, slots=True)
class GrantFacts:
    """One line of the ledger, as far as a decision needs it."""

    subject_id: UUID
    to_user: UUID | None
    to_unit: UUID | None
    to_organisation: UUID | None
    parts: frozenset[str]
    starts_at: datetime
    ends_at: datetime | None
    ended_at: datetime | None
    for_unit: bool = False  # rests on the ground of the unit


def is_open(grant: GrantFacts, at: datetime) -> bool:
    """Say whether the grant opens anything at that moment."""
    if grant.ended_at is not None and grant.ended_at <= at:
        return False
    if grant.ends_at is not None and grant.ends_at <= at:
        return False
    return grant.starts_at <= at


def reaches(grant: GrantFacts, actor: Actor) -> bool:
    """Say whether the grant was given to this seat: its user, a unit, its organisation.

    A line on the ground of the unit is for seats that answer for the unit (``CASE_ASSIGN``); its
    other people keep to their own cases. Any other line of a unit is for its desk, too.
    ``ledger.open_grants`` says the same in SQL.
    """
    leads = actor.units_where(Permission.CASE_ASSIGN)
    return (
        grant.to_user == actor.user_id
        or grant.to_unit in (leads if grant.for_unit else leads | desks_of(actor))
        or (grant.to_organisation is not None and grant.to_organisation == actor.organisation_id)
    )


def desks_of(actor: Actor) -> frozenset[UUID]:
    """Return the units at whose desk the seat takes or reads reports."""
    return actor.units_where(Permission.REPORT_TAKE) | actor.units_where(Permission.REPORT_VIEW)


def opens(
    grants: Iterable[GrantFacts], actor: Actor, subject_id: UUID, part: str, at: datetime
) -> bool:
    """Say whether any grant opens one part of one subject to the actor."""
    return any(
        g.subject_id == subject_id and part in g.parts and reaches(g, actor) and is_open(g, at)
        for g in grants
    )


def require(by: Actor, permission: Permission) -> None:
    """Refuse unless the seat holds the permission and has given what its role demands."""
    if not by.assured or not by.may(permission):
        raise Problem.forbidden()


def require_in(by: Actor, permission: Permission, unit_id: UUID | None) -> None:
    """Refuse unless the seat holds the permission in the unit of the row, once the row is found.

    Whoever answers for another unit decides nothing in this one; a row without a unit asks nothing
    more than ``require`` did.
    """
    if not by.may(permission, unit_id):
        raise Problem.forbidden()
