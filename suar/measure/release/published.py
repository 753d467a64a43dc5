"""A table as its readers see it, and what they may conclude from one cell of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from suar.measure.release.codes import SMALLEST_DENOMINATOR, SMALLEST_SHOWN, Audience, Shown
from suar.measure.release.table import Cell, Spec

Place = tuple[str | None, ...]


@dataclass(frozen=True)
class Figure:
    """One cell as it is shown; ``value`` is None unless it is shown exactly."""

    shown: Shown
    value: int | None = None

    def bounds(self) -> tuple[int, int | None]:
        """Return what a reader knows of the count: from, to (None: no end).

        A reader knows the rule: "<11" is 0 to 10, and what is hidden for its neighbours' sake is
        eleven or more, or it would be "<11".
        """
        if self.value is not None:
            return self.value, self.value
        if self.shown is Shown.SMALL:
            return 0, SMALLEST_SHOWN - 1
        return (0 if self.shown is Shown.WITHHELD else SMALLEST_SHOWN), None


@dataclass(frozen=True)
class Published:
    """A frozen table: the question, the audience, which snapshot it was drawn from, its cells.

    ``snapshot`` numbers the snapshots of one collection by age, from 0.
    """

    spec: Spec
    audience: Audience
    snapshot: int
    figures: Mapping[Place, Figure]

    def cells(self) -> list[tuple[Cell, Figure]]:
        """Return each cell with what is shown of it."""
        return [(cell, self.figures[cell.place]) for cell in self.spec.cells()]


def exactly(
    spec: Spec, counts: Mapping[Place, int], *, snapshot: int, audience: Audience
) -> Published:
    """Return the table with every count as it is: for the operational and a named audience."""
    figures = {place: Figure(Shown.EXACT, count) for place, count in counts.items()}
    return Published(spec, audience, snapshot, figures)


def only_the_small_hidden(spec: Spec, counts: Mapping[Place, int], *, snapshot: int) -> Published:
    """Return the table with its small cells hidden and nothing else: not yet fit to be released."""
    figures = {
        place: Figure(Shown.EXACT, count) if count >= SMALLEST_SHOWN else Figure(Shown.SMALL)
        for place, count in counts.items()
    }
    return Published(spec, Audience.PUBLIC, snapshot, figures)


def share(part: Figure, whole: Figure) -> float | None:
    """Return the part as a fraction of the whole; None where the rule allows no percentage."""
    if part.value is None or whole.value is None or whole.value < SMALLEST_DENOMINATOR:
        return None
    return part.value / whole.value
