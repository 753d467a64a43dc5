"""The methods, each from a table and options to what it says. ``ESTIMATORS`` is their register.

A further method joins by one line there. `stepwise`, `bic`, `average` and `decomposable` stand in
the panel that may withhold a headline, `latent_class` where it was run.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

import numpy as np

from suar.measure.prevalence.bayes import by_decomposable, by_latent_class
from suar.measure.prevalence.closed_forms import chao_lower, chapman, lincoln_petersen
from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.existence import GOOD
from suar.measure.prevalence.fitting import fit
from suar.measure.prevalence.lattice import Floats, lattice
from suar.measure.prevalence.models import EQUAL, Models, evaluate, hierarchical, ranked
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.refusals import Refused, Warned
from suar.measure.prevalence.result import Estimated, Interval
from suar.measure.prevalence.selected import lines, selected, z_of
from suar.measure.prevalence.stepwise import stepwise
from suar.measure.prevalence.table import Table
from suar.measure.prevalence.terms import parse_model

WITHIN, APART = 2.0, 2.0  # of the lowest BIC; a factor between totals
LISTED_REJECTED = 200

Estimator = Callable[[Table, Options], Estimated]


def by_stepwise(table: Table, options: Options) -> Estimated:
    """Select pairs forward; see ``stepwise``."""
    under = lattice(table.t)
    steps = stepwise(under, table.dense[None, :], options.pthresh)
    _refuse_code(int(steps.fits.code[0]))
    entered = steps.order(under)

    def replicate(counts: Floats) -> Floats:
        totals: Floats = stepwise(under, counts, options.pthresh).fits.dark + counts.sum(axis=1)
        return totals

    path = [under.main()]
    for pair in entered:
        path.append(path[-1] | (np.arange(1 << table.t) == pair))
    passed = int(steps.passed_over[0])
    warnings = [_left_out(Caution.MLE_NOT_EXIST, passed)] if passed else []
    return selected(
        Method.STEPWISE,
        table,
        steps.active[0],
        steps.fits,
        options,
        entered=entered,
        models=evaluate(table, np.array(path)),
        replicate=replicate,
        warnings=warnings,
        diagnostics={"passed_over": passed},
    )


def by_bic(table: Table, options: Options) -> Estimated:
    """Take the hierarchical model with the lowest BIC (Schwarz 1978; n counts cases)."""
    models, warnings, diagnostics = _candidates(table, options)
    top = _top(models, options)

    def replicate(counts: Floats) -> Floats:
        bic, totals = _compete(table.t, counts, top)
        least = bic.min(axis=1, keepdims=True)
        first = (bic <= least + EQUAL).argmax(axis=1)
        chosen: Floats = np.take_along_axis(totals, first[:, None], axis=1)[:, 0]
        return chosen

    return selected(
        Method.BIC,
        table,
        models.active[0],
        fit(lattice(table.t), table.dense[None, :], models.active[:1]),
        options,
        models=models,
        replicate=replicate,
        warnings=warnings,
        diagnostics=diagnostics,
    )


def by_average(table: Table, options: Options) -> Estimated:
    """Average totals over the models with weights exp(-BIC / 2) (Raftery 1995)."""
    models, warnings, diagnostics = _candidates(table, options)
    top = _top(models, options)

    def replicate(counts: Floats) -> Floats:
        bic, totals = _compete(table.t, counts, top)
        least = bic.min(axis=1, keepdims=True)
        good = np.isfinite(bic)
        above = np.subtract(bic, least, where=good, out=np.zeros_like(bic))
        weight = np.where(good, np.exp(-above / 2), 0.0)
        share = weight.sum(axis=1)
        summed = (weight * np.where(good, totals, 0.0)).sum(axis=1)
        return np.where(share > 0, summed / np.maximum(share, 1e-300), np.nan)

    return Estimated(
        Method.AVERAGE,
        float(models.weights() @ models.totals),
        models=lines(models),
        replicate=replicate,
        warnings=tuple(warnings),
        diagnostics=diagnostics,
    )


def by_fixed(table: Table, options: Options) -> Estimated:
    """Fit the one model that was named; refuse where it cannot be estimated."""
    active = parse_model(options.model or "", table.lists)
    fits = fit(lattice(table.t), table.dense[None, :], active[None, :])
    _refuse_code(int(fits.code[0]))
    under, start = lattice(table.t), fits.beta

    def replicate(counts: Floats) -> Floats:
        totals: Floats = fit(under, counts, active[None, :], start).dark + counts.sum(axis=1)
        return totals

    return selected(
        Method.FIXED,
        table,
        active,
        fits,
        options,
        models=ranked(table, active[None, :], fits),
        replicate=replicate,
    )


def by_chapman(table: Table, options: Options) -> Estimated:
    """Estimate from two lists; Lincoln-Petersen stands in the diagnostics."""
    if table.t != 2:
        raise Refused(Fault.BAD_ARGUMENT, "chapman is for two lists")
    total, variance = chapman(table.dense[None, :])
    reach = z_of(options.level) * float(variance[0]) ** 0.5
    low, high = max(float(total[0]) - reach, float(table.n)), float(total[0]) + reach
    return Estimated(
        Method.CHAPMAN,
        float(total[0]),
        conditional=Interval(low, high, "wald", options.level),
        replicate=lambda counts: chapman(counts)[0],
        diagnostics={
            "lincoln_petersen": float(lincoln_petersen(table.dense[None, :])[0]),
            "variance": float(variance[0]),
        },
    )


def by_chao_lower(table: Table, options: Options) -> Estimated:
    """Give Chao's lower bound; it stands outside the panel."""
    under = lattice(table.t)
    return Estimated(
        Method.CHAO_LOWER,
        float(chao_lower(under, table.dense[None, :])[0]),
        replicate=lambda counts: chao_lower(under, counts),
        diagnostics={"lower_bound": True},
    )


