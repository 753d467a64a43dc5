"""Writes of the files: attach, keep one of ours, open an original, erase."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max

from suar import audit, policy, vault
from suar.files import disk, scope
from suar.files.codes import State
from suar.files.models import OriginalOpening, StoredFile
from suar.files.prepare import Prepared
from suar.files.slots import Holder
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act, after_commit

_ATTEMPTS = 5


@act
def attach(
    *, prepared: Prepared, holder: Holder, by: Actor, at: datetime, remark: str = ""
) -> StoredFile:
    """Attach an uploaded file, already cleaned and sealed, to a record.

    Raises ``Problem``: no permission; not found where no grant opens the record's part. Sent
    twice, the first row is returned and the second pair of bodies is taken off the disk.
    """
    policy.require(by, Permission.FILE_UPLOAD)
    if holder.why_not_add:
        raise Problem.refused(holder.why_not_add)
    return _kept(prepared, holder, by, at, remark, "file.attached")


@act
def keep_ours(*, prepared: Prepared, holder: Holder, by: Actor, at: datetime) -> StoredFile:
    """Keep a document that Suar wrote for this record (a letter); no original stands behind it."""
    policy.require(by, Permission.LETTER_ISSUE)
    return _kept(prepared, holder, by, at, "", "file.kept")


@act
def open_original(
    *,
    file: StoredFile,
    reason: str,
    by: Actor,
    at: datetime,
    id: UUID | None = None,  # noqa: A002
) -> OriginalOpening:
    """Note who opens the sealed original and why; the bytes are read after this has been saved.

    Only in the house that keeps it: a receiver was given the clean copy, without place and device.
    """
    policy.require(by, Permission.FILE_ORIGINAL)
    if scope.get(file.pk, by, at).organisation_id != by.organisation_id:
        raise Problem.not_found()
    row_id = id or new_id()
    if done := replayed(OriginalOpening, row_id, by, file_id=file.pk):
        return done  # type: ignore[no-any-return]
    if not reason.strip():
        raise Problem.invalid("reason", Reason.REQUIRED)
    if file.original_place is None:
        raise Problem.refused(Reason.FILE_GONE)
    opening = OriginalOpening(
        id=row_id, organisation_id=file.organisation_id, subject_id=file.subject_id, file=file,
        made_at=at, made_by=by.user_id, reason=reason.strip(),
    )  # fmt: skip
    opening.save(force_insert=True)
    audit.record(by, "file.original_opened", file, at=at, facts={"opening": opening.pk})
    return opening


@act
def forget(*, subjects: tuple[UUID, ...], by: Actor, at: datetime) -> int:
    """Take the bodies of erased subjects off the disk: the vault's erasure calls this."""
    files = list(StoredFile.objects.filter(subject_id__in=subjects, state=State.KEPT.value))
    for file in files:
        StoredFile.objects.filter(pk=file.pk).update(state=State.ERASED.value)
        audit.record(by, "file.erased", file, at=at)
    places = [p for f in files for p in (f.clean_place, f.original_place)]
    after_commit(lambda: _remove(places))
    return len(files)


def forget_erased(subjects: tuple[UUID, ...], by: Actor, at: datetime) -> None:
    """Answer the vault's erasure."""
    forget(subjects=subjects, by=by, at=at)


def _remove(places: list[UUID | None]) -> None:
    for place in places:
        disk.remove(place)


def _kept(
    prepared: Prepared, holder: Holder, by: Actor, at: datetime, remark: str, verb: str
) -> StoredFile:
    done: StoredFile | None = replayed(StoredFile, prepared.row_id, by, record_id=holder.record_id)
    if done is not None:
        _drop_second(prepared, done)
        return done
    if prepared.subject_id != holder.subject_id:
        raise ValueError("sealed for another subject than the record's")
    vault.lock_living(holder.subject_id)
    if not scope.opens(holder.subject_id, holder.part, by, at):
        raise Problem.not_found()
    row = _numbered(prepared, holder, by, at, remark)
    audit.record(by, verb, row, at=at, facts={"kind": row.kind, "record": row.record_id})
    return row


def _numbered(
    prepared: Prepared, holder: Holder, by: Actor, at: datetime, remark: str
) -> StoredFile:
    """Save with the record's next number; two at once: the one that comes second takes the next."""
    for _attempt in range(_ATTEMPTS):
        row = _row(prepared, holder, by, at, remark)
        try:
            with transaction.atomic():
                row.save(force_insert=True)
        except IntegrityError:
            done: StoredFile | None = replayed(
                StoredFile, prepared.row_id, by, record_id=holder.record_id
            )
            if done is not None:
                return done
            continue
        return row
    raise Problem.conflict()


def _row(prepared: Prepared, holder: Holder, by: Actor, at: datetime, remark: str) -> StoredFile:
    return StoredFile(
        id=prepared.row_id, organisation_id=holder.organisation_id, subject_id=holder.subject_id,
        made_at=at, made_by=by.user_id, record_type=holder.record_type,
        record_id=holder.record_id, record_code=holder.code, part=holder.part,
        number=_next_number(holder.record_id), kind=prepared.kind,
        media_type=prepared.media_type, extension=prepared.extension,
        changes=list(prepared.changes), clean_place=prepared.clean_place,
        clean_size=prepared.clean_size, original_place=prepared.original_place,
        original_size=prepared.original_size, original_name=prepared.original_name,
        original_digest=prepared.original_digest, remark=remark.strip(),
    )  # fmt: skip


def _drop_second(prepared: Prepared, done: StoredFile) -> None:
    """A form sent twice wrote a second pair of bodies: nobody will ever name them."""
    for place in (prepared.clean_place, prepared.original_place):
        if place not in (done.clean_place, done.original_place):
            disk.remove(place)


def _next_number(record_id: UUID) -> int:
    """Return the next number of the record."""
    last = StoredFile.objects.filter(record_id=record_id).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
