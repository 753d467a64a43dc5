"""Provinces, regencies and cities of Indonesia: codes, names, centres, and codes that are gone.

Sources stand at the head of each file in ``data/``. These facts change by decree, not by an
organisation, so they are data of a release: frozen, read once, no table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from rapidfuzz import fuzz, process

from suar.reference import tsv

Kind = Literal["kab", "kota"]


@dataclass(frozen=True, slots=True)
class Province:
    """A province by its Kemendagri code of two digits."""

    code: str
    name: str
    english: str
    lat: float
    lon: float
    time_zone: str
    aliases: tuple[str, ...] = ()

    def label(self, language: str) -> str:
        """Return the name in a language."""
        return self.name if language.startswith("id") else self.english


@dataclass(frozen=True, slots=True)
class Regency:
    """A regency (*kabupaten*) or city (*kota*) by its Kemendagri code of four digits."""

    code: str
    kind: Kind
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...] = ()

    @property
    def province_code(self) -> str:
        """Return the code of its province."""
        return self.code[:2]

    @property
    def full_name(self) -> str:
        """Return the name with its kind: Kabupaten Lombok Timur, Kota Mataram."""
        return f"{'Kota' if self.kind == 'kota' else 'Kabupaten'} {self.name}"


@dataclass(frozen=True, slots=True)
class CodeChange:
    """A regency code that was replaced: valid from the first list we know until a day."""

    old: str
    new: str
    first_list: int  # year of the first official list that we know with the old code
    until: date  # the first day of the new province
    last_list: int  # year of the last official list that still carried the old code
    law: str


@cache
def provinces() -> dict[str, Province]:
    """Return the 38 provinces by code, in the order of their codes."""
    return {
        row["code"]: Province(
            row["code"], row["name"], row["english"], float(row["lat"]), float(row["lon"]),
            row["time_zone"], _aliases(row["aliases"]),
        )
        for row in tsv.rows("provinces")
    }  # fmt: skip


@cache
def regencies() -> dict[str, Regency]:
    """Return the 514 regencies and cities by code, in the order of their codes."""
    return {
        row["code"]: Regency(
            row["code"], "kota" if row["kind"] == "kota" else "kab", row["name"],
            float(row["lat"]), float(row["lon"]), _aliases(row["aliases"]),
        )
        for row in tsv.rows("regencies")
    }  # fmt: skip


@cache
def code_changes() -> dict[str, CodeChange]:
    """Return the replaced codes, by the old code."""
    return {
        row["old"]: CodeChange(
            row["old"], row["new"], int(row["first_list"]), date.fromisoformat(row["until"]),
            int(row["last_list"]), row["law"],
        )
        for row in tsv.rows("code_changes")
    }  # fmt: skip


def province(code: str) -> Province | None:
    """Return a province by its code."""
    return provinces().get(code)


def regency(code: str) -> Regency | None:
    """Return a regency or city by its present code."""
    return regencies().get(code)


def regencies_of(province_code: str) -> list[Regency]:
    """Return the regencies, then the cities, of a province."""
    return [found for code, found in regencies().items() if code[:2] == province_code]


def resolve_code(code: str, on: date) -> str | None:
    """Return the regency code that stands for ``code`` on a day; None for a code we never knew.

    An old code stays as it is before the day of its end, and gives its successor from then on. A
    new code asked for a day before it was born gives the old one.
    """
    digits = re.sub(r"\D", "", code)
    change = code_changes().get(digits)
    if change is not None:
        return change.new if on >= change.until else digits
    if digits not in regencies():
        return None
    before = _born().get(digits)
    return before.old if before is not None and on < before.until else digits


def current_code(code: str) -> str | None:
    """Return today's code for a code of any time."""
    return resolve_code(code, date.max)


def place_label(code: str, language: str = "id") -> str:
    """Return the name for a province or regency code of any time; the code where unknown."""
    if len(code) == 2:
        found = province(code)
        return found.label(language) if found else code
    now = current_code(code)
    return regencies()[now].full_name if now else code


def find_province(text: str) -> Province | None:
    """Return the province that a person meant by a name or an abbreviation (NTB, Jatim)."""
    key = _key(re.sub(r"^\s*(provinsi|propinsi|prov|prop)\b\.?", "", text, flags=re.IGNORECASE))
    code = _province_index().get(key)
    return provinces()[code] if code else None


