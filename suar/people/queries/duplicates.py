"""Two records of one person: which are linked, and how two compare."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

import suar.vault as vault
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.people import names
from suar.people.codes import Verdict
from suar.people.models import MergeLink, Person
from suar.people.names.score import Known, Likeness
from suar.people.queries.cells import NameCell, best_name, birth_years, name_cells
from suar.people.scope import in_own_organisation, visible_to
from suar.policy import Part

MOST_STEPS = 20  # links form short chains; a longer walk would be a fault


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side; more than a hit of the search tells stands only of an open one."""

    first: Person
    second: Person
    first_name: str
    second_name: str
    first_open: bool
    second_open: bool
    likeness: Likeness
    link: MergeLink | None
    said_different: bool


def roots_of(person_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return, for each record that is linked into another, the record that was kept."""
    roots = {person_id: person_id for person_id in person_ids}
    for _step in range(MOST_STEPS):
        found = dict(_same().filter(merged__in=set(roots.values())).values_list("merged", "kept"))
        if not found:
            break
        roots = {person_id: found.get(root, root) for person_id, root in roots.items()}
    return {person_id: root for person_id, root in roots.items() if person_id != root}


def root_of(person_id: UUID) -> UUID:
    """Return the record that was kept, for any record of the person."""
    return roots_of([person_id]).get(person_id, person_id)


def linked_group(person_id: UUID) -> set[UUID]:
    """Return all records of the same person, this one among them."""
    group = {root_of(person_id)}
    for _step in range(MOST_STEPS):
        more = set(_same().filter(kept__in=group).values_list("merged", flat=True)) - group
        if not more:
            break
        group |= more
    return group


def same_person(subject_id: UUID) -> set[UUID]:
    """Fill ``vault.slots.same_person``: the subjects of all records of the same person."""
    person_id = Person.objects.filter(subject_id=subject_id).values_list("pk", flat=True).first()
    if person_id is None:
        return set()
    group = Person.objects.filter(pk__in=linked_group(person_id))
    return set(group.values_list("subject_id", flat=True))


def others_of(subject_id: UUID) -> list[Person]:
    """Return the other records of the same person that are not erased.

    For an erased record, too: those from which only an erasure, hers or of one between, cut her.
    """
    first = set(Person.objects.filter(subject_id=subject_id).values_list("pk", flat=True))
    group = edge = first
    stood = Q(ended_at=None)
    cut = Q(ended_at=F("kept__erased_at")) | Q(ended_at=F("merged__erased_at"))
    links = MergeLink.objects.filter(stood | cut, verdict=Verdict.SAME.value)
    for _step in range(MOST_STEPS):
        touching = links.filter(Q(kept__in=edge) | Q(merged__in=edge))
        edge = {i for pair in touching.values_list("kept", "merged") for i in pair} - group
        if not edge:
            break
        group = group | edge
    left = Person.objects.filter(pk__in=group - first, erased_at=None)
    return list(left.order_by("code"))


def links_of(person_id: UUID) -> list[MergeLink]:
    """Return the open links of a record to others, either way."""
    touching = Q(kept=person_id) | Q(merged=person_id)
    return list(_same().filter(touching).select_related("kept", "merged").order_by("made_at", "pk"))


def told_apart(person_id: UUID) -> set[UUID]:
    """Return the records that somebody said are other people than this one."""
    touching = Q(kept=person_id) | Q(merged=person_id)
    rows = MergeLink.objects.filter(touching, ended_at=None, verdict=Verdict.DIFFERENT.value)
    return {i for pair in rows.values_list("kept", "merged") for i in pair} - {person_id}


def compare(first_id: UUID, second_id: UUID, *, by: Actor, at: datetime) -> Comparison:
    """Compare two records of the own organisation; one of them must be open to the actor."""
    rows = {p.pk: p for p in in_own_organisation(by).filter(pk__in=[first_id, second_id])}
    open_ids = set(
        visible_to(by, at, Part.IDENTITY).filter(pk__in=list(rows)).values_list("pk", flat=True)
    )
    if len(rows) < 2 or not open_ids:
        raise Problem.not_found()
    first, second = rows[first_id], rows[second_id]
    with vault.opened_for_list(
        [p.subject_id for p in rows.values()], by=by, at=at, what="people.compare"
    ):
        cells, years = name_cells(list(rows)), birth_years(list(rows))
    shown = {i: best_name(cells.get(i, ())) if i in open_ids else "" for i in rows}
    with vault.opened(
        *[p for p in rows.values() if p.pk in open_ids], by=by, at=at,
        record=first if first_id in open_ids else second, purpose="compare",
    ):  # fmt: skip
        alike = _alike(first, second, cells, years)
    return Comparison(
        first, second, shown[first_id], shown[second_id], first_id in open_ids,
        second_id in open_ids, alike,
        between(first_id, second_id, Verdict.SAME),
        between(first_id, second_id, Verdict.DIFFERENT) is not None,
    )  # fmt: skip


def _alike(
    first: Person,
    second: Person,
    cells: Mapping[UUID, list[NameCell]],
    years: Mapping[UUID, list[int]],
) -> Likeness:
    def known(person: Person) -> Known:
        sex = person.sex if person.sex != "unknown" else ""
        return Known(tuple(years.get(person.pk, ())), sex, person.regency)

    theirs = [names.read_name(c.text) for c in cells.get(second.pk, ())]
    return max(
        (
            names.likeness(names.read_name(c.text), theirs, asked=known(first), held=known(second))
            for c in cells.get(first.pk, ())
        ),
        key=lambda found: found.value,
        default=Likeness(0.0),
    )


def _same() -> QuerySet[MergeLink]:
    return MergeLink.objects.filter(ended_at=None, verdict=Verdict.SAME.value)


def between(first_id: UUID, second_id: UUID, verdict: Verdict) -> MergeLink | None:
    """Return the open link with this verdict between two records, either way round."""
    pair = Q(kept=first_id, merged=second_id) | Q(kept=second_id, merged=first_id)
    return MergeLink.objects.filter(pair, ended_at=None, verdict=verdict.value).first()
