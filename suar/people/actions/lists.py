"""Adding to, correcting and ending entries of the lists on the person page.

A correction never overwrites: the old entry ends and stays as history, the new one names it. A
name that was wrong stays findable, because somebody may still hold the paper with the mistake.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.queries import local_day
from suar.people import index, numbers, scope
from suar.people.ages import find_age
from suar.people.codes import AddressKind, DocumentKind, NameKind, Section, Sex, Source
from suar.people.models import (
    Address,
    BirthDate,
    IdentityDocument,
    ListRow,
    Person,
    PersonName,
    Phone,
)
from suar.people.queries.record import claim_of
from suar.policy import Part, Permission
from suar.store.models import replayed
from suar.store.work import act

MODELS: Mapping[Section, type[ListRow]] = {
    Section.NAMES: PersonName,
    Section.BIRTHS: BirthDate,
    Section.DOCUMENTS: IdentityDocument,
    Section.ADDRESSES: Address,
    Section.PHONES: Phone,
}
FIELDS: Mapping[Section, tuple[str, ...]] = {
    Section.NAMES: ("kind", "source", "text"),
    Section.BIRTHS: ("source", "born"),
    Section.DOCUMENTS: ("kind", "country", "number", "issued_on", "valid_until", "note"),
    Section.ADDRESSES: ("kind", "country", "regency", "text"),
    Section.PHONES: ("holder", "number", "note"),
}
NEEDED: Mapping[Section, str] = {
    Section.NAMES: "text",
    Section.BIRTHS: "born",
    Section.DOCUMENTS: "number",
    Section.ADDRESSES: "text",
    Section.PHONES: "number",
}
PART: Mapping[Section, Part] = {
    Section.NAMES: Part.IDENTITY,
    Section.BIRTHS: Part.IDENTITY,
    Section.DOCUMENTS: Part.IDENTITY,
    Section.ADDRESSES: Part.CONTACT,
    Section.PHONES: Part.CONTACT,
}


@act
def add_name(
    *, id: UUID, person_id: UUID, text: str, kind: NameKind, source: Source, by: Actor,  # noqa: A002
    at: datetime,
) -> PersonName:  # fmt: skip
    """Add a name or an alias; from now on the person is found by it too."""
    values = {"text": text.strip(), "kind": kind.value, "source": source.value}
    row: PersonName = _add(Section.NAMES, id, person_id, values, by, at)
    return row


@act
def add_birth_date(
    *, id: UUID, person_id: UUID, born: PartialDate, source: Source, by: Actor, at: datetime  # noqa: A002
) -> BirthDate:  # fmt: skip
    """Add what one source says; the youngest credible date decides the child rule."""
    row: BirthDate = _add(
        Section.BIRTHS, id, person_id, {"born": born, "source": source.value}, by, at
    )
    return row


@act
def add_document(
    *, id: UUID, person_id: UUID, kind: DocumentKind, number: str, by: Actor, at: datetime,  # noqa: A002
    country: str = "ID", issued_on: PartialDate | None = None,
    valid_until: PartialDate | None = None, note: str = "",
) -> IdentityDocument:  # fmt: skip
    """Add a paper with its number as it was read, odd or not; the page warns, nothing refuses."""
    values = {
        "kind": kind.value, "country": country, "number": number.strip(), "issued_on": issued_on,
        "valid_until": valid_until, "note": note.strip(),
    }  # fmt: skip
    row: IdentityDocument = _add(Section.DOCUMENTS, id, person_id, values, by, at)
    return row


@act
def add_address(
    *, id: UUID, person_id: UUID, kind: AddressKind, text: str, by: Actor, at: datetime,  # noqa: A002
    country: str = "ID", regency: str = "",
) -> Address:  # fmt: skip
    """Add an address, as exact as it is known."""
    values = {"kind": kind.value, "country": country, "regency": regency, "text": text.strip()}
    row: Address = _add(Section.ADDRESSES, id, person_id, values, by, at)
    return row


@act
def correct(
    *, id: UUID, section: Section, person_id: UUID, row_id: UUID, expected: int,  # noqa: A002
    values: Mapping[str, Any], by: Actor, at: datetime,
) -> ListRow:  # fmt: skip
    """End an entry and put a corrected one in its place; raises ``Problem`` (conflict)."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, PART[section])
    old = scope.entry(MODELS[section], person, row_id)
    done: ListRow | None = replayed(MODELS[section], id, by, person_id=person.pk)
    if done is not None:
        return done
    _end(old, expected, by, at)
    row: ListRow = make_entry(section, id, person, values, by, at, replaces=old.pk)
    audit.record(by, f"{old._meta.model_name}.corrected", row, at=at)
    return row


