"""Roles that rest: they open persons' data, and one administrator alone must not bring them about.

Two ways lead there: a role that was given, and a sign-in that an administrator handed over. In both
the roles give nothing until a second person has confirmed them (``actions.confirming``). Where
nobody could ever confirm, as in the first days of a house, they hold, and everybody is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

import suar.audit as audit
import suar.policy as policy
from suar.accounts import factors, rules, slots
from suar.accounts.codes import Factor, News, Resting
from suar.accounts.models import Membership, User
from suar.kit.actor import SYSTEM_USER, Actor
from suar.policy import Permission, Role

ANSWER_WITHIN = timedelta(days=2)
# Office first: a safeguarding officer answers for whom the house lets in.
ANSWERING = (Role.SAFEGUARDING_OFFICER, Role.SUPERVISOR)


def weigh_given(
    rows: Sequence[Membership], user: User, *, asked_by: UUID, by: Actor, at: datetime
) -> None:
    """Let roles that were just given rest, where they open persons' data.

    Whoever keeps the server gives a house its first people and needs no second person.
    """
    opening = [row for row in rows if row.role in policy.identity_roles()]
    if not opening or asked_by == SYSTEM_USER:
        return
    house = opening[0].organisation_id
    others = could_ever_confirm(house, but=(asked_by, user.pk))
    _rest(opening, user, Resting.GIVEN, asked_by, by, at, second=others.exists())


def weigh_sign_in(
    user: User, organisation_id: UUID, *, asked_by: UUID, by: Actor, at: datetime
) -> None:
    """Let a person's roles rest where an administrator could now sign in as her.

    Asked whenever an administrator's link was used and whenever her sheet changed. What she gave
    herself (an app, a key, a password chosen by e-mail or inside) nobody else has.
    """
    kinds = set(factors.kinds_of(user))
    may_be = rules.may_be_somebody_else(
        handed_password=user.password_handed_by is not None,
        handed_step=Factor.SHEET in kinds,
        own_step=bool(kinds & {Factor.TOTP, Factor.WEBAUTHN}),
    )
    held = Membership.objects.filter(
        user=user, organisation_id=organisation_id, ended_at__isnull=True,
        rests_since__isnull=True, role__in=policy.identity_roles(),
    )  # fmt: skip
    rows = list(held)
    if not may_be or not rows:
        return
    # Unlike above she is counted herself: else the house's only supervisor could be taken over.
    others = could_ever_confirm(organisation_id, but=(asked_by,))
    _rest(rows, user, Resting.SIGN_IN, asked_by, by, at, second=others.exists())


def waiting(user_id: UUID, organisation_id: UUID) -> QuerySet[Membership]:
    """Return a person's seats that wait for a second person."""
    return Membership.objects.filter(
        user_id=user_id, organisation_id=organisation_id, ended_at__isnull=True,
        rests_since__isnull=False,
    )  # fmt: skip


def second_persons(rows: Iterable[Membership], user: User, at: datetime) -> QuerySet[User]:
    """Return who can confirm these seats now: neither the person nor whoever asked."""
    seats = list(rows)
    houses = {row.organisation_id for row in seats}
    return can_confirm(houses, at, but=(user.pk, *asked_by(seats, user)))


def can_confirm(
    organisation_ids: Iterable[UUID], at: datetime, *, but: Iterable[UUID]
) -> QuerySet[User]:
    """Return who can be a second person in these organisations now, some people left out."""
    able = (
        Membership.objects.all()
        .open_at(at)
        .filter(
            organisation_id__in=set(organisation_ids),
            role__in=policy.roles_with(Permission.ROLE_CONFIRM),
        )
    )
    return User.objects.filter(pk__in=able.values("user_id")).exclude(pk__in=list(but))


def answering_role(able: QuerySet[User], organisation_id: UUID, at: datetime) -> Role:
    """Return the first role in which one of them can answer; the officer's where nobody can."""
    seats = Membership.objects.all().open_at(at).filter(organisation_id=organisation_id)
    held = set(seats.filter(user_id__in=able.values("pk")).values_list("role", flat=True))
    return next((role for role in ANSWERING if role.value in held), ANSWERING[0])


def asked_by(rows: Iterable[Membership], user: User) -> frozenset[UUID]:
    """Return who brought it about: who gave the roles, and whose link or sheet was used."""
    found = {row.rests_by for row in rows} | {user.password_handed_by}
    return frozenset(one for one in found if one is not None)


def lift(rows: Iterable[Membership], user: User, *, by: Actor, at: datetime, second: UUID) -> None:
    """Let seats hold that rested; ``second`` said that it is she and that she is to hold them."""
    fields = ["rests_since", "rests_why", "rests_by", "confirmed_at", "confirmed_by"]
    for row in rows:
        row.rests_since, row.rests_why, row.rests_by = None, "", None
        row.confirmed_at, row.confirmed_by = at, second
        row.save_change(expected=row.version, fields=fields)
        facts = {"role": row.role, "user": user.pk, "second": second}
        audit.record(by, "role.confirmed", row, at=at, facts=facts)
    user.password_handed_by = None  # it is she, whoever made the link
    user.save(update_fields=["password_handed_by"])
    settled(user, by.organisation_id, by=by, at=at)


def settled(user: User, organisation_id: UUID, *, by: Actor, at: datetime) -> None:
    """Say that nothing waits any more, where a role was taken away or confirmed."""
    if not waiting(user.pk, organisation_id).exists():
        slots.tell(News.ROLE_ANSWERED, user, by, at)


def could_ever_confirm(organisation_id: UUID, *, but: Iterable[UUID]) -> QuerySet[Membership]:
    """Return the seats that could ever confirm here, ended ones counted.

    Counted over all time: whoever takes the supervisor's role away must not be free afterwards.
    """
    held = Q(rests_since__isnull=True) | Q(rests_why=Resting.SIGN_IN.value)
    return Membership.objects.filter(
        held, organisation_id=organisation_id, role__in=policy.roles_with(Permission.ROLE_CONFIRM)
    ).exclude(user_id__in=list(but))


def _rest(
    rows: Sequence[Membership], user: User, why: Resting, asked: UUID, by: Actor, at: datetime,
    *, second: bool,
) -> None:  # fmt: skip
    for row in rows if second else ():
        row.rests_since, row.rests_why, row.rests_by = at, why.value, asked
        row.save_change(expected=row.version, fields=["rests_since", "rests_why", "rests_by"])
    for row in rows:
        verb = "role.rested" if second else "role.held_alone"
        facts = {"role": row.role, "user": user.pk, "why": why.value}
        audit.record(by, verb, row, at=at, facts=facts)
    slots.tell(News.ROLE_WAITS if second else News.ROLE_ALONE, user, by, at)
