"""Words of the directory's pages: what a query returned, ready to be laid out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from suar.network import labels
from suar.network.codes import Coverage, Doubt
from suar.network.models import ServiceOffer
from suar.network.queries import Match
from suar.network.services import BEDS
from suar.reference.countries import country_label
from suar.reference.languages import language_label
from suar.reference.places import place_label
from suar.ui.parts import Cell, Pill, Table

# Doubts that lie in the entry itself and not in what is known of a person.
OF_THE_ENTRY = frozenset({Doubt.STALE, Doubt.BEDS_UNKNOWN, Doubt.BEDS_OLD})


@dataclass(frozen=True, slots=True)
class Line:
    """One fact of an entry's page."""

    label: str
    text: str


def offer_title(row: ServiceOffer, language: str) -> str:
    """Return the service and who gives it."""
    return labels.service_label(row.service, language)


def giver(row: ServiceOffer) -> str:
    """Return who gives a service: the organisation, and the unit where one is named."""
    return f"{row.organisation.name} · {row.unit.name}" if row.unit else row.organisation.name


def offers_table(matches: Sequence[Match], language: str, *, asked: bool) -> Table:
    """Return entries with what to ask first; without a person in mind only what is old."""
    caption = _("May take the person") if asked else _("Services")
    heads = [_("Service"), _("Given by"), _("For whom"), _("Reaches"), _("Before you refer")]
    return Table(caption, heads, [_row(m, language, _doubts(m, language, asked)) for m in matches])


def refusing_table(matches: Sequence[Match], language: str) -> Table:
    """Return entries that do not take the person, each with its reasons."""
    heads = [_("Service"), _("Given by"), _("For whom"), _("Reaches"), _("Why not")]
    return Table(
        _("Not for this person now"),
        heads,
        [_row(m, language, Cell(_words(labels.WHY_NOT, m.reasons, language))) for m in matches],
    )


def offer_lines(row: ServiceOffer, language: str) -> list[Line]:
    """Return the facts of an entry, in the order in which a caseworker asks."""
    lines = [
        Line(_("For whom"), for_whom(row, language)),
        Line(_("Reaches"), reach(row, language, shown=600)),
        Line(_("Hours"), _("day and night") if row.open_24h else row.hours),
        Line(_("Languages"), ", ".join(language_label(c, language) for c in row.languages)),
        Line(_("Access for disability"), _words(labels.ACCESS, row.access, language)),
        Line(_("Cost for the person"), _words(labels.COST, [row.cost], language)),
        Line(_("How to refer"), row.how_to_refer),
        Line(_("Focal point"), row.focal_point),
        Line(_("Office telephone"), row.focal_phone),
    ]
    return [Line(line.label, line.text or _("not stated")) for line in lines]


def for_whom(row: ServiceOffer, language: str) -> str:
    """Return whom an entry takes, in a few words."""
    parts = [_words(labels.SEX, row.sexes, language) or _("sex not stated")]
    if row.min_age is not None and row.max_age is not None:
        parts.append(_("%(low)s to %(high)s years") % {"low": row.min_age, "high": row.max_age})
    elif row.min_age is not None:
        parts.append(_("from %(low)s years") % {"low": row.min_age})
    elif row.max_age is not None:
        parts.append(_("up to %(high)s years") % {"high": row.max_age})
    if not row.foreigners:
        parts.append(_("Indonesians only"))
    if not row.nationals:
        parts.append(_("foreigners only"))
    return "; ".join(parts)


def reach(row: ServiceOffer, language: str, shown: int = 3) -> str:
    """Return where an entry reaches: the first few places by name, or as many as asked."""
    if row.coverage == Coverage.NATIONWIDE:
        return labels.COVERAGE[Coverage.NATIONWIDE].in_language(language)
    if row.coverage == Coverage.ABROAD:
        return _few([country_label(code, language) for code in row.countries], shown)
    return _few([place_label(code, language) for code in (*row.provinces, *row.regencies)], shown)


def has_beds(row: ServiceOffer) -> bool:
    """Say whether beds are counted for this service."""
    return row.service in BEDS


def _row(match: Match, language: str, last: Cell) -> list[Cell]:
    row = match.offer
    return [
        Cell(offer_title(row, language), url=reverse("network:offer", args=[row.pk])),
        Cell(giver(row)),
        Cell(for_whom(row, language)),
        Cell(reach(row, language)),
        last,
    ]


def _doubts(match: Match, language: str, asked: bool) -> Cell:
    doubts = [d for d in match.doubts if asked or d in OF_THE_ENTRY]
    if not doubts:
        return Cell(pill=Pill(_("Verified"), "ok"))
    return Cell(_words(labels.DOUBT, doubts, language))


def _words(table: dict[Any, labels.Label], codes: Iterable[str], language: str) -> str:
    return ", ".join(table[code].in_language(language) for code in codes if code in table)


def _few(names: list[str], shown: int) -> str:
    text = ", ".join(names[:shown])
    more = len(names) - shown
    return _("%(names)s and %(count)s more") % {"names": text, "count": more} if more > 0 else text
