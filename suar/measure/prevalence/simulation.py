"""Known truths: `python -m suar.measure.prevalence.simulation [REPEATS]` draws populations whose
size is known and tells how the methods fare, coverage as found.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from suar.measure.prevalence.codes import Method
from suar.measure.prevalence.headline import estimate
from suar.measure.prevalence.lattice import Bools
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.table import Table, checked, digest

METHODS = (
    Method.STEPWISE,
    Method.BIC,
    Method.AVERAGE,
    Method.DECOMPOSABLE,
    Method.LATENT_CLASS,
    Method.CHAO_LOWER,
)
RESAMPLES, SWEEPS = 200, 6_000
Draw = Callable[[np.random.Generator], Bools]


def independent(rng: np.random.Generator) -> Bools:
    """2,000 persons, four lists that do not know each other."""
    return rng.random((2000, 4)) < np.array([0.15, 0.2, 0.1, 0.12])


def referring(rng: np.random.Generator) -> Bools:
    """The same, but half of those on the first list are sent to the second."""
    seen = independent(rng)
    seen[:, 1] |= seen[:, 0] & (rng.random(len(seen)) < 0.5)
    return seen


def sparse(rng: np.random.Generator) -> Bools:
    """10,000 persons, five lists of which each holds one to four in a hundred."""
    return rng.random((10_000, 5)) < np.array([0.01, 0.04, 0.03, 0.02, 0.015])


def unequal(rng: np.random.Generator) -> Bools:
    """2,000 persons, of whom three in ten are listed six times as readily as the others."""
    easy = rng.random((2000, 1)) < 0.3
    chances = np.array([0.15, 0.2, 0.1, 0.12])
    seen: Bools = rng.random((2000, 4)) < np.where(easy, 2.0, 1 / 3) * chances
    return seen


def hidden(rng: np.random.Generator) -> Bools:
    """2,000 persons, of whom 500 can be on no list at all: no method can know."""
    seen = independent(rng)
    seen[:500] = False
    return seen


WORLDS: Mapping[str, Draw] = {
    "independent": independent,
    "referring": referring,
    "sparse": sparse,
    "unequal": unequal,
    "hidden": hidden,
}


@dataclass
class Tally:
    """What happened over the repeats of one world and method."""

    totals: list[float]
    covered: int = 0
    refused: int = 0

    def line(self, truth: int, repeats: int) -> str:
        """Write median, spread and coverage of the interval of level 0.95."""
        low, middle, high = (
            np.quantile(self.totals, [0.1, 0.5, 0.9]) if self.totals else [np.nan] * 3
        )
        share = self.covered / max(1, len(self.totals))
        return (
            f"{middle / truth:>8.2f}{low / truth:>8.2f}{high / truth:>8.2f}{share:>9.2f}"
            f"{self.refused:>8d} of {repeats}"
        )


def table_of(seen: Bools) -> Table:
    """Count histories; ``seen`` is (persons, lists)."""
    masks = seen @ (1 << np.arange(seen.shape[1]))
    cells, counts = np.unique(masks[masks > 0], return_counts=True)
    lists = [f"L{j + 1}" for j in range(seen.shape[1])]
    return checked(
        lists, cells.tolist(), counts.tolist(), digest(lists, cells.tolist(), counts.tolist())
    )


def study(world: Draw, repeats: int, seed: int) -> tuple[int, dict[Method, Tally], int]:
    """Return the truth, a tally by method, and in how many repeats the headline was withheld."""
    rng = np.random.default_rng(seed)
    tallies = {method: Tally([]) for method in METHODS}
    truth = withheld = 0
    for repeat in range(repeats):
        seen = world(rng)
        truth, table = len(seen), table_of(seen)
        withheld += estimate(table, Options(nboot=0)).withheld is not None
        for method, tally in tallies.items():
            options = Options(
                method=method, nboot=RESAMPLES, sweeps=SWEEPS, seed=repeat, sensitivity=False
            )
            try:
                result = estimate(table, options)
            except Refused:
                tally.refused += 1
                continue
            tally.totals.append(result.estimate or 0.0)
            limits = result.interval
            tally.covered += limits is not None and limits.low <= truth <= limits.high
    return truth, tallies, withheld


def main(repeats: int) -> None:
    """Print the study; totals are shares of the truth."""
    head = f"{'world':<13}{'method':<14}{'median':>8}{'10 %':>8}{'90 %':>8}{'coverage':>9}  refused"
    sys.stdout.write(head + "\n")
    for number, (name, world) in enumerate(WORLDS.items()):
        truth, tallies, withheld = study(world, repeats, seed=number)
        for method, tally in tallies.items():
            sys.stdout.write(f"{name:<13}{method.value:<14}{tally.line(truth, repeats)}\n")
        sys.stdout.write(f"{name:<13}headline withheld in {withheld} of {repeats}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
