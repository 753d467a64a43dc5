"""Two estimators without a model to fit: Chapman for two lists, Chao's lower bound."""

from __future__ import annotations

import numpy as np

from suar.measure.prevalence.lattice import Floats, Lattice

BOTH = 0b11


def chapman(counts: Floats) -> tuple[Floats, Floats]:
    """Return totals and their variances for tables of two lists, ``counts`` (b, 3).

    Chapman (1951); variance by Seber (1970): (n1+1)(n2+1)/(n12+1) - 1 and
    (n1+1)(n2+1)(n1-n12)(n2-n12)/((n12+1)^2 (n12+2)).
    """
    first, second, both = counts[:, 0] + counts[:, 2], counts[:, 1] + counts[:, 2], counts[:, 2]
    total = (first + 1) * (second + 1) / (both + 1) - 1
    variance = (first + 1) * (second + 1) * (first - both) * (second - both)
    return total, variance / ((both + 1) ** 2 * (both + 2))


def lincoln_petersen(counts: Floats) -> Floats:
    """Return n1 n2 / n12 for tables of two lists, ``counts`` (b, 3); infinite without overlap."""
    first, second, both = counts[:, 0] + counts[:, 2], counts[:, 1] + counts[:, 2], counts[:, 2]
    return np.where(both > 0, first * second / np.maximum(both, 1), np.inf)


def chao_lower(under: Lattice, counts: Floats) -> Floats:
    """Return a lower bound of the total, bias-corrected: Chao (1987), Biometrics 43(4).

    n + ((t-1)/t) f1 (f1-1) / (2 (f2+1)), with f1 and f2 the cases on exactly one and two lists.
    ``counts`` is (b, 2^t - 1); it holds when chances differ between persons, not when lists depend.
    """
    size = under.size[1:]
    once, twice = counts[:, size == 1].sum(axis=1), counts[:, size == 2].sum(axis=1)
    unseen = (under.t - 1) / under.t * once * (once - 1) / (2 * (twice + 1))
    total: Floats = counts.sum(axis=1) + unseen
    return total
