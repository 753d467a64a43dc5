"""Rounds of one user and of six at once; medians of the rounds are what is told."""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass, field
from math import ceil
from statistics import median
from typing import Any

from tests.bench.asking import Browser
from tests.bench.scenarios import Material, Scenario
from tests.bench.serving import Served

TOGETHER = 6
WARM = 3  # requests before the first round, of each browser


@dataclass(slots=True)
class Figures:
    """What one line of the table says, milliseconds."""

    p50: float
    p95: float
    cpu50: float  # of the web processes, a request; six at once: the mean in both
    cpu95: float
    database: float = 0.0  # mean processor time of PostgreSQL, a request
    asked: int = 0


@dataclass(slots=True)
class _Round:
    walls: list[float] = field(default_factory=list)
    cpus: list[float] = field(default_factory=list)
    database: float = 0.0


class Measure:
    """One data set being measured: its browsers stay open over all rounds."""

    def __init__(self, served: Served, plan: dict[str, Any], seed: int) -> None:
        self.served, self.plan, self.chance = served, plan, random.Random(seed)
        self._browsers: dict[tuple[str, int], tuple[Browser, Material]] = {}

    def one(self, what: Scenario, *, rounds: int, times: int) -> Figures:
        """One user after another request; processor time is read around each."""
        browser, material = self._seat(what.seats, 0)
        for _ in range(WARM):
            what.run(browser, material)
        return _told([self._round_of_one(what, times) for _ in range(rounds)])

    def six(self, what: Scenario, *, rounds: int, times: int) -> Figures:
        """Six users at once, each with a seat and a connection of her own."""
        each = max(times // 2, 2)
        seats = [self._seat(what.seats, n) for n in range(TOGETHER)]
        for browser, material in seats:
            what.run(browser, material)
        return _told([self._round_of_six(what, seats, each) for _ in range(rounds)])

    def _round_of_one(self, what: Scenario, times: int) -> _Round:
        browser, material = self._seat(what.seats, 0)
        found, database = _Round(), self.served.database_cpu()
        for _ in range(times):
            before = self.served.cpu()
            found.walls.append(what.run(browser, material))
            found.cpus.append(self.served.cpu() - before)
        found.database = (self.served.database_cpu() - database) / times
        return found

    def _round_of_six(
        self, what: Scenario, seats: list[tuple[Browser, Material]], each: int
    ) -> _Round:
        found, faults = _Round(), []
        start = threading.Barrier(len(seats))

        def work(browser: Browser, material: Material) -> None:
            start.wait()
            try:
                for _ in range(each):
                    found.walls.append(what.run(browser, material))
            except Exception as fault:  # noqa: BLE001 - told by the thread that waits
                faults.append(fault)

        threads = [threading.Thread(target=work, args=seat) for seat in seats]
        cpu, database = self.served.cpu(), self.served.database_cpu()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        if faults:
            raise faults[0]
        asked = len(found.walls)
        found.cpus = [(self.served.cpu() - cpu) / asked]
        found.database = (self.served.database_cpu() - database) / asked
        return found

    def _seat(self, kind: str, number: int) -> tuple[Browser, Material]:
        if (kind, number) not in self._browsers:
            seat = self.plan[kind][number % len(self.plan[kind])]
            browser = Browser(self.served.server.port, seat)
            material = Material(self.plan, seat, random.Random(self.chance.random()))
            self._browsers[kind, number] = (browser, material)
        return self._browsers[kind, number]


def busy(seconds: float = 3.0) -> float:
    """Return which share of the processors others use, measured while we only wait."""
    before, began = _ticks(), time.monotonic()
    time.sleep(seconds)
    after, taken = _ticks(), time.monotonic() - began
    return (after[0] - before[0]) / max(after[1] - before[1], 1) if taken else 0.0


def _ticks() -> tuple[int, int]:
    with open("/proc/stat") as file:
        values = [int(v) for v in file.readline().split()[1:9]]
    return sum(values) - values[3] - values[4], sum(values)


def _told(rounds: list[_Round]) -> Figures:
    def middle(of: list[float]) -> float:
        return median(of) * 1000

    return Figures(
        p50=middle([_share(r.walls, 0.5) for r in rounds]),
        p95=middle([_share(r.walls, 0.95) for r in rounds]),
        cpu50=middle([_share(r.cpus, 0.5) for r in rounds]),
        cpu95=middle([_share(r.cpus, 0.95) for r in rounds]),
        database=middle([r.database for r in rounds]),
        asked=sum(len(r.walls) for r in rounds),
    )


def _share(values: list[float], share: float) -> float:
    """Return the value below which a share of the values lies (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]