ESTIMATORS: Mapping[Method, Estimator] = {
    Method.STEPWISE: by_stepwise,
    Method.BIC: by_bic,
    Method.AVERAGE: by_average,
    Method.FIXED: by_fixed,
    Method.CHAPMAN: by_chapman,
    Method.CHAO_LOWER: by_chao_lower,
    Method.DECOMPOSABLE: by_decomposable,
    Method.LATENT_CLASS: by_latent_class,
}


@lru_cache(maxsize=8)
def _evaluated(table: Table, order: int) -> Models:
    return evaluate(table, hierarchical(table.t, order))


def _candidates(table: Table, options: Options) -> tuple[Models, list[Warned], dict[str, Any]]:
    """Return the models that can be estimated, and what is said of the others.

    The term of all lists can never be identified, so it is no candidate.
    """
    order = max(1, min(options.max_order, table.t - 1))
    models = _evaluated(table, order)
    good = models.admissible()
    if not len(good):
        _refuse_code(int(models.code[0]))
    rejected = models.only(models.code != GOOD)
    listed = rejected.only(slice(LISTED_REJECTED))
    warnings = []
    for bit, caution in ((1, Caution.MLE_NOT_EXIST), (2, Caution.NOT_IDENTIFIABLE)):
        count = int(np.count_nonzero(rejected.code & bit))
        if count:
            warnings.append(_left_out(caution, count))
    near = good.only(good.bic <= good.bic[0] + WITHIN)
    apart = float(near.totals.max() / near.totals.min())
    if apart >= APART:
        text = f"models within {WITHIN:g} of the lowest BIC differ by a factor of {apart:.3f}"
        warnings.append(Warned(Caution.MULTIMODAL, text))
    diagnostics = {
        "max_order": order,
        "admissible_models": len(good),
        "rejected_models": len(rejected),
        "rejected": [
            {"model": name, "code": code}
            for name, code in zip(listed.names(), listed.code.tolist(), strict=True)
        ],
        "near_best_ratio": apart,
    }
    return good, warnings, diagnostics


def _top(models: Models, options: Options) -> Models:
    """Return the models that compete in a resample, ordered as ties are broken."""
    top = models.only(slice(options.ntop))
    names = top.names()
    return top.only(np.array(sorted(range(len(top)), key=lambda i: (top.terms[i], names[i]))))


def _compete(t: int, counts: Floats, models: Models) -> tuple[Floats, Floats]:
    """Fit each model to each table; return criteria and totals, (r, m)."""
    cases = counts.sum(axis=1)
    bic = np.empty((len(counts), len(models)))
    totals = np.empty_like(bic)
    for i in range(len(models)):
        fits = fit(lattice(t), counts, models.active[i : i + 1], models.beta[i : i + 1])
        bic[:, i] = fits.bic(cases)
        totals[:, i] = cases + fits.dark
    return bic, totals


def _refuse_code(code: int) -> None:
    """Refuse a model that cannot be estimated."""
    if code & 1:
        text = "no extended maximum likelihood estimate exists for this model and table"
        raise Refused(Fault.MLE_NOT_EXIST, text)
    if code & 2:
        text = "this model is not identifiable from this table: many totals fit equally"
        raise Refused(Fault.NOT_IDENTIFIABLE, text)


def _left_out(code: Caution, count: int) -> Warned:
    why = "no estimate exists" if code == Caution.MLE_NOT_EXIST else "they are not identifiable"
    return Warned(code, f"candidate models left out because {why}: {count}")
