"""Three figures of a result, as SVG: methods and models, the spread, and what else it would be."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from suar.measure.prevalence import sentences
from suar.measure.prevalence.codes import Method
from suar.measure.prevalence.drawing import EDGE, LINE, WIDTH, Drawing, Scale, scale_to
from suar.measure.prevalence.lattice import Floats
from suar.measure.prevalence.result import Line, Result
from suar.measure.prevalence.speech import Both, Language, whole

MODELS, BARS = 8, 30
ROOM = 48  # letters on a line
ROW, TRACK = 36, 14  # height of a row; from its words to its marks
HIGH = 130  # of the bars
TAIL = 0.005  # of the draws at each end that the spread leaves out
PARTS = ("leave_one_list_out", "merged_pairs", "thresholds", "dependence")
FAINT = {"stroke_opacity": "0.35"}
DASHED = {"stroke_dasharray": "4 3"}


def figures(result: Result, language: Language, *, key: str = "prevalence") -> dict[str, str]:
    """Return the figures of a result by name: `models`, `draws`, `sensitivity`.

    Each is a complete `<svg>` element with title and description. A figure that the result has
    nothing for is left out. ``key`` begins the ids inside; it must be another for each result on a
    page. Where the headline is withheld no figure shows it.
    """
    drawn = {
        "models": models_figure(result, language, f"{key}-models"),
        "draws": draws_figure(result, language, f"{key}-draws"),
        "sensitivity": sensitivity_figure(result, language, f"{key}-sensitivity"),
    }
    return {name: svg for name, svg in drawn.items() if svg is not None}


def models_figure(result: Result, language: Language, key: str) -> str | None:
    """Draw the totals of the methods and of the best models beside the estimate and its range."""
    methods = list(result.sensitivity.methods) if result.sensitivity else []
    if result.estimate is not None:  # the method of the headline stands as such
        methods = [line for line in methods if line.name != result.method]
    models = [Line(x.model, x.estimate) for x in result.models[:MODELS]]
    if result.estimate is None and not methods:
        return None
    rows = [*methods, *models]
    drawing = _begun(key, sentences.MODELS_FIGURE, result, rows, language)
    scale = _scale(result, rows)
    _title(drawing, sentences.BY_METHOD, language)
    _headline(drawing, scale, result, language)
    for line in methods:
        _row(drawing, scale, line, method_name(line.name, language), language)
    if models:
        _title(drawing, sentences.BY_MODEL, language)
        for line in models:
            _row(drawing, scale, line, line.name, language, model=True)
    return _finished(drawing, scale, language)


def sensitivity_figure(result: Result, language: Language, key: str) -> str | None:
    """Draw what the total would be with a list left out, two merged, and so on."""
    if result.sensitivity is None:
        return None
    parts = {name: getattr(result.sensitivity, name) for name in PARTS}
    if result.withheld is not None:
        parts.pop("dependence")  # they are multiples of the number that is withheld
    rows = [line for lines in parts.values() for line in lines]
    drawing = _begun(key, sentences.SENSITIVITY_FIGURE, result, rows, language)
    scale = _scale(result, rows)
    _headline(drawing, scale, result, language)
    for name, lines in parts.items():
        if lines:
            _title(drawing, sentences.PARTS[name], language)
        for line in lines:
            _row(drawing, scale, line, line_name(name, line, language), language)
    return _finished(drawing, scale, language)


def draws_figure(result: Result, language: Language, key: str) -> str | None:
    """Draw how often each total came out: of resamples, or of the posterior."""
    if result.draws is None or result.estimate is None or len(result.draws) < BARS:
        return None
    low, high = _reach(result, result.draws)
    if not high > low:
        return None
    counted, edges = np.histogram(result.draws, bins=BARS, range=(low, high))
    own = result.method in {Method.DECOMPOSABLE, Method.LATENT_CLASS}
    how = sentences.POSTERIOR if own else sentences.RESAMPLED
    said = how.said(language, count=whole(len(result.draws), language))
    told = f"{said}, {_from_to(low, high, language)}. {_spoken(result, language)}"
    drawing = Drawing(key, sentences.DRAWS_FIGURE.said(language), told)
    _write(drawing, said)
    _bars(drawing, counted.astype(float))
    _verticals(drawing, result, low, high, language)
    for place, anchor, at in ((edges[0], "start", EDGE), (edges[-1], "end", WIDTH - EDGE)):
        drawing.text(at, drawing.height + LINE, whole(float(place), language), anchor=anchor)
    drawing.height += LINE + 8
    return drawing.svg()


def method_name(name: str, language: Language) -> str:
    """Return the plain name of a method."""
    return sentences.METHODS[Method(name)].said(language)


def line_name(part: str, line: Line, language: Language) -> str:
    """Return what a line of the panel is called: methods in plain words, factors signed."""
    if part == "methods":
        return method_name(line.name, language)
    if part == "dependence":
        return f"× {line.name}".replace(".", "," if language == Language.INDONESIAN else ".")
    if part == "thresholds" and language == Language.INDONESIAN:
        return line.name.replace(".", ",")
    return line.name


def line_value(line: Line, language: Language) -> str:
    """Return the total of a line of the panel, or why there is none."""
    if line.estimate is not None:
        return whole(line.estimate, language)
    return sentences.NOTES.get(line.note or "", sentences.NONE).said(language)


def _begun(
    key: str, title: Both, result: Result, rows: Iterable[Line], language: Language
) -> Drawing:
    totals = [line.estimate for line in rows if line.estimate is not None]
    told = _spoken(result, language)
    if totals:
        between = _from_to(min(totals), max(totals), language)
        told += f" {sentences.ANOTHER.said(language).capitalize()}: {between}."
    return Drawing(key, title.said(language), told.strip())


def _spoken(result: Result, language: Language) -> str:
    """Say the estimate and its range in words, for the description."""
    if result.estimate is None:
        return ""
    said = sentences.AT.said(language, total=whole(result.estimate, language)).capitalize()
    if result.interval is not None:
        said += f", {_range(result, language)}"
    return f"{said}."


def _range(result: Result, language: Language) -> str:
    if result.interval is None:
        return ""
    low, high = (whole(x, language) for x in (result.interval.low, result.interval.high))
    return sentences.LIMIT.said(language, low=low, high=high)


def _from_to(low: float, high: float, language: Language) -> str:
    return sentences.FROM_TO.said(language, low=whole(low, language), high=whole(high, language))


def _scale(result: Result, rows: Iterable[Line]) -> Scale:
    most = [line.estimate for line in rows if line.estimate is not None]
    most += [x for x in (result.estimate, result.interval and result.interval.high) if x]
    seen = float(result.provenance.cases)
    return scale_to(max([*most, seen]), seen)


def _write(drawing: Drawing, text: str, *, bold: bool = False) -> None:
    drawing.height += LINE
    drawing.text(EDGE, drawing.height - 4, _short(text, ROOM), bold=bold)


def _short(text: str, room: int) -> str:
    """Cut what would run over the edge; the tables of the report hold it whole."""
    return text if len(text) <= room else f"{text[: room - 1]}…"


def _title(drawing: Drawing, text: Both, language: Language) -> None:
    drawing.height += 6
    _write(drawing, text.said(language), bold=True)


def _headline(drawing: Drawing, scale: Scale, result: Result, language: Language) -> None:
    """Draw the estimate as a diamond on the bar of its range."""
    if result.estimate is None:
        return
    y = _words(drawing, sentences.AT.said(language, total=whole(result.estimate, language)), "")
    _track(drawing, scale, y)
    if result.interval is not None:
        low, high = scale.at(result.interval.low), scale.at(result.interval.high)
        drawing.line(low, y, high, y, stroke_width="4", stroke_opacity="0.6")
        for end in (low, high):
            drawing.line(end, y - 6, end, y + 6, stroke_width="2")
    drawing.diamond(scale.at(result.estimate), y)
    if result.interval is not None:
        _write(drawing, _range(result, language))
    _write(drawing, method_name(result.method, language) + f" {result.model or ''}".rstrip())


def _row(
    drawing: Drawing,
    scale: Scale,
    line: Line,
    name: str,
    language: Language,
    *,
    model: bool = False,
) -> None:
    y = _words(drawing, name, line_value(line, language))
    _track(drawing, scale, y)
    if line.estimate is not None:
        (drawing.square if model else drawing.dot)(scale.at(line.estimate), y)


def _words(drawing: Drawing, name: str, value: str) -> float:
    """Write a row's words and return where its marks go."""
    y = drawing.height + LINE - 4
    drawing.text(EDGE, y, _short(name, ROOM - len(value) - 2))
    drawing.text(WIDTH - EDGE, y, value, anchor="end")
    drawing.height += ROW
    return y + TRACK - 2


