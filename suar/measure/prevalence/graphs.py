"""Decomposable graphs of some lists: which pairs may depend, with cliques and separators.

A graph is decomposable (chordal) where lists can be taken away one by one, each with neighbours
that all know each other (Dirac 1961; Lauritzen 1996, section 2.1). What is taken away gives a
factor p(list and neighbours) / p(neighbours); together they are the cliques over the separators.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from suar.measure.prevalence.lattice import Bools, Floats, down_closure, lattice


@dataclass(frozen=True)
class Graphs:
    """All decomposable graphs of ``t`` lists, the empty and the complete one included.

    ``signs`` has shape (g, 2^t): by set of lists 1 for a clique, minus how often for a separator,
    0 otherwise; the empty set is left at 0. ``models`` (g, 2^t): the terms of the log-linear model
    that the graph is.
    """

    t: int
    signs: Floats
    models: Bools

    def __len__(self) -> int:
        return len(self.signs)


@cache
def decomposable_graphs(t: int) -> Graphs:
    """Return the graphs of ``t`` lists: 2, 8, 61, 822 for 2 to 5 lists."""
    pairs = lattice(t).pairs.tolist()
    signs, models = [], []
    for chosen in range(1 << len(pairs)):
        edges = [pair for place, pair in enumerate(pairs) if chosen >> place & 1]
        found = _taken_apart(t, edges)
        if found is not None:
            signs.append(found)
            models.append(down_closure(np.flatnonzero(found > 0).tolist(), t))
    return Graphs(t, np.array(signs), np.array(models))


def _taken_apart(t: int, edges: list[int]) -> Floats | None:
    """Return the signs of one graph, (2^t,), or None where it is not decomposable."""
    near = [0] * t
    for edge in edges:
        for j in range(t):
            if edge >> j & 1:
                near[j] |= edge & ~(1 << j)
    signs = np.zeros(1 << t)
    left = (1 << t) - 1
    while left:
        for j in range(t):
            around = near[j] & left
            if left >> j & 1 and _all_know_each_other(near, around):
                signs[around | 1 << j] += 1
                signs[around] -= 1
                left &= ~(1 << j)
                break
        else:
            return None
    signs[0] = 0
    return signs


def _all_know_each_other(near: list[int], lists: int) -> bool:
    return all(
        lists & ~(near[j] | 1 << j) == 0 for j in range(lists.bit_length()) if lists >> j & 1
    )
