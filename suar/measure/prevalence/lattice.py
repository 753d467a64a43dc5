"""The lattice of histories and terms: which cell contains which term, for a number of lists.

A history and a term are both a set of lists, held as a bit mask: list j (from 0) is bit j. The
cells are the masks 1 … 2^t - 1; the empty mask is the unseen cell, and as a term the intercept.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

MOST_LISTS = 12  # 4,095 cells; a table of more lists is too thin to be of use unmerged


@dataclass(frozen=True)
class Lattice:
    """Cells and terms of ``t`` lists.

    ``contains`` has shape (2^t - 1, 2^t): 1 where the cell (row r is mask r + 1) contains all lists
    of the term (column = mask). ``under`` is its transpose, laid out for products. ``size`` has
    shape (2^t,): lists in each term. ``pairs`` are the masks of two lists, in the order
    12, 13, …, 23, ….
    """

    t: int
    contains: Floats
    under: Floats
    size: Ints
    pairs: Ints

    @property
    def cells(self) -> int:
        """Count the cells that can be seen."""
        return len(self.contains)

    def main(self) -> Bools:
        """Return the terms of the model of independence, shape (2^t,)."""
        return self.size <= 1


@cache
def lattice(t: int) -> Lattice:
    """Return the lattice of ``t`` lists (2 to 12)."""
    masks = np.arange(1 << t)
    cells = masks[1:, None]
    contains = ((cells & masks) == masks).astype(float)
    size = np.array([int(mask).bit_count() for mask in masks])
    pairs = np.array([(1 << i) | (1 << j) for i, j in combinations(range(t), 2)])
    return Lattice(t, contains, np.ascontiguousarray(contains.T), size, pairs)


def down_closure(terms: list[int], t: int) -> Bools:
    """Return a hierarchical model, shape (2^t,): the terms, all their subsets and every list."""
    masks = np.arange(1 << t)
    active = lattice(t).main().copy()
    for term in terms:
        active |= (masks & term) == masks
    return active
