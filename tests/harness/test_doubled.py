"""What others do changes no answer of mine: B and C double, and not a byte of A's pages moves."""

from __future__ import annotations

import difflib

import pytest

from suar.policy import Role
from suar.store import tenancy
from tests.harness import matrix, seats, things_people
from tests.harness.cells import NOISE, Answer, ask
from tests.harness.walk import addresses
from tests.harness.world import House, World, makers

pytestmark = pytest.mark.django_db
AIMS = matrix.all_aims(addresses())
# What is open to all may grow, and what differs by itself tells nothing.
GROWS = {
    "network:directory": "the directory is shared",
    "cases:referral_new": "receivers are chosen from the directory",
    "accounts:add_app": "draws another secret each time",
    "accounts:add_key": "asks another question each time",
}
TWICE = {
    "accounts", "network", "api", "work", "people", "cases", "referrals", "reports", "papers",
    "small rows", "case rows", "estimates", "erased", "held",
}  # fmt: skip


def test_doubling_the_others_changes_no_byte_of_mine(the_world: World, counted):
    house = the_world["A"]
    asked = [(aim, role) for aim in AIMS for role in seats.holders(aim.address)[:2]]
    asked = [(aim, role) for aim, role in asked if aim.address.name not in GROWS]
    before = {(aim.name, role): look(the_world, house, aim, role) for aim, role in asked}
    again = {(aim.name, role): look(the_world, house, aim, role) for aim, role in asked}
    restless = [key for key in before if before[key].comparable() != again[key].comparable()]
    assert not restless, f"answers that differ by themselves prove nothing: {restless}"
    double(the_world)
    wrong = []
    for aim, role in asked:
        after = look(the_world, house, aim, role)
        counted["doubled"] += 1
        if after.comparable() != before[(aim.name, role)].comparable():
            wrong.append(f"{aim.name} as {role}: {difference(before[(aim.name, role)], after)}")
    assert not wrong, "\n".join(wrong)


def look(world: World, house: House, aim: matrix.Aim, role: Role) -> Answer:
    """Ask a page of A; a search is sent with the name of one of A's own persons."""
    client = seats.browser(world, house.letter, role)
    if aim.address.name == "people:find":
        return ask(client, "post", "/people/", {"text": house.things["name"]})
    return ask(client, "get", matrix.path_of(aim, house))


def double(world: World) -> None:
    """Let B and C have everything twice, and somebody of the same name as A's."""
    assert {name for name, _make in makers.items()} == TWICE, "a maker that is not doubled"
    for letter in ("B", "C"):
        house = world[letter]
        kept, secrets = dict(house.things), dict(house.secrets)
        with tenancy.acting_for(house.organisation.pk):
            for _name, make in makers.items():
                make(world, house)
            things_people.person(house, world["A"].things["name"])
        house.things, house.secrets = kept, secrets


def difference(before: Answer, after: Answer) -> str:
    """Say in which lines two answers differ."""
    texts = []
    for answer in (before, after):
        body = answer.body
        for pattern, word in NOISE:
            body = pattern.sub(word, body)
        texts.append(body.decode("utf-8", "replace").splitlines())
    found = list(difflib.unified_diff(*texts, lineterm="", n=0))[2:8]
    return f"{before.status}/{after.status} " + " | ".join(found)
