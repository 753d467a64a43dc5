"""Names of many people at once, read past the ORM: for lists (initials) and for scoring."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import connection

import suar.vault as vault
from suar.kit.actor import Actor
from suar.kit.dates import PartialDate
from suar.people import names
from suar.people.codes import NameKind
from suar.people.models import Person

CHUNK = 500
NOBODY = "–"


@dataclass(frozen=True, slots=True)
class NameCell:
    """One opened name."""

    text: str
    kind: str
    current: bool


@dataclass(slots=True)
class Candidate:
    """A person whom a search may mean, with her names still sealed."""

    ref: int
    person_id: UUID
    subject_id: UUID
    sex: str
    regency: str
    sealed: list[tuple[UUID, bytes, str, bool]]  # row, cell, kind, current

    def names(self) -> list[NameCell]:
        """Open the names; the subject is opened around this call."""
        return [
            NameCell(vault.open_cell(self.subject_id, "people_personname", row, "text", cell),
                     kind, current)
            for row, cell, kind, current in self.sealed
        ]  # fmt: skip


def candidates_by_ref(organisation_id: UUID, refs: Sequence[int]) -> list[Candidate]:
    """Return the living records of the own organisation by their numbers, with one query."""
    found: dict[int, Candidate] = {}
    places = ",".join(["%s"] * len(refs))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.ref, p.id, p.subject_id, p.sex, p.regency, n.id, n.text, n.kind,"  # noqa: S608 - placeholders only
            " n.ended_at IS NULL FROM people_person p"
            " LEFT JOIN people_personname n ON n.person_id = p.id"
            f" WHERE p.organisation_id = %s AND p.erased_at IS NULL AND p.ref IN ({places})",
            [_param(organisation_id), *refs],
        )
        for ref, person_id, subject_id, sex, regency, row_id, cell, kind, current in cursor:
            if ref not in found:
                found[ref] = Candidate(ref, _id(person_id), _id(subject_id), sex, regency, [])
            if row_id is not None:
                found[ref].sealed.append((_id(row_id), cell, kind, bool(current)))
    return list(found.values())


def name_cells(person_ids: Sequence[UUID]) -> dict[UUID, list[NameCell]]:
    """Return the names of people whose subjects are opened around this call."""
    found: dict[UUID, list[NameCell]] = {}
    columns = "person_id, subject_id, id, text, kind, ended_at IS NULL"
    for row in _rows(f"SELECT {columns} FROM people_personname", person_ids):  # noqa: S608 - constants
        person_id, subject_id, row_id = _id(row[0]), _id(row[1]), _id(row[2])
        text = vault.open_cell(subject_id, "people_personname", row_id, "text", row[3])
        found.setdefault(person_id, []).append(NameCell(text, row[4], bool(row[5])))
    return found


def birth_years(person_ids: Sequence[UUID]) -> dict[UUID, list[int]]:
    """Return the years of all birth dates of people opened around this call."""
    found: dict[UUID, list[int]] = {}
    query = "SELECT person_id, subject_id, id, born FROM people_birthdate"
    for row in _rows(query, person_ids):
        subject_id, row_id = _id(row[1]), _id(row[2])
        text = vault.open_cell(subject_id, "people_birthdate", row_id, "born", row[3])
        found.setdefault(_id(row[0]), []).append(PartialDate.parse(text).year)
    return found


def best_name(cells: Iterable[NameCell]) -> str:
    """Return the name to show: the present main one, else any present one, else any."""
    ordered = sorted(
        cells, key=lambda c: (not c.current, c.kind != NameKind.MAIN, c.kind != NameKind.PASSPORT)
    )
    return ordered[0].text if ordered else ""


def names_in_list(people: Iterable[Person]) -> dict[UUID, str]:
    """Return the name to show of each person; her subject must be opened around this call."""
    cells = name_cells([person.pk for person in people])
    return {person_id: best_name(found) for person_id, found in cells.items()}


def initials_of(
    person_ids: Iterable[UUID], *, by: Actor, at: datetime, what: str
) -> dict[UUID, str]:
    """Return the initials of people for a list (one event for the page); '–' where no name is."""
    wanted = list(person_ids)
    subjects = dict(
        Person.objects.filter(pk__in=wanted, erased_at=None).values_list("pk", "subject_id")
    )
    with vault.opened_for_list(subjects.values(), by=by, at=at, what=what):
        cells = name_cells(list(subjects))
    return {
        person_id: names.initials(best_name(cells.get(person_id, ()))) or NOBODY
        for person_id in wanted
    }


def _rows(query: str, person_ids: Sequence[UUID]) -> Iterable[Any]:
    with connection.cursor() as cursor:
        for start in range(0, len(person_ids), CHUNK):
            part = person_ids[start : start + CHUNK]
            places = ",".join(["%s"] * len(part))
            cursor.execute(f"{query} WHERE person_id IN ({places})", [_param(i) for i in part])
            yield from cursor.fetchall()


def _param(value: UUID) -> Any:
    """Return an id as the database holds it: PostgreSQL has a type for it, SQLite has text."""
    return value if connection.vendor == "postgresql" else value.hex


def _id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)
