"""All that a reader can tell apart: the kinds of rows that published tables set side by side.

Every published cell is a sum over a box of kinds. Codes that no table separates are one kind, and
kinds that lie in exactly the same cells are one *group*: only the sums over groups can be found by
subtraction. Snapshots of different age are one more dimension: from which snapshot to which a row
was there. A row whose codes changed counts as one that went and one that came.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from suar.measure.release import junction
from suar.measure.release.codes import Fault, Refused
from suar.measure.release.published import Published
from suar.measure.release.table import Dimension, Row, Snapshot

MOST_KINDS = 2_000_000
Bools = npt.NDArray[np.bool_]
Counts = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Side:
    """One side of the box of kinds: the classes of a dimension that the tables tell apart."""

    key: str
    class_of: Mapping[str, int]  # code -> class
    size: int

    def mask(self, codes: Iterable[str]) -> Bools:
        """Return which classes ``codes`` fill; the codes are a union of classes by construction."""
        found = np.zeros(self.size, dtype=bool)
        found[[self.class_of[code] for code in codes]] = True
        return found


def sides(dimensions: Sequence[Dimension], tables: Sequence[Published]) -> list[Side]:
    """Return the common refinement of all groupings, per dimension; untouched ones are left out."""
    found = []
    for dimension in dimensions:
        used = {
            cell.box[dimension.key]
            for table in tables
            for cell in table.spec.cells()
            if dimension.key in cell.box
        }
        if not used:
            continue
        ordered = sorted(used, key=sorted)
        marks = {code: tuple(code in group for group in ordered) for code in dimension.codes}
        number = {mark: n for n, mark in enumerate(dict.fromkeys(marks.values()))}
        found.append(Side(dimension.key, {c: number[m] for c, m in marks.items()}, len(number)))
    return found


@dataclass(frozen=True)
class Block:
    """The kinds of some dimensions as one array: axis 0 is presence, then one axis per side."""

    sides: tuple[Side, ...]
    spans: tuple[tuple[int, int], ...]  # presence: first and last snapshot in which a row stands
    truth: Counts  # shape (len(spans), *sizes): how many rows there really are of each kind
    tables: tuple[int, ...]  # the published tables whose dimensions lie in this block

    @property
    def shape(self) -> tuple[int, ...]:
        """Return how many spans, and how many classes of each side."""
        return self.truth.shape

    def box(self, codes: Mapping[str, frozenset[str]], presence: Bools) -> list[Bools]:
        """Return one mask per axis for a cell."""
        rest = [
            side.mask(codes[side.key]) if side.key in codes else np.ones(side.size, dtype=bool)
            for side in self.sides
        ]
        return [presence, *rest]

    def present_in(self, snapshot: int) -> Bools:
        """Return which spans cover a snapshot."""
        return np.array([first <= snapshot <= last for first, last in self.spans])

    def flat(self, masks: Sequence[Bools]) -> npt.NDArray[np.int64]:
        """Return the numbers of all kinds in a box."""
        return np.ravel_multi_index(np.ix_(*(np.flatnonzero(m) for m in masks)), self.shape).ravel()

    def seams(self, keys: frozenset[str]) -> list[list[Bools]]:
        """Return each cell of the margin that this block shares with a neighbour, as masks."""
        shared = sorted(keys)
        by_key = {side.key: n for n, side in enumerate(self.sides, start=1)}
        ranges = [range(len(self.spans)), *(range(self.sides[by_key[k] - 1].size) for k in shared)]
        found = []
        for place in itertools.product(*ranges):
            masks = [np.ones(n, dtype=bool) for n in self.shape]
            for axis, at in zip([0, *(by_key[key] for key in shared)], place, strict=True):
                masks[axis] = np.arange(self.shape[axis]) == at
            found.append(masks)
        return found


@dataclass(frozen=True)
class Universe:
    """Blocks of dimensions that are published together, and where they meet.

    Two blocks that agree on the dimensions they share can always be glued to one set of rows, in
    whole numbers; so nothing is lost by looking at the blocks alone, joined at their ``seams``
    (Lauritzen 1996, Graphical Models, §2.1: a tree of the cliques of a triangulated graph).
    """

    blocks: tuple[Block, ...]
    seams: tuple[tuple[int, int, frozenset[str]], ...]  # block, block, the dimensions they share


def build(snapshots: Sequence[Snapshot], tables: Sequence[Published]) -> Universe:
    """Return the kinds that ``tables`` tell apart, with the rows of ``snapshots`` counted in them.

    Raises:
        Refused: ``too_large_to_check`` over two million kinds. Fail closed: what cannot be
            checked is not released.
    """
    dimensions = snapshots[0].dimensions
    told_apart = {side.key: side for side in sides(dimensions, tables)}
    touched = [_keys(table, told_apart) for table in tables]
    cliques = junction.cliques(touched)
    used = sorted({table.snapshot for table in tables})
    spans = tuple((used[a], used[b]) for a in range(len(used)) for b in range(a, len(used)))
    home = [next(n for n, clique in enumerate(cliques) if keys <= clique) for keys in touched]
    runs = Counter(_runs(snapshots, used))
    at = {dimension.key: n for n, dimension in enumerate(dimensions)}
    blocks = []
    for n, clique in enumerate(cliques):
        mine = tuple(told_apart[key] for key in sorted(clique))
        shape = (len(spans), *(side.size for side in mine))
        if int(np.prod(shape, dtype=object)) > MOST_KINDS:
            raise Refused(
                Fault.TOO_LARGE_TO_CHECK, "Too many combinations to check: release less at once."
            )
        truth = np.zeros(shape, dtype=np.int64)
        for (first, last, row), times in runs.items():
            place = tuple(side.class_of[row[at[side.key]]] for side in mine)
            truth[(spans.index((first, last)), *place)] += times
        here = tuple(t for t, block in enumerate(home) if block == n)
        blocks.append(Block(mine, spans, truth, here))
    return Universe(tuple(blocks), tuple(junction.tree(cliques)))


def _keys(table: Published, told_apart: Mapping[str, Side]) -> frozenset[str]:
    asked = {axis.dimension for axis in table.spec.axes} | set(table.spec.where)
    return frozenset(asked & set(told_apart))


def _runs(snapshots: Sequence[Snapshot], used: Sequence[int]) -> Iterable[tuple[int, int, Row]]:
    """Yield each unbroken stay of a row with the same codes: first and last snapshot, codes."""
    keys = dict.fromkeys(itertools.chain.from_iterable(snapshots[n].rows for n in used))
    for key in keys:
        started: int | None = None
        row: Row | None = None
        before = used[0]
        for n in used:
            now = snapshots[n].rows.get(key)
            if now != row:
                if row is not None and started is not None:
                    yield started, before, row
                started, row = n, now
            before = n
        if row is not None and started is not None:
            yield started, used[-1], row
