"""Numbers of a person at which somebody is reached who must not know."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from suar.people import index
from suar.people.codes import INVERSE, MustNot, RelationKind
from suar.people.contact import Secret, same_number
from suar.people.models import Person, Relation
from suar.people.numbers import phone_keys
from suar.people.queries.lines import Line, MustNotLine, SharedNumber

MEANS: Mapping[RelationKind, MustNot] = {  # what a linked person is, as the list calls it
    RelationKind.SPOUSE: MustNot.SPOUSE,
    RelationKind.PARENT: MustNot.PARENT,
    RelationKind.CHILD: MustNot.OTHER_FAMILY,
    RelationKind.SIBLING: MustNot.OTHER_FAMILY,
    RelationKind.GRANDPARENT: MustNot.OTHER_FAMILY,
    RelationKind.GRANDCHILD: MustNot.OTHER_FAMILY,
    RelationKind.RELATIVE: MustNot.OTHER_FAMILY,
    RelationKind.REPORTED_FOR: MustNot.REPORTER,
    RelationKind.OTHER: MustNot.OTHER,
}


def shared_numbers(
    person: Person, phones: Iterable[Line], feared: Sequence[MustNotLine]
) -> tuple[SharedNumber, ...]:
    """Compare the numbers that hold with those of everybody on the list; U13 is open around this.

    A number typed beside the list is compared as it is written there. A linked record is compared
    by its keyed tokens: its own numbers are not opened and nobody learns anything else of it.
    """
    entries = [(line.secret, line.note) for line in feared]
    linked = _linked(person, [secret for secret, _note in entries]) if entries else {}
    found: dict[tuple[str, MustNot], SharedNumber] = {}
    for phone in phones:
        if not phone.current:
            continue
        theirs = [secret.category for secret in same_number(phone.text, entries)]
        if linked:
            theirs += [linked[pk] for pk in _holders(person, phone.text, linked)]
        for category in theirs:
            found.setdefault((phone.text, category), SharedNumber(phone.text, category))
    return tuple(found.values())


def _linked(person: Person, secrets: Sequence[Secret]) -> dict[UUID, MustNot]:
    """Return the linked people who must not know, by the category under which they stand."""
    by_id = {s.person_id: s.category for s in secrets if s.person_id is not None}
    categories = {s.category for s in secrets}
    rows: list[tuple[UUID | None, RelationKind]] = [
        (r.other_id, INVERSE.get(RelationKind(r.kind), RelationKind(r.kind)))
        for r in Relation.objects.filter(person=person, ended_at=None)
    ]
    theirs = Relation.objects.filter(other=person, ended_at=None)
    rows += [(r.person_id, RelationKind(r.kind)) for r in theirs]
    related = {
        pk: MEANS[kind]
        for pk, kind in rows
        if pk is not None and kind in MEANS and MEANS[kind] in categories
    }
    return {**related, **by_id}


def _holders(person: Person, number: str, linked: Mapping[UUID, MustNot]) -> list[UUID]:
    """Return which of these people are found by the number."""
    tokens = sorted(index.number_tokens(person.organisation_id, phone_keys(number)))
    same = Person.objects.filter(
        organisation_id=person.organisation_id, pk__in=list(linked), ref__in=index.refs_of(tokens)
    )
    return list(same.values_list("pk", flat=True))
