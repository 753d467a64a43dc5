"""The page docs/benchmarks.md: the machine, the data, the tables, and which bars are met."""

from __future__ import annotations

import os
import platform
import sqlite3
import subprocess
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from tests.bench import library
from tests.bench.measuring import Figures, busy
from tests.bench.scenarios import Scenario
from tests.bench.serving import SERVER_PG
from tests.bench.sets import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
GROWTH = 1.5  # cost at the largest size against the smallest
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}


@dataclass(frozen=True, slots=True)
class Line:
    """One measured line."""

    database: str
    size: int
    what: Scenario
    users: int
    found: Figures


@dataclass(slots=True)
class Results:
    """Everything that one run found."""

    rounds: int
    busy_before: float
    processes: int
    lines: list[Line] = field(default_factory=list)
    counts: dict[int, dict[str, int]] = field(default_factory=dict)
    memory: dict[tuple[str, int], int] = field(default_factory=dict)

    def find(self, database: str, size: int, key: str, users: int) -> Figures | None:
        """Return one measured line's figures."""
        wanted = (database, size, key, users)
        return next(
            (x.found for x in self.lines if (x.database, x.size, x.what.key, x.users) == wanted),
            None,
        )


def write(results: Results) -> None:
    """Write the page."""
    parts = [_head(results), table(results), _bars(results), library.section(), _how()]
    PAGE.write_text("\n".join(parts))


def table(results: Results) -> str:
    """Return one table for each database and size."""
    text = []
    for database, size in dict.fromkeys((x.database, x.size) for x in results.lines):
        text += [f"\n## {NAMES[database]}, {size:,} people and cases\n", _TABLE_HEAD]
        lines = [x for x in results.lines if (x.database, x.size) == (database, size)]
        text += [_row(x) for x in lines]
    return "\n".join(text) + "\n"


_TABLE_HEAD = (
    "| what | users | wall p50 | wall p95 | web CPU p50 | p95 | database CPU | asked |\n"
    "|---|---|---|---|---|---|---|---|"
)


def _row(x: Line) -> str:
    f = x.found
    own = f"{f.database:.1f}" if x.database == "postgres" else "in web"
    high = f"{f.cpu95:.1f}" if x.users == 1 else "mean"
    return (
        f"| {x.what.label} | {x.users} | {f.p50:.0f} | {f.p95:.0f} | {f.cpu50:.1f} | {high} |"
        f" {own} | {f.asked} |"
    )


def _bars(results: Results) -> str:
    """Return the bars with met or missed, and the growth from the smallest to the largest size."""
    sizes = sorted({x.size for x in results.lines})
    text = [
        "\n## Bars\n",
        f"At {sizes[-1]:,} people and cases, p95, milliseconds.\n",
        "| what | database | users | bar | measured | |",
        "|---|---|---|---|---|---|",
    ]
    for x in results.lines:
        bar = x.what.bar[0 if x.users == 1 else 1] if x.what.bar else 0
        if x.size == sizes[-1] and bar:
            text.append(
                f"| {x.what.label} | {NAMES[x.database]} | {x.users} | {bar:.0f} |"
                f" {x.found.p95:.0f} | {_met(x.found.p95, bar)} |"
            )
    if len(sizes) > 1:
        text += _growth(results, sizes)
    return "\n".join(text) + "\n"


def _growth(results: Results, sizes: list[int]) -> list[str]:
    text = [
        f"\nCost at {sizes[-1]:,} over cost at {sizes[0]:,} (processor time of web and database,"
        f" one user, median): at most {GROWTH}.\n",
        "| what | database | times | |", "|---|---|---|---|",
    ]  # fmt: skip
    for x in results.lines:
        small = results.find(x.database, sizes[0], x.what.key, 1)
        if x.size == sizes[-1] and x.users == 1 and small:
            times = (x.found.cpu50 + x.found.database) / (small.cpu50 + small.database)
            text.append(
                f"| {x.what.label} | {NAMES[x.database]} | {times:.2f} | {_met(times, GROWTH)} |"
            )
    return text


