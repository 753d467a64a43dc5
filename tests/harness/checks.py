"""What is asked of one address by one kind of seat, and what is wrong with the answers.

Each check returns (what is wrong, how many cells): the tests assert on it, and the mutations see
whether it turns red when a guard is gone.
"""

from __future__ import annotations

from tests.harness import matrix
from tests.harness.bodies import BY_HAND
from tests.harness.cells import Answer, ask
from tests.harness.matrix import Aim
from tests.harness.seats import INSIDER, NOBODY, Seat, browser, holders, seats
from tests.harness.survey import Survey
from tests.harness.verbs import silent
from tests.harness.world import House, World

Found = tuple[list[str], int]


def faults(answer: Answer, letter: str, where: str) -> list[str]:
    """Return what is wrong with an answer whoever asked: it failed, or it shows a stranger."""
    found = []
    if answer.status >= 500:
        found.append(f"{where}: {answer.status} {answer.log[-400:]}")
    if strangers := answer.canaries() - {letter}:
        found.append(f"{where}: shows what belongs to {sorted(strangers)}")
    return found


def by_nobody(aim: Aim, world: World, home: Survey) -> Found:
    """Who is not signed in is led to the sign-in page, except where the door is public."""
    wrong: list[str] = []
    house = world["A"]
    path = matrix.path_of(aim, house)
    requests = _requests(aim, house, home, path)
    for method, body in requests:
        answer = ask(browser(world, "A", NOBODY), method, path, body)
        where = f"{method} {aim.name}"
        wrong += faults(answer, "", where)
        if not aim.address.door.signed_in:
            continue
        if answer.status not in (302, 401, 403, 404, 405):
            wrong.append(f"{where}: {answer.status}")
        if answer.writes - set(matrix.MAY_WRITE):
            wrong.append(f"{where}: wrote {answer.writes}")
    return wrong, len(requests)


def _requests(aim: Aim, house: House, home: Survey, path: str) -> list[tuple[str, dict]]:
    """Return a look, and all that the house itself would send, by its pages or by hand."""
    found = [("get", {}), *(("post", body) for body in home.bodies(house, path))]
    by_hand = BY_HAND.get(aim.address.name)
    if by_hand and aim.address.door.signed_in:
        found.append(("post", by_hand(house)))
    return found


def by_others(aim: Aim, world: World, home: Survey) -> Found:
    """Seats of the house without the address's permission stop at its door, though no verb asks."""
    wrong: list[str] = []
    house, count = world["A"], 0
    path = matrix.path_of(aim, house)
    passing = holders(aim.address)
    for role in [role for role in seats(aim.address) if role not in passing]:
        for method, body in _requests(aim, house, home, path):
            with silent():
                answer = ask(browser(world, "A", role), method, path, body)
            count += 1
            where = f"{method} {aim.name} as {role}"
            wrong += faults(answer, "A", where)
            if answer.status not in (403, 405) or answer.writes - set(matrix.MAY_WRITE):
                wrong.append(f"{where}: {answer.status}, wrote {answer.writes}")
    return wrong, count


def by_a_colleague(aim: Aim, world: World, home: Survey) -> Found:
    """A caseworker of another unit gets the answer for nothing at all."""
    house = world["A"]
    cells = Cells(world, home, aim, house, INSIDER)
    own, absent = matrix.path_of(aim, house), matrix.path_of(aim, None)
    cells.like_absent("get", own, absent, {}, "her own house")
    cells.posts(own, absent, house)
    return [w for w in cells.wrong if "shows what belongs" not in w], cells.count


def asked_as(aim: Aim, house: House) -> list[Seat]:
    """Return every kind of seat that passes the door in A, the closest one in B and C.

    Those who do not pass the door, and who are not signed in, are asked below.
    """
    passing = list(holders(aim.address))
    return passing if house.letter == "A" else passing[:1]


class Cells:
    """The cells of one aim for one seat."""

    def __init__(self, world: World, home: Survey, aim: Aim, house: House, seat: Seat) -> None:
        self.world, self.home, self.aim, self.house, self.seat = world, home, aim, house, seat
        self.client = browser(world, house.letter, seat)
        self.wrong: list[str] = []
        self.count = 0
        self.known: dict[object, Answer] = {}

    def foreign(self) -> None:
        """Ask for the object of each other house, whole and one parameter at a time."""
        thorough = self.house.letter == "A" and self.seat == holders(self.aim.address)[0]
        for other in self.world.three():
            if other is self.house:
                continue
            path = matrix.path_of(self.aim, other)
            if self.aim.address.name not in matrix.SHARED:
                self.like_absent("get", path, matrix.path_of(self.aim, None), {}, other.letter)
            self.posts(path, matrix.path_of(self.aim, None), other)
            for only in matrix.pairs(self.aim) if thorough else []:
                self.mixed(other, only)

    def mixed(self, other: House, only: str) -> None:
        """One parameter is foreign, the others are the seat's own."""
        path = matrix.path_of(self.aim, other, home=self.house, only=only)
        absent = matrix.path_of(self.aim, None, home=self.house, only=only)
        self.like_absent("get", path, absent, {}, f"{other.letter} {only}")
        self.posts(path, absent, other, own=True)

    def posts(self, path: str, absent: str, other: House, *, own: bool = False) -> None:
        """Send an empty body and all that would be taken from the object's own people."""
        source = self.house if own else other
        bodies = self.home.bodies(source, matrix.path_of(self.aim, source))
        for body in [{}, *(b for b in bodies if b)]:
            self.like_absent("post", path, absent, body, other.letter)

    def like_absent(self, method: str, path: str, absent: str, body: dict, what: str) -> None:
        """Compare one answer with that for nothing at all; neither may write."""
        where = f"{method} {self.aim.name} as {self.seat} of {self.house.letter}, object of {what}"
        key = (method, absent, tuple(sorted(body)))
        if key not in self.known:
            self.known[key] = self.asked(method, absent, body, where + " (absent)")
        foreign = self.asked(method, path, body, where)
        if foreign.comparable() != self.known[key].comparable():
            self.wrong.append(f"{where}: {foreign.status}, absent {self.known[key].status}")

    def asked(self, method: str, path: str, body: dict, where: str) -> Answer:
        """Ask once; whatever comes back shows nobody else's canary and writes nothing."""
        answer = ask(self.client, method, path, body)
        self.count += 1
        letter = "" if self.seat == NOBODY else self.house.letter
        self.wrong += faults(answer, letter, where)
        if written := answer.writes - set(matrix.MAY_WRITE):
            self.wrong.append(f"{where}: wrote {sorted(written)}")
        return answer
