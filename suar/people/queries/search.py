"""Search before create: inside the own organisation, over all its people.

The index gives candidates, they are opened, scored and ranked; ten are shown. Without a grant a
hit shows code, initials, age band and the unit to ask. With a grant it shows the name, and that is
a look. Other organisations are never asked: whether they know the person changes no byte here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import suar.policy as policy
import suar.vault as vault
from suar import audit
from suar.kit.actor import Actor
from suar.people import index, names
from suar.people.models import Person
from suar.people.names.score import Band, Known
from suar.people.numbers import asked_number_keys
from suar.people.queries.cells import (
    NOBODY,
    Candidate,
    NameCell,
    best_name,
    birth_years,
    candidates_by_ref,
    name_cells,
    names_in_list,
)
from suar.people.queries.duplicates import linked_group, roots_of, told_apart
from suar.people.slots import unit_to_ask
from suar.policy import Part, Permission
from suar.store.work import act

SHOWN = 10
NUMBER_MATCH = 2.0  # above every likeness of names


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the answer: a record, and the name where a grant opens the record it is of."""

    person_id: UUID
    code: str
    initials: str
    name: str
    age_band: str
    unit: str
    band: Band
    open: bool = False  # whether the record itself is open to the actor: its page, its cases
    by_number: bool = False
    linked: bool = False  # found by another record of the same person


@dataclass(frozen=True, slots=True)
class _Scored:
    ref: int
    person_id: UUID
    value: float
    band: Band
    shown_name: str


def search(
    text: str,
    *,
    by: Actor,
    at: datetime,
    birth_year: int | None = None,
    sex: str = "",
    district: str = "",
    number: str = "",
    shown: int = SHOWN,
) -> list[Hit]:
    """Return at most ten people who may be meant, likeliest first; needs ``person.search``."""
    policy.require(by, Permission.PERSON_SEARCH)
    owner = by.organisation_id
    read = [names.read_name(piece) for piece in names.split_aliases(text)]
    by_number = index.refs_of(sorted(index.number_tokens(owner, asked_number_keys(number))))
    asked = sorted({key for name in read for key in names.query_keys(name, birth_year)})
    refs = by_number + (index.candidates(owner, asked) if asked else [])
    if not refs:
        return []
    found = candidates_by_ref(owner, sorted(set(refs)))
    known = Known((birth_year,) if birth_year else (), sex, district)
    subjects = [candidate.subject_id for candidate in found]
    with vault.opened_for_scoring(subjects, by=by, at=at, what="people.search") as seen:
        scored = _score(found, read, known, frozenset(by_number))
        best = sorted(scored, key=lambda s: (-s.value, s.ref))[: 2 * shown]
        shown_ids = {s.person_id for s in best}
        seen.extend(c.subject_id for c in found if c.person_id in shown_ids)
    return _hits(best, by, at, frozenset(by_number))[:shown]


def alike(person: Person, *, by: Actor, at: datetime) -> list[Hit]:
    """Return other records that may be the same person; opens this one, which is a look.

    Records that are linked already, or that somebody called different people, are left out.
    """
    with vault.opened(person, by=by, at=at, purpose="duplicates"):
        hers = [cell.text for cell in name_cells([person.pk]).get(person.pk, [])]
        years = birth_years([person.pk]).get(person.pk, [])
    if not hers:
        return []
    sex = person.sex if person.sex != "unknown" else ""
    hits = search(
        " alias ".join(hers), by=by, at=at, birth_year=max(years) if years else None, sex=sex,
        district=person.regency,
    )  # fmt: skip
    apart = linked_group(person.pk) | told_apart(person.pk)
    return [hit for hit in hits if hit.person_id not in apart]


def _score(
    found: Sequence[Candidate],
    read: Sequence[names.Name],
    known: Known,
    by_number: frozenset[int],
) -> list[_Scored]:
    years = birth_years([c.person_id for c in found]) if known.birth_years else {}
    scored = []
    for candidate in found:
        hers = candidate.names()
        value, band = _likeness(
            candidate, hers, read, known, tuple(years.get(candidate.person_id, ()))
        )
        if candidate.ref in by_number:
            value, band = NUMBER_MATCH + value, Band.STRONG
        if band is not None:
            name = best_name(hers)
            scored.append(_Scored(candidate.ref, candidate.person_id, value, band, name))
    return scored


