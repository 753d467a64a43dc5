"""Places as lists for selects: (code, name) pairs in the reader's language."""

from __future__ import annotations

from suar.reference.countries import country_choices
from suar.reference.languages import language_choices
from suar.reference.places import provinces, regencies, regencies_of

__all__ = [
    "all_regency_choices",
    "country_choices",
    "language_choices",
    "province_choices",
    "regency_choices",
]


def province_choices(language: str) -> list[tuple[str, str]]:
    """Return the 38 provinces, west to east, as their codes run."""
    return [(found.code, found.label(language)) for found in provinces().values()]


def regency_choices(province_code: str) -> list[tuple[str, str]]:
    """Return the regencies and cities of a province."""
    return [(found.code, found.full_name) for found in regencies_of(province_code)]


def all_regency_choices(language: str) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return every regency grouped by province, for one select that works without JavaScript."""
    groups: dict[str, list[tuple[str, str]]] = {code: [] for code in provinces()}
    for found in regencies().values():
        groups[found.province_code].append((found.code, found.full_name))
    return [(provinces()[code].label(language), pairs) for code, pairs in groups.items()]
