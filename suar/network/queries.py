"""Reads of the network: who takes this person, which agreement holds, which units are open."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from suar.kit.actor import Actor
from suar.kit.deadlines import Limit, Until, deadline_for
from suar.network import rules, scope
from suar.network.codes import (
    Coverage,
    Doubt,
    Nationality,
    ServiceCode,
    Sex,
    WhyNot,
)
from suar.network.models import Organisation, ServiceOffer, Unit
from suar.network.rules import OfferFacts, PersonFacts, Place
from suar.network.services import BEDS
from suar.reference.codes import Threshold
from suar.reference.places import current_code
from suar.reference.queries import is_stale, threshold_on, working_days_after


def local_day(organisation: Organisation | UUID, at: datetime) -> date:
    """Return the day that an office has at a moment: every "today" of a rule or form.

    Before seven in the morning in Jakarta the day of UTC is still yesterday.
    """
    row = organisation
    if not isinstance(row, Organisation):
        row = Organisation.objects.only("time_zone").get(pk=row)
    return at.astimezone(ZoneInfo(row.time_zone)).date()


def until_of(organisation: Organisation) -> Until:
    """Return how one office counts limits: in its time zone, with the holidays of its country."""
    zone = ZoneInfo(organisation.time_zone)
    days_after = partial(working_days_after, country=organisation.country)

    def until(limit: Limit, start: datetime) -> datetime:
        return deadline_for(limit, start=start, zone=zone, working_days_after=days_after)

    return until


@dataclass(frozen=True, slots=True)
class Match:
    """One entry of the directory, seen for one person: why it may not help, what to ask."""

    offer: ServiceOffer
    reasons: tuple[WhyNot, ...]
    doubts: tuple[Doubt, ...]
    nearness: int

    @property
    def stale(self) -> bool:
        """Say whether nobody verified the entry lately."""
        return Doubt.STALE in self.doubts


@dataclass(frozen=True, slots=True)
class Matches:
    """Who takes the person, best first, and who does not, with the reasons."""

    accepting: list[Match]
    not_accepting: list[Match]


@dataclass(frozen=True, slots=True)
class Limits:
    """The dated thresholds that the directory is read with."""

    stale_days: int
    beds_fresh: timedelta


def limits(at: datetime) -> Limits:
    """Return the thresholds of the day."""
    return Limits(
        threshold_on(Threshold.STALE_DIRECTORY_DAYS, at.date()),
        timedelta(hours=threshold_on(Threshold.FRESH_BEDS_HOURS, at.date())),
    )


def offers_for(
    service: str,
    *,
    sex: str = Sex.UNKNOWN.value,
    age: int | tuple[int, int] | None = None,
    place: Place | None = None,
    at: datetime,
    nationality: str = "unknown",
    language: str = "",
    access: Iterable[str] = (),
) -> Matches:
    """Return who gives a service to such a person, and who does not and why.

    ``age`` is one number or a band (first, last). What is not known never refuses: it makes the
    entry one to ask first.
    """
    first, last = age if isinstance(age, tuple) else (age, age)
    person = PersonFacts(
        sex=Sex(sex),
        age_from=first,
        age_to=last,
        nationality=Nationality(nationality),
        place=_today(place or Place()),
        language=language,
        access=frozenset(access),
    )
    rows = scope.offers().filter(service=ServiceCode(service).value)
    return match(rows, person, at=at)


def match(rows: Iterable[ServiceOffer], person: PersonFacts, *, at: datetime) -> Matches:
    """Split entries of the directory into those that may take a person and the others."""
    limit = limits(at)
    found = [_match(row, person, at, limit) for row in rows]
    found.sort(key=lambda m: (len(m.doubts), m.nearness, m.offer.organisation.name, m.offer.id))
    return Matches(
        [m for m in found if not m.reasons], [m for m in found if m.reasons]
    )  # fmt: skip


def facts_of(row: ServiceOffer, at: datetime, limit: Limits) -> OfferFacts:
    """Return the plain facts of an entry, as the rules read them."""
    return OfferFacts(
        sexes=frozenset(Sex(code) for code in row.sexes),
        min_age=row.min_age,
        max_age=row.max_age,
        nationals=row.nationals,
        foreigners=row.foreigners,
        languages=frozenset(row.languages),
        access=frozenset(row.access),
        coverage=Coverage(row.coverage),
        provinces=frozenset(row.provinces),
        regencies=frozenset(row.regencies),
        countries=frozenset(row.countries),
        has_beds=row.service in BEDS,
        beds_free=row.beds_free,
        beds_at=row.beds_at,
        paused=row.paused,
        stale=is_stale(row.verified_on, at.date(), limit.stale_days),
    )


def open_units(organisation_id: UUID) -> QuerySet[Unit]:
    """Return the units of an organisation that still work, by name."""
    return Unit.objects.filter(organisation_id=organisation_id, closed_on__isnull=True)


def uses_context(organisation_id: UUID, context: str) -> bool:
    """Say whether an organisation uses a context; of one that is not stored, nothing is hidden."""
    row = Organisation.objects.filter(pk=organisation_id).only("contexts").first()
    return row is None or row.uses(context)


def actor_uses(actor: Actor, context: str) -> bool:
    """Say whether the actor's organisation has switched a context on (the menu asks)."""
    return uses_context(actor.organisation_id, context)


def _match(row: ServiceOffer, person: PersonFacts, at: datetime, limit: Limits) -> Match:
    facts = facts_of(row, at, limit)
    return Match(
        row,
        rules.why_not_accept(facts, person, at=at, beds_fresh=limit.beds_fresh),
        rules.what_to_ask(facts, person, at=at, beds_fresh=limit.beds_fresh),
        rules.nearness(facts, person.place),
    )


def _today(place: Place) -> Place:
    """Return the place with today's codes; a regency alone tells its province and country."""
    regency = current_code(place.regency) or "" if place.regency else ""
    province = regency[:2] or place.province
    return Place(place.country or ("ID" if province else ""), province, regency)
