"""Damped Newton steps for many log-linear fits with the same number of terms.

A fit settles when a full step changes no log mean any more. That is the proof that the estimate
exists: information changes by a factor of at most exp(change of a log mean), so Newton's method
contracts from there to a fit with positive means. Where no estimate exists, some log means fall by
one a step for ever and the fit cannot settle; the direction of the step is then the counter-proof
(``existence.recedes``). What shows neither is asked by linear programme.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from suar.measure.prevalence import existence
from suar.measure.prevalence.lattice import Bools, Floats, Ints, Lattice

STEPS = 60
EARLY, LATE = 9, 30  # from when a fit that does not settle is asked whether it can; for certain
SETTLED = 1e-12  # Newton decrement, in units of log likelihood
NEARLY = 1e-6  # the same, where counts differ so much that rounding allows no better
STILL = 1e-5  # greatest change of a log mean in the last step
FURTHEST = 4.0  # greatest change of a log mean in one step
RIDGE = 1e-13  # relative; keeps a drifting fit solvable and moves no solution
NOISE = 1e-10  # relative; of the log likelihood


@dataclass
class State:
    """Fits under way; every array has one row per fit.

    ``terms`` (m, p) masks of the live terms; ``totals`` (m, 2^t) cases that contain each term;
    ``logs`` and ``means`` (m, cells); ``value`` (m,) log likelihood without its constant.
    """

    row: Ints
    counts: Floats
    totals: Floats
    kept: Bools
    terms: Ints
    beta: Floats
    logs: Floats
    means: Floats
    value: Floats

    def only(self, which: Bools) -> State:
        """Go on with some of the fits."""
        return State(*(getattr(self, f.name)[which] for f in fields(self)))


@dataclass
class Settled:
    """Where fits came to rest: coefficients (m, 2^t), means (m, cells), whether they exist (m,)."""

    beta: Floats
    means: Floats
    exists: Bools


class Newton:
    """Fits of m tables, each with p live terms."""

    def __init__(
        self, under: Lattice, counts: Floats, live: Bools, dropped: Bools, kept: Bools
    ) -> None:
        self.under = under
        self.dropped = dropped
        self.live = live
        m = len(counts)
        self.terms = np.nonzero(live)[1].reshape(m, -1)
        self.counts = counts
        self.kept = kept
        self.shared = bool((self.terms == self.terms[0]).all())
        self.joint = self.terms[0][:, None] | self.terms[0][None, :]
        self.found = Settled(
            np.zeros((m, 1 << under.t)), np.zeros((m, under.cells)), np.zeros(m, dtype=bool)
        )

    def run(self, start: Floats | None) -> Settled:
        """Step until every fit has settled or is known to have no maximum."""
        state = self._begin(start)
        decrement = np.full(len(state.row), np.inf)
        for step in range(STEPS):
            if not len(state.row):
                break
            move, decrement = self._step(state)
            reach = np.abs(np.where(state.kept, move, 0.0)).max(axis=1)
            rest = (decrement < SETTLED) & (reach < STILL)
            if rest.any():
                self._keep(state.only(rest))
            lost = np.zeros_like(rest)
            if step >= EARLY:
                lost = ~rest & existence.recedes(move, state.counts > 0, state.kept)
            if step == LATE:
                lost |= ~rest & ~self._asked(state, rest | lost)
            if rest.any() or lost.any():
                state, decrement = state.only(~rest & ~lost), decrement[~rest & ~lost]
        self._keep(state.only(decrement < NEARLY))  # the programme said that these exist
        return self.found

    def _begin(self, start: Floats | None) -> State:
        """Begin from given coefficients, or from one weighted regression on the counts."""
        totals = self.counts @ self.under.contains
        m = len(self.terms)
        if start is None:
            means = np.where(self.kept, self.counts + 0.5, 0.0)
            work = means * np.log(np.where(self.kept, means, 1.0)) + np.where(
                self.kept, self.counts - means, 0.0
            )
            right = np.take_along_axis(work @ self.under.contains, self.terms, axis=1)
            beta = self._solve(means @ self.under.contains, self.terms, right)
        else:
            beta = np.take_along_axis(np.where(np.isfinite(start), start, 0.0), self.terms, axis=1)
        logs = np.minimum(self._spread(beta, self.terms), 30.0)
        row = np.arange(m)
        state = State(
            row, self.counts, totals, self.kept, self.terms, beta, logs, logs, np.zeros(m)
        )
        state.means, state.value = self._at(logs, state)
        return state

    def _spread(self, beta: Floats, terms: Ints) -> Floats:
        """Return what coefficients (m, p) make of the log means, (m, cells)."""
        full = np.zeros((len(beta), 1 << self.under.t))
        np.put_along_axis(full, terms, beta, axis=1)
        return full @ self.under.under

    def _at(self, logs: Floats, state: State) -> tuple[Floats, Floats]:
        means = np.exp(np.where(state.kept, logs, -np.inf))
        return means, (state.counts * logs - means).sum(axis=1)

    def _solve(self, sums: Floats, terms: Ints, right: Floats) -> Floats:
        """Solve information times x = right for each fit; ``sums`` are those of the means."""
        m, p = terms.shape
        if self.shared:
            matrix = sums[:, self.joint]
        else:
            joint = terms[:, :, None] | terms[:, None, :]
            matrix = np.take_along_axis(sums, joint.reshape(m, p * p), axis=1).reshape(m, p, p)
        diagonal = np.arange(p)
        matrix[:, diagonal, diagonal] += RIDGE * (matrix[:, diagonal, diagonal] + sums[:, :1])
        solved: Any = np.linalg.solve(matrix, right[:, :, None])
        found: Floats = solved[:, :, 0]
        return found

    def _step(self, state: State) -> tuple[Floats, Floats]:
        """Take one step, shortened until the likelihood does not fall; return move, decrement."""
        sums = state.means @ self.under.contains
        gradient = np.take_along_axis(state.totals - sums, state.terms, axis=1)
        delta = self._solve(sums, state.terms, gradient)
        decrement = (gradient * delta).sum(axis=1)
        move = self._spread(delta, state.terms)
        reach: Floats = np.abs(np.where(state.kept, move, 0.0)).max(axis=1)
        scale: Any = np.minimum(1.0, FURTHEST / np.maximum(reach, FURTHEST))
        logs = state.logs + scale[:, None] * move
        means, value = self._at(logs, state)
        for _ in range(40):
            worse = ~(value >= state.value - NOISE * (1 + np.abs(state.value)))
            if not worse.any():
                break
            scale[worse] /= 2
            logs[worse] = state.logs[worse] + scale[worse, None] * move[worse]
            means[worse], value[worse] = self._at(logs[worse], state.only(worse))
        state.beta = state.beta + scale[:, None] * delta
        state.logs, state.means, state.value = logs, means, value
        return move, decrement

    def _keep(self, state: State) -> None:
        """Keep fits that settled."""
        full = np.zeros((len(state.row), 1 << self.under.t))
        np.put_along_axis(full, state.terms, state.beta, axis=1)
        self.found.beta[state.row] = full
        self.found.means[state.row] = state.means
        self.found.exists[state.row] = True

    def _asked(self, state: State, known: Bools) -> Bools:
        """Ask the linear programme of the fits that are not known to exist."""
        answer = known.copy()
        for i in np.flatnonzero(~known):
            row = state.row[i]
            answer[i] = existence.exists(
                self.under.t,
                tuple(np.flatnonzero(self.live[row]).tolist()),
                tuple(np.flatnonzero(self.dropped[row]).tolist()),
                tuple((np.flatnonzero(state.counts[i]) + 1).tolist()),
            )
        return answer
