"""One person's record: the plain header, and the folded parts that a look opens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

import suar.vault as vault
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.network.models import Organisation
from suar.network.queries import local_day
from suar.people.ages import AgeFinding, BirthClaim, find_age
from suar.people.codes import INVERSE, DocumentKind, NameKind, RelationKind, Sex, Source
from suar.people.contact import Receiver, SafeContactRules, Secret, conflicts
from suar.people.models import (
    Address,
    BirthDate,
    IdentityDocument,
    MustNotKnow,
    Person,
    PersonName,
    Phone,
    Relation,
    SafeContact,
)
from suar.people.numbers import Odd, odd_number, read_nik
from suar.people.queries.duplicates import links_of
from suar.people.queries.lines import (
    BirthLine,
    Contact,
    Header,
    Identity,
    Line,
    MustNotLine,
    RelationLine,
)
from suar.people.queries.shared import shared_numbers
from suar.people.scope import get
from suar.policy import Part
from suar.reference.places import nik_area_known


def header(person_id: UUID, *, by: Actor, at: datetime) -> Header:
    """Return the plain header of a person of whom any part is open."""
    person = get(person_id, by, at, part=None)
    safe = SafeContact.objects.filter(person=person).only("do_not_contact", "subject_id").first()
    return Header(
        person=person,
        do_not_contact=bool(safe and safe.do_not_contact),
        contact_known=safe is not None,
        must_not_know_asked=person.must_not_know_asked_at is not None,
        links=links_of(person.pk),
        held=bool(vault.held_by(person.subject_id)),
    )


def identity(person: Person, *, by: Actor, at: datetime) -> Identity:
    """Open who the person is; leaves a look. ``person`` comes from ``scope.get``."""
    today = local_day(person.organisation, at)
    with vault.opened(person, by=by, at=at, purpose="identity"):
        births = _births(person, today)
        name_lines = [_name_line(row) for row in _rows(PersonName, person)]
        known = [line.born for line in births if line.current]
        return Identity(
            main_name=_main(name_lines),
            names=name_lines,
            births=births,
            age=_age(births, today),
            documents=[
                _document_line(row, today, known, Sex(person.sex))
                for row in _rows(IdentityDocument, person)
            ],
            addresses=[_address_line(row) for row in _rows(Address, person)],
            description=_text(person.description),
        )


def contact(person: Person, *, by: Actor, at: datetime) -> Contact:
    """Open how the person is reached; leaves a look."""
    with vault.opened(person, by=by, at=at, purpose="contact", part=Part.CONTACT):
        row = SafeContact.objects.filter(person=person).first()
        feared = _must_not_lines(person)
        phones = [
            Line(
                p.pk,
                p.version,
                p.is_current,
                p.made_at,
                p.holder,
                _text(p.number),
                note=_text(p.note),
            )
            for p in _rows(Phone, person)
        ]
        return Contact(
            phones=phones,
            rules=_safe_rules(row),
            rules_id=row.pk if row else None,
            rules_version=row.version if row else 0,
            must_not_know=feared,
            shared=shared_numbers(person, phones, feared),
        )  # fmt: skip


def main_name(person: Person, *, by: Actor, at: datetime, purpose: str = "name") -> str:
    """Open the name to call the person by; empty for a nameless person. Leaves a look."""
    with vault.opened(person, by=by, at=at, purpose=purpose):
        return _main([_name_line(row) for row in _rows(PersonName, person)])


def age_of(person: Person, *, by: Actor, at: datetime, today: date) -> AgeFinding:
    """Open the birth dates and say what they mean for the child rule; leaves a look."""
    with vault.opened(person, by=by, at=at, purpose="age"):
        return _age(_births(person, today), today)


def must_not_know(person: Person, *, by: Actor, at: datetime) -> list[Secret]:
    """Open U13; leaves a look."""
    with vault.opened(person, by=by, at=at, purpose="must_not_know", part=Part.CONTACT):
        return [line.secret for line in _must_not_lines(person)]


def recipients_in_conflict(
    person: Person, receivers: Sequence[Receiver], *, by: Actor, at: datetime
) -> list[Receiver]:
    """Return those of the receivers who must not know: the send stops, a named person decides.

    Asked before every call, visit, letter, cc line, hand-over witness and referral.
    """
    entries = must_not_know(person, by=by, at=at)
    return [receiver for receiver in receivers if conflicts(entries, receiver)]


def relations(person: Person, *, by: Actor, at: datetime) -> list[RelationLine]:
    """Return the persons related to this one, each by its code."""
    with vault.opened(person, by=by, at=at, purpose="identity"):
        lines = [
            RelationLine(r.pk, r.version, r.other, _inverse(r.kind), _text(r.note), own=True)
            for r in Relation.objects.filter(person=person, ended_at=None).select_related("other")
        ]
    theirs = Relation.objects.filter(other=person, ended_at=None).select_related("person")
    lines += [
        RelationLine(r.pk, r.version, r.person, RelationKind(r.kind), "", own=False) for r in theirs
    ]
    return lines


def _rows(model: Any, person: Person) -> list[Any]:
    return list(model.objects.filter(person=person).order_by("made_at", "id"))


def _text(sealed: Any) -> str:
    return sealed.open() if sealed is not None else ""


def _name_line(row: PersonName) -> Line:
    return Line(
        row.pk, row.version, row.is_current, row.made_at, row.kind, _text(row.text), row.source
    )


def _main(lines: Sequence[Line]) -> str:
    current = [line for line in lines if line.current]
    main = [line.text for line in current if line.kind == NameKind.MAIN]
    return (main or [line.text for line in current] or [""])[0]


def _births(person: Person, today: date) -> list[BirthLine]:
    rows = _rows(BirthDate, person)
    claims = {row.pk: claim_of(row) for row in rows}
    finding = find_age([claims[row.pk] for row in rows if row.is_current], today)
    return [
        BirthLine(
            row.pk, row.version, row.is_current, row.made_at, claims[row.pk].born, row.source,
            _text(row.doubt_reason), row.doubted_by, row.agreed_by,
            decides=row.is_current and claims[row.pk] is finding.counts,
        )
        for row in rows
    ]  # fmt: skip


def claim_of(row: BirthDate) -> BirthClaim:
    """Return a birth date as the rules read it; its subject is opened around this call."""
    if row.born is None:  # the form demands a date; only a broken import could lack it
        raise ValueError("a birth date without a date")
    return BirthClaim(
        row.born.open(), Source(row.source), row.doubted_by is not None, row.agreed_by is not None
    )


def _age(lines: Sequence[BirthLine], today: date) -> AgeFinding:
    return find_age(
        [
            BirthClaim(line.born, Source(line.source), line.doubted_by is not None,
                       line.agreed_by is not None)
            for line in lines
            if line.current
        ],
        today,
    )  # fmt: skip


def _document_line(
    row: IdentityDocument, today: date, births: Sequence[PartialDate], sex: Sex
) -> Line:
    number = _text(row.number)
    return Line(
        row.pk, row.version, row.is_current, row.made_at, row.kind, number, country=row.country,
        note=_text(row.note), issued_on=_date(row.issued_on), valid_until=_date(row.valid_until),
        odd=odd_about(row.kind, number, row.country, today, births, sex),
    )  # fmt: skip


def odd_about(
    kind: str,
    number: str,
    country: str,
    today: date,
    births: Sequence[PartialDate] = (),
    sex: Sex = Sex.UNKNOWN,
) -> tuple[Odd, ...]:
    """Return what looks odd about a paper's number, beside what else is known."""
    if kind == DocumentKind.NIK:
        reading = read_nik(number, today=today, area_known=nik_area_known, births=births, sex=sex)
        return reading.odd
    return odd_number(DocumentKind(kind), number, country)


