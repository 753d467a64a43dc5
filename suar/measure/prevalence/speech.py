"""Two languages side by side, and numbers as each of them writes them.

The library has no catalogue: each sentence that is read by the public stands here in both.
"""

from __future__ import annotations

import math
from enum import StrEnum
from typing import NamedTuple

DIGITS = 3  # of a number that is said, not tabled: more would feign knowledge


class Language(StrEnum):
    """The languages of the report and the figures."""

    ENGLISH = "en"
    INDONESIAN = "id"


class Both(NamedTuple):
    """One sentence in both languages; fields in braces are filled by ``said``."""

    english: str
    indonesian: str

    def said(self, language: Language, **fields: str) -> str:
        """Return the sentence in a language with its fields filled in."""
        text = self.indonesian if language == Language.INDONESIAN else self.english
        return text.format(**fields) if fields else text


def whole(value: float, language: Language) -> str:
    """Write a number of persons: 22,991 or 22.991."""
    text = f"{value:,.0f}"
    return text.replace(",", ".") if language == Language.INDONESIAN else text


def about(value: float, language: Language) -> str:
    """Write a number of persons with three digits that count: 23,000 for 22,991."""
    if value >= 10**DIGITS:
        value = round(value, DIGITS - 1 - math.floor(math.log10(value)))
    return whole(value, language)


def decimal(value: float, language: Language, digits: int = 1) -> str:
    """Write a ratio: 2.1 or 2,1."""
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language == Language.INDONESIAN else text
