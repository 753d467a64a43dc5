"""Erasing a person: what law keeps, the order of the safeguarding officer, and the receipt."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from suar import policy, vault
from suar.agenda import actions as agenda
from suar.cases.models import Case, GroundLine
from suar.cases.reminders import Kind
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.readable import spellings
from suar.kit.reasons import Reason
from suar.people.models import Person
from suar.people.queries.duplicates import others_of
from suar.policy import Permission
from suar.store.work import act
from suar.vault.erasure import BACKUPS_KEPT, OUT_OF_REACH
from suar.vault.families import top, tops, tree
from suar.vault.models import Erasure, Subject


class Why(StrEnum):
    """Why data are erased (UU 27/2022 Art. 43)."""

    WITHDRAWN = "consent_withdrawn"
    ASKED = "person_asked"
    NOT_NEEDED = "not_needed"
    UNLAWFUL = "unlawfully_got"


@dataclass(frozen=True, slots=True)
class Linked:
    """Another record of the same person, that an erasure of this one leaves."""

    subject_id: UUID
    code: str


@dataclass(frozen=True, slots=True)
class Before:
    """What the officer sees before she decides: no name, only what is on record."""

    subject: Subject
    code: str
    records: int
    grounds: tuple[GroundLine, ...]  # standing ones that keep the data here
    held: str  # the ground of a legal hold on her or a linked record; empty where none stands
    linked: tuple[Linked, ...]  # other records of the same person: they stay, each goes by itself


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person is told; it can be shown again at any time."""

    code: str
    at: datetime
    records: int
    backups_gone_by: datetime
    out_of_reach: tuple[str, ...]
    keys_gone: bool
    linked: tuple[Linked, ...]  # records of the same person that stay


def owner(subject_id: UUID, by: Actor) -> Subject:
    """Return the subject that an erasure begins with; another organisation's answers as absent.

    A seat in one unit erases nobody of another.
    """
    policy.require(by, Permission.PERSON_ERASE)
    found = whole(subject_id, by)
    policy.require_in(by, Permission.PERSON_ERASE, unit_of(found.pk))
    return found


def whole(subject_id: UUID, by: Actor) -> Subject:
    """Return the person's subject of a subject of hers, or a report's own; the caller asked rights.

    Raises ``Problem`` (not found) for what is absent, another organisation's or has no code.
    """
    own = Subject.objects.filter(organisation_id=by.organisation_id)
    found = own.filter(pk=subject_id).first()
    if found is not None and found.person_id is not None:
        found = own.filter(pk=top(found.pk)).first()
    code = code_of(found) if found is not None else ""
    if found is None or not code:
        raise Problem.not_found()
    return found


def code_of(subject: Subject) -> str:
    """Return the code that is read out: of the person, else of the report or case alone."""
    for model in (Person, Case, Report):
        found = model.objects.filter(subject_id=subject.pk).values_list("code", flat=True).first()
        if found is not None:
            return str(found)
    return ""


def unit_of(subject_id: UUID) -> UUID | None:
    """Return the unit that answers for a person, else for her newest case, or the report alone."""
    return units_of([subject_id])[subject_id]


def units_of(subject_ids: Iterable[UUID]) -> dict[UUID, UUID | None]:
    """Return for each subject the unit that answers for it; as many queries for many as for one."""
    owner_of = tops(subject_ids)
    owners = set(owner_of.values())
    oldest_first = ("made_at", "pk")  # of several rows the last one read stands: the newest
    answering: dict[UUID, UUID] = {}
    for rows, subject in (
        (Report.objects.filter(subject_id__in=owners), "subject_id"),
        (Case.objects.filter(subject_id__in=owners).order_by(*oldest_first), "subject_id"),
        (Case.objects.filter(person__subject_id__in=owners).order_by(*oldest_first),
         "person__subject_id"),
        (Person.objects.filter(subject_id__in=owners), "subject_id"),
    ):  # fmt: skip
        found: QuerySet[Any] = rows.exclude(unit_id__isnull=True)
        answering.update(found.values_list(subject, "unit_id"))
    return {subject_id: answering.get(owner) for subject_id, owner in owner_of.items()}


def before(subject: Subject) -> Before:
    """Return what is on record: how much would go, and which grounds speak for keeping it."""
    grounds = GroundLine.objects.filter(
        case__person__subject_id=subject.pk, ended_at=None, receiver=None
    )
    return Before(
        subject, code_of(subject), len(tree([subject.pk])),
        tuple(grounds.order_by("review_on", "id")), vault.held_by(subject.pk), _linked(subject),
    )  # fmt: skip


@act
def erase(*, subject_id: UUID, code: str, why: Why, by: Actor, at: datetime) -> UUID:
    """Erase a person and all that is tied to her; returns the subject whose receipt stands now.

    The typed code must be hers. Raises ``Problem``: absent, another code, held by law.
    """
    subject = owner(subject_id, by)
    if subject.erased_at is not None:
        return subject.pk  # the same order, sent twice
    if code_of(subject) not in spellings(code):
        raise Problem.invalid("code", Reason.NO_SUCH_CODE)
    vault.erase(subject.pk, by=by, at=at, reason=why.value)
    agenda.complete_for(record_id=subject.pk, kind=Kind.ERASE.value, by=by, at=at)
    return subject.pk


def receipt(subject: Subject) -> Receipt:
    """Return the receipt of an erasure; a subject that was not erased has none."""
    order = Erasure.objects.filter(person_id=subject.pk).order_by("made_at", "pk").first()
    if order is None:
        raise Problem.not_found()
    return Receipt(
        code_of(subject), order.made_at, len(order.subjects), order.made_at + BACKUPS_KEPT,
        OUT_OF_REACH, order.done_at is not None, _linked(subject),
    )  # fmt: skip


def _linked(subject: Subject) -> tuple[Linked, ...]:
    return tuple(Linked(person.subject_id, person.code) for person in others_of(subject.pk))