def _address_line(row: Address) -> Line:
    return Line(
        row.pk, row.version, row.is_current, row.made_at, row.kind, _text(row.text),
        country=row.country, regency=_text(row.regency),
    )  # fmt: skip


def _date(sealed: Any) -> PartialDate | None:
    return sealed.open() if sealed is not None else None


def _safe_rules(row: SafeContact | None) -> SafeContactRules | None:
    if row is None:
        return None
    found = row.rules.open() if row.rules is not None else {}
    return SafeContactRules.from_json(found, do_not_contact=row.do_not_contact)


def _must_not_lines(person: Person) -> list[MustNotLine]:
    rows = MustNotKnow.objects.filter(person=person, ended_at=None).order_by("made_at", "id")
    lines = [
        MustNotLine(
            row.pk,
            row.version,
            Secret.of(_text(row.category), row.whom.open() if row.whom is not None else {}),
            _text(row.note),
        )
        for row in rows
    ]
    meant = {i for line in lines if (i := line.secret.organisation_id) is not None}
    houses = dict(Organisation.objects.filter(pk__in=meant).values_list("pk", "name"))
    return [
        replace(line, house=houses.get(line.secret.organisation_id, ""))  # type: ignore[arg-type]
        for line in lines
    ]


def _inverse(kind: str) -> RelationKind:
    """Return what the other is to this person, where the row says the other way round."""
    return INVERSE.get(RelationKind(kind), RelationKind(kind))
