"""A safety service that runs on after the access ended: whom to ring, by when, and its task.

Both sides read it without a word of the person: the receiver from its own mark, the sender from
its referral. Contacts are those of the directory, which everybody in the installation reads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import suar.agenda.queries as agenda
from suar.agenda.models import Task
from suar.cases import reminders
from suar.cases.models import InboxMark, Referral
from suar.cases.referral import rules
from suar.cases.referral.codes import RefState, Verb
from suar.cases.referral.inbox import over_for
from suar.cases.referral.queries import Opened
from suar.cases.reminders import Kind
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.network.models import Organisation, ServiceOffer


@dataclass(frozen=True, slots=True)
class HandOn:
    """What stands on the page of a hand-over: the other house, its contacts, the time, the task."""

    other: Organisation
    contacts: Sequence[ServiceOffer]
    due_at: datetime
    task: Task | None  # still open, and the reader's to tick off


def for_receiver(referral_id: UUID, *, by: Actor, at: datetime) -> tuple[InboxMark, HandOn]:
    """Return the reader's own mark and its hand-over; not found where there is none."""
    mark = over_for(referral_id, by)
    if mark is None or mark.ended_at is None or not mark.hand_over:
        raise Problem.not_found()
    house = Organisation.objects.get(pk=by.organisation_id)
    task = _task(by, at, Kind.RECEIVER_HAND_OVER, referral_id)
    due_at = reminders.usual(Kind.RECEIVER_HAND_OVER, house, mark.ended_at)
    return mark, HandOn(mark.sender, contacts_of(mark.sender_id), due_at, task)


def for_sender(shown: Opened, *, by: Actor, at: datetime) -> HandOn | None:
    """Return the hand-over of a referral that the reader may open; none where nothing runs on."""
    row = shown.row
    if shown.state is not RefState.WITHDRAWN or row.ended_at is None:
        return None
    before = [RefState(e.state) for e, _note in shown.events if e.verb != Verb.REVOKE]
    if not before or not rules.hand_over_needed(before[-1], row.service):
        return None
    source = reminders.source_of(Kind.HAND_OVER, row.pk)
    task = _task(by, at, Kind.HAND_OVER, row.case_id, source)
    due_at = reminders.usual(Kind.HAND_OVER, row.organisation, row.ended_at)
    return HandOn(row.receiver, contacts_of(row.receiver_id, row), due_at, task)


def contacts_of(organisation_id: UUID, referral: Referral | None = None) -> list[ServiceOffer]:
    """Return who is rung at a house, each number once; the service's own contact first."""
    rows = ServiceOffer.objects.filter(organisation_id=organisation_id, closed_on__isnull=True)
    service = referral.service if referral else ""
    known = rows.exclude(focal_phone="").select_related("unit").order_by("id")
    by_number: dict[str, ServiceOffer] = {}
    for row in sorted(known, key=lambda offer: offer.service != service):
        by_number.setdefault(row.focal_phone, row)
    return list(by_number.values())


def _task(by: Actor, at: datetime, kind: Kind, record_id: UUID, source: str = "") -> Task | None:
    found = agenda.my_tasks(actor=by, at=at).filter(kind=kind.value, record_id=record_id)
    return (found.filter(source=source) if source else found).first()
