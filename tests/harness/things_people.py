"""Persons with every list filled: one with all, one to compare with, one linked as the same."""

from __future__ import annotations

from datetime import time

from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.people import actions
from suar.people.actions import MustNotEntry, NewPerson
from suar.people.codes import (
    AddressKind,
    Channel,
    DocumentKind,
    Holder,
    MustNot,
    NameKind,
    RelationKind,
    Section,
    Sex,
    Source,
)
from suar.people.contact import SafeContactRules, SafeHours
from suar.people.models import Person
from suar.policy import Role
from tests.harness.world import AT, House, World, makers

# Of nobody else and like no canary: what a search finds is then hers, or nobody.
RARE = {"A": "Sariyem Walgitomo", "B": "Purwanti Dombrekan", "C": "Ngatirah Sukowidjojo",
        "D": "Kustiyah Brojolukito"}  # fmt: skip
SECTIONS = [section.value for section in Section]


def people(world: World, house: House) -> None:
    """Three persons of the caseworker; the first one has all that a record can hold."""
    house.add("name", house.canary())
    first, other, twin = person(house, house.things["name"]), person(house), person(house)
    house.add("person", first.pk)
    house.add("other", other.pk)
    house.add("person_of_nobody_else", twin.pk)
    for section, row_id in fill_lists(house, first).items():
        house.add(f"{section}_row", row_id)
    doubted = birth(house, first)
    actions.mark_not_credible(
        person_id=first.pk, row_id=doubted, reason=house.canary(), expected=1,
        by=worker(house), at=AT,
    )  # fmt: skip
    house.add("doubted_row", doubted)
    contact(house, first)
    relation = actions.add_relation(
        id=new_id(), person_id=first.pk, other_id=other.pk, kind=RelationKind.SIBLING,
        note=house.canary(), by=worker(house), at=AT,
    )  # fmt: skip
    house.add("relations_row", relation.pk)
    link = actions.merge(id=new_id(), kept_id=first.pk, merged_id=twin.pk, by=worker(house), at=AT)
    house.add("link", link.pk)
    first.refresh_from_db()
    house.add("person_code", first.code)
    other.refresh_from_db()
    house.add("other_code", other.code)
    house.add("other_subject", other.subject_id)
    house.add("rare_name", RARE[house.letter])
    person(house, RARE[house.letter])
    house.add("searched", house.canary())
    found = actions.run_search(id=new_id(), text=house.things["searched"], by=worker(house), at=AT)
    house.add("ticket", found.ticket)


def worker(house: House):
    """Return the seat that makes things."""
    return house.actor(Role.CASEWORKER)


def person(house: House, name: str = "") -> Person:
    """Register somebody after a search, as everybody must."""
    name = name or house.canary()
    found = actions.run_search(id=new_id(), text=name, by=worker(house), at=AT)
    new = NewPerson(
        name=name, born=PartialDate(1995, 4, 12), sex=Sex.FEMALE, country="ID", province="52",
        description=house.canary(), unit_id=house.unit.pk,
    )  # fmt: skip
    return actions.create_person(
        id=new_id(), new=new, search_ticket=found.ticket, by=worker(house), at=AT
    )


def birth(house: House, row: Person):
    """Add a birth date and return its id."""
    said = actions.add_birth_date(
        id=new_id(), person_id=row.pk, born=PartialDate(1994), source=Source.KTP,
        by=worker(house), at=AT,
    )  # fmt: skip
    return said.pk


def fill_lists(house: House, row: Person) -> dict[str, object]:
    """Add an entry to each list of the record; return section -> id of the entry."""
    common = {"person_id": row.pk, "by": worker(house), "at": AT}
    name = actions.add_name(
        id=new_id(), text=house.canary(), kind=NameKind.ALIAS, source=Source.OWN_WORD, **common
    )
    paper = actions.add_document(
        id=new_id(), kind=DocumentKind.PASSPORT, number=house.canary(), note=house.canary(),
        **common,
    )  # fmt: skip
    address = actions.add_address(id=new_id(), kind=AddressKind.HOME, text=house.canary(), **common)
    phone = actions.add_phone(
        id=new_id(), number=house.canary(), holder=Holder.FAMILY, note=house.canary(), **common
    )
    return {
        "names": name.pk, "births": birth(house, row), "documents": paper.pk,
        "addresses": address.pk, "phones": phone.pk,
    }  # fmt: skip


def contact(house: House, row: Person) -> None:
    """Say how she is reached and who must not know."""
    rules = SafeContactRules(
        do_not_contact=False, channels=(Channel.WHATSAPP,),
        hours=(SafeHours(time(20), time(21), tuple(range(7))),), code_word=house.canary(),
        who_answers=house.canary(), neutral_text=house.canary(), note=house.canary(),
    )  # fmt: skip
    actions.set_safe_contact(
        id=new_id(), person_id=row.pk, rules=rules, expected=0, by=worker(house), at=AT
    )
    entries = [MustNotEntry(MustNot.EMPLOYER, house.canary(), note=house.canary())]
    row.refresh_from_db()
    actions.set_must_not_know(
        person_id=row.pk, entries=entries, expected=row.version, by=worker(house), at=AT
    )


makers.fill("people", people, order=30)
