"""A result as a page of plain text; the sentences that must not be left out are all on it."""

from __future__ import annotations

from collections.abc import Iterable

from suar.measure.prevalence.result import Interval, Line, ModelLine, Result

BEST = 5  # models shown
WIDTH = 22


def page(result: Result) -> str:
    """Write a result for a reader; numbers are persons, rounded to whole ones."""
    parts = [_headline(result), _posterior(result), _panel(result), _models(result)]
    parts += [_warnings(result)]
    parts += [_assumptions(result), _provenance(result)]
    return "\n\n".join("\n".join(part) for part in parts if part)


def _headline(result: Result) -> list[str]:
    lines = []
    if result.withheld is not None:
        ratio = f"{result.withheld.ratio:.1f}"
        lines += [f"No headline: the methods differ by a factor of {ratio}, more than three."]
        lines += [_row(name, _number(x)) for name, x in result.withheld.by_method.items()]
    else:
        lines += [_row("estimated in all", _number(result.estimate))]
        lines += [_row("never seen", _number(result.dark_figure))]
    lines += [_row("seen", _number(result.provenance.cases))]
    if result.interval is not None:
        lines += [_row("interval", _limits(result.interval))]
    if result.interval_conditional is not None:
        said = _limits(result.interval_conditional)
        lines += [_row("if the model were sure", f"{said}; too narrow, for contrast only")]
    lines += [_row("method", result.method.value + (f" {result.model}" if result.model else ""))]
    if result.minus_infinity_terms:
        lines += [_row("without a shared case", ", ".join(result.minus_infinity_terms))]
    if result.forced is not None:
        text = f"forced although the methods differ by {result.forced.ratio:.1f}"
        lines += [_row(text + ":", result.forced.reason or "")]
    return lines


def _posterior(result: Result) -> list[str]:
    """Show where a posterior has its modes, and whether chains agree."""
    how = result.diagnostics
    if "modes" not in how or result.withheld is not None:
        return []
    hills = [
        f"{_number(hill['at'])} ({hill['mass']:.0%}, {_number(hill['low'])} to"
        f" {_number(hill['high'])})"
        for hill in how["modes"]
    ]
    lines = ["Of the posterior", _row("  modes", "; ".join(hills))]
    if "chains" in how:
        said = "; ".join(_number(chain["median"]) for chain in how["chains"])
        lines += [_row("  each chain alone", said)]
        lines += [_row("  split R-hat", _plain(how["split_rhat"], 3))]
        worth = f"{_plain(how['ess_bulk'])} (tails {_plain(how['ess_tail'])})"
        lines += [_row("  effective draws", worth)]
    if "grid" in how:
        lines += [_row("  grid ends at", f"{_number(how['grid'])} never seen")]
    return lines


def _plain(value: float | None, digits: int = 0) -> str:
    return "not known" if value is None else f"{value:,.{digits}f}"


def _panel(result: Result) -> list[str]:
    panel = result.sensitivity
    if panel is None:
        return ["Sensitivity was not looked at."]
    multiples = panel.dependence if result.withheld is None else ()  # of a number that is withheld
    return [
        "What the total would be",
        *_lines("by another method", panel.methods),
        *_lines("with a list left out", panel.leave_one_list_out),
        *_lines("with two lists as one", panel.merged_pairs),
        *_lines("stepwise, by threshold", panel.thresholds),
        *_lines("if all lists depended", multiples),
    ]


def _lines(title: str, lines: Iterable[Line]) -> list[str]:
    said = "; ".join(f"{x.name} {_number(x.estimate) if x.estimate else x.note}" for x in lines)
    return [_row("  " + title, said)] if said else []


def _models(result: Result) -> list[str]:
    if len(result.models) < 2:
        return []
    best = [
        _row("  " + line.model, f"{_number(line.estimate)} ({_worth(line)})")
        for line in result.models[:BEST]
    ]
    return [f"The best of {len(result.models)} models", *best]


def _worth(line: ModelLine) -> str:
    """Say by what a model was ranked: its criterion, or as a graph its probability."""
    return f"probability {line.weight:.3f}" if line.bic is None else f"BIC {line.bic:.2f}"


def _warnings(result: Result) -> list[str]:
    if not result.warnings:
        return []
    return ["Warnings", *(f"  {w.code.value}: {w.message}" for w in result.warnings)]


def _assumptions(result: Result) -> list[str]:
    return ["Every number rests on this", *(f"  {text}" for text in result.assumptions.values())]


def _provenance(result: Result) -> list[str]:
    come = result.provenance
    return [f"Data {come.data_sha256[:16]}, definitions {come.version}, seed {come.seed}"]


def _limits(interval: Interval) -> str:
    low, high = _number(interval.low), _number(interval.high)
    return f"{low} to {high} ({interval.kind}, level {interval.level:g})"


def _number(value: float | None) -> str:
    return "none" if value is None else f"{value:,.0f}"


def _row(name: str, text: str) -> str:
    return f"{name:<{WIDTH + 2}} {text}"