def find_regencies(text: str, province_code: str = "") -> list[Regency]:
    """Return every regency or city that a name can mean, in the order of their codes.

    "Bogor" means two, "Kota Bogor" and "Kab. Bogor" one each. Spaces, hyphens, case, accents and
    the usual abbreviations do not matter; spelling mistakes do (``suggest_regencies``).
    """
    kind, key = _split(text)
    return [
        found
        for code in _regency_index().get(key, ())
        if (found := regencies()[code])
        and (kind is None or found.kind == kind)
        and province_code in {"", found.province_code}
    ]


def find_regency(text: str, province_code: str = "") -> Regency | None:
    """Return the one regency that a name means, or None where it means none or several."""
    found = find_regencies(text, province_code)
    return found[0] if len(found) == 1 else None


def suggest_regencies(text: str, *, limit: int = 5, province_code: str = "") -> list[Regency]:
    """Return likely regencies for a misspelt name, best first: a person chooses, never a rule."""
    kind, key = _split(text)
    pool = {
        code: _key(found.name)
        for code, found in regencies().items()
        if (kind is None or found.kind == kind) and province_code in {"", code[:2]}
    }
    if not key:
        return []
    best = process.extract(key, pool, scorer=fuzz.ratio, score_cutoff=70, limit=limit)
    return [regencies()[code] for _name, _score, code in best]


def nik_area_known(code: str) -> bool:
    """Say whether the first six digits of a NIK stand on one of the lists of 2018 to 2025.

    Older codes are not covered: "not known" is a reason to look again, never to refuse.
    """
    return len(code) == 6 and code.isdigit() and int(code[4:]) in _serials().get(code[:4], ())


@cache
def _serials() -> dict[str, frozenset[int]]:
    return {row["regency"]: frozenset(_numbers(row["serials"])) for row in tsv.rows("nik_areas")}


def _numbers(text: str) -> Iterable[int]:
    for part in text.split(","):
        first, _, last = part.partition("-")
        yield from range(int(first), int(last or first) + 1)


@cache
def _born() -> dict[str, CodeChange]:
    return {change.new: change for change in code_changes().values()}


@cache
def _province_index() -> dict[str, str]:
    index: dict[str, str] = {}
    for code, found in provinces().items():
        for name in (found.name, found.english, *found.aliases):
            index[_key(name)] = code
    return index


@cache
def _regency_index() -> dict[str, tuple[str, ...]]:
    index: dict[str, tuple[str, ...]] = {}
    for code, found in regencies().items():
        for key in {_key(name) for name in (found.name, *found.aliases)}:
            index[key] = (*index.get(key, ()), code)
    return index


def _aliases(text: str) -> tuple[str, ...]:
    return tuple(part for part in text.split(";") if part)


_KAB = re.compile(r"^(kabupaten|kab)\b[\s.]*(administrasi|adm)?\b[\s.]*", re.IGNORECASE)
_KOTA = re.compile(
    r"^(kotamadya|kodya|kota|city of)\b[\s.]*(administrasi|adm)?\b[\s.]*", re.IGNORECASE
)
_KAB_END = re.compile(r"\s+(regency|kabupaten|kab\.?)$", re.IGNORECASE)
_KOTA_END = re.compile(r"\s+(city|kota)$", re.IGNORECASE)


def _split(text: str) -> tuple[Kind | None, str]:
    """Return the kind that the text names, if any, and the key of the bare name."""
    text = " ".join(text.split())
    rules: tuple[tuple[re.Pattern[str], Kind], ...] = (
        (_KAB, "kab"), (_KOTA, "kota"), (_KAB_END, "kab"), (_KOTA_END, "kota"),
    )  # fmt: skip
    for pattern, kind in rules:
        bare = pattern.sub("", text)
        # "Lima Puluh Kota" and "Kotabaru" keep their word: it belongs to the name
        if bare != text and _key(bare) and _key(text) not in _regency_index():
            return kind, _key(bare)
    return None, _key(text)


def _key(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"\bkep\b\.?", "kepulauan ", plain)
    return re.sub(r"[^a-z0-9]", "", plain)
