"""Setting a birth date aside: one person says why, a second one agrees."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import suar.policy as policy
from suar import audit
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.people import rules, scope
from suar.people.actions.lists import follow
from suar.people.models import BirthDate
from suar.policy import Part, Permission
from suar.store.work import act


@act
def mark_not_credible(
    *, person_id: UUID, row_id: UUID, reason: str, expected: int, by: Actor, at: datetime
) -> BirthDate:
    """Say why a birth date is not believed. It counts until a second person agrees."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, Part.IDENTITY)
    row = scope.entry(BirthDate, person, row_id)
    if reasons := rules.why_not_doubt(reason=reason, already=row.doubted_by is not None):
        raise Problem.refused(reasons)
    row.doubt_reason = reason.strip()
    row.doubted_by, row.doubted_at = by.user_id, at
    row.save_change(expected=expected)
    audit.record(by, "birthdate.doubted", row, at=at)
    return row


@act
def agree_not_credible(
    *, person_id: UUID, row_id: UUID, expected: int, by: Actor, at: datetime
) -> BirthDate:
    """Agree, as a second person, that a birth date is set aside; the age follows at once."""
    policy.require(by, Permission.STATUS_SECOND)
    person = scope.for_change(person_id, by, at, Part.IDENTITY)
    policy.require_in(by, Permission.STATUS_SECOND, person.unit_id)
    row = scope.entry(BirthDate, person, row_id)
    agreed = row.agreed_by is not None
    reasons = rules.why_not_agree(doubted_by=row.doubted_by, by=by.user_id, agreed=agreed)
    if reasons:
        raise Problem.refused(reasons)
    row.agreed_by, row.agreed_at = by.user_id, at
    row.save_change(expected=expected)
    follow(person, by, at)
    audit.record(by, "birthdate.set_aside", row, at=at)
    return row
