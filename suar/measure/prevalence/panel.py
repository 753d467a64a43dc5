"""The sensitivity panel: other methods, a list less, two lists as one, other thresholds.

None of it tests the assumption that all lists together do not depend; the last part only shows what
the total would be if they did.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from itertools import combinations

import numpy as np

from suar.measure.prevalence.codes import Caution, Method
from suar.measure.prevalence.decomposable import FOR_GRAPHS
from suar.measure.prevalence.estimators import ESTIMATORS
from suar.measure.prevalence.options import LEAST_SWEEPS, Options, Progress
from suar.measure.prevalence.refusals import Refused, Warned
from suar.measure.prevalence.result import Estimated, Line, Sensitivity
from suar.measure.prevalence.table import Table
from suar.measure.prevalence.terms import parse_model

JUDGES = (Method.STEPWISE, Method.BIC, Method.AVERAGE, Method.DECOMPOSABLE)
THRESHOLDS = (0.001, 0.005, 0.01, 0.02, 0.05, 0.1)
ODDS = (0.25, 0.5, 1.0, 2.0, 4.0)  # of the highest-order odds ratio of the unseen cell
SHORTER = 5  # times fewer sweeps of a sampler for each list left out and pair merged


def sensitivity(table: Table, said: Estimated, options: Options) -> Sensitivity:
    """Run the panel beside what a method says of the table."""
    options = replace(options, method=said.method, nboot=0, told=_still(options.told))
    judged = _judged(table, said, options)
    options = replace(options, sweeps=max(options.sweeps // SHORTER, LEAST_SWEEPS))
    methods = tuple(line for line, _ in judged)
    left_out = tuple(_left_out(table, options)) if table.t > 2 else ()
    merged = tuple(_merged(table, options)) if table.t > 2 else ()
    sweep = [(p, replace(options, pthresh=p)) for p in THRESHOLDS]
    thresholds = tuple(
        _line(f"{p:g}", partial(_total, table, Method.STEPWISE, chosen)) for p, chosen in sweep
    )
    dark = said.total - table.n
    dependence = tuple(Line(f"{odds:g}", table.n + odds * dark) for odds in ODDS)
    whole = Line("all lists", said.total)
    return Sensitivity(
        methods,
        left_out,
        merged,
        thresholds,
        dependence,
        method_ratio=ratio(methods),
        list_ratio=ratio([whole, *left_out]) if left_out else None,
        warnings=_rivals(judged),
    )


def by_method(panel: Sensitivity) -> dict[str, float]:
    """Return the totals of the panel of methods that gave one."""
    return {x.name: x.estimate for x in panel.methods if x.estimate is not None}


def ratio(lines: Iterable[Line]) -> float | None:
    """Return the largest total by the smallest; None where there are fewer than two."""
    totals = [line.estimate for line in lines if line.estimate is not None]
    return max(totals) / min(totals) if len(totals) > 1 else None


def _rivals(judged: list[tuple[Line, tuple[Warned, ...]]]) -> tuple[Warned, ...]:
    """Return that models, or chains, equally good are far apart; modes are told of a headline."""
    by_models = [told for line, told in judged if line.name != Method.DECOMPOSABLE]
    return tuple(w for told in by_models for w in told if w.code == Caution.MULTIMODAL)[:1]


def _still(told: Progress | None) -> Progress | None:
    """Let the panel's samplers be cancelled; what is told stays at the end of the headline's."""
    return None if told is None else lambda _, of: told(of, of)


def _judged(
    table: Table, said: Estimated, options: Options
) -> list[tuple[Line, tuple[Warned, ...]]]:
    """Return what each judge says; a sampler judges only where it is itself the headline."""
    judges = [m for m in JUDGES if table.t in FOR_GRAPHS or m != Method.DECOMPOSABLE]
    if said.method == Method.LATENT_CLASS:
        judges.append(said.method)
    judged: list[tuple[Line, tuple[Warned, ...]]] = []
    for method in judges:
        try:
            found = said if method == said.method else _said(table, method, options)
        except Refused as refusal:
            judged.append((Line(method.value, None, refusal.code.value), ()))
        else:
            judged.append((Line(method.value, found.total), found.warnings))
    return judged


def _left_out(table: Table, options: Options) -> Iterable[Line]:
    for j, name in enumerate(table.lists):
        went = [None if i == j else i - (i > j) for i in range(table.t)]
        yield _line(name, partial(_other, table, partial(table.without, j), options, went))


def _merged(table: Table, options: Options) -> Iterable[Line]:
    for i, j in combinations(range(table.t), 2):
        went: list[int | None] = [i if k == j else k - (k > j) for k in range(table.t)]
        name = f"{table.lists[i]}+{table.lists[j]}"
        yield _line(name, partial(_other, table, partial(table.merged, i, j), options, went))


def _other(
    table: Table, make: Callable[[], Table], options: Options, went: list[int | None]
) -> float:
    """Return the total of a table made from ``table``; ``went`` is where each list went."""
    other = make()
    if options.method == Method.FIXED:
        options = replace(options, model=_moved(table, other, options.model or "", went))
    return _total(other, options.method, options)


def _moved(table: Table, other: Table, model: str, went: list[int | None]) -> str:
    """Name a fixed model anew for a table with a list less."""
    terms = []
    for mask in np.flatnonzero(parse_model(model, table.lists)).tolist():
        lists = {place for j, place in enumerate(went) if mask >> j & 1 and place is not None}
        terms.append(":".join(other.lists[place] for place in sorted(lists)))
    return f"[{','.join(term for term in dict.fromkeys(terms) if term)}]"


def _said(table: Table, method: Method, options: Options) -> Estimated:
    """Ask a method; a named model goes with the method `fixed` alone."""
    model = options.model if method == Method.FIXED else None
    return ESTIMATORS[method](table, replace(options, method=method, model=model))


def _total(table: Table, method: Method, options: Options) -> float:
    return _said(table, method, options).total


def _line(name: str, total: Callable[[], float]) -> Line:
    """Write a total down, or the code of why there is none."""
    try:
        return Line(name, total())
    except Refused as refusal:
        return Line(name, None, refusal.code.value)
