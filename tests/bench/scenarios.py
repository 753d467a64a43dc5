"""What is measured: pages and writes as people use them. Each returns the seconds of its part."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from suar.kit.ids import new_id
from tests.bench.asking import Answer, Browser

Step = Callable[[Browser, "Material"], float]
TICKET = re.compile(r'name="ticket"[^>]*value="([0-9a-f-]{36})"')
SEARCHED = "O-"  # the code of a person: every line of an answer begins with one


class Material:
    """What one browser draws from: its own cases, and names to ask; nothing is asked twice."""

    def __init__(self, plan: dict[str, Any], seat: dict[str, Any], chance: random.Random) -> None:
        self.plan, self.seat, self.chance = plan, seat, chance
        self._turn: dict[str, int] = {}

    def next_of(self, what: str) -> str:
        """Return the seat's next thing, from the beginning again after the last."""
        things, number = self.seat[what], self._turn.get(what, 0)
        self._turn[what] = number + 1
        return str(things[number % len(things)])

    def name(self) -> dict[str, Any]:
        """Return somebody who is there."""
        found: dict[str, Any] = self.chance.choice(self.plan["names"])
        return found


@dataclass(frozen=True, slots=True)
class Scenario:
    """One line of the table."""

    key: str
    label: str
    seats: str  # kind of seat in the plan
    run: Step
    times: int  # for one user, a round
    bar: tuple[float, float] | None = None  # milliseconds at 100,000, p95: one user, six at once


def home(browser: Browser, _m: Material) -> float:
    return browser.get("/").seconds


def listed(browser: Browser, m: Material) -> float:
    query = m.chance.choice(("", "?risk=AMBER", "?stage=CS_CONSENT", "?status=all&risk=RED"))
    return browser.get(f"/cases/{query}").seconds


def listed_unit(browser: Browser, m: Material) -> float:
    query = m.chance.choice(
        ("", "?overdue=on", "?risk=RED", f"?worker={m.next_of('team')}", "?status=all")
    )
    return browser.get(f"/cases/{query}").seconds


def case(browser: Browser, m: Material) -> float:
    return browser.get(f"/cases/{m.next_of('cases')}/").seconds


def case_again(browser: Browser, m: Material) -> float:
    return browser.get(f"/cases/{m.seat['cases'][0]}/?tab=social").seconds


def exact(browser: Browser, m: Material) -> float:
    return _search(browser, m.name()["name"], found=True)


def misspelt(browser: Browser, m: Material) -> float:
    return _search(browser, m.name()["misspelt"])


def with_year(browser: Browser, m: Material) -> float:
    asked = m.name()
    return _search(browser, asked["misspelt"], asked["year"])


def _search(browser: Browser, text: str, year: int | str = "", *, found: bool = False) -> float:
    answer = browser.post("/people/", text=text, birth_year=year, number="")
    if found and SEARCHED not in answer.body:
        raise RuntimeError("a person who is there was not found")
    return answer.seconds


def create(browser: Browser, m: Material) -> float:
    """A report is taken, its person searched for, registered, and the case opened."""
    name = f"{m.name()['name']} {m.chance.choice(('Abadi', 'Mandiri', 'Lestari'))}"
    taken = _moved(browser.post(
        "/intake/new/", channel="phone", speaker="person", call_name=name.split()[0],
        contact_number="0812-0000-1234", where="abroad", country="MY", urgent_U01="NO",
        urgent_U07="YES", reporter_may_know="not_asked", story="Minta dibantu pulang.",
    ))  # fmt: skip
    report = taken.place.rstrip("/")
    searched = browser.post(f"{report}/search/", text=name, birth_year=1995, number="")
    ticket = TICKET.search(searched.body)
    if ticket is None:
        raise RuntimeError("the search gave no ticket")
    opened = _moved(browser.post(
        f"{report}/case/", how="new", ticket=ticket[1], person_id=str(new_id()), name=name,
        sex="female", unit=m.seat["unit"], worker=m.seat["user"],
    ))  # fmt: skip
    return taken.seconds + searched.seconds + opened.seconds


def refer(browser: Browser, m: Material) -> float:
    """A referral is written for one receiver, and sent."""
    case_id, row = m.next_of("refer"), str(new_id())
    at = f"/cases/{case_id}/referrals"
    drafted = _moved(browser.post(
        f"{at}/new/{m.plan['partner']}/?service=SHL_EMG", id=row, urgency="AMBER",
        need="Tempat aman malam ini", d_name="Sulastri", d_sex="perempuan", d_age="31",
        d_situation="Baru pulang, takut di rumah", contact="Kantor 1", order_reason="Mendesak",
        not_to_do="call_family",
    ))  # fmt: skip
    sent = _moved(browser.post(f"{at}/{row}/send/"))
    return drafted.seconds + sent.seconds


def _moved(answer: Answer) -> Answer:
    if answer.status != 302:
        told = re.sub(r"<[^>]+>|\s+", " ", answer.body)
        raise RuntimeError(f"refused: {told[:1500]}")
    return answer


ALL = (
    Scenario("home", "home, caseworker", "workers", home, 40, (100, 0)),
    Scenario("home_unit", "home, supervisor of a unit", "supervisors", home, 40, (100, 0)),
    Scenario("list", "case list, own cases, filtered", "workers", listed, 40, (60, 0)),
    Scenario("list_unit", "case list, a unit's cases, filtered", "supervisors", listed_unit, 40,
             (60, 0)),
    Scenario("case", "case page, a first look", "workers", case, 40, (100, 0)),
    Scenario("case_again", "case page, seen a moment ago", "workers", case_again, 40, (100, 0)),
    Scenario("exact", "search, name as written", "workers", exact, 40, (50, 150)),
    Scenario("misspelt", "search, one or two errors", "workers", misspelt, 40, (50, 150)),
    Scenario("year", "search, errors and birth year", "workers", with_year, 40, (50, 150)),
    Scenario("create", "report, search, new person, case (3 posts)", "writers", create, 10),
    Scenario("refer", "referral: draft, send (2 posts)", "writers", refer, 10),
)  # fmt: skip
