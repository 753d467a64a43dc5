"""A result as a page that anyone can read: one HTML file, no script, nothing from elsewhere."""

from __future__ import annotations

from html import escape

from suar.measure.prevalence import sentences
from suar.measure.prevalence.codes import Method
from suar.measure.prevalence.figures import figures, line_name, line_value, method_name
from suar.measure.prevalence.result import Interval, Result
from suar.measure.prevalence.speech import Both, Language, about, decimal, whole

STYLE = (
    "body{font:1rem/1.5 sans-serif;max-width:42rem;margin:0 auto;padding:1rem;color:#1f2937;"
    "background:#fff}h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}"
    "table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:700;"
    "padding-top:1rem}th,td{border-bottom:1px solid #6b7280;padding:.3rem;text-align:start}"
    "td,thead th+th{text-align:end}.answer{font-size:1.2rem;border:2px solid;padding:1rem}"
    "code{overflow-wrap:anywhere}figure{margin:1rem 0}svg{max-width:36rem}"
)


def report(result: Result, language: Language) -> str:
    """Return the report as HTML: the number or why there is none, its limits, figures, tables."""
    title = escape(sentences.TITLE.said(language))
    parts = [
        f"<h1>{title}</h1>",
        _answer(result, language),
        _limits(result, language),
        _cautions(result, language),
        _figures(result, language),
        _panel(result, language),
        _origin(result, language),
    ]
    return (
        f'<!doctype html>\n<html lang="{language.value}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(part for part in parts if part)
        + "\n</main>\n</body>\n</html>\n"
    )


def answer(result: Result, language: Language) -> list[str]:
    """Return the sentences that tell the number and its range, or why there is none."""
    seen = whole(result.provenance.cases, language)
    if result.withheld is not None:
        ratio = decimal(result.withheld.ratio, language)
        return [sentences.WITHHELD.said(language, ratio=ratio, seen=seen)]
    said = [
        sentences.TOTAL.said(
            language,
            total=about(result.estimate or 0.0, language),
            dark=about(result.dark_figure or 0.0, language),
            seen=seen,
        )
    ]
    said += _range(result.interval, language)
    if result.interval_conditional is not None:
        low, high = result.interval_conditional.low, result.interval_conditional.high
        limits = {"low": about(low, language), "high": about(high, language)}
        said.append(sentences.CONTRAST.said(language, **limits))
    if result.forced is not None:
        ratio = decimal(result.forced.ratio, language)
        reason = result.forced.reason or ""
        said.insert(0, sentences.FORCED.said(language, ratio=ratio, reason=reason))
    return said


def _range(interval: Interval | None, language: Language) -> list[str]:
    if interval is None:
        return [sentences.NO_RANGE.said(language)]
    limits = {"low": about(interval.low, language), "high": about(interval.high, language)}
    meaning = sentences.BELIEVES if interval.kind == "posterior" else sentences.COVERS
    level = f"{100 * interval.level:g}"
    return [sentences.RANGE.said(language, **limits), meaning.said(language, level=level)]


def _answer(result: Result, language: Language) -> str:
    first, *more = answer(result, language)
    paragraphs = "".join(f"<p>{escape(text)}</p>" for text in more)
    head = _heading(sentences.ANSWER, language)
    return f'{head}\n<p class="answer">{escape(first)}</p>\n{paragraphs}'


def _limits(result: Result, language: Language) -> str:
    items = [sentences.ASSUMED[code].said(language) for code in result.assumptions]
    return _heading(sentences.LIMITS, language) + _list([escape(item) for item in items])


def _cautions(result: Result, language: Language) -> str:
    """List each warning in plain words; what exactly was found stands beside it in English."""
    if not result.warnings:
        return ""
    detail = escape(sentences.DETAIL.said(language))
    items = [
        f"{escape(sentences.WARNED[warned.code].said(language))}"
        f' <small>({detail}: <span lang="en">{escape(warned.message)}</span>)</small>'
        for warned in result.warnings
    ]
    return _heading(sentences.CAUTIONS, language) + _list(items)


def _figures(result: Result, language: Language) -> str:
    drawn = figures(result, language)
    if not drawn:
        return ""
    titles = {
        "models": sentences.MODELS_FIGURE,
        "draws": sentences.DRAWS_FIGURE,
        "sensitivity": sentences.SENSITIVITY_FIGURE,
    }
    shown = [
        f"<figure><figcaption>{escape(titles[name].said(language))}</figcaption>\n{svg}</figure>"
        for name, svg in drawn.items()
    ]
    return _heading(sentences.PICTURES, language) + "\n" + "\n".join(shown)


def _panel(result: Result, language: Language) -> str:
    head = _heading(sentences.OTHERWISE, language)
    panel = result.sensitivity
    if panel is None:
        return f"{head}\n<p>{escape(sentences.NOT_LOOKED.said(language))}</p>"
    tables = []
    for part, title in sentences.PARTS.items():
        lines = getattr(panel, part)
        if not lines or (part == "dependence" and result.withheld is not None):
            continue
        rows = [(line_name(part, line, language), line_value(line, language)) for line in lines]
        tables.append(_table(title.said(language), rows, language))
    return head + "\n" + "\n".join(tables)


def _table(caption: str, rows: list[tuple[str, str]], language: Language) -> str:
    way, persons = (escape(x.said(language)) for x in (sentences.WAY, sentences.PERSONS))
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in rows
    )
    return (
        f"<table><caption>{escape(caption)}</caption>"
        f'<thead><tr><th scope="col">{way}</th><th scope="col">{persons}</th></tr></thead>'
        f"<tbody>{body}</tbody></table>"
    )


def _origin(result: Result, language: Language) -> str:
    come = result.provenance
    method = method_name(Method(result.method), language)
    said = sentences.MADE_BY.said(
        language,
        method=method + (f" {result.model}" if result.model else ""),
        lists=", ".join(come.lists),
        version=come.version,
        seed=str(come.seed),
        sha=come.data_sha256,
    )
    return f"{_heading(sentences.ORIGIN, language)}\n<p><code>{escape(said)}</code></p>"


def _heading(text: Both, language: Language) -> str:
    return f"<h2>{escape(text.said(language))}</h2>"


def _list(items: list[str]) -> str:
    return "\n<ul>" + "".join(f"<li>{item}</li>" for item in items) + "</ul>"
