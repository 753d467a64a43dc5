"""Extended maximum likelihood of many Poisson log-linear models or tables at once.

Counts are independent Poisson, log mean = sum of the coefficients of the terms that a cell contains
(Fienberg 1972; Cormack 1989). A term that no case contains has coefficient minus infinity: its
column and every cell that contains it leave the fit (Chan, Silverman & Vincent 2021, section 3).

All sums over cells go by the lattice: the sum of the means over cells that contain a and b is that
over cells that contain a | b, so gradient and information are look-ups in one matrix product.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy

from suar.measure.prevalence import existence
from suar.measure.prevalence.lattice import Bools, Floats, Ints, Lattice
from suar.measure.prevalence.newton import Newton

CHUNK = 1024  # tables fitted together: their matrices then stay in the cache


@dataclass(frozen=True)
class Fits:
    """Fits of b models or tables of t lists.

    ``beta`` (b, 2^t): coefficients by term, 0 where the model has no such term, minus infinity
    where no case holds it. ``means`` (b, 2^t - 1): fitted counts of cases by cell, 0 in dropped
    cells. ``code`` (b,): 0 good, 1 no estimate, 2 not identifiable, 3 both. ``loglik`` (b,): log
    likelihood, dropped cells contributing 0. ``terms`` (b,): terms of the model, the intercept and
    those at minus infinity included. ``dark`` (b,): fitted count of the unseen cell, not a number
    where the code is not 0.
    """

    beta: Floats
    means: Floats
    code: Ints
    loglik: Floats
    terms: Ints
    dark: Floats

    def bic(self, cases: Floats) -> Floats:
        """Return -2 log L + k log n, ``cases`` (b,) being n; infinite where there is no fit."""
        values = -2 * self.loglik + self.terms * np.log(cases)
        return np.where(self.code == existence.GOOD, values, np.inf)


def fit(under: Lattice, counts: Floats, active: Bools, start: Floats | None = None) -> Fits:
    """Fit each model to its counts.

    ``counts`` is (b, 2^t - 1) or (1, …), ``active`` (b, 2^t) or (1, …): both are spread to b rows.
    ``start`` (b, 2^t) or (1, …) are coefficients to begin from. Terms must be hierarchical and hold
    the intercept and every list.
    """
    b = max(len(counts), len(active))
    constant = log_factorials(counts)
    counts = np.broadcast_to(counts, (b, under.cells))
    active = np.broadcast_to(active, (b, 1 << under.t))
    dropped = active & (counts @ under.contains == 0)
    kept = existence.kept_cells(under, dropped)
    live = active & ~dropped
    known = existence.identifiable(under, live, kept)
    beta = np.where(dropped, -np.inf, 0.0)
    means = np.zeros((b, under.cells))
    exists = np.zeros(b, dtype=bool)
    size = live.sum(axis=1)
    for p in np.unique(size):
        of_size = np.flatnonzero(size == p)
        for rows in np.split(of_size, range(CHUNK, len(of_size), CHUNK)):
            first = None if start is None else np.broadcast_to(start, (b, 1 << under.t))[rows]
            work = Newton(under, counts[rows], live[rows], dropped[rows], kept[rows])
            found = work.run(first)
            beta[rows] += found.beta
            means[rows] = found.means
            exists[rows] = found.exists
    code = np.where(exists, existence.GOOD, existence.NO_ESTIMATE)
    code = code + np.where(known, existence.GOOD, existence.NOT_IDENTIFIABLE)
    good = code == existence.GOOD
    dark = np.where(good, np.exp(np.minimum(beta[:, 0], 700.0)), np.nan)
    loglik = _loglik(counts, means) - constant
    return Fits(beta, means, code, loglik, active.sum(axis=1), dark)


def _loglik(counts: Floats, means: Floats) -> Floats:
    """Return the Poisson log likelihood of each row without its constant."""
    logs = np.log(means, where=means > 0, out=np.zeros_like(means))
    total: Floats = (counts * logs - means).sum(axis=1)
    return total


def log_factorials(counts: Floats) -> Floats:
    """Return the sum of log y! over the cells of each row, shape (b,)."""
    whole = counts.astype(np.int64)
    top = int(whole.max(initial=0))
    if top <= 1 << 20:
        table = np.concatenate([[0.0], np.cumsum(np.log(np.arange(1, top + 1)))])
        sums: Floats = table[whole].sum(axis=1)
        return sums
    many = scipy.special.gammaln(counts + 1)
    return many.sum(axis=1)  # type: ignore[no-any-return]
