"""Links that are sent or handed over: to join, and to choose a new password."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.conf import settings

import suar.audit as audit
import suar.policy as policy
from suar.accounts import factors, queries, resting, rules, scope, slots
from suar.accounts.actions import signing
from suar.accounts.codes import Ending, News, Purpose, UserState
from suar.accounts.models import CodeSheet, Invitation, Membership, User, clean_email
from suar.kit.actor import SYSTEM_USER, Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Unit
from suar.policy import Permission, Role
from suar.store.models import replayed
from suar.store.work import act


@act
def invite(
    *,
    invitation_id: UUID,
    name: str,
    email: str,
    roles: Iterable[str],
    unit_id: UUID | None,
    language: str,
    by: Actor,
    at: datetime,
) -> tuple[Invitation, str]:
    """Invite somebody into the own organisation; return the link's secret part, told only once.

    A repeated form returns the same invitation and no secret: the link was shown already.
    """
    policy.require(by, Permission.USER_MANAGE)
    if done := replayed(Invitation, invitation_id, by):
        return done, ""
    asked = frozenset(roles)
    facts = rules.SeatFacts(by_user=by.user_id, by_roles=by.roles, user=None, roles=asked)
    if reasons := rules.why_not_give(facts, known=all_roles(), server=Role.SYSTEM_ADMIN.value):
        raise Problem.refused(reasons)
    unit = own_unit(unit_id, by)
    secret = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        id=invitation_id,
        organisation_id=by.organisation_id,
        made_at=at,
        made_by=by.user_id,
        purpose=Purpose.JOIN.value,
        name=name,
        email=clean_email(email),
        roles=sorted(asked),
        unit=unit,
        language=language,
        digest=queries.digest_of(secret),
        ends_at=at + settings.ACCOUNTS_INVITATION_LASTS,
    )
    audit.record(by, "invitation.made", row, at=at, facts={"roles": ":".join(sorted(asked))})
    return row, secret


@act
def withdraw(*, invitation_id: UUID, by: Actor, at: datetime) -> Invitation:
    """Take a link back before it was used."""
    policy.require(by, Permission.USER_MANAGE)
    row = scope.link(invitation_id, by)
    _usable(row, at)
    row.withdrawn_at = at
    row.save_change(expected=row.version, fields=["withdrawn_at"])
    audit.record(by, "invitation.withdrawn", row, at=at)
    return row


@act
def make_reset(*, user_id: UUID, by: Actor, at: datetime) -> tuple[Invitation, str]:
    """Make a link with which one of the own people chooses a new password; older ones end."""
    policy.require(by, Permission.USER_MANAGE)
    user = scope.person(user_id, by)
    elsewhere = queries.sits_elsewhere(user, by.organisation_id)
    if reasons := rules.why_not_hand_over(by.user_id, user.pk, elsewhere=elsewhere):
        raise Problem.refused(reasons)
    row, secret = _reset_link(user, by, at)
    audit.record(by, "reset.made", row, at=at, facts={"user": user.pk})
    slots.tell(News.LINK_MADE, user, by, at)
    return row, secret


@act
def make_reset_by_mail(*, user: User, by: Actor, at: datetime) -> tuple[Invitation, str]:
    """Make the same link for somebody who asked for it at the sign-in page; ``by`` is Suar."""
    row, secret = _reset_link(user, by, at)
    audit.record(by, "reset.asked", row, at=at)
    return row, secret


@act
def accept(
    *,
    invitation: Invitation,
    user: User | None,
    email: str,
    name: str,
    password_hash: str | None,
    by: Actor,
    at: datetime,
) -> User:
    """Join: the person's login is made (or found again) and the seats begin.

    ``user`` is the person whose existing login it is, after the password was checked;
    ``password_hash`` is the new password, hashed before the transaction. Nobody takes up a role
    that she offered herself; one that opens persons' data rests until a second person confirms it.
    """
    _usable(invitation, at)
    if user is not None and user.pk == invitation.made_by:
        raise Problem.refused(Reason.NOT_ONESELF)
    address = invitation.email or clean_email(email)
    known = User.objects.filter(email=address).first()
    if user is None and known is not None and known.state != UserState.LEFT:
        raise Problem.invalid("email", Reason.EMAIL_TAKEN)
    if known is not None and user is None:
        known = _came_back(known, invitation.organisation_id)
    person = user or known or User(id=by.user_id, email=address, made_at=at)
    person.state = UserState.ACTIVE.value
    if user is None:
        person.name, person.language = name, invitation.language
        _start_anew(person, password_hash, at)
    person.save()
    confirmed = _by_the_keeper(invitation, person, by, at)
    wanted = [role for role in invitation.roles if role not in confirmed]
    made = [_seat(invitation, person, role, at) for role in wanted]
    invitation.used_at, invitation.user = at, person
    invitation.save_change(expected=invitation.version, fields=["used_at", "user"])
    audit.record(
        by, "invitation.accepted", invitation, at=at,
        facts={"user": person.pk, "roles": ":".join(invitation.roles)},
    )  # fmt: skip
    given = [row for row in made if row is not None]
    resting.weigh_given(given, person, asked_by=invitation.made_by, by=by, at=at)
    return person


@act
def use_reset(*, invitation: Invitation, password_hash: str, by: Actor, at: datetime) -> User:
    """Set the new password; whoever was signed in with the old one is signed out."""
    _usable(invitation, at)
    user = invitation.user
    if user is None or invitation.purpose != Purpose.RESET or not user.is_active:
        raise Problem.refused(Reason.LINK_OVER)
    handed_over = invitation.made_by != SYSTEM_USER
    if handed_over and queries.sits_elsewhere(user, invitation.organisation_id):
        raise Problem.refused(Reason.LINK_OVER)  # joined another organisation since it was made
    user.password = password_hash
    user.password_handed_by = invitation.made_by if handed_over else None
    user.save(update_fields=["password", "password_handed_by"])
    signing.end_all_of(user, at, Ending.PASSWORD_CHANGED)
    invitation.used_at = at
    invitation.save_change(expected=invitation.version, fields=["used_at"])
    audit.record(by, "password.reset", invitation, at=at, facts={"user": user.pk})
    resting.weigh_sign_in(
        user, invitation.organisation_id, asked_by=invitation.made_by, by=by, at=at
    )
    return user


def all_roles() -> frozenset[str]:
    """Return every role that can be given."""
    return frozenset(role.value for role in Role)


def own_unit(unit_id: UUID | None, by: Actor) -> Unit | None:
    """Return an open unit of the actor's organisation; one that is not there answers as absent."""
    if unit_id is None:
        return None
    unit = Unit.objects.filter(
        pk=unit_id, organisation_id=by.organisation_id, closed_on__isnull=True
    ).first()
    if unit is None:
        raise Problem.not_found()
    return unit


