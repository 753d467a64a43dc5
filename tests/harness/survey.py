"""Every address asked at home: what its own people see and may send."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from suar.policy import Role
from tests.harness import matrix
from tests.harness.bodies import BY_HAND, Form, forms_of
from tests.harness.cells import Answer, ask
from tests.harness.matrix import Aim
from tests.harness.seats import browser, holders
from tests.harness.world import House, World

OK = (200, 201, 204, 302)


@dataclass
class Survey:
    """What was seen at home."""

    world: World
    gets: dict[tuple[str, str, Role], Answer] = field(default_factory=dict)
    forms: dict[str, dict[str, list[Form]]] = field(default_factory=dict)
    posts: dict[str, list[tuple[Role, Answer]]] = field(default_factory=lambda: defaultdict(list))
    cells: int = 0

    def seen(self, aim: Aim) -> list[int]:
        """Return every status that the own people got."""
        gets = [a.status for (name, _l, _r), a in self.gets.items() if name == aim.name]
        return gets + [answer.status for _role, answer in self.posts[aim.name]]

    def bodies(self, house: House, path: str) -> list[dict[str, Any]]:
        """Return what the pages of a house would send to a path; nothing known is an empty one."""
        found = self.forms.get(house.letter, {}).get(path.partition("?")[0], [])
        return [form.body for form in found] or [{}]


def survey(world: World, aims: list[Aim]) -> Survey:
    """Ask every aim at home by GET in each house, then send in A what its pages offer."""
    found = Survey(world)
    for house in world.three():
        found.forms[house.letter] = {}
        for aim in aims:
            for role in holders(aim.address)[: 99 if house.letter == "A" else 2]:
                _look(found, house, aim, role)
    for aim in aims:
        for role in holders(aim.address):
            _send(found, world["A"], aim, role)
    return found


def _look(found: Survey, house: House, aim: Aim, role: Role) -> None:
    path = matrix.path_of(aim, house)
    client = browser(found.world, house.letter, role)
    answer = ask(client, "get", path)
    found.cells += 1
    found.gets[(aim.name, house.letter, role)] = answer
    if answer.status != 200 or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    known = found.forms[house.letter]
    for form in forms_of(answer.body, path, aim.address.name, house):
        same = known.setdefault(form.path, [])
        if all(form.body.keys() != other.body.keys() for other in same) and len(same) < 3:
            same.append(form)


def _send(found: Survey, house: House, aim: Aim, role: Role) -> None:
    path = matrix.path_of(aim, house)
    client = browser(found.world, house.letter, role)
    bodies = found.bodies(house, path)
    if by_hand := BY_HAND.get(aim.address.name):
        bodies = [by_hand(house)]
    for body in bodies:
        found.posts[aim.name].append((role, ask(client, "post", path, body)))
        found.cells += 1
