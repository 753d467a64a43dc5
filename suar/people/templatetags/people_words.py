"""Words of codes in templates: ``{{ line.source|people_word:"SOURCE" }}``."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.translation import get_language

from suar.people import labels
from suar.reference.countries import country_label
from suar.reference.places import place_label

register = template.Library()


@register.filter
def people_word(code: Any, table: str) -> Any:
    """Return the words of a code from a table of ``labels``."""
    return labels.word(getattr(labels, table), code)


@register.filter
def place(code: str) -> str:
    """Return the name of a province or regency."""
    return place_label(code, get_language() or "id") if code else ""


@register.filter
def land(code: str) -> str:
    """Return the name of a country."""
    return country_label(code, get_language() or "id") if code else ""