def _usable(row: Invitation, at: datetime) -> None:
    reasons = rules.why_not_use_link(
        used=row.used_at is not None,
        withdrawn=row.withdrawn_at is not None,
        ends_at=row.ends_at,
        at=at,
    )
    if reasons:
        raise Problem.refused(reasons)


def _reset_link(user: User, by: Actor, at: datetime) -> tuple[Invitation, str]:
    Invitation.objects.filter(
        user=user, purpose=Purpose.RESET, used_at__isnull=True, withdrawn_at__isnull=True
    ).update(withdrawn_at=at)
    secret = secrets.token_urlsafe(32)
    row = Invitation.objects.create(
        id=new_id(),
        organisation_id=by.organisation_id,
        made_at=at,
        made_by=by.user_id,
        purpose=Purpose.RESET.value,
        user=user,
        language=user.language,
        digest=queries.digest_of(secret),
        ends_at=at + settings.ACCOUNTS_INVITATION_LASTS,
    )
    return row, secret


def _came_back(known: User, organisation_id: UUID) -> User | None:
    """Return the login of somebody who left and comes back to the same organisation.

    A login that another organisation knew stays with its history: its address is set free, and the
    newcomer gets a login of her own. Whoever makes a link could otherwise take over a stranger's.
    """
    if queries.sat_only_in(known, organisation_id):
        return known
    known.email = f"{known.pk}@left.invalid"
    known.save(update_fields=["email"])
    return None


def _start_anew(person: User, password_hash: str | None, at: datetime) -> None:
    """Give a new login its password; one that comes back keeps nothing of its old sign-in."""
    if password_hash is None:
        raise Problem.invalid("password", Reason.REQUIRED)
    person.password = password_hash
    if not person._state.adding:
        factors.remove_all(person)
        CodeSheet.objects.filter(user=person, ended_at__isnull=True).update(ended_at=at)
        signing.end_all_of(person, at, Ending.PASSWORD_CHANGED)


def _by_the_keeper(invitation: Invitation, person: User, by: Actor, at: datetime) -> frozenset[str]:
    """Confirm what waits, where whoever keeps the server made the link; return those roles.

    The way out of a house in which nobody is left who can confirm.
    """
    if invitation.made_by != SYSTEM_USER:
        return frozenset()
    waiting = resting.waiting(person.pk, invitation.organisation_id)
    rows = list(waiting.filter(role__in=invitation.roles))
    if rows:
        resting.lift(rows, person, by=by, at=at, second=SYSTEM_USER)
    return frozenset(row.role for row in rows)


def _seat(invitation: Invitation, person: User, role: str, at: datetime) -> Membership | None:
    """Begin a seat; none where it is held already."""
    held = Membership.objects.filter(
        user=person,
        organisation_id=invitation.organisation_id,
        unit=invitation.unit,
        role=role,
        ended_at__isnull=True,
    )
    if held.exists():
        return None
    return Membership.objects.create(
        id=new_id(),
        organisation_id=invitation.organisation_id,
        made_at=at,
        made_by=invitation.made_by,
        user=person,
        unit=invitation.unit,
        role=role,
        starts_at=at,
    )
