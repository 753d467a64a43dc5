"""Words of lower packages in the reader's language, and choices made of labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import get_language

from suar.documents.words import DATA
from suar.network.codes import ServiceCode
from suar.network.labels import SERVICE
from suar.network.services import SERVICES

Words = str | Promise


def language() -> str:
    """Return the language of the page."""
    return get_language() or "id"


def service(code: str) -> str:
    """Return the words of a service."""
    return SERVICE[ServiceCode(code)].in_language(language())


def datum(code: str) -> str:
    """Return the words of a kind of data, as the letter prints them."""
    return {d.value: label for d, label in DATA.items()}[code].in_language(language())


def service_choices() -> list[tuple[str, str]]:
    """Return the 34 services as choices."""
    return [(s.value, service(s.value)) for s in SERVICES]


def choices(labels: Mapping[Any, Words], *, empty: Words | None = None) -> list[tuple[str, Words]]:
    """Return labels as choices, with an empty first one where asked for."""
    found: list[tuple[str, Words]] = [(str(code), text) for code, text in labels.items()]
    return found if empty is None else [("", empty), *found]


def of_labels(pairs: Iterable[tuple[Any, Any]]) -> list[tuple[str, str]]:
    """Return labels of lower packages (in two languages) as choices."""
    return [(str(code), label.in_language(language())) for code, label in pairs]


def day_input() -> forms.DateInput:
    """Return the control of a day of our work."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def moment_input() -> forms.DateTimeInput:
    """Return the control of a moment."""
    return forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")


def lines(rows: int = 3) -> forms.Textarea:
    """Return the control of a longer text."""
    return forms.Textarea(attrs={"rows": rows})
