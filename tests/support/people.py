"""People for tests: made by the actions, or loaded by the thousand past them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

import factory

from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.people import actions, index
from suar.people.actions import NewPerson
from suar.people.ages import BirthClaim, find_age
from suar.people.codes import Source, WithoutSearch
from suar.people.models import BirthDate, Person, PersonKeys, PersonName
from suar.store.work import act
from suar.vault import crypto, keyring, master
from suar.vault.models import Subject, SubjectKind, WrappedKey


class NewPersonFactory(factory.Factory):
    """What is known of a made-up person at the first moment."""

    class Meta:
        model = NewPerson

    name = factory.Sequence(lambda n: f"Sulastri Contoh{chr(97 + n % 26)}{chr(97 + n // 26 % 26)}")
    born = PartialDate(1995, 4, 12)


def make_person(by: Actor, at: datetime, *, person_id: UUID | None = None, **known: Any) -> Person:
    """Search for the name, as everybody must, then register it."""
    new = NewPersonFactory.build(**known)
    answer = actions.run_search(id=new_id(), text=new.name, by=by, at=at)
    return actions.create_person(
        id=person_id or new_id(), new=new, search_ticket=answer.ticket, by=by, at=at
    )


def make_nameless(by: Actor, at: datetime, description: str = "Perempuan, jaket merah") -> Person:
    """Register somebody whose name nobody knows yet."""
    return actions.create_person(
        id=new_id(), new=NewPerson(description=description), by=by, at=at,
        without_search=WithoutSearch.NAMELESS,
    )  # fmt: skip


def load_people(
    rows: Iterable[tuple[str, int]], *, by: Actor, at: datetime, batch: int = 500
) -> list[UUID]:
    """Load (name, birth year) rows as an import does, in batches; return the persons' ids."""
    made: list[UUID] = []
    waiting: list[tuple[str, int]] = []
    for row in rows:
        waiting.append(row)
        if len(waiting) >= batch:
            made += _load(rows=waiting, by=by, at=at)
            waiting = []
    return made + (_load(rows=waiting, by=by, at=at) if waiting else [])


@act
def _load(*, rows: list[tuple[str, int]], by: Actor, at: datetime) -> list[UUID]:
    version = master.current_version()
    keys, subjects, people, names, births, tokens = [], [], [], [], [], []
    pairs: list[tuple[int, int]] = []
    common = {"organisation_id": by.organisation_id, "made_at": at, "made_by": by.user_id}
    for text, year in rows:
        subject_id, key = new_id(), crypto.new_key()
        wrapped = crypto.wrap(master.key(version), version, str(subject_id), key)
        keys.append(WrappedKey(subject_id=subject_id, master=version, wrapped=wrapped, made_at=at))
        keyring.keep_for_sealing(subject_id, key)
        subjects.append(Subject(id=subject_id, kind=SubjectKind.PERSON.value, **common))
        hers = {**common, "subject_id": subject_id}
        born = PartialDate(year)
        band = find_age([BirthClaim(born, Source.KTP)], date(at.year, at.month, at.day)).band
        unit_id = sorted(by.unit_ids)[0] if by.unit_ids else None
        person = Person(id=new_id(), **hers, sex="female", age_band=band.value, unit_id=unit_id)
        people.append(person)
        names.append(PersonName(id=new_id(), **hers, person=person, kind="main", text=text))
        births.append(BirthDate(id=new_id(), **hers, person=person, source="ktp", born=born))
        found = index.name_tokens(by.organisation_id, [text], [year])
        tokens.append(PersonKeys(id=new_id(), **hers, person=person, packed=index.pack(found)))
        pairs += [(token, person.ref) for token in found]
    WrappedKey.objects.bulk_create(keys)
    for model, made in (
        (Subject, subjects), (Person, people), (PersonName, names), (BirthDate, births),
        (PersonKeys, tokens),
    ):  # fmt: skip
        model.objects.bulk_create(made)
    index.insert(pairs)
    index.ensure_state(by.organisation_id, by=by, at=at)
    return [person.pk for person in people]