def _track(drawing: Drawing, scale: Scale, y: float) -> None:
    """Draw the way from 0 to the end of the scale, with a tick where those seen stand."""
    drawing.line(EDGE, y, WIDTH - EDGE, y, **FAINT)
    drawing.line(scale.at(scale.seen), y - 5, scale.at(scale.seen), y + 5, stroke_width="1.5")


def _finished(drawing: Drawing, scale: Scale, language: Language) -> str:
    """Write the ends of the scale, and what the ticks are."""
    drawing.height += LINE
    drawing.text(EDGE, drawing.height, "0")
    drawing.text(WIDTH - EDGE, drawing.height, whole(scale.top, language), anchor="end")
    _write(drawing, "| " + sentences.SEEN.said(language, seen=whole(scale.seen, language)))
    drawing.height += 6
    return drawing.svg()


def _reach(result: Result, draws: Floats) -> tuple[float, float]:
    """Return from where to where the spread is shown: most of the draws, and all that is marked."""
    low, high = (float(x) for x in np.quantile(draws, [TAIL, 1 - TAIL]))
    marked = [result.estimate or low]
    if result.interval is not None:
        marked += [result.interval.low, result.interval.high]
    return min(low, *marked), max(high, *marked)


def _bars(drawing: Drawing, counted: Floats) -> None:
    width = (WIDTH - 2 * EDGE) / len(counted)
    foot = drawing.height + HIGH + 2 * LINE
    for place, count in enumerate(counted.tolist()):
        high = HIGH * count / float(counted.max())
        drawing.bar(EDGE + place * width, foot - high, width - 1, high)
    drawing.line(EDGE, foot, WIDTH - EDGE, foot)
    drawing.height = foot


def _verticals(
    drawing: Drawing, result: Result, low: float, high: float, language: Language
) -> None:
    """Draw the estimate as a whole line and the limits as broken ones, named above."""
    top = drawing.height - HIGH
    reach = (WIDTH - 2 * EDGE) / (high - low)

    def at(total: float) -> float:
        return EDGE + (min(max(total, low), high) - low) * reach

    total = result.estimate or 0.0
    drawing.text(
        EDGE, top - LINE - 6, "│ " + sentences.AT.said(language, total=whole(total, language))
    )
    drawing.line(at(total), top - 4, at(total), drawing.height, stroke_width="2.5")
    if result.interval is not None:
        drawing.text(EDGE, top - 8, "┆ " + _range(result, language))
        for end in (result.interval.low, result.interval.high):
            drawing.line(at(end), top - 4, at(end), drawing.height, stroke_width="1.5", **DASHED)
