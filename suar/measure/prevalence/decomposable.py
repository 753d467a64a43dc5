"""Bayesian model averaging over decomposable graphs: no graph is chosen, all are weighed.

Madigan & York (1997), Biometrika 84(1), 19-31: a hyper-Dirichlet prior on the chances of the cells
(Dawid & Lauritzen 1993, Annals of Statistics 21(3)) with weight 2^-t on each full cell, equal
prior on the graphs, prior on the total N proportional to 1 / N. For each graph and each number of
unseen m the marginal likelihood has a closed form, so nothing is drawn: the posterior is summed
over all graphs and a grid of m = 0, 1, ..., M.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from suar.measure.prevalence.graphs import Graphs, decomposable_graphs
from suar.measure.prevalence.lattice import Floats, Ints, lattice

FOR_GRAPHS = range(3, 6)  # lists; six would be 18,154 graphs
TIMES_SEEN = 19  # the grid where none is asked for: this many unseen for each case seen
DOUBLINGS = 5
MOST_GRID = 5_000_000  # the grid does not grow beyond by itself
MOST_ASKED = 20_000_000
NEAR_END, TOO_MUCH = 0.95, 0.001  # posterior mass near the end of the grid that is too much
NEGLIGIBLE = 40.0  # log units below the best
STEP, MOST_STEPS = 256, 2000  # points of the grid at once


@dataclass(frozen=True)
class Posterior:
    """The posterior of the total on a grid.

    ``mass`` (M + 1,): probability of the total n + m; ``graphs`` (g,): probability of each graph;
    ``means`` (g,): posterior mean of the total given the graph, not a number where that graph is
    negligible.
    """

    n: int
    mass: Floats
    graphs: Floats
    means: Floats

    @property
    def grid(self) -> int:
        """Return the largest number of unseen that was looked at."""
        return len(self.mass) - 1

    @property
    def totals(self) -> Floats:
        """Return the totals of the grid."""
        return self.n + np.arange(len(self.mass), dtype=float)

    def mean(self) -> float:
        """Return the posterior mean of the total."""
        return float(self.totals @ self.mass)

    def quantile(self, level: float) -> float:
        """Return the smallest total with at least that much probability up to it."""
        below = np.cumsum(self.mass)
        return float(self.n + min(int(np.searchsorted(below, level)), self.grid))

    def near_end(self) -> float:
        """Return the probability beyond 95 % of the largest total of the grid."""
        return float(self.mass[self.totals > NEAR_END * (self.n + self.grid)].sum())

    def truncated(self) -> bool:
        """Say whether the grid ends too early."""
        return self.near_end() > TOO_MUCH


def posterior_of(counts: Floats, t: int, grid: int | None) -> tuple[Posterior, int]:
    """Return the posterior of one table, ``counts`` (2^t - 1,), and how often the grid was doubled.

    ``grid`` is the largest number of unseen; None starts at 19 for each case seen and doubles until
    the grid does not end too early, five times at most.
    """
    if grid is not None:
        return on_grid(counts, t, grid), 0
    reach = min(TIMES_SEEN * int(counts.sum()), MOST_GRID)
    found = on_grid(counts, t, reach)
    for doubled in range(DOUBLINGS):
        if not found.truncated() or reach * 2 > MOST_GRID:
            return found, doubled
        reach *= 2
        found = on_grid(counts, t, reach)
    return found, DOUBLINGS


def on_grid(counts: Floats, t: int, grid: int) -> Posterior:
    """Return the posterior with m = 0 ... ``grid`` unseen, both ends included."""
    graphs = decomposable_graphs(t)
    shape = _shape(graphs, counts, t)
    ends = np.unique(np.append(np.arange(0, grid, max(STEP, grid // MOST_STEPS)), [grid + 1]))
    highest, bounds = _bounds(shape, ends)
    mass, by_graph, sums = np.zeros(grid + 1), np.zeros(len(graphs)), np.zeros(len(graphs))
    for step in np.flatnonzero((bounds > highest - NEGLIGIBLE).any(axis=0)).tolist():
        live = np.flatnonzero(bounds[:, step] > highest - NEGLIGIBLE)
        unseen = np.arange(ends[step], ends[step + 1], dtype=float)
        above = shape.still[live, None] - highest
        weights = np.exp(shape.signs[live] @ shape.values(unseen) + above)
        mass[ends[step] : ends[step + 1]] = weights.sum(axis=0)
        by_graph[live] += weights.sum(axis=1)
        sums[live] += weights @ (shape.n + unseen)
    means = np.divide(sums, by_graph, out=np.full(len(graphs), np.nan), where=by_graph > 0)
    return Posterior(int(shape.n), mass / mass.sum(), by_graph / by_graph.sum(), means)


@dataclass(frozen=True)
class _Shape:
    """The log weight of each graph as a function of the unseen m: ``still`` + ``signs`` @ values.

    Every value is convex in m: log gamma of m plus ``offsets`` (f - 1,), and -log(n + m).
    """

    n: float
    still: Floats
    signs: Floats
    offsets: Floats

    def values(self, unseen: Floats) -> Floats:
        """Return the functions at some m, (f, points)."""
        values = scipy.special.gammaln(self.offsets[:, None] + unseen)
        return np.concatenate([values, -np.log(self.n + unseen)[None, :]])

    def slopes(self, unseen: Floats) -> Floats:
        """Return their slopes, (f, points)."""
        slopes = scipy.special.digamma(self.offsets[:, None] + unseen)
        return np.concatenate([slopes, -1 / (self.n + unseen)[None, :]])


def _shape(graphs: Graphs, counts: Floats, t: int) -> _Shape:
    """Gather what does not depend on m.

    A set of lists has the likelihood of its marginal table, and of that only the cell on none of
    its lists, and N! / m! / N of the prior, know of the unseen.
    """
    of_set, none = _marginals(counts, t)
    n = float(counts.sum())
    sets = graphs.signs[:, 1:]
    of_all = 1 - sets.sum(axis=1)  # N! once, less the weight of all cells for each set
    signs = np.column_stack([sets, of_all, np.full(len(graphs), -1.0), np.ones(len(graphs))])
    return _Shape(n, sets @ of_set[1:], signs, np.concatenate([none[1:], [1 + n, 1.0]]))


def _bounds(shape: _Shape, ends: Ints) -> tuple[float, Floats]:
    """Return the highest log weight at the ends of steps, and above what none goes, (g, steps).

    A convex function lies below its chord and above its tangent. So the positive ones are bounded
    by chords and the negative ones by tangents, and both by their values at the ends of the step.
    """
    first: Floats = ends[:-1].astype(float)
    last: Floats = ends[1:].astype(float) - 1.0
    up, down = np.maximum(shape.signs, 0), np.minimum(shape.signs, 0)
    start, end = shape.values(first), shape.values(last)
    at_start = shape.signs @ start
    at_end = shape.signs @ end
    beyond = up @ end + down @ (start + shape.slopes(first) * (last - first))
    before = up @ start + down @ (end - shape.slopes(last) * (last - first))
    bounds = np.minimum(np.maximum(at_start, beyond), np.maximum(at_end, before))
    bounds += shape.still[:, None]
    highest = float((np.maximum(at_start, at_end) + shape.still[:, None]).max())
    return highest, bounds


def _marginals(counts: Floats, t: int) -> tuple[Floats, Floats]:
    """Return by set of lists what its seen cells add, and what its cell on none holds, (2^t,) each.

    That cell holds its weight in the prior and the cases that are on none of these lists.
    """
    log_gamma = scipy.special.gammaln
    masks = np.arange(1 << t)
    weights = 2.0 ** -lattice(t).size.astype(float)
    of_set, none = np.zeros(1 << t), np.zeros(1 << t)
    for lists, weight in zip(masks[1:].tolist(), weights[1:].tolist(), strict=True):
        table = np.bincount(masks[1:] & lists, weights=counts, minlength=1 << t)
        inside = (masks & ~lists) == 0
        inside[0] = False
        none[lists] = weight + table[0]
        of_set[lists] = (log_gamma(weight + table[inside]) - log_gamma(weight)).sum()
        of_set[lists] -= log_gamma(weight)
    return of_set, none
