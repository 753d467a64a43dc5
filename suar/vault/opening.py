"""Opening sealed values: the only ways to a plaintext, each of which leaves its event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import Any
from uuid import UUID

from suar import audit
from suar.audit.recording import looked_lately
from suar.audit.recording import set_id as audit_set_id
from suar.kit.actor import Actor
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.store.work import act, in_work
from suar.vault import keyring
from suar.vault.models import PART_OF_KIND, Subject
from suar.vault.slots import may_open

# who, when, type and id of the record, subject, the part asked for
Look = tuple[Actor, datetime, str, UUID, UUID, str | None]
# what the open blocks of this page have asked and noted: the same again inside costs nothing
_looking: ContextVar[frozenset[Look]] = ContextVar("suar_looking", default=frozenset())


@contextmanager
def opened(
    *rows: Any,
    by: Actor,
    at: datetime,
    record: Any = None,
    purpose: str = "view",
    part: str | None = None,
) -> Iterator[None]:
    """Open the subjects of rows (or subject ids) for the length of the block.

    ``part`` is what a grant must open (``policy.Part``); without it the kind of the subject says:
    the identity of a person, the letter of a referral, the case of a case or report.

    Writes one look of the actor at ``record`` (default: the first row) per 15 minutes and purpose,
    in the chain of the organisation that owns the subject. Raises ``Problem`` (not found) where no
    open grant reaches the actor, and ``Problem`` (erased) where the key is gone.
    """
    subjects = _subjects(rows)
    looked_at = record if record is not None else rows[0]
    looks = frozenset((by, at, _type_of(looked_at), _id_of(looked_at), s, part) for s in subjects)
    if looks <= _looking.get() and subjects <= set(keyring.opening.get() or ()):
        yield  # the block around this one asked the ledger for the same and wrote the look
        return
    found = _living(subjects)
    if subjects - _granted(by, _by_part(found, part), at):
        raise Problem.not_found()
    owners = {subject.pk: subject.organisation_id for subject in found}
    _note_looks(owners, by, at, "looked", looked_at, purpose)
    with _ring(subjects, strict=True):
        token = _looking.set(_looking.get() | looks)
        try:
            yield
        finally:
            _looking.reset(token)


@contextmanager
def opened_for_list(
    subjects: Iterable[UUID], *, by: Actor, at: datetime, what: str
) -> Iterator[None]:
    """Open many subjects to show codes and initials, or to score a search.

    Subjects of the own organisation need no grant here (search before create); those
    of others do. One event per set of subjects and 15 minutes.
    """
    wanted = frozenset(subjects)
    found = list(Subject.objects.filter(pk__in=wanted, erased_at=None))
    owners = {subject.pk: subject.organisation_id for subject in found}
    foreign = [subject for subject in found if subject.organisation_id != by.organisation_id]
    if foreign and {s.pk for s in foreign} - _granted(by, _by_part(foreign, None), at):
        raise Problem.not_found()
    if owners:
        _note_list(owners, by, at, what)
    with _ring(frozenset(owners), strict=False):
        yield


@contextmanager
def opened_for_scoring(
    subjects: Iterable[UUID], *, by: Actor, at: datetime, what: str
) -> Iterator[list[UUID]]:
    """Open candidates of a search to score them; the block puts those it will show into the list.

    Own organisation only (search before create). One event says how many were
    scored and names the subjects that are shown; a candidate that nobody sees is no look.
    """
    wanted = frozenset(subjects)
    found = Subject.objects.filter(
        pk__in=wanted, erased_at=None, organisation_id=by.organisation_id
    )
    ours = frozenset(found.values_list("pk", flat=True))
    shown: list[UUID] = []
    try:
        with _ring(ours, strict=False):
            yield shown
    finally:
        if ours:
            _note_scoring(by, at, what, shown, len(ours))


@contextmanager
def opened_by_system(
    subjects: Iterable[UUID], *, by: Actor, at: datetime, why: str
) -> Iterator[None]:
    """Open for work that no person does: rebuilding an index, checking a restored backup."""
    if not by.is_system:
        raise Problem.forbidden()
    wanted = frozenset(subjects)
    owners = dict(
        Subject.objects.filter(pk__in=wanted, erased_at=None).values_list("pk", "organisation_id")
    )
    if owners:
        _note_list(owners, by, at, why, verb="system.opened")
    with _ring(frozenset(owners), strict=False):
        yield


def _subjects(rows: tuple[Any, ...]) -> frozenset[UUID]:
    if not rows:
        raise TypeError("name what is opened")
    return frozenset(r if isinstance(r, UUID) else UUID(str(r.subject_id)) for r in rows)


def _living(subjects: frozenset[UUID]) -> list[Subject]:
    """Return the subjects; absent and foreign look alike, erased says so."""
    rows = list(Subject.objects.filter(pk__in=subjects))
    if len(rows) != len(subjects):
        raise Problem.not_found()
    if any(row.erased_at for row in rows):
        raise Problem(Kind.REFUSED, [Reason.ERASED])
    return rows


def _by_part(subjects: Iterable[Subject], part: str | None) -> dict[str | None, frozenset[UUID]]:
    """Sort subjects by the part that a grant must open: the one asked for, or their kind's."""
    sorted_out: dict[str | None, frozenset[UUID]] = {}
    for subject in subjects:
        needed = part or PART_OF_KIND[subject.kind]
        sorted_out[needed] = sorted_out.get(needed, frozenset()) | {subject.pk}
    return sorted_out


