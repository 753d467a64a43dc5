"""What is said of a posterior: whether chains agree, how much they know, and its modes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import scipy

from suar.measure.prevalence.lattice import Floats, Ints

POINTS = 512  # of the density of draws
REACH = 3.0  # bandwidths that the density goes on beyond the draws
LEAST_MASS = 0.05  # of a mode
DIP = 0.8  # a valley goes at least that far below the lower of its two modes
STUCK = 1e-12  # of the variance between chains: rounding, no movement
AFTER_BURN = 4  # draws a half needs for anything to be said of it


@dataclass(frozen=True)
class Mode:
    """A hill of a posterior: where it is highest, from where to where it goes, and how much."""

    at: float
    low: float
    high: float
    mass: float

    def as_dict(self) -> dict[str, float]:
        """Return plain values."""
        return {"at": self.at, "low": self.low, "high": self.high, "mass": self.mass}


def modes(values: Floats, density: Floats, mass: Floats) -> tuple[Mode, ...]:
    """Return the hills of a density at rising ``values``, each with at least 5 % of the ``mass``.

    A hill counts where the valley beside it is at least a fifth lower than itself; others belong to
    the neighbour over the higher valley.
    """
    above = np.concatenate([[-1.0], density, [-1.0]])
    peaks = np.flatnonzero((above[1:-1] > above[:-2]) & (above[1:-1] >= above[2:])).tolist()
    valleys = [a + int(density[a:b].argmin()) for a, b in pairwise(peaks)]
    while valleys and (weak := _weakest(peaks, valleys, density, mass)) is not None:
        beside = [v for v in (weak - 1, weak) if 0 <= v < len(valleys)]
        joined = max(beside, key=lambda v: density[valleys[v]])
        other = joined if joined == weak - 1 else weak + 1
        lower = min(weak, other, key=lambda p: density[peaks[p]])
        del valleys[joined], peaks[lower]
    ends = [0, *valleys, len(values)]
    return tuple(
        Mode(float(values[peak]), float(values[a]), float(values[b - 1]), float(mass[a:b].sum()))
        for peak, (a, b) in zip(peaks, pairwise(ends), strict=True)
    )


def _weakest(peaks: list[int], valleys: list[int], density: Floats, mass: Floats) -> int | None:
    """Return the place of a hill that is none: too little in it, or hardly above its edge."""
    ends = [0, *valleys, len(mass)]
    for place in sorted(range(len(peaks)), key=lambda p: density[peaks[p]]):
        edge = max(density[v] for v in valleys[max(place - 1, 0) : place + 1])
        small = mass[ends[place] : ends[place + 1]].sum() < LEAST_MASS
        if small or edge > DIP * density[peaks[place]]:
            return place
    return None


def modes_of_draws(draws: Floats) -> tuple[Mode, ...]:
    """Return the hills of the smoothed density of the logarithm of draws, (r,) above 0."""
    logs = np.log(draws)
    low, high = np.quantile(logs, [0.25, 0.75])
    spread = min(float(logs.std()), float(high - low) / 1.34) or float(logs.std())
    if not spread > 0:
        at = float(draws[0])
        return (Mode(at, at, at, 1.0),)
    width = 0.9 * spread * len(logs) ** -0.2  # Silverman's rule of thumb
    grid = np.linspace(logs.min() - REACH * width, logs.max() + REACH * width, POINTS)
    counted, edges = np.histogram(logs, bins=4 * POINTS, range=(grid[0], grid[-1]))
    middles = (edges[1:] + edges[:-1]) / 2
    density = np.exp(-(((grid[:, None] - middles) / width) ** 2) / 2) @ counted
    return modes(np.exp(grid), density, density / density.sum())


def agreement(chains: Floats) -> dict[str, Any]:
    """Return split R-hat and effective sizes of draws, ``chains`` (c, r); None where undefined.

    Rank-normalised, the larger of the plain and the folded R-hat; effective sizes of the bulk and
    of the 5 % and 95 % tails: Vehtari, Gelman, Simpson, Carpenter & Buerkner (2021), Bayesian
    Analysis 16(2), sections 3 and 4.
    """
    halves = _halves(chains)
    if halves.shape[1] < AFTER_BURN:
        return {"split_rhat": None, "ess_bulk": None, "ess_tail": None}
    folded = np.abs(halves - np.median(halves))
    tails = [halves <= np.quantile(halves, level) for level in (0.05, 0.95)]
    return {
        "split_rhat": _plain(max(split_rhat(_normal_scores(x)) for x in (halves, folded))),
        "ess_bulk": _plain(effective(_normal_scores(halves))),
        "ess_tail": _plain(min(effective(tail.astype(float)) for tail in tails)),
    }


def _halves(chains: Floats) -> Floats:
    half = chains.shape[1] // 2
    return np.concatenate([chains[:, :half], chains[:, chains.shape[1] - half :]])


def split_rhat(halves: Floats) -> float:
    """Return the square root of the variance of all over that within, ``halves`` (2c, r)."""
    within = float(halves.var(axis=1, ddof=1).mean())
    between = float(halves.mean(axis=1).var(ddof=1))
    if within <= STUCK * between:  # not a chain has moved
        return math.inf if between > 0 else 1.0
    r = halves.shape[1]
    return math.sqrt((r - 1) / r + between / within)


def effective(halves: Floats) -> float:
    """Return how many independent draws are worth as much, by Geyer's initial monotone sequence."""
    c, r = halves.shape
    away = halves - halves.mean(axis=1, keepdims=True)
    spectrum = np.abs(np.fft.rfft(away, 2 * r, axis=1)) ** 2
    covariance = np.fft.irfft(spectrum, axis=1)[:, :r].mean(axis=0) / r
    within = covariance[0] * r / (r - 1)
    overall = covariance[0] + float(halves.mean(axis=1).var(ddof=1))
    if not overall > 0:
        return math.nan
    correlation = 1 - (within - covariance) / overall
    pairs = correlation[: r - r % 2].reshape(-1, 2).sum(axis=1)
    ended = np.flatnonzero(pairs <= 0)
    pairs = np.minimum.accumulate(pairs[: ended[0] if len(ended) else len(pairs)])
    time = max(2 * float(pairs.sum()) - 1, 1 / math.log10(c * r))
    return float(c * r / time)


def _normal_scores(values: Floats) -> Floats:
    """Replace values by normal quantiles of their ranks; equal values share their mean rank."""
    _, where, counts = np.unique(values.reshape(-1), return_inverse=True, return_counts=True)
    ranks = (counts.cumsum() - (counts - 1) / 2)[_flat(where)]
    scores: Floats = scipy.special.ndtri((ranks - 0.375) / (values.size + 0.25))
    return scores.reshape(values.shape)


def _flat(where: Ints) -> Ints:
    return where.reshape(-1)


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
