"""Whether an extended maximum likelihood estimate exists and is the only one.

Fienberg & Rinaldo (2012), Annals of Statistics 40(2); Chan, Silverman & Vincent (2021), JASA
116(535), section 3. A code: 0 good, 1 no estimate exists, 2 not identifiable, 3 both.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import scipy

from suar.measure.prevalence.lattice import Bools, Floats, Lattice, lattice

GOOD, NO_ESTIMATE, NOT_IDENTIFIABLE = 0, 1, 2
SURE = 1e-6  # of one case in each seen cell


def kept_cells(under: Lattice, dropped: Bools) -> Bools:
    """Return the cells, (b, 2^t - 1), that hold no term at minus infinity; dropped is (b, 2^t)."""
    kept: Bools = (dropped.astype(float) @ under.under) == 0
    return kept


def identifiable(under: Lattice, live: Bools, kept: Bools) -> Bools:
    """Say of each model whether its reduced design has full column rank; shape (b,).

    ``live`` (b, 2^t) are the terms with a finite coefficient, ``kept`` (b, 2^t - 1) the cells. A
    cell that is itself a term determines that term's coefficient from those of its subsets, so the
    null space can only be spanned by (-1)^|term| (Moebius); the rank is full if and only if some
    other kept cell does not annul it. The test is in whole numbers, hence exact.
    """
    signs = live * np.where(under.size % 2, -1.0, 1.0)
    sums = signs @ under.under
    sure: Bools = np.any((sums != 0) & kept, axis=1)
    return sure


def recedes(direction: Floats, seen: Bools, kept: Bools) -> Bools:
    """Say whether a change of log means, (b, cells), proves that no estimate exists; shape (b,).

    It does if it leaves every seen cell, raises no kept cell and lowers some: the likelihood then
    has no maximum. Newton's steps tend to such a direction, one unit a step.
    """
    still = np.all((np.abs(direction) < 1e-4) | ~seen, axis=1)
    falls = np.all((direction < 1e-4) | ~kept, axis=1)
    sure: Bools = still & falls & np.any((direction < -0.5) & kept & ~seen, axis=1)
    return sure


@lru_cache(maxsize=1 << 16)
def exists(t: int, live: tuple[int, ...], dropped: tuple[int, ...], seen: tuple[int, ...]) -> bool:
    """Say by linear programme whether the extended estimate exists.

    ``live`` and ``dropped`` are terms, ``seen`` the cells with cases, all as masks. The answer
    depends on which cells were seen, not on how often (the face of the marginal cone is the same),
    so each seen cell counts one case: maximise s with A'z = A'y and z >= s over the kept cells.
    """
    under = lattice(t)
    kept = ~np.any(under.contains[:, list(dropped)] > 0, axis=1)
    rows = np.zeros(under.cells)
    rows[np.array(seen) - 1] = 1
    design = under.contains[kept][:, list(live)]
    cells = len(design)
    cost = np.zeros(cells + 1)
    cost[-1] = -1.0
    fixed = np.hstack([design.T, np.zeros((design.shape[1], 1))])
    above = np.hstack([-np.eye(cells), np.ones((cells, 1))])
    found = scipy.optimize.linprog(
        cost,
        A_ub=above,
        b_ub=np.zeros(cells),
        A_eq=fixed,
        b_eq=design.T @ rows[kept],
        bounds=[(0, None)] * cells + [(None, None)],
        method="highs",
    )
    return bool(found.status == 0 and -found.fun > SURE)
