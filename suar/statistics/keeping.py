"""A result as it is kept, as it is taken up again, and as it may leave the operational audience."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

import numpy as np

from suar.measure.prevalence import Caution, Interval, Method, Result, Sensitivity, Warned
from suar.measure.prevalence.result import ASSUMES, Line, ModelLine, Provenance, Withheld
from suar.statistics.rules import rounded, rounded_cases

PARTS = ("methods", "leave_one_list_out", "merged_pairs", "thresholds", "dependence")


def kept(result: Result) -> dict[str, Any]:
    """Return plain values; what the result rests on is the same for all and left out."""
    plain = result.as_dict()
    plain.pop("assumptions")
    plain["draws"] = None if result.draws is None else [float(x) for x in result.draws]
    return plain


def restored(plain: Mapping[str, Any]) -> Result:
    """Return the result that ``kept`` wrote, without the coefficients of its terms."""
    come = plain["provenance"]
    return Result(
        estimate=plain["estimate"],
        dark_figure=plain["dark_figure"],
        interval=_interval(plain["interval"]),
        interval_conditional=_interval(plain["interval_conditional"]),
        method=Method(plain["method"]),
        model=plain["model"],
        terms=(),
        minus_infinity_terms=tuple(plain["minus_infinity_terms"]),
        models=tuple(
            ModelLine(m["model"], m["estimate"], m["bic"], m["order"], m["weight"])
            for m in plain["models"]
        ),
        sensitivity=_panel(plain["sensitivity"]),
        diagnostics=plain["diagnostics"],
        warnings=tuple(Warned(Caution(w["code"]), w["message"]) for w in plain["warnings"]),
        assumptions=ASSUMES,
        provenance=Provenance(**{**come, "lists": tuple(come["lists"])}),
        withheld=_withheld(plain.get("withheld")),
        forced=_withheld(plain.get("forced")),
        draws=None if plain["draws"] is None else np.array(plain["draws"], dtype=float),
    )


def coarse(result: Result) -> Result:
    """Return the result as whoever may not see the counts is shown it.

    Totals have three digits and are no finer than tens, as the cases seen; the fingerprint, the
    draws, the detail of warnings and which lists share nobody are left out. From exact totals of
    many models, or by trying tables until fingerprint or draws fit, small counts could be told.
    """
    panel = result.sensitivity
    come = result.provenance
    return replace(
        result,
        estimate=_rounded(result.estimate),
        dark_figure=_rounded(result.dark_figure),
        interval=_coarse_interval(result.interval),
        interval_conditional=_coarse_interval(result.interval_conditional),
        minus_infinity_terms=(),
        models=tuple(replace(m, estimate=rounded(m.estimate), bic=None) for m in result.models),
        sensitivity=None if panel is None else _coarse_panel(panel),
        diagnostics={},
        warnings=_once(Warned(w.code, "") for w in result.warnings),
        provenance=replace(come, cases=rounded_cases(come.cases), data_sha256=""),
        draws=None,
    )


def _once(warnings: Iterable[Warned]) -> tuple[Warned, ...]:
    return tuple(dict.fromkeys(warnings))


def _rounded(value: float | None) -> float | None:
    return None if value is None else rounded(value)


def _coarse_interval(interval: Interval | None) -> Interval | None:
    if interval is None:
        return None
    return replace(interval, low=rounded(interval.low), high=rounded(interval.high))


def _coarse_panel(panel: Sensitivity) -> Sensitivity:
    """Round each total; why a line has none would tell that two lists share nobody."""
    parts: dict[str, Any] = {
        part: tuple(Line(x.name, _rounded(x.estimate)) for x in getattr(panel, part))
        for part in PARTS
    }
    return replace(panel, **parts, warnings=())


def _interval(plain: Mapping[str, Any] | None) -> Interval | None:
    return None if plain is None else Interval(**plain)


def _withheld(plain: Mapping[str, Any] | None) -> Withheld | None:
    return None if plain is None else Withheld(**plain)


def _panel(plain: Mapping[str, Any] | None) -> Sensitivity | None:
    if plain is None:
        return None
    parts: dict[str, Any] = {part: tuple(Line(**line) for line in plain[part]) for part in PARTS}
    return Sensitivity(**parts, method_ratio=plain["method_ratio"], list_ratio=plain["list_ratio"])
