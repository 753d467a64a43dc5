"""The table: how many cases were seen with each history of lists."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from suar.measure.prevalence.codes import Caution, Fault
from suar.measure.prevalence.lattice import MOST_LISTS, Floats, lattice
from suar.measure.prevalence.refusals import Refused, Warned

FEW_SHARED = 5  # cases; fewer on every pair of lists and the table is sparse


@dataclass(frozen=True)
class Table:
    """Counts of cases by history, checked.

    ``cells[i]`` is the history of data row i of the file as a bit mask over ``lists`` (list j is
    bit j), ``counts[i]`` its number of cases. A history that no row names has count 0. Two rows may
    have one history only where an empty list was dropped. ``sha256`` is that of what was read.
    """

    lists: tuple[str, ...]
    cells: tuple[int, ...]
    counts: tuple[int, ...]
    sha256: str
    warnings: tuple[Warned, ...] = ()

    @property
    def rows(self) -> list[tuple[int, int]]:
        """Return (history, count) of each row."""
        return list(zip(self.cells, self.counts, strict=True))

    @property
    def t(self) -> int:
        """Count the lists."""
        return len(self.lists)

    @property
    def n(self) -> int:
        """Count the cases seen."""
        return sum(self.counts)

    @cached_property
    def dense(self) -> Floats:
        """Return the counts of all 2^t - 1 cells, by mask from 1."""
        rows = self.spread(np.array([self.counts], dtype=float))
        return rows.reshape(-1)

    def spread(self, rows: Floats) -> Floats:
        """Turn counts in file order, shape (r, rows of the file), into cells, (r, 2^t - 1)."""
        dense = np.zeros((len(rows), (1 << self.t) - 1))
        for column, cell in enumerate(self.cells):
            if cell:  # a row of an empty list alone counts nobody
                dense[:, cell - 1] += rows[:, column]
        return dense

    def without(self, position: int) -> Table:
        """Leave one list out: who stood on it alone is no longer seen. May raise ``Refused``."""
        below = (1 << position) - 1
        cells = [(cell & below) | ((cell >> 1) & ~below) for cell in self.cells]
        lists = self.lists[:position] + self.lists[position + 1 :]
        return checked(lists, cells, self.counts, self.sha256)

    def merged(self, first: int, second: int) -> Table:
        """Make one list of two (``first`` < ``second``): on it is who was on either."""
        both = (1 << first) | (1 << second)
        below = (1 << second) - 1
        joined = [cell | (1 << first) if cell & both else cell for cell in self.cells]
        cells = [(cell & below) | ((cell >> 1) & ~below) for cell in joined]
        lists = list(self.lists)
        lists[first] = f"{lists[first]}+{lists.pop(second)}"
        return checked(lists, cells, self.counts, self.sha256)


def checked(
    lists: Sequence[str], cells: Sequence[int], counts: Sequence[int], sha256: str
) -> Table:
    """Make a table and look it over as a whole: empty and equal lists, overlap, thinness.

    Raises ``Refused``: ``too_few_lists``, ``no_cases``, ``duplicate_list``, ``no_overlap``.
    """
    seen = [(cell, count) for cell, count in zip(cells, counts, strict=True) if cell]
    table = Table(tuple(lists), tuple(c for c, _ in seen), tuple(k for _, k in seen), sha256)
    if not table.n:
        raise Refused(Fault.NO_CASES, "the table counts no case at all")
    table = _drop_empty(table)
    _refuse_size(table)
    _refuse_equal_lists(table)
    if not any(count and cell & (cell - 1) for cell, count in table.rows):
        raise Refused(Fault.NO_OVERLAP, "no case stands on two lists: nothing tells of the unseen")
    return replace(table, warnings=table.warnings + tuple(_cautions(table)))


def _drop_empty(table: Table) -> Table:
    """Drop lists without a case; each is named in a warning."""
    empty = [j for j in range(table.t) if not any(k for c, k in table.rows if c >> j & 1)]
    if not empty:
        return table
    kept = [j for j in range(table.t) if j not in empty]
    cells = [sum(1 << new for new, j in enumerate(kept) if c >> j & 1) for c in table.cells]
    warnings = tuple(
        Warned(
            Caution.EMPTY_LIST,
            f"list {table.lists[j]} holds no case and was left out; models number the others",
        )
        for j in empty
    )
    lists = tuple(table.lists[j] for j in kept)
    return Table(lists, tuple(cells), table.counts, table.sha256, warnings)


def _refuse_size(table: Table) -> None:
    if table.t < 2:
        raise Refused(Fault.TOO_FEW_LISTS, "two lists with cases are needed at least")
    if table.t > MOST_LISTS:
        raise Refused(Fault.BAD_ARGUMENT, f"more than {MOST_LISTS} lists: merge some first")


def _refuse_equal_lists(table: Table) -> None:
    """Two lists that hold the same cases are one list written twice."""
    for j in range(table.t):
        for i in range(j):
            differ = any(count and (cell >> i & 1) != (cell >> j & 1) for cell, count in table.rows)
            if not differ:
                raise Refused(
                    Fault.DUPLICATE_LIST,
                    f"lists {table.lists[i]} and {table.lists[j]} hold the same cases",
                    column=table.lists[j],
                )


def _cautions(table: Table) -> list[Warned]:
    under = lattice(table.t)
    totals = table.dense @ under.contains
    found = []
    if table.t == 2:
        text = "two lists: independence between them cannot be looked into at all"
        found.append(Warned(Caution.TWO_LISTS, text))
    for j, name in enumerate(table.lists):
        if totals[1 << j] == table.n:
            text = f"list {name} holds every case: the others say nothing of the unseen"
            found.append(Warned(Caution.LIST_CONTAINS_ALL, text))
    if (totals[under.pairs] < FEW_SHARED).all():
        text = f"every pair of lists shares fewer than {FEW_SHARED} cases"
        found.append(Warned(Caution.SPARSE, text))
    return found


def digest(lists: Sequence[str], cells: Sequence[int], counts: Sequence[int]) -> str:
    """Return the hash of a table that came from no file: that of its plain CSV."""
    lines = [",".join([*lists, "count"])]
    for cell, count in zip(cells, counts, strict=True):
        lines.append(",".join([*(str(cell >> j & 1) for j in range(len(lists))), str(count)]))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
