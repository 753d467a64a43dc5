"""`make bench`: build what is missing, measure, and write docs/benchmarks.md.

``--sizes 10000 --quick`` measures the small sets in one short round each and writes nothing.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time

from suar.config.settings.base import SERVE_PROCESSES
from tests.bench import report, scenarios
from tests.bench.measuring import Figures, Measure, busy
from tests.bench.report import Line, Results
from tests.bench.serving import serving
from tests.bench.sets import DataSet, digest

SEED = 7


def main() -> int:
    """Run what the options ask for."""
    asked = _options()
    results = Results(rounds=asked.rounds, busy_before=busy(), processes=asked.processes)
    for size in asked.sizes:
        for database in asked.databases:
            data = DataSet(database, size, asked.mark or digest())
            _say(f"{database}, {size:,}")
            _prepare(data)
            if not asked.build_only:
                _measure(data, asked, results)
    sys.stdout.write(report.table(results))
    if not (asked.quick or asked.only or asked.build_only):
        report.write(results)
        _say(f"written: {report.PAGE.name}")
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument(
        "--databases", nargs="+", default=["sqlite", "postgres"], choices=["sqlite", "postgres"]
    )
    parser.add_argument("--quick", action="store_true", help="one short round; writes no page")
    parser.add_argument("--only", nargs="+", default=[], help="keys of scenarios; writes no page")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--processes", type=int, default=SERVE_PROCESSES, help="web processes")
    parser.add_argument("--mark", default="", help="take a set that was built of older code")
    parser.add_argument("--build-only", action="store_true")
    asked = parser.parse_args()
    if asked.quick:
        asked.rounds = 1
    return asked


def _prepare(data: DataSet) -> None:
    """Build the set where it is missing; one on PostgreSQL is copied from the one on SQLite."""
    if not data.ready.exists() and not data.source.ready.exists() and data != data.source:
        _prepare(data.source)
    began = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "tests.bench.prepare", str(data.size)],
        env=data.environment, check=True,
    )  # fmt: skip
    _say(f"  prepared in {time.monotonic() - began:.0f} s")


def _measure(data: DataSet, asked: argparse.Namespace, results: Results) -> None:
    plan = json.loads(data.plan.read_text())
    data.plan.unlink()  # it holds sessions
    results.counts[data.size] = plan["counts"]
    with serving(data, processes=asked.processes) as served:
        measure = Measure(served, plan, SEED)
        for what in scenarios.ALL:
            if asked.only and what.key not in asked.only:
                continue
            times = max(what.times // 4, 3) if asked.quick else what.times
            for users, run in ((1, measure.one), (6, measure.six)):
                found: Figures = run(what, rounds=asked.rounds, times=times)
                results.lines.append(Line(data.database, data.size, what, users, found))
                _say(f"  {what.label}, {users}: {found.p50:.0f} / {found.p95:.0f} ms,"
                     f" cpu {found.cpu50:.0f} ms")  # fmt: skip
        results.memory[data.database, data.size] = served.memory()


def _say(text: str) -> None:
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main())
