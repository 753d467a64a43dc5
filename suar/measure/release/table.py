"""A table before anything is hidden: what is counted, along which axes, over which rows."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from suar.measure.release.codes import Fault, Refused

# Four axes and their margins are sixteen tables in one: nobody reads more, and the check of every
# margin doubles with each.
MOST_AXES = 4
MOST_CELLS = 20_000
TOTAL = None


@dataclass(frozen=True)
class Dimension:
    """What is known of each row: a key (``sex``) and all codes that it can take, absent included.

    The codes are those of the list, not those that happen to occur: whoever reads a table knows
    the list, and a code that is missing from it would itself be told.
    """

    key: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Axis:
    """One axis of a table: groups of codes, each with its label; they may not overlap."""

    dimension: str
    groups: tuple[tuple[str, frozenset[str]], ...]

    @classmethod
    def of(cls, dimension: Dimension) -> Axis:
        """Each code a group of its own."""
        return cls(dimension.key, tuple((code, frozenset((code,))) for code in dimension.codes))

    @classmethod
    def grouped(cls, dimension: str, groups: Mapping[str, tuple[str, ...]]) -> Axis:
        """Codes put together under a label, as age bands under "child"."""
        return cls(dimension, tuple((label, frozenset(codes)) for label, codes in groups.items()))


@dataclass(frozen=True)
class Spec:
    """Which table: its axes, and the codes to which other dimensions are held (``where``).

    All margins belong to it: along each axis the total of *all* rows that ``where`` admits, also of
    those in none of the groups.
    """

    name: str
    axes: tuple[Axis, ...]
    where: Mapping[str, frozenset[str]] = field(default_factory=lambda: MappingProxyType({}))

    def cells(self) -> Iterator[Cell]:
        """Every cell, margins included, from the inside out."""
        choices = [[label for label, _ in axis.groups] + [TOTAL] for axis in self.axes]
        for labels in sorted(
            itertools.product(*choices), key=lambda place: sum(label is TOTAL for label in place)
        ):
            yield Cell(tuple(labels), self._box(labels))

    def _box(self, labels: tuple[str | None, ...]) -> Mapping[str, frozenset[str]]:
        box = dict(self.where)
        for axis, label in zip(self.axes, labels, strict=True):
            if label is not TOTAL:
                codes = dict(axis.groups)[label]
                box[axis.dimension] = box.get(axis.dimension, codes) & codes
        return box


@dataclass(frozen=True)
class Cell:
    """One place of a table: a label per axis (``None``: the margin), and the codes it admits.

    ``box`` maps a dimension to its codes; a dimension that is not in it is not restricted.
    """

    place: tuple[str | None, ...]
    box: Mapping[str, frozenset[str]] = field(hash=False)


Row = tuple[str, ...]  # one code per dimension, in the order of the dimensions


@dataclass(frozen=True)
class Snapshot:
    """The rows as they stood when a table was drawn.

    ``rows`` maps a row's lasting key (it means nothing outside the snapshots) to its codes, in the
    order of ``dimensions``. Two snapshots of one collection share keys and dimensions.
    """

    dimensions: tuple[Dimension, ...]
    rows: Mapping[str, Row]

    def count(self, spec: Spec) -> dict[tuple[str | None, ...], int]:
        """Count the rows in each cell of ``spec``, margins included."""
        check(spec, self.dimensions)
        at = {dimension.key: n for n, dimension in enumerate(self.dimensions)}
        label_of = [
            (at[axis.dimension], {code: label for label, codes in axis.groups for code in codes})
            for axis in spec.axes
        ]
        found = {cell.place: 0 for cell in spec.cells()}
        for row, times in Counter(self.rows.values()).items():
            if any(row[at[key]] not in codes for key, codes in spec.where.items()):
                continue
            labels = [
                (labels[row[n]], TOTAL) if row[n] in labels else (TOTAL,) for n, labels in label_of
            ]
            for place in itertools.product(*labels):
                found[place] += times
        return found


def check(spec: Spec, dimensions: tuple[Dimension, ...]) -> None:
    """Refuse a table that names what is not there, or counts a row in two groups of one axis.

    Raises:
        Refused: ``unknown_code``, ``overlapping_groups``, ``too_many_axes``, or
            ``too_large_to_check`` over 20,000 cells.
    """
    known = {dimension.key: frozenset(dimension.codes) for dimension in dimensions}
    if len(spec.axes) > MOST_AXES:
        raise Refused(Fault.TOO_MANY_AXES, f"A table has at most {MOST_AXES} axes.")
    if math.prod(len(axis.groups) + 1 for axis in spec.axes) > MOST_CELLS:
        raise Refused(Fault.TOO_LARGE_TO_CHECK, f"A table has at most {MOST_CELLS:,} cells.")
    asked = [(axis.dimension, codes) for axis in spec.axes for _, codes in axis.groups]
    for key, codes in [*asked, *spec.where.items()]:
        if not codes <= known.get(key, frozenset()):
            raise Refused(Fault.UNKNOWN_CODE, f"The table names a code that {key} does not have.")
    for axis in spec.axes:
        sizes = sum(len(codes) for _, codes in axis.groups)
        if sizes != len(frozenset().union(*(codes for _, codes in axis.groups))):
            raise Refused(Fault.OVERLAPPING_GROUPS, f"Two groups of {axis.dimension} share a code.")
