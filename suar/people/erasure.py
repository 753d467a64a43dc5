"""What erasing a person does here: out of the index at once, quasi-identifiers coarsened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Q

from suar.agenda import actions as agenda
from suar.kit.actor import Actor
from suar.kit.dates import first_of_year
from suar.people import index
from suar.people.ages import coarse
from suar.people.codes import AgeBand
from suar.people.models import (
    Address,
    BirthDate,
    IdentityDocument,
    MergeLink,
    MustNotKnow,
    Person,
    PersonName,
    Phone,
    Relation,
    SafeContact,
)
from suar.ui import drafts

LISTS = (PersonName, BirthDate, IdentityDocument, Address, Phone, MustNotKnow, SafeContact)


def forget(subjects: tuple[UUID, ...], by: Actor, at: datetime) -> None:
    """Fill ``vault.slots.on_erase``; runs inside the transaction of the erasure.

    The person's row stays for counts, with province, year and "child" or "adult" only. The lists
    go altogether: once the key is destroyed nobody could read them. What was written of another
    person, who is not erased, stays hers: a relation with its note loses the way to the erased one,
    and a link of two records ends. What colleagues had typed of her and not saved is thrown away.
    """
    people = list(Person.objects.filter(subject_id__in=subjects))
    if not people:
        return
    drafts.forget([person.pk for person in people], by=by, at=at)
    for person in people:
        agenda.cancel_for(record_id=person.pk, why="erased", by=by, at=at)
    index.take_out(people)
    for model in LISTS:
        model.objects.filter(person__in=people).delete()
    Relation.objects.filter(person__in=people).delete()
    _cut_relations(people)
    _end_links(people, by, at)
    for person in people:
        _coarsen(person, at)


def _cut_relations(people: list[Person]) -> None:
    """Leave the other person's line, her note and her history; whom it named is gone."""
    for row in Relation.objects.filter(other__in=people):
        row.other = None
        row.save_change(expected=row.version, fields=["other"])


def _end_links(people: list[Person], by: Actor, at: datetime) -> None:
    """End what linked, or told apart, an erased record and one that stays."""
    touching = Q(kept__in=people) | Q(merged__in=people)
    for row in MergeLink.objects.filter(touching, ended_at=None):
        row.ended_at, row.ended_by = at, by.user_id
        row.save_change(expected=row.version, fields=["ended_at", "ended_by"])


def _coarsen(person: Person, at: datetime) -> None:
    year = first_of_year(person.made_at, ZoneInfo(person.organisation.time_zone))
    person.description = None
    person.age_band = coarse(AgeBand(person.age_band)).value
    person.age_band_on = None
    person.regency = ""
    person.unit = None
    person.must_not_know_asked_at = None
    person.made_at = year
    person.erased_at = person.erased_at or at
    person.save_change(expected=person.version)
