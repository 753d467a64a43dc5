"""The two methods with a posterior: averaging over decomposable graphs, and latent classes.

Their total is the posterior median: unlike the mean it hardly moves with the tail that nobody was
seen in. Their interval has equal tails; nothing is resampled.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from suar.measure.prevalence.bootstrap import QUANTILES, quantile
from suar.measure.prevalence.codes import Caution, Fault, Method
from suar.measure.prevalence.decomposable import FOR_GRAPHS, MOST_ASKED, Posterior, posterior_of
from suar.measure.prevalence.graphs import Graphs, decomposable_graphs
from suar.measure.prevalence.latent_class import CLASSES, sample
from suar.measure.prevalence.lattice import Floats
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.posterior import Mode, agreement, modes, modes_of_draws
from suar.measure.prevalence.refusals import Refused, Warned
from suar.measure.prevalence.result import Estimated, Interval, ModelLine
from suar.measure.prevalence.table import Table
from suar.measure.prevalence.terms import model_names, order_of

THIN = 10  # every tenth sweep is kept
DRAWS = 4000  # of the posterior of graphs, for figures
LISTED = 1e-6  # posterior probability of a graph that is listed
AGREE = 1.05  # split R-hat above it: the chains found different answers
APART = 2.0  # a factor between the modes of a posterior


def by_decomposable(table: Table, options: Options) -> Estimated:
    """Average over all decomposable graphs of three to five lists; see ``decomposable``."""
    _refuse_lists(table, Method.DECOMPOSABLE, FOR_GRAPHS)
    if options.grid is not None and options.grid > MOST_ASKED:
        raise Refused(Fault.BAD_ARGUMENT, f"a grid ends at {MOST_ASKED:,} unseen at most")
    found, doubled = posterior_of(table.dense, table.t, options.grid)
    hills = modes(found.totals, found.mass, found.mass)
    graphs = _lines(table, found, decomposable_graphs(table.t))
    diagnostics = {
        "mean": found.mean(),
        "quantiles": {str(q): found.quantile(q) for q in QUANTILES},
        "top_graph": graphs[0].model,
        "top_graph_probability": graphs[0].weight,
        "graphs": len(found.graphs),
        "grid": found.grid,
        "grid_doubled": doubled,
        "mass_near_end_of_grid": found.near_end(),
        "modes": [hill.as_dict() for hill in hills],
    }
    chances = np.random.default_rng(options.seed).random(DRAWS)
    return Estimated(
        Method.DECOMPOSABLE,
        found.quantile(0.5),
        interval=_interval(found.quantile, options.level),
        models=graphs,
        warnings=(*_truncated(found), *_hills(hills)),
        diagnostics=diagnostics,
        draws=found.n + np.searchsorted(found.mass.cumsum(), chances).clip(0, found.grid) * 1.0,
    )


def by_latent_class(table: Table, options: Options) -> Estimated:
    """Draw from the mixture of latent classes in several chains; see ``latent_class``."""
    _refuse_lists(table, Method.LATENT_CLASS, range(3, 64))
    seen = np.flatnonzero(table.dense)
    chains = sample(
        seen + 1,
        table.dense[seen].astype(np.int64),
        table.t,
        np.random.default_rng(options.seed),
        chains=options.chains,
        sweeps=options.sweeps,
        thin=THIN,
        told=options.told,
    )
    draws = chains.reshape(-1)
    agreed = agreement(chains)
    hills = modes_of_draws(draws)
    told = list(_hills(hills))
    rhat = agreed["split_rhat"]
    if rhat is None or rhat > AGREE:
        said = "cannot be compared" if rhat is None else f"disagree (split R-hat {rhat:.2f})"
        told = [Warned(Caution.MULTIMODAL, f"the chains {said}: read the total of each, or run on")]
    diagnostics: dict[str, Any] = {
        **agreed,
        "chains": [_chain(chain) for chain in chains],
        "sweeps": options.sweeps,
        "kept": chains.shape[1],
        "classes": CLASSES,
        "mean": float(draws.mean()),
        "quantiles": {str(q): quantile(draws, q) for q in QUANTILES},
        "modes": [hill.as_dict() for hill in hills],
    }
    return Estimated(
        Method.LATENT_CLASS,
        quantile(draws, 0.5),
        interval=_interval(lambda level: quantile(draws, level), options.level),
        warnings=tuple(told),
        diagnostics=diagnostics,
        draws=draws,
    )


def _refuse_lists(table: Table, method: Method, takes: range) -> None:
    if table.t < takes.start:
        text = f"{method.value} needs {takes.start} lists at least"
        raise Refused(Fault.TOO_FEW_LISTS, text)
    if table.t not in takes:
        text = f"{method.value} takes {takes.start} to {takes.stop - 1} lists: merge some first"
        raise Refused(Fault.BAD_ARGUMENT, text)


def _lines(table: Table, found: Posterior, graphs: Graphs) -> tuple[ModelLine, ...]:
    """Write the graphs out, most probable first; equal ones by name."""
    which = np.flatnonzero((found.graphs > LISTED) & np.isfinite(found.means))
    models = graphs.models[which]
    lines = [
        ModelLine(name, float(found.means[i]), None, order, float(found.graphs[i]))
        for i, name, order in zip(
            which.tolist(), model_names(models, table.lists), order_of(models), strict=True
        )
    ]
    return tuple(sorted(lines, key=lambda line: (-line.weight, line.model)))


def _truncated(found: Posterior) -> tuple[Warned, ...]:
    if not found.truncated():
        return ()
    text = (
        f"the grid ends at {found.grid:,} unseen, and {found.near_end():.2%} of the posterior lies"
        " in its last twentieth: the total would grow with the grid"
    )
    return (Warned(Caution.GRID_TRUNCATED, text),)


def _hills(hills: tuple[Mode, ...]) -> tuple[Warned, ...]:
    places = [hill.at for hill in hills]
    if max(places) < APART * min(places):
        return ()
    said = ", ".join(f"{hill.at:,.0f} ({hill.mass:.0%})" for hill in hills)
    return (Warned(Caution.MULTIMODAL, f"the posterior has more than one mode: {said}"),)


def _interval(of: Callable[[float], float], level: float) -> Interval:
    return Interval(of((1 - level) / 2), of((1 + level) / 2), "posterior", level)


def _chain(draws: Floats) -> dict[str, float]:
    low, middle, high = (quantile(draws, q) for q in (0.025, 0.5, 0.975))
    return {"median": middle, "low": low, "high": high}