def _met(found: float, bar: float) -> str:
    return "met" if found <= bar else f"**missed** by {(found / bar - 1) * 100:.0f} %"


def _head(results: Results) -> str:
    counts = [
        f"- {size:,}: " + ", ".join(f"{n:,} {what}" for what, n in found.items())
        for size, found in sorted(results.counts.items())
    ]
    held = [f"{NAMES[d]} {s:,}: {mb} MB" for (d, s), mb in results.memory.items()]
    return "\n".join([
        "# Benchmarks",
        "",
        "Written by `make bench`; anyone can run it again. Times in milliseconds.",
        "",
        f"- Taken {datetime.now(UTC):%Y-%m-%d} on commit"
        f" `{_git('rev-parse', '--short=12', 'HEAD')}`"
        + (" (with changes not yet committed)" if _git("status", "--porcelain", "suar") else "")
        + ".",
        f"- Machine: {os.cpu_count()} processors ({_processor()}), {_memory()} GB memory,"
        f" disk {_disk()}; {platform.system()} {platform.release()}.",
        f"- Python {platform.python_version()}, SQLite {sqlite3.sqlite_version},"
        f" PostgreSQL {_postgres()}.",
        f"- Other work used {results.busy_before:.0%} of the processors before the run and"
        f" {busy():.0%} after it"
        + ("." if results.busy_before < 0.1 else ": the figures are those of a busy machine."),
        f"- Served by granian with {results.processes} web process(es) of 4 threads, as `suar run`"
        " starts it, without its worker; the driver runs on the same machine.",
        f"- Held by the web processes: {'; '.join(held)}.",
        "",
        "Data, streamed in, three organisations (60, 30 and 10 % of the cases); those who ask work"
        " in the largest. A caseworker has about 40 open cases and some 230 closed, a unit about"
        " 400 open, whatever the size:",
        "",
        *counts,
    ])  # fmt: skip


def _how() -> str:
    return (
        "\n## How\n\n"
        "Real HTTP on loopback, connections that stay open, real sessions of seats with their"
        " second factor, real forms; SQLite with `synchronous=FULL`, PostgreSQL under row-level"
        " security. Every first look at a case, and every search, is a durable commit of its"
        " event. A round asks 40 times (writes: 10) as one user, then six users ask at once, half"
        " as often each; told are the medians of the rounds' p50 and p95. Processor time is that"
        " of the web server's threads around each request (six at once: the mean), and of the"
        " PostgreSQL processes. The three posts of a new case, and the two of a referral, are"
        " told as their sum.\n\n"
        "Why a search costs most: it reads some 200 people from all over the tables, opens and"
        " compares their names, writes what it showed and commits twice. Where a set is larger"
        " than the memory holds warm, those reads reach the disk; six at once wait for the"
        " processors, which the driver shares.\n"
    )


def _git(*words: str) -> str:
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False)
    return done.stdout.strip()


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    return next((x.split(":")[1].strip() for x in lines if x.startswith("model name")), "unknown")


def _memory() -> int:
    return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)


def _disk() -> str:
    """Return what kind of disk holds the data sets, and how long a durable write takes there."""
    device = os.stat(ROOT).st_dev
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    turning = next((p for p in (block / "queue/rotational", block / "../queue/rotational")
                    if p.exists()), None)  # fmt: skip
    virtual = "virtual " if block.resolve().name.startswith("vd") else ""
    kind = "of unknown kind"
    if turning is not None:
        kind = "rotating" if turning.read_text().strip() == "1" else "solid-state"
    return f"{virtual}{kind}"


def _postgres() -> str:
    try:
        with psycopg.connect(f"{SERVER_PG}/postgres", connect_timeout=3) as connection:
            return str(connection.info.server_version // 10000)
    except psycopg.Error:
        return "not measured"
