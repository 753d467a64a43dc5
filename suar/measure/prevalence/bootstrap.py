"""Bootstrap of the whole procedure, selection of the model included, with BCa limits.

Efron (1987), JASA 82(397); for multiple systems Chan, Silverman & Vincent (2021), section 5, and
Silverman, Chan & Vincent (2024). A resample draws n cases from the observed proportions of the
cells. The acceleration comes from leaving out one case of each seen cell, weighted by its count.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Any

import numpy as np

from suar.measure.prevalence.codes import Caution, Fault
from suar.measure.prevalence.lattice import Floats
from suar.measure.prevalence.options import Options, Progress
from suar.measure.prevalence.refusals import Refused, Warned
from suar.measure.prevalence.result import Estimated, Interval
from suar.measure.prevalence.table import Table

TOGETHER = 500  # tables between two signs of progress
QUANTILES = (0.025, 0.1, 0.5, 0.9, 0.975)


@dataclass(frozen=True)
class Bootstrapped:
    """The interval of the total, the resampled totals, (r,), and how it went."""

    interval: Interval | None
    draws: Floats
    warnings: tuple[Warned, ...]
    diagnostics: dict[str, Any]


def bootstrap(
    table: Table, said: Estimated, options: Options, progress: Progress | None = None
) -> Bootstrapped:
    """Re-estimate from resamples and return the interval of the total.

    ``progress`` is told (tables done, tables in all) and may raise to cancel. A resample that
    cannot be estimated is dropped and counted; where BCa cannot be had the interval is percentile.
    """
    if said.replicate is None:
        raise Refused(Fault.BAD_ARGUMENT, f"{said.method.value} is not resampled")
    rows = resamples(table, options)
    again, weights = jackknife(table)
    tables = np.concatenate([again, rows])
    totals = np.empty(len(tables))
    for first in range(0, len(tables), TOGETHER):
        part = tables[first : first + TOGETHER]
        totals[first : first + TOGETHER] = said.replicate(part)
        if progress is not None:
            progress(first + len(part), len(tables))
    left, draws = totals[: len(again)], totals[len(again) :]
    good = draws[np.isfinite(draws)]
    how: dict[str, Any] = {"resamples": len(draws), "failed_resamples": len(draws) - len(good)}
    if not len(good):
        warned = Warned(Caution.INTERVAL_FALLBACK, "no resample could be estimated: no interval")
        return Bootstrapped(None, good, (warned,), how)
    lost = _lost(len(draws) - len(good), len(draws))
    shift, pull = bias(good, said.total), acceleration(left, weights)
    how |= {"z0": _plain(shift), "acceleration": _plain(pull)}
    how |= {"jackknife_tables": len(again), "failed_jackknife": int(np.isnan(left).sum())}
    how["quantiles"] = {str(q): quantile(good, q) for q in QUANTILES}
    if math.isfinite(shift) and math.isfinite(pull):
        low, high = (_bca(good, shift, pull, p) for p in _tails(options.level))
        return Bootstrapped(Interval(low, high, "bca", options.level), good, lost, how)
    low, high = (quantile(good, p) for p in _tails(options.level))
    text = "the bias-corrected interval could not be had: percentiles of the resamples instead"
    warned = Warned(Caution.INTERVAL_FALLBACK, text)
    return Bootstrapped(
        Interval(low, high, "percentile", options.level), good, (*lost, warned), how
    )


def _lost(failed: int, every: int) -> tuple[Warned, ...]:
    """Say how many resamples had no estimate: the interval knows nothing of them."""
    text = f"resamples left out because no estimate exists: {failed} of {every}"
    return (Warned(Caution.MLE_NOT_EXIST, text),) if failed else ()


def resamples(table: Table, options: Options) -> Floats:
    """Return the resamples as cells, (r, 2^t - 1): those given, or drawn with the seed."""
    if options.resamples is not None:
        return table.spread(options.resamples[: options.nboot])
    chances = np.array(table.counts, dtype=float) / table.n
    draws = np.random.default_rng(options.seed).multinomial(table.n, chances, size=options.nboot)
    return table.spread(draws.astype(float))


def jackknife(table: Table) -> tuple[Floats, Floats]:
    """Return the table less one case of each seen cell, (c, 2^t - 1), and the cells' counts."""
    seen = np.flatnonzero(table.dense)
    again = np.repeat(table.dense[None, :], len(seen), axis=0)
    again[np.arange(len(seen)), seen] -= 1
    return again, table.dense[seen]


def bias(draws: Floats, total: float) -> float:
    """Return z0, the normal quantile of the share of resamples below the estimate."""
    share = float(np.mean(draws < total))
    if share in {0.0, 1.0}:
        return math.inf if share else -math.inf
    return NormalDist().inv_cdf(share)


def acceleration(left: Floats, weights: Floats) -> float:
    """Return a from the totals with one case left out and how many such cases there are."""
    mean = float((weights * left).sum() / weights.sum())
    away = mean - left
    spread = float((weights * away**2).sum())
    if not spread > 0:
        return math.nan
    return float((weights * away**3).sum()) / (6 * spread * math.sqrt(spread))


def _bca(draws: Floats, shift: float, pull: float, level: float) -> float:
    normal = NormalDist()
    moved = shift + normal.inv_cdf(level)
    corrected = normal.cdf(shift + moved / (1 - pull * moved))
    return quantile(draws, corrected)


def quantile(draws: Floats, level: float) -> float:
    """Return a quantile of type 8 of Hyndman & Fan (1996), American Statistician 50(4)."""
    return float(np.quantile(draws, level, method="median_unbiased"))


def _tails(level: float) -> tuple[float, float]:
    return (1 - level) / 2, (1 + level) / 2


def _plain(value: float) -> float | None:
    return value if math.isfinite(value) else None
