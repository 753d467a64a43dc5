"""All hierarchical log-linear models up to an order, and what they say of one table.

Hierarchical: a term brings all its subsets; the intercept and every list are always in (Bishop,
Fienberg & Holland 1975). Order 2 is every set of pairs; order K adds every set of terms of K lists
whose subsets are all in.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from suar.measure.prevalence.codes import Fault
from suar.measure.prevalence.existence import GOOD
from suar.measure.prevalence.fitting import Fits, fit
from suar.measure.prevalence.lattice import Bools, Floats, Ints, Lattice, lattice
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.table import Table
from suar.measure.prevalence.terms import model_names

MOST_MODELS = 40_000
EQUAL = 1e-9  # of two values of the criterion


@cache
def hierarchical(t: int, order: int) -> Bools:
    """Return all models of ``t`` lists up to ``order``, shape (m, 2^t).

    8, 64, 1024, 32768 for 3 to 6 lists and order 2. Raises ``bad_argument`` above 40,000.
    """
    under = lattice(t)
    if not 1 <= order <= t:
        raise Refused(Fault.BAD_ARGUMENT, f"the order of a model lies between 1 and {t} here")
    models = under.main()[None, :]
    for size in range(2, order + 1):
        models = _grown(under, models, size)
    return models


def _grown(under: Lattice, models: Bools, size: int) -> Bools:
    """Add to each model every set of terms of ``size`` lists whose subsets are all in."""
    terms = np.flatnonzero(under.size == size)
    masks = np.arange(1 << under.t)
    inside = np.array([((masks & term) == masks) & (masks != term) for term in terms])
    allowed = (inside.astype(np.int64) @ (~models).T.astype(np.int64)).T == 0  # (m, terms)
    if (2.0 ** allowed.sum(axis=1)).sum() > MOST_MODELS:
        text = f"more than {MOST_MODELS} models: lower the order, merge lists, or use stepwise"
        raise Refused(Fault.BAD_ARGUMENT, text)
    grown = []
    for model, may in zip(models, allowed, strict=True):
        add = terms[may]
        sets = np.arange(1 << len(add))[:, None] >> np.arange(len(add)) & 1
        many = np.repeat(model[None, :], len(sets), axis=0)
        many[:, add] = sets.astype(bool)
        grown.append(many)
    return np.concatenate(grown)


@dataclass(frozen=True)
class Models:
    """Models of one table with their fits, best first (lowest criterion; see ``ranked``).

    ``active`` (m, 2^t), ``totals`` and ``bic`` (m,), ``beta`` (m, 2^t), ``code`` (m,). Models whose
    code is not 0 stand last, without total.
    """

    lists: tuple[str, ...]
    active: Bools
    beta: Floats
    code: Ints
    totals: Floats
    bic: Floats
    terms: Ints

    def __len__(self) -> int:
        return len(self.active)

    def only(self, which: Bools | Ints | slice) -> Models:
        """Return some of them."""
        parts = {
            name: getattr(self, name)[which]
            for name in ("active", "beta", "code", "totals", "bic", "terms")
        }
        return replace(self, **parts)

    def admissible(self) -> Models:
        """Return those whose extended estimate exists and is the only one."""
        return self.only(self.code == GOOD)

    def names(self) -> list[str]:
        """Return their names in brackets."""
        return model_names(self.active, self.lists)

    def weights(self) -> Floats:
        """Return weights proportional to exp(-(BIC - lowest) / 2), 0 where there is no fit."""
        raw = np.exp(-(self.bic - self.bic.min()) / 2)
        return raw / raw.sum()  # type: ignore[no-any-return]


def evaluate(table: Table, active: Bools) -> Models:
    """Fit models, shape (m, 2^t), to a table and rank them."""
    fits = fit(lattice(table.t), table.dense[None, :], active)
    return ranked(table, active, fits)


def ranked(table: Table, active: Bools, fits: Fits) -> Models:
    """Rank by BIC; of equal values fewer terms, then the first name stands before."""
    bic = fits.bic(np.array([float(table.n)]))
    models = Models(table.lists, active, fits.beta, fits.code, table.n + fits.dark, bic, fits.terms)
    models = models.only(np.argsort(bic, kind="stable"))
    order = np.arange(len(models))
    fitted = models.bic[np.isfinite(models.bic)]
    tied = np.flatnonzero(np.diff(fitted) < EQUAL)
    for first in tied:
        last = first + 1
        while last + 1 < len(fitted) and fitted[last + 1] - fitted[last] < EQUAL:
            last += 1
        part = order[first : last + 1]
        names = models.only(part).names()
        keys = sorted(range(len(part)), key=lambda i: (models.terms[part[i]], names[i]))
        order[first : last + 1] = part[keys]
    return models.only(order)
