"""Who asks: the kinds of seat that an address must be asked as, and their browsers."""

from __future__ import annotations

from functools import cache

from django.test import Client

from suar.policy import ROLES, Role
from tests.harness.walk import Address
from tests.harness.world import House, World
from tests.support import cast

INSIDER = "insider"  # a caseworker of another unit of the same house
NOBODY = "nobody"  # not signed in
Seat = Role | str


def seats(address: Address) -> list[Role]:
    """Return the roles that an address must be asked as.

    Roles that hold the same permissions share a cell; those without the address's own permission
    are one, since all of them stop at its door.
    """
    permission = address.door.permission if address.door else None
    classes: dict[frozenset[str], Role] = {}
    for role, text in ROLES.items():
        holds = permission is None or permission in text.permissions
        classes.setdefault(text.permissions if holds else frozenset({"none"}), role)
    return list(classes.values())


def holders(address: Address) -> list[Role]:
    """Return those of the seats that hold the address's permission."""
    permission = address.door.permission if address.door else None
    return [r for r in seats(address) if not permission or permission in ROLES[r].permissions]


@cache
def browser(world: World, letter: str, seat: Seat) -> Client:
    """Return the one browser in which a seat of a house is signed in."""
    house: House = world[letter]
    if seat == NOBODY:
        return Client()
    if seat == INSIDER:
        assert house.insider is not None
        return cast.client_for(house.insider)
    return house.client(Role(seat))
