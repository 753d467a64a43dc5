"""Seats: which organisations a user works in, and the actor that a seat makes."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

import suar.policy as policy
from suar.accounts.models import Membership, User
from suar.kit.actor import Actor
from suar.network.models import Organisation
from suar.policy import Permission, Role

# Whoever can open doors for others must be as sure as whoever can see a person: an administrator
# could give a friend a role, a sheet and a link.
STRONG = frozenset(
    {
        Permission.USER_MANAGE,
        Permission.TOKEN_MANAGE,
        Permission.AUDIT_VIEW,
        Permission.RULE_EDIT,
        Permission.SYSTEM_VIEW,
    }
)


def open_seats(user: User, at: datetime) -> list[Membership]:
    """Return the user's memberships, the oldest first; one that rests is among them.

    With a resting seat somebody may sign in, set up the second step and see who is waited for.
    """
    seats = Membership.objects.filter(user=user).sitting_at(at)
    return list(seats.select_related("organisation").order_by("made_at", "id"))


def roles_of(seats: Iterable[Membership]) -> frozenset[Role]:
    """Return the roles of some seats; a role that the software no longer knows gives nothing."""
    known = {role.value for role in Role}
    return frozenset(Role(seat.role) for seat in seats if seat.role in known)


def needs_factor(seats: Iterable[Membership]) -> bool:
    """Say whether the seats demand a second factor: they see identity, or open doors to others.

    A seat that rests demands it already.
    """
    roles = roles_of(seats)
    return policy.needs_second_factor(roles) or bool(policy.permissions_of(roles) & STRONG)


def organisations(seats: Iterable[Membership]) -> list[Organisation]:
    """Return the organisations of some seats, each once, in their order."""
    return list({seat.organisation_id: seat.organisation for seat in seats}.values())


def build_actor(
    user: User, seats: Iterable[Membership], organisation_id: UUID, *, assured: bool
) -> Actor | None:
    """Return the user's actor in one organisation, or None where there is no open seat.

    ``seats`` are the user's open seats anywhere. A session that is not assured holds no right: it
    can enrol and nothing else; a seat that rests gives none.
    """
    here = [seat for seat in seats if seat.organisation_id == organisation_id]
    if not here:
        return None
    active = [seat for seat in here if seat.rests_since is None]
    roles = roles_of(active)
    rights = policy.permissions_of(roles) if assured else frozenset()
    everywhere = roles_of(seat for seat in active if seat.unit_id is None)
    bound = {
        unit: roles_of(seat for seat in active if seat.unit_id == unit) - everywhere
        for unit in {seat.unit_id for seat in active if seat.unit_id is not None}
    }
    only_there = rights - policy.permissions_of(everywhere)
    return Actor(
        user_id=user.pk,
        organisation_id=organisation_id,
        label=user.name,
        organisation_label=here[0].organisation.short_name,
        unit_ids=frozenset(bound),
        roles=frozenset(role.value for role in roles),
        permissions=frozenset(right.value for right in rights),
        unit_rights=frozenset(
            (unit, right.value)
            for unit, held in bound.items()
            for right in policy.permissions_of(held) & only_there
        ),
        unit_roles=frozenset((unit, role.value) for unit, held in bound.items() for role in held),
        assured=assured,
        language=user.language,
    )


def actor_for(
    user: User, at: datetime, *, organisation_id: UUID | None = None, assured: bool = True
) -> Actor:
    """Return a user's actor for the command line, jobs and tests; first organisation by default.

    Raises ``LookupError`` where the user has no open seat there.
    """
    seats = open_seats(user, at)
    chosen = organisation_id or (seats[0].organisation_id if seats else None)
    actor = build_actor(user, seats, chosen, assured=assured) if chosen else None
    if actor is None:
        raise LookupError("the user has no open seat there")
    return actor
