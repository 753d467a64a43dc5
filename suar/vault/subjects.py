"""Making, tying, locking and holding subjects."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from datetime import datetime
from uuid import UUID

from suar import audit
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.store import tenancy
from suar.store.work import act, after_commit
from suar.vault import crypto, holds, keyring, master
from suar.vault.families import tops, tree
from suar.vault.models import Subject, SubjectKind, WrappedKey


@act
def new_subject(
    *,
    kind: str,
    by: Actor,
    at: datetime,
    person_subject: UUID | None = None,
    organisation_id: UUID | None = None,
) -> UUID:
    """Make a subject and its key; the key is durable before the row that will need it.

    ``person_subject`` ties it at once. ``organisation_id`` is for a referral's receiver, whose
    writing belongs to the sender. A key without a row, left by a rollback, is swept by `doctor`.
    """
    if person_subject is not None:
        person_subject = _living(person_subject)
    subject_id, key = new_id(), crypto.new_key()
    version = master.current_version()
    WrappedKey.objects.create(
        subject_id=subject_id,
        master=version,
        wrapped=crypto.wrap(master.key(version), version, str(subject_id), key),
        made_at=at,
    )
    keyring.keep_for_sealing(subject_id, key)
    Subject.objects.create(
        id=subject_id,
        organisation_id=organisation_id or by.organisation_id,
        kind=SubjectKind(kind).value,
        person_id=person_subject,
        made_at=at,
        made_by=by.user_id,
    )
    return subject_id


@act
def tie(subject_id: UUID, person_subject: UUID, *, by: Actor, at: datetime) -> None:
    """Give a report, case or file to a person: her erasure now reaches it. Nothing is re-sealed.

    What hung on the report (its file, a hold's paper) goes with it: a person owns directly.
    """
    subject = Subject.objects.select_for_update().get(pk=subject_id)
    if subject.person_id == person_subject:
        return
    if subject.person_id is not None or subject.erased_at is not None:
        raise Problem.refused(Reason.ALREADY_DONE)
    owner = _living(person_subject)
    moved = tree([subject_id])
    if owner in moved:
        raise Problem.refused(Reason.NOT_ALONE)  # nothing is tied to itself
    Subject.objects.filter(pk__in=moved).update(person_id=owner)
    audit.record(by, "subject.tied", subject, at=at, subjects=[*sorted(moved), owner])


def _living(person_subject: UUID) -> UUID:
    """Hold the person's row until the commit, and refuse where she was erased meanwhile.

    Erasure holds the same row: what is tied to her either comes before it and goes with her, or
    comes too late. Otherwise its key would outlive hers. Returns the owner: a report that was
    tied meanwhile leads to its person.
    """
    person = Subject.objects.select_for_update().filter(pk=person_subject).first()
    if person is None:
        raise Problem.not_found()
    if person.erased_at is not None:
        raise Problem.refused(Reason.ERASED)
    return _living(person.person_id) if person.person_id is not None else person.pk


def lock_living(*subject_ids: UUID) -> None:
    """Hold the rows of the persons to whom subjects belong until the commit; each must stand.

    Whoever writes of a person calls this before any other row is locked: erasure holds the same
    rows first, so that what overtakes it is erased too, and what comes later is refused. Two
    persons are held in the order of their ids. Raises ``Problem``: absent, erased.
    """
    wanted = set(subject_ids)
    found, living = _locked(wanted)
    if found != wanted:
        raise Problem.not_found()
    if living != wanted:
        raise Problem.refused(Reason.ERASED)


def lock_those_living(subject_ids: Iterable[UUID]) -> frozenset[UUID]:
    """Hold the same rows and return which of the subjects still stand: for work on many."""
    return _locked(set(subject_ids))[1]


def _locked(wanted: set[UUID]) -> tuple[set[UUID], frozenset[UUID]]:
    """Hold the owners' rows, each house's in its own name; return what exists and what stands.

    A receiver sees the subject of a letter and not the person to whom it is tied.
    """
    owners = dict(Subject.objects.filter(pk__in=wanted).values_list("pk", "organisation_id"))
    living: set[UUID] = set()
    for owner in sorted(set(owners.values())):
        with _seat_of(owner):
            living |= _lock_tops({pk for pk, house in owners.items() if house == owner})
    return set(owners), frozenset(living)


def _lock_tops(wanted: set[UUID]) -> set[UUID]:
    """Hold the owners of one house's subjects; a report tied while we waited leads on to hers."""
    while True:
        owner_of = tops(wanted)
        rows = Subject.objects.select_for_update().filter(pk__in=set(owner_of.values()))
        held = {row.pk: row for row in rows.order_by("pk")}
        if all(row.person_id is None for row in held.values()):
            break
    gone = Subject.objects.filter(pk__in=wanted, erased_at__isnull=False)
    living = {pk for pk in wanted if held[owner_of[pk]].erased_at is None}
    return living - set(gone.values_list("pk", flat=True))


def _seat_of(owner: UUID) -> AbstractContextManager[None]:
    if tenancy.current_organisation() in (None, owner):
        return nullcontext()
    return tenancy.acting_for(owner)


@act
def hold(person_subject: UUID, *, law: str, by: Actor, at: datetime) -> None:
    """Keep a person's records although she asks for erasure: ``law`` is the code of the duty."""
    _set_hold(person_subject, law, by, at, "subject.held")


@act
def release(person_subject: UUID, *, by: Actor, at: datetime) -> None:
    """End a hold."""
    _set_hold(person_subject, "", by, at, "subject.released")


def _set_hold(person_subject: UUID, law: str, by: Actor, at: datetime, verb: str) -> None:
    subject = Subject.objects.select_for_update().get(pk=person_subject)
    if law and subject.erased_at is not None:
        raise Problem.refused(Reason.ERASED)
    Subject.objects.filter(pk=person_subject).update(held_by=law)
    # a rollback may leave a hold too many on the list, never one too few
    if law:
        holds.note(person_subject, law, at)
    else:
        after_commit(lambda: holds.note(person_subject, "", at))
    audit.record(by, verb, subject, at=at, subjects=[person_subject], facts={"law": law})
