"""What the readers of all tables together know, as bounds on sums over groups of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import scipy

from suar.measure.release.published import Place, Published
from suar.measure.release.universe import Bools, Counts, Universe

SEED = 20_260_101  # marks of cells; any seed gives the same groups


@dataclass(frozen=True)
class Source:
    """Where a bound was read: which table, which cell of it."""

    table: int
    place: Place


@dataclass(frozen=True)
class Groups:
    """Kinds that lie in exactly the same published cells are one group.

    ``of_kind`` has, per block, one group number per kind (flat; numbers run on through the blocks),
    ``size`` the number of kinds in each group, ``truth`` the rows that are really there.
    """

    of_kind: tuple[npt.NDArray[np.int64], ...]
    size: Counts
    truth: Counts


@dataclass(frozen=True)
class Knowledge:
    """``low <= sums @ x <= high`` for the unknown whole numbers ``x >= 0`` of the groups.

    ``sums`` has shape (bounds, groups): entries 1 where a group lies in a cell; at a seam 1 on one
    side and -1 on the other. ``high`` may be infinite; ``sources`` tells which cells gave a bound.
    """

    groups: Groups
    sums: scipy.sparse.csr_array
    low: npt.NDArray[np.float64]
    high: npt.NDArray[np.float64]
    sources: tuple[tuple[Source, ...], ...]

    def admits(self, x: npt.NDArray[np.int64]) -> bool:
        """Return whether whole numbers ``x`` agree with everything that is known."""
        found = self.sums @ x
        return bool((x >= 0).all() and (found >= self.low).all() and (found <= self.high).all())


def groups(universe: Universe, tables: Sequence[Published]) -> Groups:
    """Put the kinds into groups, by the cells of ``tables`` and the seams in which they lie."""
    random = np.random.default_rng(SEED)
    numbers: list[npt.NDArray[np.int64]] = []
    truth: list[Counts] = []
    for n, block in enumerate(universe.blocks):
        marks = np.zeros(block.shape, dtype=np.uint64)
        for masks in _all_cells(universe, n, tables):
            # Sums of 64 random bits: two kinds with the same sum lie in the same cells.
            mark = random.integers(0, 2**64, dtype=np.uint64)
            marks[np.ix_(*(np.flatnonzero(m) for m in masks))] ^= mark
        _, of_kind = np.unique(marks.ravel(), return_inverse=True)
        there = np.zeros(of_kind.max() + 1, dtype=np.int64)
        np.add.at(there, of_kind, block.truth.ravel())
        numbers.append(of_kind + sum(len(t) for t in truth))
        truth.append(there)
    return Groups(tuple(numbers), np.bincount(np.concatenate(numbers)), np.concatenate(truth))


def _all_cells(universe: Universe, n: int, tables: Sequence[Published]) -> Iterator[list[Bools]]:
    block = universe.blocks[n]
    for t in block.tables:
        presence = block.present_in(tables[t].snapshot)
        for cell in tables[t].spec.cells():
            yield block.box(cell.box, presence)
    for one, other, keys in universe.seams:
        if n in (one, other):
            yield from block.seams(keys)


def known(universe: Universe, found: Groups, tables: Sequence[Published]) -> Knowledge:
    """Return all bounds that ``tables`` give on sums over ``found``; the same sum is told once."""
    members = _Members(universe, found)
    bounds: dict[tuple[int, ...], tuple[float, float]] = {}
    sources: dict[tuple[int, ...], list[Source]] = {}
    for n, block in enumerate(universe.blocks):
        for t in block.tables:
            if t >= len(tables):  # the knowledge of the earlier tables alone
                continue
            presence = block.present_in(tables[t].snapshot)
            for cell, figure in tables[t].cells():
                key = members.of(n, block.box(cell.box, presence))
                low, high = figure.bounds()
                before = bounds.get(key, (0.0, np.inf))
                bounds[key] = (
                    max(before[0], low),
                    min(before[1], np.inf if high is None else high),
                )
                sources.setdefault(key, []).append(Source(t, cell.place))
    seams = [
        (members.of(one, here), members.of(other, there))
        for one, other, keys in universe.seams
        for here, there in zip(
            universe.blocks[one].seams(keys), universe.blocks[other].seams(keys), strict=True
        )
    ]
    rows = [(key, ()) for key in bounds] + seams
    return Knowledge(
        found,
        _matrix(rows, len(found.size)),
        np.array([low for low, _ in bounds.values()] + [0.0] * len(seams)),
        np.array([high for _, high in bounds.values()] + [0.0] * len(seams)),
        tuple(tuple(told) for told in sources.values()) + ((),) * len(seams),
    )


def _matrix(
    rows: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], width: int
) -> scipy.sparse.csr_array:
    """Return one row per pair: 1 at the first numbers, -1 at the second."""
    lengths = [len(plus) + len(minus) for plus, minus in rows]
    columns = np.array([n for plus, minus in rows for n in (*plus, *minus)], dtype=np.int64)
    entries = np.array([v for plus, minus in rows for v in (*[1] * len(plus), *[-1] * len(minus))])
    starts = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return scipy.sparse.csr_array(
        (entries.astype(np.int64), columns, starts), shape=(len(rows), width)
    )


class _Members:
    """Which groups lie in a cell: one kind stands for its whole group, inside or outside."""

    def __init__(self, universe: Universe, found: Groups) -> None:
        self._corners = []
        self._starts = []
        for block, of_kind in zip(universe.blocks, found.of_kind, strict=True):
            start = int(of_kind.min())
            _, first = np.unique(of_kind, return_index=True)
            self._corners.append(np.unravel_index(first, block.shape))
            self._starts.append(start)

    def of(self, block: int, masks: Sequence[Bools]) -> tuple[int, ...]:
        inside = np.logical_and.reduce(
            [mask[at] for mask, at in zip(masks, self._corners[block], strict=True)]
        )
        return tuple(int(n) for n in np.flatnonzero(inside) + self._starts[block])
