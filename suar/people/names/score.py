"""How alike two names are, over all names a person is known by.

Parts are paired best with best, whatever their order; a part counts by its weight, so that two
people who share only Muhammad are not alike. A father's name or a second part that one side
does not know costs little. The number orders a list for a person to look at; it decides nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import DamerauLevenshtein, JaroWinkler

from suar.people.names.spelling import Name, Part
from suar.people.names.tables import BIRTH_ORDER

LIGHT_WEIGHT = 0.35
INITIAL_LIKE = 0.75
FATHERS_WEIGHT = 0.4
FLOOR = 0.5  # below it two parts are different names
SOUND_DISCOUNT = 0.98  # spoken alike but written otherwise
YEAR_SAME, YEAR_NEAR, YEAR_OTHER = 0.10, 0.04, -0.08
SEX_OTHER = -0.04
PLACE_SAME = 0.03


class Band(StrEnum):
    """In what words a likeness is shown."""

    STRONG = "strong"
    LIKELY = "likely"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Likeness:
    """A number between 0 and about 1.1, and the band it is shown in (None: too far apart)."""

    value: float

    @property
    def band(self) -> Band | None:
        """Return the band, or None where the two should not be shown as alike."""
        if self.value >= 0.92:
            return Band.STRONG
        if self.value >= 0.78:
            return Band.LIKELY
        return Band.POSSIBLE if self.value >= 0.55 else None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside the name, on either side."""

    birth_years: tuple[int, ...] = ()
    sex: str = ""
    district: str = ""


def likeness(
    query: Name, names: Iterable[Name], *, asked: Known | None = None, held: Known | None = None
) -> Likeness:
    """Return how alike a query is to a person, by the best of all her names and what is known."""
    best = max((_names_alike(query, name) for name in names), default=0.0)
    if asked and held:
        best += _around(asked, held)
    return Likeness(best)


def _names_alike(query: Name, name: Name) -> float:
    if not query or not name:
        return 0.0
    pairs = sorted(
        (
            (_parts_alike(q, c), i, j)
            for i, q in enumerate(query.parts)
            for j, c in enumerate(name.parts)
        ),
        reverse=True,
    )
    used_query: set[int] = set()
    used_name: set[int] = set()
    matched = 0.0
    for alike, i, j in pairs:
        if alike < FLOOR:
            break
        if i in used_query or j in used_name:
            continue
        used_query.add(i)
        used_name.add(j)
        matched += alike * min(_weight(query.parts[i]), _weight(name.parts[j]))
    asked = sum(_weight(p) for p in query.parts)
    held = sum(_weight(p) for p in name.parts)
    cover = min(1.0, matched / asked)
    dice = min(1.0, 2 * matched / (asked + held))
    return max(0.7 * cover + 0.3 * dice, _joined_alike(query, name))


def _joined_alike(query: Name, name: Name) -> float:
    """Compare the whole written as one word: parts cut at another place."""
    a = "".join(p.sound for p in query.parts)
    b = "".join(p.sound for p in name.parts)
    if abs(len(a) - len(b)) > 3:
        return 0.0
    return 0.97 * float(DamerauLevenshtein.normalized_similarity(a, b))


def _parts_alike(a: Part, b: Part) -> float:
    if a.initial or b.initial:
        return INITIAL_LIKE if a.written[:1] == b.written[:1] else 0.0
    if a.written == b.written:
        return 1.0
    if a.light and b.light and BIRTH_ORDER.get(a.written, a) == BIRTH_ORDER.get(b.written, b):
        return 0.9
    if a.sound == b.sound:
        return SOUND_DISCOUNT
    written = _edits(a.written, b.written)
    return max(written, SOUND_DISCOUNT * _edits(a.sound, b.sound))


def _edits(a: str, b: str) -> float:
    """Blend edits (typing) with a common beginning (hearing)."""
    if len(a) < 2 or len(b) < 2:
        return 0.0
    edit = float(DamerauLevenshtein.normalized_similarity(a, b))
    if edit < 0.4:
        return 0.0
    return 0.5 * edit + 0.5 * float(JaroWinkler.similarity(a, b))


def _weight(part: Part) -> float:
    if part.initial or part.light:
        return LIGHT_WEIGHT
    return FATHERS_WEIGHT if part.fathers else 1.0


def _around(asked: Known, held: Known) -> float:
    found = 0.0
    if asked.birth_years and held.birth_years:
        gap = min(abs(a - h) for a in asked.birth_years for h in held.birth_years)
        found += YEAR_SAME if gap == 0 else YEAR_NEAR if gap == 1 else YEAR_OTHER
    if asked.sex and held.sex and asked.sex != held.sex:
        found += SEX_OTHER
    if asked.district and asked.district == held.district:
        found += PLACE_SAME
    return found
