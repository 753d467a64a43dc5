"""Forward selection of pairs, aware of empty overlaps, for many tables at once.

Chan, Silverman & Vincent (2021), JASA 116(535), section 4. Pairs enter one by one, nothing leaves:
the pair whose number of shared cases is least likely under the current fit, if that probability is
below the threshold and the larger model can be estimated. The probability is one-sided and
inclusive, min(P(X <= x), P(X >= x)) for X Poisson with the fitted mean m.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from suar.measure.prevalence.existence import GOOD
from suar.measure.prevalence.fitting import Fits, fit
from suar.measure.prevalence.lattice import Bools, Floats, Ints, Lattice


@dataclass(frozen=True)
class Steps:
    """What was selected for b tables.

    ``active`` (b, 2^t) models; ``entered`` (b, pairs) at which step a pair entered, from 0, or -1;
    ``passed_over`` (b,) how often a pair was passed over because the larger model could not be
    estimated; ``fits`` of the selected models.
    """

    active: Bools
    entered: Ints
    passed_over: Ints
    fits: Fits

    def order(self, under: Lattice, row: int = 0) -> list[int]:
        """Return the pairs of one table as masks, in the order they entered."""
        steps = self.entered[row]
        return [int(under.pairs[i]) for i in np.argsort(steps, kind="stable") if steps[i] >= 0]


def stepwise(under: Lattice, counts: Floats, threshold: float) -> Steps:
    """Select a model for each table; ``counts`` is (b, 2^t - 1), ``threshold`` a probability.

    A table whose model of independence cannot be estimated keeps that code and has no total.
    """
    b = len(counts)
    active = np.repeat(under.main()[None, :], b, axis=0)
    now = fit(under, counts, active)
    shared = counts @ under.contains[:, under.pairs]
    entered = np.full(shared.shape, -1)
    barred = np.zeros(shared.shape, dtype=bool)  # passed over in the present step
    passed_over = np.zeros(b, dtype=int)
    running = now.code == GOOD
    while running.any():
        rows = np.flatnonzero(running)
        fitted = now.means[rows] @ under.contains[:, under.pairs]
        chance = tail(shared[rows], fitted)
        chance[active[rows][:, under.pairs] | barred[rows]] = np.inf
        best = chance.argmin(axis=1)
        enters = np.take_along_axis(chance, best[:, None], axis=1)[:, 0] < threshold
        running[rows[~enters]] = False
        if not enters.any():
            break
        rows, best, fitted = rows[enters], best[enters], fitted[enters]
        trial, start = active[rows], now.beta[rows]
        each = np.arange(len(rows))
        trial[each, under.pairs[best]] = True
        seen = shared[rows, best]
        start[each, under.pairs[best]] = np.log(np.maximum(seen, 1) / fitted[each, best])
        larger = fit(under, counts[rows], trial, start)
        good = larger.code == GOOD
        put(now, rows[good], larger, good)
        active[rows[good]] = trial[good]
        entered[rows[good], best[good]] = entered[rows[good]].max(axis=1) + 1
        barred[rows[good]] = False
        barred[rows[~good], best[~good]] = True
        passed_over[rows[~good]] += 1
    return Steps(active, entered, passed_over, now)


def put(fits: Fits, rows: Ints, others: Fits, which: Bools) -> None:
    """Write the fits ``others[which]`` over those of ``rows``."""
    for name in ("beta", "means", "code", "loglik", "terms", "dark"):
        getattr(fits, name)[rows] = getattr(others, name)[which]


def tail(seen: Floats, fitted: Floats) -> Floats:
    """Return min(P(X <= seen), P(X >= seen)) for X Poisson with mean ``fitted``."""
    below = scipy.special.pdtr(seen, fitted)
    above = np.where(seen > 0, scipy.special.pdtrc(np.maximum(seen - 1, 0), fitted), 1.0)
    chance: Floats = np.minimum(below, above)
    return chance
