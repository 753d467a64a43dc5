"""What an administrator does with the people of the own organisation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import QuerySet

import suar.audit as audit
import suar.policy as policy
from suar.accounts import queries, resting, rules, scope, sheets, slots
from suar.accounts.actions import signing
from suar.accounts.actions.links import all_roles, own_unit
from suar.accounts.codes import Ending, News, UserState
from suar.accounts.models import CodeSheet, Membership, SheetCode, User
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import Permission, Role
from suar.store.models import replayed
from suar.store.work import act


@act
def give_roles(
    *,
    user_id: UUID,
    roles: Iterable[str],
    unit_id: UUID | None,
    by: Actor,
    at: datetime,
    ends_at: datetime | None = None,
) -> list[Membership]:
    """Give one of the own people further roles, in the organisation or in one unit."""
    policy.require(by, Permission.USER_MANAGE)
    user = scope.person(user_id, by)
    unit = own_unit(unit_id, by)
    asked = frozenset(roles)
    held = Membership.objects.filter(
        user=user, organisation_id=by.organisation_id, unit=unit, ended_at__isnull=True
    )
    facts = rules.SeatFacts(
        by_user=by.user_id,
        by_roles=by.roles,
        user=user.pk,
        roles=asked,
        held=frozenset(held.values_list("role", flat=True)),
    )
    if reasons := rules.why_not_give(facts, known=all_roles(), server=Role.SYSTEM_ADMIN.value):
        raise Problem.refused(reasons)
    given = [
        Membership.objects.create(
            id=new_id(), organisation_id=by.organisation_id, made_at=at, made_by=by.user_id,
            user=user, unit=unit, role=role, starts_at=at, ends_at=ends_at,
        )
        for role in sorted(asked)
    ]  # fmt: skip
    if user.state == UserState.LEFT:
        _set_state(user, UserState.ACTIVE)
    for row in given:
        audit.record(by, "role.given", row, at=at, facts={"role": row.role, "user": user.pk})
    resting.weigh_given(given, user, asked_by=by.user_id, by=by, at=at)
    return given


@act
def take_role(*, membership_id: UUID, by: Actor, at: datetime) -> Membership:
    """Take one role away; what rested on the person's last seat here ends with it."""
    policy.require(by, Permission.USER_MANAGE)
    row = scope.seat(membership_id, by)
    if reasons := rules.why_not_manage(by.user_id, row.user_id):
        raise Problem.refused(reasons)
    row.ended_at, row.ended_by = at, by.user_id
    row.save_change(expected=row.version, fields=["ended_at", "ended_by"])
    audit.record(by, "role.taken", row, at=at, facts={"role": row.role, "user": row.user_id})
    user = User.objects.get(pk=row.user_id)
    shut_out_if_last(user, by, at)
    if row.rests_since is not None:
        resting.settled(user, by.organisation_id, by=by, at=at)
    return row


@act
def suspend(*, user_id: UUID, by: Actor, at: datetime) -> User:
    """Suspend a person in the own organisation: sessions and grants end at once."""
    policy.require(by, Permission.USER_MANAGE)
    user = _other_person(user_id, by)
    if _open_here(user, by).filter(suspended_at__isnull=True).update(suspended_at=at) == 0:
        raise Problem.not_found()
    _shut_out(user, by, at, UserState.SUSPENDED)
    audit.record(by, "user.suspended", user, at=at, organisation_id=by.organisation_id)
    return user


@act
def restore(*, user_id: UUID, by: Actor, at: datetime) -> User:
    """Lift a suspension. What was open before stays ended: it is given anew where it is needed."""
    policy.require(by, Permission.USER_MANAGE)
    user = _other_person(user_id, by)
    if _open_here(user, by).filter(suspended_at__isnull=False).update(suspended_at=None) == 0:
        raise Problem.not_found()
    _set_state(user, UserState.ACTIVE)
    audit.record(by, "user.restored", user, at=at, organisation_id=by.organisation_id)
    return user


@act
def leave(*, user_id: UUID, by: Actor, at: datetime) -> User:
    """End all seats of a person who leaves the organisation."""
    policy.require(by, Permission.USER_MANAGE)
    user = _other_person(user_id, by)
    waited = resting.waiting(user.pk, by.organisation_id).exists()
    if _open_here(user, by).update(ended_at=at, ended_by=by.user_id) == 0:
        raise Problem.not_found()
    _shut_out(user, by, at, UserState.LEFT)
    audit.record(by, "user.left", user, at=at, organisation_id=by.organisation_id)
    if waited:
        resting.settled(user, by.organisation_id, by=by, at=at)
    return user


