"""The attack on a set of published tables: what can be found out by adding and subtracting.

The attacker knows every table, the rule by which cells are hidden, and that counts are whole and
not negative. A count under eleven is *safe* when, for all that he knows, it could still be 0 and
could still be 10: he learns no more than "<11". Two questions settle this for every margin of every
combination of codes that the tables tell apart, because a sum can only be 0 if its parts can, and
can reach 10 if a part can:

1. can each group of rows still hold ten? (groups are the finest that can be told apart)
2. can each largest small combination still hold none?

A "yes" is proved by a witness, a whole-numbered solution that agrees with everything known; a "no"
by the linear relaxation, or by there being no whole-numbered solution. Bounds of cells by linear
and integer programming: Fischetti & Salazar 2001, "Solving the cell suppression problem on tabular
data with linear constraints", Management Science 47(7), §2.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import scipy

from suar.measure.release.codes import SMALLEST_SHOWN
from suar.measure.release.knowledge import Knowledge
from suar.measure.release.universe import Block, Universe

MOST_SMALL = SMALLEST_SHOWN - 1
NEAR = 1e-6  # what a solver may be off by
BATCHES_WITHOUT_GAIN = 4
SECONDS = 20.0
Mask = npt.NDArray[np.bool_]
Told = Callable[[int, int], None]


class Question(StrEnum):
    """What the attacker asks of a sum that is small in truth."""

    COULD_BE_TEN = "could_be_ten"
    COULD_BE_NONE = "could_be_none"


@dataclass(frozen=True)
class Target:
    """A sum over groups whose smallness must stay in doubt."""

    question: Question
    groups: tuple[int, ...]


@dataclass(frozen=True)
class Exposure:
    """A small count that is told too closely, and the bounds (rows of the knowledge) that tell it.

    ``limit`` is the furthest value that the attacker must still admit.
    """

    target: Target
    limit: int
    because: tuple[int, ...]


@dataclass
class Doubts:
    """The targets not yet shown to be safe; a witness clears all those that it answers."""

    targets: list[Target]
    cleared: set[Target] = field(default_factory=set)

    def open(self) -> list[Target]:
        """Return the targets without a witness."""
        return [target for target in self.targets if target not in self.cleared]

    def witness(self, x: npt.NDArray[np.int64]) -> int:
        """Clear what ``x`` answers; return how many."""
        answered = [t for t in self.open() if _answers(t, int(x[list(t.groups)].sum()))]
        self.cleared.update(answered)
        return len(answered)


def _answers(target: Target, total: int) -> bool:
    return total >= MOST_SMALL if target.question is Question.COULD_BE_TEN else total == 0


# --- what must be asked ---------------------------------------------------------------------------


def targets(universe: Universe, knowledge: Knowledge) -> list[Target]:
    """Return all that must stay in doubt; see the module for why these suffice."""
    size, truth = knowledge.groups.size, knowledge.groups.truth
    asked: dict[Target, None] = {}
    for block, of_kind in zip(universe.blocks, knowledge.groups.of_kind, strict=True):
        for group in np.unique(of_kind):
            asked[Target(Question.COULD_BE_TEN, (int(group),))] = None
        for kinds in _largest_small(block):
            touched, times = np.unique(of_kind[kinds], return_counts=True)
            # Of a group that is only partly inside, all rows could lie outside.
            whole = touched[times == size[touched]]
            if truth[whole].sum() > 0:
                asked[Target(Question.COULD_BE_NONE, tuple(int(g) for g in whole))] = None
    return list(asked)


def _largest_small(block: Block) -> Iterator[npt.NDArray[np.int64]]:
    """Yield the kinds of each margin with 1 to 10 rows that lies in no such margin."""
    sizes = [side.size for side in block.sides]
    for presence in _presences(block):
        counts = block.truth[presence].sum(axis=0)
        small: dict[tuple[int, ...], npt.NDArray[np.int64]] = {}
        for free in itertools.product((False, True), repeat=len(sizes)):
            axes = tuple(n for n, is_free in enumerate(free) if is_free)
            small[axes] = counts.sum(axis=axes, keepdims=True)
        for axes, totals in small.items():
            is_small = (totals > 0) & (totals <= MOST_SMALL)
            for further in set(range(len(sizes))) - set(axes):
                above = small[tuple(sorted((*axes, further)))]
                is_small &= np.broadcast_to(above, totals.shape) > MOST_SMALL
            for place in np.argwhere(is_small):
                masks = [
                    np.ones(n, dtype=bool) if axis in axes else np.arange(n) == at
                    for axis, (n, at) in enumerate(zip(sizes, place, strict=True))
                ]
                yield block.flat([presence, *masks])


def _presences(block: Block) -> Iterator[Mask]:
    """Yield what a reader of two snapshots asks: who is there, who has come, who has gone."""
    used = sorted({snapshot for span in block.spans for snapshot in span})
    there = {snapshot: block.present_in(snapshot) for snapshot in used}
    yield from there.values()
    for one, other in itertools.permutations(used, 2):
        yield there[one] & ~there[other]


# --- the attack -----------------------------------------------------------------------------------


def exposures(
    knowledge: Knowledge, doubts: Doubts, *, progress: Told | None = None, most: int | None = None
) -> list[Exposure]:
    """Return the targets that the attacker answers; what is safe is cleared from ``doubts``.

    ``progress`` is told (cleared, in all) and may raise to stop; ``most`` stops after so many.
    """
    doubts.witness(knowledge.groups.truth)
    _by_chance(knowledge, doubts, progress)
    found: list[Exposure] = []
    for target in doubts.targets:
        if target in doubts.cleared:
            continue
        if progress is not None:
            progress(len(doubts.cleared), len(doubts.targets))
        exposure = _one(knowledge, doubts, target)
        if exposure is not None:
            found.append(exposure)
            if most is not None and len(found) >= most:
                break
    return found


def _by_chance(knowledge: Knowledge, doubts: Doubts, progress: Told | None) -> None:
    """Clear many at once: corners of the solutions in random directions hold many large groups."""
    random = np.random.default_rng(0)
    without = 0
    while without < BATCHES_WITHOUT_GAIN and len(still := doubts.open()) > 1:
        direction = np.zeros(len(knowledge.groups.size))
        for target in still:
            sign = 1 if target.question is Question.COULD_BE_TEN else -1
            direction[list(target.groups)] += sign * random.uniform(0.5, 1.5)
        x = _corner(knowledge, direction)
        without = 0 if x is not None and doubts.witness(x) else without + 1
        if progress is not None:
            progress(len(doubts.cleared), len(doubts.targets))


def _one(knowledge: Knowledge, doubts: Doubts, target: Target) -> Exposure | None:
    up = target.question is Question.COULD_BE_TEN
    direction = np.zeros(len(knowledge.groups.size))
    direction[list(target.groups)] = 1 if up else -1
    solved = _relaxed(knowledge, direction)
    if solved is not None:  # bounded: else any value is possible, and the whole-numbered say so
        best, because, x = solved
        whole = _whole(knowledge, x)
        if whole is not None and doubts.witness(whole) and target in doubts.cleared:
            return None
        short = best < MOST_SMALL - NEAR if up else best < -NEAR
        if short:
            limit = int(np.floor(best + NEAR)) if up else int(np.ceil(-best - NEAR))
            return Exposure(target, limit, because)
    x_whole = _whole_numbered(knowledge, target)
    if x_whole is not None:
        doubts.witness(x_whole)
        return None
    near = MOST_SMALL - 1 if up else 1
    touching = knowledge.sums[:, list(target.groups)].sum(axis=1)
    return Exposure(target, near, tuple(int(n) for n in np.flatnonzero(touching)))


def _corner(
    knowledge: Knowledge, direction: npt.NDArray[np.float64]
) -> npt.NDArray[np.int64] | None:
    solved = _relaxed(knowledge, direction)
    return None if solved is None else _whole(knowledge, solved[2])


def _whole(knowledge: Knowledge, x: npt.NDArray[np.float64]) -> npt.NDArray[np.int64] | None:
    """Return ``x`` in whole numbers if it then agrees with all that is known, else None."""
    rounded = np.rint(x).astype(np.int64)
    return rounded if knowledge.admits(rounded) else None


def _relaxed(
    knowledge: Knowledge, direction: npt.NDArray[np.float64]
) -> tuple[float, tuple[int, ...], npt.NDArray[np.float64]] | None:
    """Go as far as possible in a direction: how far, which bounds stopped it, where it ends."""
    equal = np.flatnonzero(knowledge.low == knowledge.high)
    above = np.flatnonzero((knowledge.low < knowledge.high) & np.isfinite(knowledge.high))
    below = np.flatnonzero((knowledge.low < knowledge.high) & (knowledge.low > 0))
    limits = scipy.sparse.vstack([knowledge.sums[above], -knowledge.sums[below]])
    # No group is larger than this: keeps a direction in which nothing is known from having no end.
    ceiling = float(knowledge.groups.truth.sum() + 2 * SMALLEST_SHOWN)
    solved = scipy.optimize.linprog(
        -direction,
        A_ub=limits if limits.shape[0] else None,
        b_ub=np.concatenate([knowledge.high[above], -knowledge.low[below]])
        if limits.shape[0]
        else None,
        A_eq=knowledge.sums[equal] if len(equal) else None,
        b_eq=knowledge.low[equal] if len(equal) else None,
        bounds=(0, ceiling),
        method="highs",
    )
    if solved.status != 0:
        return None
    stopped = []
    if len(equal):
        stopped += [int(equal[n]) for n in np.flatnonzero(np.abs(solved.eqlin.marginals) > NEAR)]
    if limits.shape[0]:
        rows = np.concatenate([above, below])
        stopped += [int(rows[n]) for n in np.flatnonzero(np.abs(solved.ineqlin.marginals) > NEAR)]
    return float(-solved.fun), tuple(stopped), solved.x


def _whole_numbered(knowledge: Knowledge, target: Target) -> npt.NDArray[np.int64] | None:
    """Return whole numbers that agree with all that is known and answer the target, if any do."""
    up = target.question is Question.COULD_BE_TEN
    asked = np.zeros((1, len(knowledge.groups.size)))
    asked[0, list(target.groups)] = 1
    solved = scipy.optimize.milp(
        np.zeros(len(knowledge.groups.size)),
        integrality=np.ones(len(knowledge.groups.size)),
        constraints=[
            scipy.optimize.LinearConstraint(knowledge.sums, knowledge.low, knowledge.high),
            scipy.optimize.LinearConstraint(asked, MOST_SMALL if up else 0, np.inf if up else 0),
        ],
        options={"time_limit": SECONDS},  # without an answer by then the cell counts as told
    )
    return None if solved.x is None else _whole(knowledge, solved.x)