def _likeness(
    candidate: Candidate,
    cells: Iterable[NameCell],
    read: Sequence[names.Name],
    known: Known,
    years: tuple[int, ...],
) -> tuple[float, Band | None]:
    hers = [names.read_name(cell.text) for cell in cells]
    held = Known(years, candidate.sex if candidate.sex != "unknown" else "", candidate.regency)
    best = max(
        (names.likeness(name, hers, asked=known, held=held) for name in read),
        key=lambda found: found.value,
        default=names.Likeness(0.0),
    )
    return best.value, best.band


def _hits(best: Sequence[_Scored], by: Actor, at: datetime, by_number: frozenset[int]) -> list[Hit]:
    """Fold linked records into one line, and name those that a grant opens."""
    roots = roots_of([s.person_id for s in best])
    people = {p.pk: p for p in _people({s.person_id for s in best} | set(roots.values()))}
    lines: dict[UUID, _Scored] = {}
    for scored in best:
        root = roots.get(scored.person_id, scored.person_id)
        lines.setdefault(root if root in people else scored.person_id, scored)
    shown = [people[person_id] for person_id in lines if person_id in people][:SHOWN]
    granted = _granted(people.values(), by, at)
    named = _names({person.pk: lines[person.pk] for person in shown}, people, granted, by, at)
    asked = _units([person.pk for person in shown], by, at)
    return [
        Hit(
            person_id=person.pk,
            code=person.code,
            initials=names.initials(lines[person.pk].shown_name) or NOBODY,
            name=named.get(person.pk, ""),
            age_band=person.age_band,
            unit=asked.get(person.pk) or (person.unit.name if person.unit else ""),
            band=lines[person.pk].band,
            open=person.pk in granted,
            by_number=lines[person.pk].ref in by_number,
            linked=person.pk != lines[person.pk].person_id,
        )
        for person in shown
    ]


def _people(ids: set[UUID]) -> Iterable[Person]:
    return Person.objects.filter(pk__in=ids, erased_at=None).select_related("unit") if ids else ()


def _granted(people: Iterable[Person], by: Actor, at: datetime) -> frozenset[UUID]:
    """Return those of the records whose name may be shown."""
    if not by.may(Permission.PERSON_VIEW):
        return frozenset()
    asked = {p.subject_id: p.pk for p in people}
    found = policy.open_subjects(by, at, Part.IDENTITY).filter(subject_id__in=list(asked))
    return frozenset(asked[subject_id] for subject_id in found)


def _names(
    lines: Mapping[UUID, _Scored],
    people: Mapping[UUID, Person],
    granted: frozenset[UUID],
    by: Actor,
    at: datetime,
) -> dict[UUID, str]:
    """Return line -> the name to show; the looks are written before it is.

    A link gives no right to a name: that of the record found is shown where this record is open to
    the actor, else that of the record kept where that one is, else none.
    """
    found = {line: s.shown_name for line, s in lines.items() if s.person_id in granted}
    kept = [people[line] for line in lines if line in granted and line not in found]
    looked_at = [people[lines[line].person_id] for line in found] + kept
    if looked_at:
        _note_looks(people=looked_at, by=by, at=at)
    if not kept:
        return found
    subjects = [person.subject_id for person in kept]
    with vault.opened_for_list(subjects, by=by, at=at, what="people.search"):
        return found | names_in_list(kept)


@act
def _note_looks(*, people: Sequence[Person], by: Actor, at: datetime) -> None:
    for person in people:
        audit.looked(
            by, at=at, verb="looked", record_type=person._meta.label_lower, record_id=person.pk,
            organisation_id=person.organisation_id, subjects=[person.subject_id],
            facts={"purpose": "search"},
        )  # fmt: skip


def _units(ids: list[UUID], by: Actor, at: datetime) -> dict[UUID, Any]:
    found: dict[UUID, Any] = {}
    for answer in unit_to_ask:
        found.update(answer(ids, by, at))
    return found