def _granted(by: Actor, asked: dict[str | None, frozenset[UUID]], at: datetime) -> frozenset[UUID]:
    """Return what an open grant opens; without a filled slot nothing does (deny by default)."""
    open_now: frozenset[UUID] = frozenset()
    for part, subjects in asked.items():
        for answer in may_open:
            open_now |= answer(by, subjects, at, part)
    return open_now


def _note_looks(
    owners: dict[UUID, UUID], by: Actor, at: datetime, verb: str, record: Any, purpose: str
) -> None:
    facts = {"purpose": purpose}
    _note(owners, by, at, verb, lambda _shown: (_type_of(record), _id_of(record), facts))


def _note_list(
    owners: dict[UUID, UUID], by: Actor, at: datetime, what: str, verb: str = "list.shown"
) -> None:
    _note(
        owners, by, at, verb, lambda shown: (what, audit_set_id(shown), {"count": len(shown)})
    )  # fmt: skip


def _note(
    owners: dict[UUID, UUID],
    by: Actor,
    at: datetime,
    verb: str,
    told: Callable[[list[UUID]], tuple[str, UUID, dict[str, Any]]],
) -> None:
    """Write what was looked at, by owner; what was noted lately takes no turn among the writers."""
    new: list[tuple[UUID, list[UUID], str, UUID, dict[str, Any]]] = []
    for owner in sorted(set(owners.values())):
        shown = [s for s, o in owners.items() if o == owner]
        kind, record_id, facts = told(shown)
        if not looked_lately(by, at=at, verb=verb, record_id=record_id, subjects=shown):
            new.append((owner, shown, kind, record_id, facts))

    def write() -> None:
        for owner, shown, kind, record_id, facts in new:
            audit.looked(
                by, at=at, verb=verb, record_type=kind, record_id=record_id,
                organisation_id=owner, subjects=shown, facts=facts,
            )  # fmt: skip

    if new:
        _in_work(write)


def _note_scoring(by: Actor, at: datetime, what: str, shown: list[UUID], scored: int) -> None:
    def write() -> None:
        audit.looked(
            by, at=at, verb="search.shown", record_type=what,
            record_id=audit_set_id(shown) if shown else by.user_id,
            organisation_id=by.organisation_id, subjects=shown,
            facts={"scored": scored, "shown": len(shown)},
        )  # fmt: skip

    _in_work(write)


def _in_work(write: Any) -> None:
    """Write inside the running unit of work, or in one of its own for a page that only reads."""
    if in_work():
        write()
    else:
        act(write)()


@contextmanager
def _ring(subjects: frozenset[UUID], *, strict: bool) -> Iterator[None]:
    outer = keyring.opening.get() or {}
    missing = [s for s in subjects if s not in outer]
    ring = {**outer, **keyring.load(missing)}
    if strict and not subjects <= set(ring):
        raise Problem(Kind.REFUSED, [Reason.ERASED])
    token = keyring.opening.set(ring)
    try:
        yield
    finally:
        keyring.opening.reset(token)


def _type_of(record: Any) -> str:
    return "subject" if isinstance(record, UUID) else str(record._meta.label_lower)


def _id_of(record: Any) -> UUID:
    return record if isinstance(record, UUID) else UUID(str(record.pk))
