"""Latent classes: persons of unseen kinds, each kind with its own chances of being listed.

Manrique-Vallier (2016), Biometrics 72(4): within a kind the lists do not depend; the kinds are a
stick-breaking mixture of at most ten, p(N) proportional to 1 / N. A Gibbs sampler draws all of it.
Cells are counted, not persons, and the unseen are drawn with the kinds summed out.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from suar.measure.prevalence.lattice import Floats, Ints
from suar.measure.prevalence.options import Progress

CLASSES = 10
SHAPE = RATE = 0.25  # of the gamma prior on the concentration
STARTS = (0.1, 4.0)  # concentrations: the prior has 44 % below the first, 93 % below the last
LEAST_CONCENTRATION = 1e-100
LEAST_SEEN = 1e-9  # the chance of being seen at all stays above: 10^9 unseen for each seen
MOST_UNSEEN = 1e15  # whole numbers up to here are exact
TOLD_EVERY = 500  # sweeps


@dataclass
class State:
    """Where c chains stand, all on the log scale.

    ``listed`` and ``unlisted`` (c, t, k): chances of being on a list, and not, by kind; ``shares``
    (c, k) of the kinds. ``concentration`` (c,), not on the log scale: how readily there are many
    kinds.
    """

    listed: Floats
    unlisted: Floats
    shares: Floats
    concentration: Floats


def sample(
    cells: Ints,
    counts: Ints,
    t: int,
    rng: np.random.Generator,
    *,
    chains: int,
    sweeps: int,
    thin: int,
    classes: int = CLASSES,
    told: Progress | None = None,
) -> Floats:
    """Return totals, (chains, kept): every ``thin``-th sweep of the second half of ``sweeps``.

    ``cells`` (r,) masks of the histories seen, ``counts`` (r,) their cases. The chains begin far
    apart. ``told`` hears (sweeps done, sweeps in all) and may raise.
    """
    on = (np.concatenate([[0], cells])[:, None] >> np.arange(t) & 1).astype(float)
    cases = np.broadcast_to(np.concatenate([[0], counts]), (chains, len(on))).copy()
    n, burnt = int(counts.sum()), sweeps // 2
    most = 1 - max(LEAST_SEEN, n / MOST_UNSEEN)
    state = begin(rng, chains, t, classes)
    kept = np.empty((chains, (sweeps - burnt) // thin))
    for sweep in range(sweeps):
        weights = cell_weights(state, on)
        unseen = np.minimum(weights[:, 0].sum(axis=1), most)
        # one by one: numpy is slower with an array of chances
        cases[:, 0] = [rng.negative_binomial(n, 1 - chance) for chance in unseen.tolist()]
        split = rng.multinomial(cases, weights / weights.sum(axis=2, keepdims=True))
        state = renew(rng, state.concentration, split, on)
        after, rest = divmod(sweep + 1 - burnt, thin)
        if after > 0 and rest == 0 and after <= kept.shape[1]:
            kept[:, after - 1] = n + cases[:, 0]
        if told is not None and (sweep + 1) % TOLD_EVERY == 0:
            told(sweep + 1, sweeps)
    return kept


def begin(rng: np.random.Generator, chains: int, t: int, classes: int) -> State:
    """Return where chains begin: draws given concentrations from few kinds to several.

    Many kinds at the start end in modes that hardly weigh anything and that chains do not leave.
    """
    nobody = np.zeros((chains, 1, classes))
    return renew(rng, np.geomspace(*STARTS, chains), nobody, np.zeros((1, t)))


def cell_weights(state: State, on: Floats) -> Floats:
    """Return the joint chance of each history ``on`` (r, t) and kind, (c, r, k)."""
    apart = on @ (state.listed - state.unlisted)
    never = state.unlisted.sum(axis=1) + state.shares
    weights: Floats = np.exp(apart + never[:, None, :])
    return weights


def renew(
    rng: np.random.Generator, concentration: Floats, split: Ints | Floats, on: Floats
) -> State:
    """Draw all parameters anew, given the cases by chain, history and kind, ``split`` (c, r, k).

    ``on`` (r, t) holds the histories. The conditionals are beta, beta and gamma; a beta is drawn as
    two gammas, all in one call. A part broken off the stick is beta(1 + members, concentration +
    members of later kinds) of what is left, and on the log scale: with a small concentration it is
    1 to all digits, and what it leaves still counts.
    """
    counted = split.astype(float)  # a product of whole numbers and others is slow
    members = counted.sum(axis=1)
    hits = on.T @ counted
    later = members[:, ::-1].cumsum(axis=1)[:, -2::-1] + concentration[:, None]
    chains, t, kinds = hits.shape
    shapes = [hits, members[:, None, :] - hits, members[:, None, :-1], later[:, None, :]]
    drawn = np.log(
        rng.standard_gamma(1 + np.concatenate([x.reshape(chains, -1) for x in shapes], 1))
    )
    yes, no = drawn[:, : 2 * t * kinds].reshape(chains, 2, t, kinds).swapaxes(0, 1)
    part, rest = drawn[:, 2 * t * kinds :].reshape(chains, 2, kinds - 1).swapaxes(0, 1)
    rest = rest - rng.standard_exponential(later.shape) / later  # gamma(s + 1) to gamma(s)
    either, both = np.logaddexp(yes, no), np.logaddexp(part, rest)
    left = np.cumsum(rest - both, axis=1)
    shares = np.zeros_like(members)
    shares[:, :-1] = part - both
    shares[:, 1:] += left
    broken = -left[:, -1] if kinds > 1 else 0.0
    fresh = rng.standard_gamma(SHAPE + kinds - 1, size=chains) / (RATE + broken)
    return State(yes - either, no - either, shares, np.maximum(fresh, LEAST_CONCENTRATION))
