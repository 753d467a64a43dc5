"""Who a made-up case is about and how far it has come: chance, the same for the same seed."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from suar.accounts.models import User
from suar.cases.codes import Stage
from suar.network.models import Unit
from tests.bench.offices import NEWEST, OPEN_OF_NEWEST

WAY = (
    Stage.INTAKE, Stage.SEARCH, Stage.TRIAGE, Stage.CONSENT, Stage.SCREEN, Stage.STATUS,
    Stage.REFER, Stage.RECOVER, Stage.MONITOR,
)  # fmt: skip
HISTORY = timedelta(days=3 * 365)
RISKS = (("GREEN", 45), ("AMBER", 30), ("RED", 10), ("NOT_ASKED", 15))
PROPOSALS = (("PRESUMED", 40), ("INCONCLUSIVE", 35), ("AT_RISK", 15), ("NOT_YET_INDICATED", 10))
REGENCIES = ("5271", "5201", "5202", "5203", "3514", "3209", "5301", "5310", "1207", "3301")
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no code twice: chance would meet itself at this size


@dataclass(frozen=True, slots=True)
class Story:
    """One person and her case."""

    number: int
    name: str
    year: int
    worker: User
    unit: Unit
    began: datetime
    is_open: bool
    depth: int  # steps of WAY taken
    risk: str
    proposal: str
    referred: bool
    sex: str
    regency: str

    @property
    def stages(self) -> list[str]:
        """Return the steps taken, closing among them."""
        taken = [s.value for s in WAY[: self.depth] if self.referred or s is not Stage.REFER]
        return taken if self.is_open else [*taken, Stage.CLOSED.value]

    def when(self, step: int, now: datetime) -> datetime:
        """Return when a step was taken: spread evenly, at most 90 days, never in the future."""
        span = min(timedelta(days=90), now - self.began)
        return self.began + span * ((step + 1) / (len(WAY) + 2))


def draw(
    number: int, total: int, name: str, year: int, team: tuple[User, Unit], now: datetime,
    chance: random.Random,
) -> Story:  # fmt: skip
    """Draw the story of case ``number`` of an organisation's ``total``, oldest first."""
    place = (number + 0.5) / total
    is_open = place > 1 - NEWEST and chance.random() < OPEN_OF_NEWEST
    depth = chance.randint(2, len(WAY)) if is_open else len(WAY)
    return Story(
        number=number, name=name, year=year, worker=team[0], unit=team[1],
        began=now - HISTORY * (1 - place) - timedelta(hours=1), is_open=is_open, depth=depth,
        risk=_one_of(RISKS, chance) if depth > 2 else "NOT_ASKED",
        proposal=_one_of(PROPOSALS, chance) if depth > 5 else "",
        referred=depth > 6 and chance.random() < 0.35,
        sex=chance.choices(("female", "male"), (70, 30))[0], regency=chance.choice(REGENCIES),
    )  # fmt: skip


def code(prefix: str, number: int) -> str:
    """Return the code of a number: six letters that look like chance, none twice."""
    left = (number * 472_882_027 + 7_919) % len(LETTERS) ** 6  # a prime: every number once
    body = ""
    for _ in range(6):
        left, place = divmod(left, len(LETTERS))
        body += LETTERS[place]
    return f"{prefix}-{body}"


def _one_of(weighed: tuple[tuple[str, int], ...], chance: random.Random) -> str:
    return chance.choices([w for w, _n in weighed], [n for _w, n in weighed])[0]
