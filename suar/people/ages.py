"""How old a person is when several papers say several things.

The youngest credible date decides the child rule: a passport that makes a child older is the
commonest forgery. A date is set aside only when one person says why and a second one agrees.
In doubt a person is treated as a child until shown otherwise. Source: Council of
Europe Convention on Action against Trafficking (CETS 197), Art. 10(3).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from suar.kit.dates import PartialDate, age_on, youngest_age
from suar.people.codes import AgeBand, Source

ADULT_AT = 18  # Palermo Protocol art. 3(d); UU 21/2007 art. 1(5)
GUESS_MARGIN = 3  # years by which a guess may be too high; a proposal of this project
_BANDS = (
    (8, AgeBand.B0_8), (17, AgeBand.B9_17), (20, AgeBand.B18_20), (23, AgeBand.B21_23),
    (26, AgeBand.B24_26), (29, AgeBand.B27_29), (38, AgeBand.B30_38), (47, AgeBand.B39_47),
)  # fmt: skip


class Childhood(StrEnum):
    """The answer to: is this a child? In doubt counts as a child."""

    CHILD = "child"
    ADULT = "adult"
    IN_DOUBT = "in_doubt"

    @property
    def counts_as_child(self) -> bool:
        """Say whether the person is protected as a child."""
        return self is not Childhood.ADULT


@dataclass(frozen=True, slots=True)
class BirthClaim:
    """One birth date and who says so."""

    born: PartialDate
    source: Source
    doubted: bool = False  # one person marked it not credible
    agreed: bool = False  # a second one agreed

    @property
    def credible(self) -> bool:
        """Say whether it counts: set aside only by two people."""
        return not (self.doubted and self.agreed)


@dataclass(frozen=True, slots=True)
class AgeFinding:
    """What the claims together say on a day."""

    childhood: Childhood
    age: int | None
    band: AgeBand
    counts: BirthClaim | None  # the claim that decides
    disagree: bool  # credible claims differ by more than their unknown days


def find_age(claims: Iterable[BirthClaim], on: date) -> AgeFinding:
    """Return age, band and childhood from all claims; no credible claim means doubt."""
    known = [c for c in claims if c.born.year <= on.year]
    credible = [c for c in known if c.credible]
    if not credible:
        return AgeFinding(Childhood.IN_DOUBT, None, AgeBand.UNKNOWN, None, disagree=False)
    youngest = max(credible, key=lambda c: c.born.latest())
    age = youngest_age(youngest.born, on)
    disagree = _disagree(credible)
    return AgeFinding(_childhood(youngest, age, on), age, band_of(age), youngest, disagree)


def band_of(age: int | None) -> AgeBand:
    """Return the band of an age."""
    if age is None:
        return AgeBand.UNKNOWN
    return next((band for last, band in _BANDS if age <= last), AgeBand.B48)


def guessed_near_the_line(source: str, age: int) -> bool:
    """Say whether an age of 18 or more is only a guess, and too near to 18 to rely on."""
    return source == Source.ESTIMATE and ADULT_AT <= age < ADULT_AT + GUESS_MARGIN


def coarse(band: AgeBand) -> AgeBand:
    """Return what erasure leaves of a band: child, adult or nothing."""
    if band in (AgeBand.B0_8, AgeBand.B9_17, AgeBand.CHILD):
        return AgeBand.CHILD
    return AgeBand.UNKNOWN if band is AgeBand.UNKNOWN else AgeBand.ADULT


def _childhood(claim: BirthClaim, age: int, on: date) -> Childhood:
    """Decide by the deciding claim; a day not known, or a guess near the line, stays a doubt."""
    if age >= ADULT_AT:
        near = guessed_near_the_line(claim.source, age)
        return Childhood.IN_DOUBT if near else Childhood.ADULT
    earliest = date(claim.born.year, claim.born.month or 1, claim.born.day or 1)
    surely = age_on(earliest, on) < ADULT_AT
    return Childhood.CHILD if surely else Childhood.IN_DOUBT


def _disagree(claims: list[BirthClaim]) -> bool:
    return any(
        not _compatible(a.born, b.born) for i, a in enumerate(claims) for b in claims[i + 1 :]
    )


def _compatible(a: PartialDate, b: PartialDate) -> bool:
    pairs = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    return all(x == y for x, y in pairs if x is not None and y is not None)
