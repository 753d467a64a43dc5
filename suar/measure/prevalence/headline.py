"""One estimate from beginning to end: method, panel, headline or none, interval, provenance."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from suar.measure.prevalence.bootstrap import Bootstrapped, bootstrap
from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.options import Options, Progress
from suar.measure.prevalence.panel import by_method, sensitivity
from suar.measure.prevalence.refusals import Refused, Warned
from suar.measure.prevalence.result import (
    ASSUMES,
    Estimated,
    Interval,
    Provenance,
    Result,
    Sensitivity,
    Withheld,
)
from suar.measure.prevalence.table import Table

VERSION = "1.1"  # of the library's definitions; a change of any number raises it
TOO_FAR_APART = 3.0  # methods: no headline
APART = ("the methods", "the totals with one list left out")
UNSTABLE = 2.0  # methods, or lists left out: a warning


def estimate(
    table: Table, options: Options | None = None, progress: Progress | None = None
) -> Result:
    """Estimate how many there are in all, and how far that number can be trusted.

    The panel is run first (unless ``options.sensitivity`` is off): where its methods differ by more
    than three times, the headline is withheld and nothing is resampled, unless ``options.force``
    gives a reason. ``progress`` is told (done, in all) of the sweeps of a sampler or the tables of
    the bootstrap and may raise to cancel. Raises ``Refused``: ``bad_argument``, ``mle_not_exist``,
    ``not_identifiable``, and ``too_few_lists`` where the method needs more.
    """
    options = options or Options()
    if progress is not None:
        options = replace(options, told=progress)
    method = options.method_for(table.t)
    if method not in ESTIMATORS:
        raise Refused(Fault.BAD_ARGUMENT, f"the method {method.value} is not available here")
    _check_resamples(table, options)
    said = ESTIMATORS[method](table, options)
    panel = sensitivity(table, said, options) if options.sensitivity else None
    apart = _apart(panel)
    withheld = apart if options.force is None else None
    forced = Withheld(apart.ratio, apart.by_method, options.force) if apart else None
    resampled = None
    if said.replicate is not None and options.nboot and withheld is None:
        resampled = bootstrap(table, said, options, options.told)
    interval, conditional = _intervals(said, resampled)
    return Result(
        estimate=None if withheld else said.total,
        dark_figure=None if withheld else said.total - table.n,
        interval=None if withheld else interval,
        interval_conditional=None if withheld else conditional,
        method=method,
        model=said.model,
        terms=said.terms,
        minus_infinity_terms=said.minus_infinity_terms,
        models=said.models,
        sensitivity=panel,
        diagnostics=_diagnostics(table, said, panel, resampled),
        warnings=_warnings(table, said, panel, resampled),
        assumptions=ASSUMES,
        provenance=_provenance(table, options),
        withheld=withheld,
        forced=forced if options.force is not None else None,
        draws=resampled.draws if resampled else said.draws,
    )


def _check_resamples(table: Table, options: Options) -> None:
    if options.resamples is None:
        return
    if options.resamples.ndim != 2 or options.resamples.shape[1] != len(table.counts):
        text = f"a resample needs {len(table.counts)} counts, one for each row of the table"
        raise Refused(Fault.BAD_ARGUMENT, text)


def _apart(panel: Sensitivity | None) -> Withheld | None:
    """Say that the methods differ too far for a headline."""
    if panel is None or panel.method_ratio is None or panel.method_ratio <= TOO_FAR_APART:
        return None
    return Withheld(panel.method_ratio, by_method(panel))


def _intervals(
    said: Estimated, resampled: Bootstrapped | None
) -> tuple[Interval | None, Interval | None]:
    return resampled.interval if resampled else said.interval, said.conditional


def _warnings(
    table: Table, said: Estimated, panel: Sensitivity | None, resampled: Bootstrapped | None
) -> tuple[Warned, ...]:
    unstable = []
    ratios = (panel.method_ratio, panel.list_ratio) if panel else (None, None)
    for ratio, what in zip(ratios, APART, strict=True):
        if ratio is not None and ratio > UNSTABLE:
            unstable.append(f"{what} differ by a factor of {ratio:.2f}")
    told = [Warned(Caution.UNSTABLE, "; ".join(unstable))] if unstable else []
    parts = (table.warnings, said.warnings, panel.warnings if panel else (), told)
    every = [warned for part in parts for warned in part]
    every += resampled.warnings if resampled else ()
    return tuple(dict.fromkeys(every))


def _diagnostics(
    table: Table, said: Estimated, panel: Sensitivity | None, resampled: Bootstrapped | None
) -> dict[str, Any]:
    plain: dict[str, Any] = {"cases": table.n, "lists": table.t, **said.diagnostics}
    if panel is not None:
        plain["stability"] = panel.stability()
    return plain | {"bootstrap": resampled.diagnostics} if resampled else plain


def _provenance(table: Table, options: Options) -> Provenance:
    chosen: dict[str, Any] = {}
    for each in fields(options):
        if each.name == "told":
            continue
        value = getattr(options, each.name)
        if each.name == "resamples":
            value = None if value is None else len(value)
        chosen[each.name] = value.value if isinstance(value, Method) else value
    return Provenance(
        data_sha256=table.sha256,
        lists=table.lists,
        cases=table.n,
        version=VERSION,
        numpy=np.__version__,
        seed=options.seed,
        options=chosen,
    )
