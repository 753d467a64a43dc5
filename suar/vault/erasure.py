"""Erasure: the keys of a person and of everything tied to her are destroyed.

Order: the event and the order of erasure are durable first, then the list outside the backups,
then the keys go. A crash in between is finished by :func:`finish_erasures`; from the first commit
on nothing opens any more.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings

from suar import audit
from suar.kit.actor import Actor, system_actor
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.store import durable
from suar.store.work import act, after_commit
from suar.vault import keyring
from suar.vault.families import held_by, owners, tree
from suar.vault.models import Erasure, Subject, WrappedKey
from suar.vault.slots import on_erase

BACKUPS_KEPT = timedelta(days=30)  # key backups live at most this long
OUT_OF_REACH = ("partners_copies", "phones", "paper", "letters_sent", "published_figures")


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the person is told: what is gone, when the last copy of ours goes, what we cannot."""

    erasure_id: UUID
    at: datetime
    subjects: int
    backups_gone_by: datetime
    out_of_reach: tuple[str, ...] = OUT_OF_REACH


@act
def erase(person_subject: UUID, *, by: Actor, at: datetime, reason: str) -> Receipt:
    """Erase a person: she and all tied subjects become unreadable at once, in every copy in time.

    A report or file that was never tied to anyone may be erased by itself in the same way.
    Raises ``Problem``: not found (absent or another organisation's), held by law, already erased.
    """
    # the linked records, too: a hold that is being placed on one of them comes first or is refused
    group = Subject.objects.select_for_update().filter(pk__in=owners(person_subject)).order_by("pk")
    person = {row.pk: row for row in group}.get(person_subject)
    if person is None:  # absent, or tied to somebody
        person = Subject.objects.filter(pk=person_subject).first()
    if person is None or person.organisation_id != by.organisation_id:
        raise Problem.not_found()
    if person.person_id is not None:
        raise Problem.refused(Reason.NOT_ALONE)
    if person.erased_at is not None:
        raise Problem.refused(Reason.ALREADY_DONE)
    hers = Subject.objects.filter(pk__in=tree([person_subject]))
    if law := held_by(person_subject):
        raise Problem.refused(Because(Reason.HELD_BY_LAW, {"law": law}))
    ids = tuple(sorted(hers.values_list("pk", flat=True)))
    for remove in on_erase:
        remove(ids, by, at)
    hers.update(erased_at=at)
    order = Erasure.objects.create(
        id=new_id(), organisation_id=person.organisation_id, person_id=person_subject,
        subjects=[str(i) for i in ids], reason=reason, made_at=at, made_by=by.user_id,
    )  # fmt: skip
    facts = {"reason": reason, "kind": person.kind}
    audit.record(by, "person.erased", order, at=at, subjects=ids, facts=facts)
    after_commit(lambda: _finish(order.pk))
    return Receipt(order.pk, at, len(ids), at + BACKUPS_KEPT)


def finish_erasures() -> int:
    """Destroy the keys of erasures that a crash left half-done; returns how many."""
    waiting = list(Erasure.objects.filter(done_at=None).values_list("pk", flat=True))
    for order_id in waiting:
        _finish(order_id)
    return len(waiting)


def replay_erasures(lines: Iterable[str], *, at: datetime) -> int:
    """Apply the erasure list to a restored system; returns how many subjects were closed again."""
    closed = 0
    for line in lines:
        if not line.strip():
            continue
        ids = [UUID(s) for s in json.loads(line)["subjects"]]
        WrappedKey.objects.filter(subject_id__in=ids).delete()
        again = Subject.objects.filter(pk__in=ids, erased_at=None)
        for owner in set(again.values_list("organisation_id", flat=True)):
            closed += _close_again(ids=ids, by=system_actor(owner), at=at)
    return closed


@act
def _close_again(*, ids: list[UUID], by: Actor, at: datetime) -> int:
    """Coarsen and close in a restored system what was erased after the backup was made."""
    for remove in on_erase:
        remove(tuple(ids), by, at)
    hers = Subject.objects.filter(pk__in=ids, organisation_id=by.organisation_id)
    first = hers.order_by("made_at", "pk").first()
    closed = hers.update(erased_at=at)
    audit.record(by, "erasure.replayed", first, at=at, subjects=ids)
    return closed


def list_path() -> Path:
    """Return the file that lists erasures, ids only, kept outside the backups."""
    return Path(settings.ERASURE_LIST)


def _finish(order_id: UUID) -> None:
    order = Erasure.objects.get(pk=order_id)
    ids = [UUID(s) for s in order.subjects]
    _append_to_list(order)
    keyring.forget(ids)
    WrappedKey.objects.filter(subject_id__in=ids).delete()
    Erasure.objects.filter(pk=order_id).update(done_at=order.made_at)


def _append_to_list(order: Erasure) -> None:
    """Append before the keys go, so that no restore can bring back what the list does not name."""
    line = {"erasure": str(order.pk), "at": order.made_at.isoformat(), "subjects": order.subjects}
    durable.append(list_path(), json.dumps(line))
