"""The second person's answer on roles that rest."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.accounts import resting, rules, scope
from suar.accounts.actions import people, signing
from suar.accounts.codes import Ending
from suar.accounts.models import Membership, User
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.policy import Permission
from suar.store.work import act


@act
def confirm(*, user_id: UUID, by: Actor, at: datetime) -> User:
    """Say, as a second person, that this is the colleague and that she is to hold the roles."""
    user, rows = _asked(user_id, by)
    resting.lift(rows, user, by=by, at=at, second=by.user_id)
    return user


@act
def decline(*, user_id: UUID, by: Actor, at: datetime) -> User:
    """Say that it is not: the roles that waited end, and so do the person's sessions here."""
    user, rows = _asked(user_id, by)
    for row in rows:
        row.ended_at, row.ended_by = at, by.user_id
        row.save_change(expected=row.version, fields=["ended_at", "ended_by"])
        facts = {"role": row.role, "user": user.pk}
        audit.record(by, "role.declined", row, at=at, facts=facts)
    signing.end_all_of(user, at, Ending.SEAT_ENDED, organisation_id=by.organisation_id)
    people.shut_out_if_last(user, by, at)
    resting.settled(user, by.organisation_id, by=by, at=at)
    return user


def _asked(user_id: UUID, by: Actor) -> tuple[User, list[Membership]]:
    policy.require(by, Permission.ROLE_CONFIRM)
    user = scope.person(user_id, by)
    rows = list(resting.waiting(user.pk, by.organisation_id).select_for_update())
    reasons = rules.why_not_confirm(
        by=by.user_id, user=user.pk, asked_by=resting.asked_by(rows, user), waits=bool(rows)
    )
    if reasons:
        raise Problem.refused(reasons)
    return user, rows
