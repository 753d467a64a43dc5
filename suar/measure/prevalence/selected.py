"""What is said of a model once it is selected: terms, fit, limits with the model as given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from statistics import NormalDist
from typing import Any

import numpy as np

from suar.measure.prevalence.codes import Caution, Method
from suar.measure.prevalence.fitting import Fits
from suar.measure.prevalence.lattice import Bools, Floats, lattice
from suar.measure.prevalence.models import Models
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.refusals import Warned
from suar.measure.prevalence.result import Estimated, Interval, ModelLine, Term
from suar.measure.prevalence.table import Table
from suar.measure.prevalence.terms import INTERCEPT, members, model_name, order_of, term_name


def selected(
    method: Method,
    table: Table,
    active: Bools,
    fits: Fits,
    options: Options,
    *,
    models: Models,
    replicate: Callable[[Floats], Floats],
    entered: list[int] | None = None,
    warnings: list[Warned] | None = None,
    diagnostics: Mapping[str, Any] | None = None,
) -> Estimated:
    """Gather what is said of one selected model, ``active`` (2^t,), with its fit."""
    terms = _terms(table, active, fits, entered)
    pairs = fits.beta[0, np.flatnonzero(active & (lattice(table.t).size == 2))]
    warned = list(warnings or [])
    if (pairs < 0).any():
        text = "the model holds a pair of lists that avoid each other"
        warned.append(Warned(Caution.NEGATIVE_DEPENDENCE, text))
    return Estimated(
        method,
        table.n + float(fits.dark[0]),
        model=model_name(active, table.lists),
        terms=terms,
        minus_infinity_terms=tuple(x.name for x in terms if np.isinf(x.coefficient)),
        conditional=_wald(table, active, fits, options.level),
        models=lines(models),
        replicate=replicate,
        warnings=tuple(warned),
        diagnostics={**_goodness(table, fits, terms), **(diagnostics or {})},
    )


def _terms(table: Table, active: Bools, fits: Fits, entered: list[int] | None) -> tuple[Term, ...]:
    """Return intercept, lists, then pairs as they entered, or terms by size and position."""
    present = [int(mask) for mask in np.flatnonzero(active)]
    ordered = sorted(present, key=lambda mask: (mask.bit_count(), members(mask)))
    if entered is not None:
        ordered = [mask for mask in ordered if mask.bit_count() < 2] + entered
    return tuple(
        Term(term_name(mask, table.lists) if mask else INTERCEPT, float(fits.beta[0, mask]))
        for mask in ordered
    )


def lines(models: Models) -> tuple[ModelLine, ...]:
    """Write models out, in their order."""
    rows = zip(
        models.names(),
        models.totals.tolist(),
        models.bic.tolist(),
        order_of(models.active),
        models.weights().tolist(),
        strict=True,
    )
    return tuple(ModelLine(*row) for row in rows)


def _wald(table: Table, active: Bools, fits: Fits, level: float) -> Interval:
    """Return limits with the model taken as given: n + exp(intercept -+ z se)."""
    live = np.flatnonzero(active & np.isfinite(fits.beta[0]))
    sums = fits.means[0] @ lattice(table.t).contains
    information = sums[live[:, None] | live[None, :]]
    error = float(np.linalg.inv(information)[0, 0]) ** 0.5
    intercept, reach = float(fits.beta[0, 0]), z_of(level) * error
    low, high = (table.n + float(np.exp(intercept + sign * reach)) for sign in (-1, 1))
    return Interval(low, high, "wald", level)


def z_of(level: float) -> float:
    """Return the normal quantile of a two-sided level: 1.959964 for 0.95."""
    return NormalDist().inv_cdf((1 + level) / 2)


def _goodness(table: Table, fits: Fits, terms: tuple[Term, ...]) -> dict[str, Any]:
    """Return deviance and criteria of the selected model, and its terms with coefficients."""
    means, counts = fits.means[0], table.dense
    seen = counts > 0
    deviance = 2 * float((counts[seen] * np.log(counts[seen] / means[seen])).sum())
    deviance -= 2 * float((counts - means).sum())
    loglik, k = float(fits.loglik[0]), int(fits.terms[0])
    return {
        "terms": [
            {"term": x.name, "coefficient": x.coefficient if np.isfinite(x.coefficient) else None}
            for x in terms
        ],
        "deviance": deviance,
        "log_likelihood": loglik,
        "aic": -2 * loglik + 2 * k,
        "bic": -2 * loglik + k * float(np.log(table.n)),
        "existence_code": int(fits.code[0]),
    }
