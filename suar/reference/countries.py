"""Countries by their ISO 3166-1 codes, with names in both languages.

Codes from pycountry, names from Unicode CLDR by way of Babel, in the words that caseworkers use
where CLDR is stiff. "At sea" and "not known" are no countries: the caller offers them.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache

import pycountry
from babel import Locale

# Where most Indonesian workers go, and where most online-scam compounds are; shown first.
COMMON = (
    "ID", "MY", "TW", "HK", "SG", "SA", "JP", "KR", "BN", "AE", "QA", "KW", "OM", "BH", "JO",
    "KH", "MM", "LA", "TH", "PH", "VN", "CN", "MO", "TR", "IT", "PL", "TL",
)  # fmt: skip
_WORDS = {
    "HK": ("Hong Kong", "Hong Kong"),
    "MO": ("Macao", "Makau"),
    "MM": ("Myanmar", "Myanmar"),
    "CN": ("China", "Tiongkok"),
    "PS": ("Palestine", "Palestina"),
    "TR": ("Türkiye", "Turki"),
    "AE": ("United Arab Emirates", "Uni Emirat Arab"),
}
_ALIASES = {
    "hongkong": "HK", "korea": "KR", "korea selatan": "KR", "republic of korea": "KR",
    "saudi": "SA", "arab saudi": "SA", "ksa": "SA", "uea": "AE", "uae": "AE", "emirat arab": "AE",
    "kamboja": "KH", "burma": "MM", "macau": "MO", "taiwan roc": "TW", "turkey": "TR",
    "brunei darussalam": "BN", "timor timur": "TL", "east timor": "TL", "ri": "ID", "usa": "US",
    "amerika": "US", "inggris": "GB", "uk": "GB", "belanda": "NL", "cina": "CN", "rrt": "CN",
    "jepang": "JP", "filipina": "PH", "viet nam": "VN",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Country:
    """A country or territory."""

    code: str  # ISO 3166-1 alpha-2
    alpha3: str
    english: str
    indonesian: str

    def label(self, language: str) -> str:
        """Return the name in a language."""
        return self.indonesian if language.startswith("id") else self.english


@cache
def countries() -> dict[str, Country]:
    """Return every country by its alpha-2 code."""
    english, indonesian = Locale("en").territories, Locale("id").territories
    found = {}
    for row in pycountry.countries:
        code = row.alpha_2
        plain = (english.get(code, row.name), indonesian.get(code, row.name))
        found[code] = Country(code, row.alpha_3, *_WORDS.get(code, plain))
    return found


def country(code: str) -> Country | None:
    """Return a country by its alpha-2 or alpha-3 code."""
    code = code.strip().upper()
    return countries().get(code) or _by_alpha3().get(code)


def country_label(code: str, language: str = "id") -> str:
    """Return a country's name; the code itself where it is unknown."""
    found = country(code) if code else None
    return found.label(language) if found else code


def find_country(text: str) -> Country | None:
    """Return the country that a name, an alias or a code means, in either language."""
    return country(text) or _by_name().get(_key(text))


@cache
def country_choices(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) pairs: Indonesia and the common destinations first, then by name."""
    common = [(code, countries()[code].label(language)) for code in COMMON]
    rest = sorted(
        ((c.code, c.label(language)) for c in countries().values() if c.code not in COMMON),
        key=lambda pair: _key(pair[1]),
    )
    return (*common, *rest)


@cache
def _by_alpha3() -> dict[str, Country]:
    return {found.alpha3: found for found in countries().values()}


@cache
def _by_name() -> dict[str, Country]:
    index = {_key(alias): countries()[code] for alias, code in _ALIASES.items()}
    for found in countries().values():
        index[_key(found.english)] = index[_key(found.indonesian)] = found
    return index


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in plain if c.isalnum())
