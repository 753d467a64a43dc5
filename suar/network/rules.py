"""Whom a service takes, what must be asked first, and how letters are numbered. Pure.

A missing answer never makes a refusal: what the directory or the caller does not know becomes a
doubt, which means "call first".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from suar.network.codes import Coverage, Doubt, Nationality, Sex, WhyNot


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is, as far as it is known. Blank parts are not known."""

    country: str = ""  # ISO 3166-1 alpha-2
    province: str = ""  # Kemendagri code
    regency: str = ""  # Kemendagri code of today


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a service asks of a person: no name, no story."""

    sex: Sex = Sex.UNKNOWN
    age_from: int | None = None  # completed years; a band has two ends
    age_to: int | None = None
    nationality: Nationality = Nationality.UNKNOWN
    place: Place = field(default_factory=Place)
    language: str = ""  # ISO 639-3
    access: frozenset[str] = frozenset()  # codes.Access that are needed


@dataclass(frozen=True, slots=True)
class OfferFacts:
    """What the directory says of one service of one organisation."""

    sexes: frozenset[Sex]  # empty: not stated
    min_age: int | None
    max_age: int | None
    nationals: bool
    foreigners: bool
    languages: frozenset[str]
    access: frozenset[str]
    coverage: Coverage
    provinces: frozenset[str]
    regencies: frozenset[str]
    countries: frozenset[str]
    has_beds: bool
    beds_free: int | None
    beds_at: datetime | None
    paused: bool
    stale: bool


def why_not_accept(
    offer: OfferFacts, person: PersonFacts, *, at: datetime, beds_fresh: timedelta
) -> tuple[WhyNot, ...]:
    """Return every reason why the service does not take this person now; none: it may."""
    found = [
        (WhyNot.PAUSED, offer.paused),
        (WhyNot.SEX, _sex(offer, person) is False),
        (WhyNot.AGE_UNDER, _below(offer, person)),
        (WhyNot.AGE_OVER, _above(offer, person)),
        (WhyNot.NATIONALITY, _nationality(offer, person) is False),
        (WhyNot.AREA, _area(offer, person.place) is False),
        (WhyNot.FULL, _beds_counted(offer, at, beds_fresh) and offer.beds_free == 0),
    ]
    return tuple(reason for reason, holds in found if holds)


def what_to_ask(
    offer: OfferFacts, person: PersonFacts, *, at: datetime, beds_fresh: timedelta
) -> tuple[Doubt, ...]:
    """Return what must be asked by telephone before a referral is sent."""
    age_open = not (_below(offer, person) or _above(offer, person)) and not _age_fits(offer, person)
    unknown_beds = offer.has_beds and offer.beds_free is None
    old_beds = offer.has_beds and not unknown_beds and not _beds_counted(offer, at, beds_fresh)
    found = [
        (Doubt.STALE, offer.stale),
        (Doubt.SEX, _sex(offer, person) is None),
        (Doubt.AGE, age_open),
        (Doubt.NATIONALITY, _nationality(offer, person) is None),
        (Doubt.AREA, _area(offer, person.place) is None),
        (Doubt.LANGUAGE, bool(person.language) and person.language not in offer.languages),
        (Doubt.ACCESS, not person.access <= offer.access),
        (Doubt.BEDS_UNKNOWN, unknown_beds),
        (Doubt.BEDS_OLD, old_beds),
    ]
    return tuple(doubt for doubt, holds in found if holds)


def nearness(offer: OfferFacts, place: Place) -> int:
    """Return how near a service is meant to be: 0 own regency, 1 province, 2 country, 3 else."""
    if place.regency and place.regency in offer.regencies:
        return 0
    if place.province and place.province in offer.provinces | _provinces_of(offer):
        return 1
    if offer.coverage is Coverage.NATIONWIDE or place.country in offer.countries - {""}:
        return 2
    return 3


def _sex(offer: OfferFacts, person: PersonFacts) -> bool | None:
    """Say whether the sex is taken; None where one side has not said, or must be asked."""
    if person.sex in offer.sexes or offer.sexes >= {Sex.FEMALE, Sex.MALE, Sex.OTHER}:
        return True
    if not offer.sexes or person.sex in (Sex.UNKNOWN, Sex.OTHER):
        return None
    return False


def _below(offer: OfferFacts, person: PersonFacts) -> bool:
    oldest = person.age_to if person.age_to is not None else person.age_from
    return offer.min_age is not None and oldest is not None and oldest < offer.min_age


def _above(offer: OfferFacts, person: PersonFacts) -> bool:
    youngest = person.age_from if person.age_from is not None else person.age_to
    return offer.max_age is not None and youngest is not None and youngest > offer.max_age


def _age_fits(offer: OfferFacts, person: PersonFacts) -> bool:
    """Say whether every age that the person can have lies within the limits."""
    if offer.min_age is None and offer.max_age is None:
        return True
    ages = [a for a in (person.age_from, person.age_to) if a is not None]
    low, high = offer.min_age or 0, offer.max_age if offer.max_age is not None else 150
    return bool(ages) and all(low <= a <= high for a in ages)


def _nationality(offer: OfferFacts, person: PersonFacts) -> bool | None:
    if offer.nationals and offer.foreigners:
        return True
    if person.nationality is Nationality.UNKNOWN:
        return None
    wanted = person.nationality is Nationality.NATIONAL
    return offer.nationals if wanted else offer.foreigners


def _area(offer: OfferFacts, place: Place) -> bool | None:
    """Say whether the service reaches the place; None where too little is known of it."""
    if not place.country:
        return None
    if offer.coverage is Coverage.ABROAD:
        return place.country in offer.countries
    if place.country != "ID":
        return False
    if offer.coverage is Coverage.NATIONWIDE:
        return True
    if place.province in offer.provinces or place.regency in offer.regencies - {""}:
        return True
    if not place.province:
        return None
    if not place.regency and place.province in _provinces_of(offer):
        return None
    return False


def _provinces_of(offer: OfferFacts) -> frozenset[str]:
    return frozenset(code[:2] for code in offer.regencies)


def _beds_counted(offer: OfferFacts, at: datetime, fresh: timedelta) -> bool:
    """Say whether a count of free beds is there and young enough to be believed."""
    if not offer.has_beds or offer.beds_free is None or offer.beds_at is None:
        return False
    return at - offer.beds_at <= fresh


# --- letters ------------------------------------------------------------------------------------

_PLACEHOLDER = re.compile(r"\{([a-z]*)\}")
NUMBER_PARTS = frozenset({"no", "office", "month", "year"})
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def pattern_is_sound(pattern: str) -> bool:
    """Say whether a pattern can never give one number twice: it needs {no} and {year}."""
    names = _PLACEHOLDER.findall(pattern)
    rest = _PLACEHOLDER.sub("", pattern)
    return (
        {"no", "year"} <= set(names)
        and set(names) <= NUMBER_PARTS
        and "{" not in rest
        and "}" not in rest
    )


def letter_number(pattern: str, *, no: int, office: str, on: date) -> str:
    """Return a letter's number as it is printed: 012/SR/VI/2026."""
    parts = {
        "no": f"{no:03d}", "office": office, "month": _ROMAN[on.month - 1], "year": str(on.year),
    }  # fmt: skip
    return _PLACEHOLDER.sub(lambda found: parts[found.group(1)], pattern)


# --- agreements and dates -----------------------------------------------------------------------


def holds_on(valid_from: date, valid_to: date | None, on: date) -> bool:
    """Say whether something with a first and perhaps a last day holds on a day."""
    return valid_from <= on and (valid_to is None or on <= valid_to)