@act
def issue_sheet(
    *, sheet_id: UUID, user_id: UUID, by: Actor, at: datetime
) -> tuple[CodeSheet, list[tuple[int, str]]]:
    """Make a sheet of one-time codes for one of the own people; the sheet before it ends.

    The codes are returned once, to be printed and handed over in person. A repeated form returns
    the same sheet and no codes.
    """
    policy.require(by, Permission.USER_MANAGE)
    user = scope.person(user_id, by)
    elsewhere = queries.sits_elsewhere(user, by.organisation_id)
    if reasons := rules.why_not_hand_over(by.user_id, user.pk, elsewhere=elsewhere):
        raise Problem.refused(reasons)
    if done := replayed(CodeSheet, sheet_id, by, user_id=user.pk):
        return done, []
    CodeSheet.objects.filter(user=user, ended_at__isnull=True).update(ended_at=at)
    sheet = CodeSheet.objects.create(
        id=sheet_id,
        organisation_id=by.organisation_id,
        made_at=at,
        made_by=by.user_id,
        user=user,
    )
    codes = [(n, sheets.new_code()) for n in range(1, settings.ACCOUNTS_SHEET_CODES + 1)]
    SheetCode.objects.bulk_create(
        SheetCode(sheet=sheet, number=n, digest=sheets.digest(sheet.pk, n, code))
        for n, code in codes
    )
    audit.record(by, "sheet.issued", sheet, at=at, facts={"user": user.pk, "codes": len(codes)})
    slots.tell(News.SHEET_ISSUED, user, by, at)
    resting.weigh_sign_in(user, by.organisation_id, asked_by=by.user_id, by=by, at=at)
    return sheet, codes


@act
def end_sheet(*, user_id: UUID, by: Actor, at: datetime) -> None:
    """End a sheet that was lost, without giving a new one."""
    policy.require(by, Permission.USER_MANAGE)
    user = scope.person(user_id, by)
    sheet = sheets.open_sheet(user)
    if sheet is None:
        raise Problem.not_found()
    sheet.ended_at = at
    sheet.save_change(expected=sheet.version, fields=["ended_at"])
    audit.record(by, "sheet.ended", sheet, at=at, organisation_id=by.organisation_id)
    resting.weigh_sign_in(user, by.organisation_id, asked_by=by.user_id, by=by, at=at)


@act
def end_sessions_of(*, user_id: UUID, by: Actor, at: datetime) -> int:
    """Sign one of the own people out everywhere in the organisation, for instance a lost phone."""
    policy.require(by, Permission.USER_MANAGE)
    user = scope.person(user_id, by)
    count = signing.end_all_of(user, at, Ending.REVOKED, organisation_id=by.organisation_id)
    audit.record(
        by, "sessions.ended", user, at=at, organisation_id=by.organisation_id,
        facts={"count": count},
    )  # fmt: skip
    return count


def shut_out_if_last(user: User, by: Actor, at: datetime) -> None:
    """Shut a person out of whom the last seat here was taken."""
    if not _open_here(user, by).exists():
        _shut_out(user, by, at, UserState.LEFT)


def _other_person(user_id: UUID, by: Actor) -> User:
    user = scope.person(user_id, by)
    if reasons := rules.why_not_manage(by.user_id, user.pk):
        raise Problem.refused(reasons)
    return user


def _open_here(user: User, by: Actor) -> QuerySet[Membership]:
    return Membership.objects.filter(
        user=user, organisation_id=by.organisation_id, ended_at__isnull=True
    )


def _shut_out(user: User, by: Actor, at: datetime, state: UserState) -> None:
    """End sessions and grants here; the login itself ends where no other organisation keeps it."""
    signing.end_all_of(user, at, Ending.SEAT_ENDED, organisation_id=by.organisation_id)
    policy.end_grants(
        to_user=user.pk, organisation_id=by.organisation_id, by=by, at=at, why=state.value
    )
    elsewhere = Membership.objects.filter(user=user, ended_at__isnull=True).exclude(
        organisation_id=by.organisation_id
    )
    if not elsewhere.filter(suspended_at__isnull=True).exists():
        _set_state(user, state)
        CodeSheet.objects.filter(user=user, ended_at__isnull=True).update(ended_at=at)


def _set_state(user: User, state: UserState) -> None:
    user.state = state.value
    user.save(update_fields=["state"])
