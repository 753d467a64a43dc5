"""The harness's world: organisations A, B and C with the same content, and D that deals with all.

Every text of X carries ``CANARY-X-…``. D receives the referrals of A, B and C and sends one to
each (with the receiver's canary, because the receiver may read it). So no canary of another letter
may ever reach A, B or C.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.test import Client

from suar.accounts.models import User
from suar.kit.actor import Actor
from suar.kit.slots import Slot
from suar.network.codes import Kind, Level
from suar.network.models import Organisation, Unit
from suar.policy import ROLES, Role
from suar.store import tenancy
from tests.support import cast

AT = datetime.now(UTC)
LETTERS = ("A", "B", "C")


def canary_of(letter: str) -> str:
    """Return a text that must never be seen outside the house of that letter."""
    return f"CANARY-{letter}-{secrets.token_hex(8)}"


@dataclass(eq=False)
class House:
    """One organisation with one user for each role."""

    letter: str
    organisation: Organisation
    unit: Unit
    users: dict[Role, User]
    things: dict[str, Any] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)  # of tokens, by scope
    insider: User | None = None  # a caseworker of another unit, to whom nothing was granted

    def canary(self) -> str:
        """Return a text that must never be seen in another house."""
        return canary_of(self.letter)

    def actor(self, role: Role) -> Actor:
        """Return the seat of a role, with its second factor given."""
        return cast.seats.actor_for(self.users[role], AT)

    def client(self, role: Role) -> Client:
        """Return a signed-in browser."""
        return cast.client_for(self.users[role], at=AT)

    def add(self, name: str, value: Any) -> None:
        """Register an object: the address parameter ``<name>_id`` is filled with it."""
        self.things[name] = value


@dataclass(eq=False)
class World:
    """All houses."""

    houses: dict[str, House]

    def __getitem__(self, letter: str) -> House:
        return self.houses[letter]

    def three(self) -> Iterator[House]:
        """Yield the houses that are tested against each other."""
        for letter in LETTERS:
            yield self.houses[letter]


# Each context's objects are made by one function of (world, house): see ``things_*.py``.
makers: Slot[Callable[[World, House], None]] = Slot("harness.makers")


def build() -> World:
    """Build the world through the product's own actions."""
    houses = {letter: _house(letter) for letter in (*LETTERS, "D")}
    world = World(houses)
    for make in makers:
        for letter in (*LETTERS, "D"):
            house = houses[letter]
            with tenancy.acting_for(house.organisation.pk):
                make(world, house)
    return world


def _house(letter: str) -> House:
    organisation = cast.make_organisation(
        f"H{letter}", f"House {letter}", Kind.CSO, level=Level.CIVIL_SOCIETY, province="52"
    )  # fmt: skip
    unit = cast.make_unit(organisation, f"Unit {letter}")
    users = {
        role: cast.make_user(
            canary_of(letter), organisation, role, unit=unit,
            email=f"{role.value}@{letter.lower()}.example",
        )
        for role in ROLES
    }  # fmt: skip
    with tenancy.acting_for(organisation.pk):
        elsewhere = cast.make_unit(organisation, f"Elsewhere {letter}")
    insider = cast.make_user(
        canary_of(letter), organisation, Role.CASEWORKER, unit=elsewhere,
        email=f"insider@{letter.lower()}.example",
    )  # fmt: skip
    house = House(letter, organisation, unit, users, insider=insider)
    house.add("organisation", organisation.pk)
    house.add("own_unit", unit.pk)
    return house


def absent() -> UUID:
    """Return an id that nothing has."""
    return UUID("01900000-0000-7000-8000-000000000000")
