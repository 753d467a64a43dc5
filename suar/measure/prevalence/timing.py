"""How long it takes: `python -m suar.measure.prevalence.timing FOLDER`, reference tables in FOLDER.

Each line: what, the limit we hold ourselves to, the best wall time and processor time of some
runs, and where they were stored the time of the R packages for the same work.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from suar.measure import prevalence
from suar.measure.prevalence.bayes import by_decomposable, by_latent_class
from suar.measure.prevalence.bootstrap import bootstrap
from suar.measure.prevalence.codes import Method
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.models import evaluate, hierarchical
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.table import Table

RUNS = 3
Row = tuple[str, float, Callable[[], object], tuple[str, str] | None]


@dataclass(frozen=True)
class Timed:
    """One line of the table: seconds, and what is stored of the R packages, "" where nothing is."""

    what: str
    limit: float
    wall: float
    cpu: float
    peers: str


def measured(folder: Path) -> Iterator[Timed]:
    """Time one line after the other; ``folder`` holds the reference tables."""
    peers = _peers(folder / "peer_timings.csv")
    for what, limit, work, peer in _rows(folder):
        yield Timed(what, limit, *best_of(work), peers.get(peer, "") if peer else "")


def main(folder: Path) -> None:
    """Print the table."""
    sys.stdout.write(f"{'what':<52}{'limit s':>9}{'wall s':>9}{'cpu s':>9}  peers, stored\n")
    for x in measured(folder):
        line = f"{x.what:<52}{x.limit:>9.2f}{x.wall:>9.3f}{x.cpu:>9.3f}  {x.peers}"
        sys.stdout.write(line.rstrip() + "\n")
        sys.stdout.flush()


def best_of(work: Callable[[], object]) -> tuple[float, float]:
    """Return the least wall time and the least processor time, children included."""
    walls, cpus = [], []
    for _ in range(RUNS):
        wall, cpu = time.perf_counter(), sum(os.times()[:4])
        work()
        walls.append(time.perf_counter() - wall)
        cpus.append(sum(os.times()[:4]) - cpu)
    return min(walls), min(cpus)


def _rows(folder: Path) -> Iterator[Row]:
    yield "import suar.measure.prevalence", 0.35, partial(_python, "-c", IMPORT), None
    for name, limit in (("UKdat_5", 1.5), ("UKdat", 3.0)):
        command = ("-m", "suar.measure", "prevalence", str(folder / f"{name}.csv"), *STEPWISE)
        yield f"{name}: process, stepwise, 1000 resamples", limit, partial(_python, *command), None
    kosovo, five, six = (
        prevalence.read(folder / f"{name}.csv") for name in ("Kosovo", "UKdat_5", "UKdat")
    )
    yield from _bootstraps(kosovo, five)
    for t, order, table, limit in ((5, 2, five, 0.15), (5, 3, five, 20.0), (6, 2, six, 20.0)):
        models = hierarchical(t, order)
        what = f"{t} lists, order {order}: {len(models):,} models"
        peer = ("UKdat_5", f"estimate_population_bic(maxorder={order})") if t == 5 else None
        yield what, limit, partial(evaluate, table, models), peer
    yield from _posteriors(five)


def _bootstraps(kosovo: Table, five: Table) -> Iterator[Row]:
    steps = Options(method=Method.STEPWISE, nboot=100)
    third = Options(method=Method.BIC, max_order=3, ntop=20)
    for what, limit, table, options, call in (
        ("Kosovo: stepwise, 100 resamples", 1.0, kosovo, steps, "stepwise',nboot=100"),
        ("Kosovo: BIC order 3, 1000 resamples x 20 models", 10.0, kosovo, third, "bic',nboot=1000"),
        ("UKdat_5: BIC, 1000 resamples x 100 models", 10.0, five, Options(method=Method.BIC), None),
    ):
        peer = ("Kosovo", f"estimate_population(method='{call})") if call else None
        yield what, limit, _resampled(table, options), peer


def _posteriors(five: Table) -> Iterator[Row]:
    grid = 10 * five.n
    graphs = partial(by_decomposable, five, Options(method=Method.DECOMPOSABLE, grid=grid))
    what = f"UKdat_5: decomposable, {grid + 1:,} grid points"
    yield what, 0.6, graphs, ("UKdat_5", f"bma.cr(Nmissing=0:{grid})")
    chains = partial(by_latent_class, five, Options(method=Method.LATENT_CLASS))
    yield "UKdat_5: latent class, 4 chains of 20,000", 10.0, chains, ("UKdat_5", ONE_CHAIN)


def _resampled(table: Table, options: Options) -> Callable[[], object]:
    """Return the bootstrap of a method that was already run on the table."""
    return partial(bootstrap, table, ESTIMATORS[options.method](table, options), options)


IMPORT = "import suar.measure.prevalence"
ONE_CHAIN = "lcmCR(K=10)+PostSampl(burnin=10000,samples=1000,thinning=10)"  # of 20,000 sweeps
STEPWISE = ("--method", "stepwise", "--no-sensitivity", "--json")


def _python(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)  # noqa: S603


def _peers(path: Path) -> dict[tuple[str, str], str]:
    """Return the stored seconds by table and call, with the load they were taken under."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8") as lines:
        return {
            (row["dataset"], row["call"]): (
                f"wall {row['wall_seconds_median']}, cpu {row['cpu_seconds_median']},"
                f" load {row['max_load_average']}: {row['package']} {row['call']}"
            )
            for row in csv.DictReader(lines)
        }


if __name__ == "__main__":
    sys.stdout.write(f"Python {sys.version.split()[0]}, numpy {np.__version__}, ")
    sys.stdout.write(f"load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores\n")
    main(Path(sys.argv[1]))
