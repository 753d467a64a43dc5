"""An estimate as its pages show it: sentences, figures and tables in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from suar.measure import prevalence
from suar.measure.prevalence import Caution, Fault, Language, Result, sentences
from suar.measure.prevalence.figures import line_name, line_value, method_name
from suar.measure.prevalence.lattice import lattice
from suar.measure.prevalence.speech import whole
from suar.measure.prevalence.table import Table as Counts
from suar.measure.prevalence.terms import members, term_name
from suar.measure.release.codes import SMALLEST_SHOWN
from suar.statistics import keeping, labels, reading
from suar.statistics.models import Estimate
from suar.ui.parts import Cell, Table

TITLES = {  # in the order of the page: two long ones side by side, then the short one
    "models": sentences.MODELS_FIGURE,
    "sensitivity": sentences.SENSITIVITY_FIGURE,
    "draws": sentences.DRAWS_FIGURE,
}


@dataclass(frozen=True, slots=True)
class CautionLine:
    """A caution in words; ``detail`` is what exactly was found, in English."""

    text: str
    detail: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """One figure."""

    title: str
    svg: SafeString


@dataclass(frozen=True, slots=True)
class Said:
    """All that is told of a result, in the order of the page."""

    headline: str
    more: Sequence[str]
    withheld: bool
    cautions: Sequence[CautionLine]
    limits: Sequence[str]
    figures: Sequence[Drawn]
    tables: Sequence[Table]
    groups: Table | None
    origin: Sequence[tuple[str, str]]
    exact: bool


def language() -> Language:
    """Return the language of the page as the library knows it."""
    return Language.INDONESIAN if (get_language() or "id").startswith("id") else Language.ENGLISH


def persons(count: int) -> str:
    """Write a number of persons as the reader does: 1,059 or 1.059."""
    return whole(count, language())


def said(row: Estimate, *, exact: bool) -> Said | None:
    """Return what is told of an estimate; not ``exact``: as it may leave those who see counts."""
    if row.result is None:
        return None
    tongue = language()
    result = keeping.restored(row.result)
    result = result if exact else keeping.coarse(result)
    first, *more = _answer(result, tongue, complete=row.complete)
    return Said(
        headline=first, more=more, withheld=result.withheld is not None,
        cautions=cautions(result.warnings, tongue),
        limits=[sentences.ASSUMED[code].said(tongue) for code in result.assumptions],
        figures=_figures(row, result, tongue), tables=_panel(result, tongue),
        groups=_groups(row.groups, tongue, exact=exact), origin=_origin(row, result, tongue),
        exact=exact,
    )  # fmt: skip


def cautions(warnings: Sequence[prevalence.Warned], tongue: Language) -> list[CautionLine]:
    """Return warnings in plain words."""
    return [CautionLine(sentences.WARNED[w.code].said(tongue), w.message) for w in warnings]


def checks(row: Estimate, *, exact: bool) -> list[CautionLine]:
    """Return what was seen of the table itself, before anything is computed."""
    if row.table is None:
        return []
    found = reading.kept(row.table, row.sha256).table.warnings
    found = found if exact else tuple(dict.fromkeys(_bare(w.code) for w in found))
    return cautions(found, language())


def counts(row: Estimate) -> list[Table]:
    """Return the input: each history with its count, then each list and what pairs share."""
    if row.table is None:
        return []
    tongue = language()
    taken = reading.kept(row.table, row.sha256)
    return [_histories(taken.table, tongue), _shared(taken.table, tongue)]


def _bare(code: Caution) -> prevalence.Warned:
    return prevalence.Warned(code, "")


def _answer(result: Result, tongue: Language, *, complete: bool) -> list[str]:
    """Return the sentences; while the range is being computed none says that there is none."""
    told = prevalence.answer(result, tongue)
    if complete:
        return told
    return [text for text in told if text != sentences.NO_RANGE.said(tongue)]


def _figures(row: Estimate, result: Result, tongue: Language) -> list[Drawn]:
    drawn = prevalence.figures(result, tongue, key=f"pk-{row.code[-6:].lower()}")
    return [
        # the library escapes every text that it draws
        Drawn(title.said(tongue), mark_safe(drawn[name]))  # noqa: S308 - see above
        for name, title in TITLES.items()
        if name in drawn
    ]


def _panel(result: Result, tongue: Language) -> list[Table]:
    panel = result.sensitivity
    if panel is None:
        return []
    heads = [sentences.WAY.said(tongue), sentences.PERSONS.said(tongue)]
    found = []
    for part, title in sentences.PARTS.items():
        lines = getattr(panel, part)
        if not lines or (part == "dependence" and result.withheld is not None):
            continue
        rows = [[Cell(line_name(part, x, tongue)), Cell(line_value(x, tongue))] for x in lines]
        found.append(Table(title.said(tongue), heads, rows))
    return found


def _groups(groups: Sequence[Mapping[str, Any]], tongue: Language, *, exact: bool) -> Table | None:
    if not groups:
        return None
    heads = [_("Group"), _("Estimate"), _("Range")]
    if exact:
        heads.insert(1, _("On the lists"))
    rows = [_group(group, tongue, exact=exact) for group in groups]
    return Table(
        _("By group"), heads, rows,
        note=_("Groups do not add up to the whole, and are not for ranking."),
    )  # fmt: skip


def _group(group: Mapping[str, Any], tongue: Language, *, exact: bool) -> list[Cell]:
    plain = group["result"]
    seen = Cell("–" if plain is None else whole(plain["provenance"]["cases"], tongue))
    if plain is None:
        none = sentences.NOTES.get(Fault(group["fault"]), sentences.NONE)
        told = [none.said(tongue) if exact else sentences.NONE.said(tongue), "–"]
    elif not exact and plain["provenance"]["cases"] < SMALLEST_SHOWN:
        told = [str(labels.GROUP_FEW), "–"]
    else:
        told = _group_numbers(plain, tongue, exact=exact)
    cells = [Cell(told[0]), Cell(told[1])]
    return [Cell(group["name"]), *([seen] if exact else []), *cells]


def _group_numbers(plain: Mapping[str, Any], tongue: Language, *, exact: bool) -> list[str]:
    result = keeping.restored(plain)
    result = result if exact else keeping.coarse(result)
    if result.estimate is None:
        return [str(labels.GROUP_WITHHELD), "–"]
    between = "–"
    if result.interval is not None:
        low, high = (whole(x, tongue) for x in (result.interval.low, result.interval.high))
        between = sentences.FROM_TO.said(tongue, low=low, high=high)
    return [whole(result.estimate, tongue), between]


def _origin(row: Estimate, result: Result, tongue: Language) -> list[tuple[str, str]]:
    come = result.provenance
    model = f" {result.model}" if result.model else ""
    facts = [
        (_("Method"), method_name(result.method, tongue) + model),
        (_("Lists"), ", ".join(come.lists)),
        (_("Repetitions"), whole(float(come.options["nboot"]), tongue)),
        (_("Seed of chance"), str(come.seed)),
        (_("Definitions"), come.version),
    ]
    if come.data_sha256:
        facts.append((_("Fingerprint of the file (SHA-256)"), come.data_sha256))
    return facts


def _histories(table: Counts, tongue: Language) -> Table:
    rows = [
        [
            Cell(", ".join(table.lists[j] for j in members(cell))),
            Cell(whole(count, tongue)),
        ]
        for cell, count in table.rows
        if cell  # a row of a list that was left out holds nobody
    ]
    return Table(_("Cases by the lists that hold them"), [_("On these lists"), _("Cases")], rows)


def _shared(table: Counts, tongue: Language) -> Table:
    under = lattice(table.t)
    totals = table.dense @ under.contains
    masks = [1 << j for j in range(table.t)] + [int(pair) for pair in under.pairs]
    rows = [
        [
            Cell(term_name(mask, table.lists).replace(":", " + ")),
            Cell(whole(float(totals[mask]), tongue)),
        ]
        for mask in masks
    ]
    return Table(_("Each list, and what two lists share"), [_("List"), _("Cases")], rows)
