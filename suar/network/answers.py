"""What a form or a command gives to the network's verbs, and what is wrong with it. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any
from zoneinfo import available_timezones

from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.network.codes import (
    Access,
    AgreementKind,
    Context,
    Cost,
    Coverage,
    Kind,
    Level,
    ServiceCode,
    Sex,
)
from suar.network.rules import pattern_is_sound
from suar.reference.countries import countries
from suar.reference.languages import LANGUAGES
from suar.reference.places import provinces, regencies


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAnswers:
    """The facts of an organisation that its administrator keeps."""

    name: str
    short_name: str
    kind: str = Kind.CSO.value
    level: str = Level.CIVIL_SOCIETY.value
    country: str = "ID"
    province: str = ""
    regency: str = ""
    time_zone: str = "Asia/Jakarta"
    language: str = "id"
    letterhead: str = ""
    letter_place: str = ""
    letter_number: str = "{no}/{office}/{month}/{year}"
    contexts: tuple[str, ...] = (
        Context.INTAKE.value, Context.CASES.value, Context.STATISTICS.value,
    )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitAnswers:
    """The facts of a unit."""

    name: str
    province: str = ""
    regency: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferAnswers:
    """The facts of one entry of the directory."""

    service: str
    sexes: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None
    nationals: bool = True
    foreigners: bool = True
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    hours: str = ""
    open_24h: bool = False
    coverage: str = Coverage.PLACES.value
    provinces: tuple[str, ...] = ()
    regencies: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    beds_total: int | None = None
    beds_free: int | None = None
    cost: str = Cost.UNKNOWN.value
    how_to_refer: str = ""
    focal_point: str = ""
    focal_phone: str = ""
    paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementAnswers:
    """The facts of an agreement."""

    kind: str
    valid_from: date
    valid_to: date | None = None
    document: str
    signed_by: str


def values_of(answers: Any) -> dict[str, Any]:
    """Return the answers as model values: tuples become lists, as JSON keeps them."""
    found = asdict(answers)
    return {k: list(v) if isinstance(v, tuple) else v for k, v in found.items()}


def names_of(answers: type[Any]) -> list[str]:
    """Return the names of the answers, which are the model's field names."""
    return [f.name for f in fields(answers)]


def wrong_in_organisation(answers: OrganisationAnswers) -> list[Because]:
    """Return what cannot be saved, each beside its field."""
    found = [
        _blank("name", answers.name),
        _blank("short_name", answers.short_name),
        _unknown("kind", [answers.kind], Kind),
        _unknown("level", [answers.level], Level),
        _unknown("country", [answers.country], countries()),
        *_place(answers.province, answers.regency),
        _unknown("language", [answers.language], ("id", "en")),
        _unknown("contexts", answers.contexts, Context),
    ]
    if answers.time_zone not in available_timezones():
        found.append(Because(Reason.TIME_ZONE_UNKNOWN, field="time_zone"))
    if not pattern_is_sound(answers.letter_number):
        found.append(Because(Reason.LETTER_PATTERN_UNSOUND, field="letter_number"))
    return [because for because in found if because]


def wrong_in_unit(answers: UnitAnswers) -> list[Because]:
    """Return what cannot be saved, each beside its field."""
    found = [_blank("name", answers.name), *_place(answers.province, answers.regency)]
    return [because for because in found if because]


def wrong_in_offer(answers: OfferAnswers) -> list[Because]:
    """Return what cannot be saved, each beside its field."""
    found = [
        _unknown("service", [answers.service], ServiceCode),
        _unknown("sexes", answers.sexes, set(Sex) - {Sex.UNKNOWN}),
        _unknown("languages", answers.languages, LANGUAGES),
        _unknown("access", answers.access, Access),
        _unknown("coverage", [answers.coverage], Coverage),
        _unknown("provinces", answers.provinces, provinces()),
        _unknown("regencies", answers.regencies, regencies()),
        _unknown("countries", answers.countries, countries()),
        _unknown("cost", [answers.cost], Cost),
        _reach(answers),
    ]
    low, high = answers.min_age, answers.max_age
    if low is not None and high is not None and low > high:
        found.append(Because(Reason.AGES_TURNED_ROUND, {"low": low, "high": high}, "max_age"))
    total, free = answers.beds_total, answers.beds_free
    if free is not None and total is not None and free > total:
        found.append(Because(Reason.BEDS_MORE_FREE, {"total": total, "free": free}, "beds_free"))
    if not (answers.nationals or answers.foreigners):
        found.append(Because(Reason.NOBODY_TAKEN, field="nationals"))
    return [because for because in found if because]


def wrong_in_agreement(answers: AgreementAnswers) -> list[Because]:
    """Return what cannot be saved, each beside its field."""
    found = [
        _unknown("kind", [answers.kind], AgreementKind),
        _blank("document", answers.document),
        _blank("signed_by", answers.signed_by),
    ]
    if answers.valid_to is not None and answers.valid_to < answers.valid_from:
        found.append(Because(Reason.ENDS_BEFORE_START, field="valid_to"))
    return [because for because in found if because]


def _reach(answers: OfferAnswers) -> Because | None:
    """Ask for the places that the chosen coverage needs."""
    if answers.coverage == Coverage.ABROAD and not answers.countries:
        return Because(Reason.COVERAGE_NEEDS_PLACE, field="countries")
    if answers.coverage == Coverage.PLACES and not (answers.provinces or answers.regencies):
        return Because(Reason.COVERAGE_NEEDS_PLACE, field="provinces")
    return None


def _place(province: str, regency: str) -> list[Because | None]:
    found = [
        _unknown("province", [province] if province else [], provinces()),
        _unknown("regency", [regency] if regency else [], regencies()),
    ]
    if regency and not any(found) and regency[:2] != province:
        found.append(Because(Reason.REGENCY_ELSEWHERE, field="regency"))
    return found


def _blank(name: str, text: str) -> Because | None:
    return None if text.strip() else Because(Reason.REQUIRED, field=name)


def _unknown(name: str, codes: Iterable[str], known: Iterable[str]) -> Because | None:
    return Because(Reason.CODE_UNKNOWN, field=name) if set(codes) - set(known) else None