@act
def end_entry(
    *, section: Section, person_id: UUID, row_id: UUID, expected: int, by: Actor, at: datetime
) -> ListRow:
    """Say that an entry holds no longer; it stays as history."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, PART[section])
    row = scope.entry(MODELS[section], person, row_id)
    _end(row, expected, by, at)
    if section is Section.BIRTHS:
        follow(person, by, at)
    audit.record(by, f"{row._meta.model_name}.ended", row, at=at)
    return row


@act
def edit_basics(
    *, person_id: UUID, expected: int, sex: Sex, country: str, province: str, regency: str,
    description: str, by: Actor, at: datetime,
) -> Person:  # fmt: skip
    """Change sex, place of origin and the description; raises ``Problem`` (conflict)."""
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, Part.IDENTITY)
    person.sex, person.country = sex.value, country
    person.province, person.regency = province, regency
    person.description = description.strip()
    person.save_change(expected=expected)
    audit.record(by, "person.edited", person, at=at)
    return person


def _add(
    section: Section, row_id: UUID, person_id: UUID, values: Mapping[str, Any], by: Actor,
    at: datetime,
) -> Any:  # fmt: skip
    policy.require(by, Permission.PERSON_EDIT)
    person = scope.for_change(person_id, by, at, PART[section])
    done = replayed(MODELS[section], row_id, by, person_id=person.pk)
    if done is not None:
        return done
    row = make_entry(section, row_id, person, values, by, at)
    audit.record(by, f"{row._meta.model_name}.added", row, at=at)
    return row


def make_entry(
    section: Section, row_id: UUID, person: Person, values: Mapping[str, Any], by: Actor,
    at: datetime, replaces: UUID | None = None,
) -> Any:  # fmt: skip
    """Save one entry of a person already in scope, and let index and age band follow."""
    if not values.get(NEEDED[section]):
        raise Problem.invalid(NEEDED[section], Reason.REQUIRED)
    row = MODELS[section](
        id=row_id, organisation_id=person.organisation_id, subject_id=person.subject_id,
        person=person, made_at=at, made_by=by.user_id, replaces=replaces,
        **{name: values.get(name) for name in FIELDS[section] if name in values},
    )  # fmt: skip
    row.save(force_insert=True)
    if section in (Section.NAMES, Section.BIRTHS):
        follow(person, by, at)
    elif section is Section.DOCUMENTS:
        put_numbers(person, numbers.document_keys(values["number"]), by, at)
    elif section is Section.PHONES:
        put_numbers(person, numbers.phone_keys(values["number"]), by, at)
    return row


def put_numbers(person: Person, keys: set[str], by: Actor, at: datetime) -> None:
    """Make a person findable by a number, in the same transaction."""
    tokens = index.number_tokens(person.organisation_id, keys)
    index.put(person, tokens, by=by, at=at)


def follow(person: Person, by: Actor, at: datetime) -> None:
    """Bring the index and the age band in line with names and birth dates, same transaction."""
    with vault.opened(person, by=by, at=at, purpose="edit"):
        written = [row.text.open() for row in PersonName.objects.filter(person=person) if row.text]
        births = list(BirthDate.objects.filter(person=person))
        years = [row.born.open().year for row in births if row.born]
        claims = [claim_of(row) for row in births if row.is_current]
    index.put(person, index.name_tokens(person.organisation_id, written, years), by=by, at=at)
    today = local_day(person.organisation, at)
    band = find_age(claims, today).band.value
    if band != person.age_band or (person.nameless and written):
        person.age_band, person.age_band_on = band, today
        person.nameless = not written
        person.save_change(expected=person.version)


def _end(row: ListRow, expected: int, by: Actor, at: datetime) -> None:
    if not row.is_current:
        raise Problem.conflict()
    row.ended_at, row.ended_by = at, by.user_id
    row.save_change(expected=expected)
