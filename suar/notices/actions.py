"""Writes of the notices: deliver, mark read, mark mailed, choose how to be told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from suar import audit, policy
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.notices import queries, scope, slots
from suar.notices.models import Notice, NoticePreference
from suar.notices.rules import Audience
from suar.policy import Permission
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class Choice:
    """How somebody wants to be told."""

    mail: bool
    quiet_from: int
    quiet_to: int
    language: str = ""


@act
def deliver(
    *, audience: Audience, kind: str, record_id: UUID, record_code: str, but: UUID, by: Actor,
    at: datetime,
) -> list[UUID]:  # fmt: skip
    """Put the notice before each member of the audience; an unread one like it is renewed.

    ``but`` is the one who did it and needs no notice. Returns who is to be mailed: whoever
    has a new one, and at an urgent kind whoever's was renewed.
    """
    told: list[UUID] = []
    for user_id in queries.members(audience, at):
        if user_id == but:
            continue
        row = Notice(
            id=new_id(), organisation_id=audience.organisation_id, made_at=at, made_by=by.user_id,
            user_id=user_id, kind=kind, record_id=record_id, record_code=record_code,
        )  # fmt: skip
        if _saved(row):
            audit.record(by, "notice.given", row, at=at, facts={"kind": kind, "to": user_id})
            told.append(user_id)
        elif _renewed(row, by, at):
            told.append(user_id)
    return told


@act
def mark_read(*, notice: Notice, by: Actor, at: datetime) -> Notice:
    """Mark one notice as read. Twice is once."""
    policy.require(by, Permission.NOTICE_VIEW)
    row = scope.get(notice.pk, by)
    if row.read_at is None:
        row.read_at = at
        row.save_change(expected=row.version, fields=["read_at"])
        audit.record(by, "notice.read", row, at=at)
    return row


@act
def mark_all_read(*, by: Actor, at: datetime) -> int:
    """Mark all of one's notices as read; one event holds how many."""
    policy.require(by, Permission.NOTICE_VIEW)
    rows = list(scope.visible_to(by).filter(read_at__isnull=True))
    if rows:
        scope.visible_to(by).filter(read_at__isnull=True).update(read_at=at)
        audit.record(by, "notice.read", rows[0], at=at, facts={"count": len(rows)})
    return len(rows)


@act
def mark_mailed(*, user_id: UUID, organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Note that a mail went out for all that waited; one event holds how many."""
    waiting = queries.waiting_for_mail(user_id, organisation_id)
    first = waiting.first()
    if first is None:
        return 0
    count = waiting.update(mailed_at=at)
    audit.record(by, "notice.mailed", first, at=at, facts={"count": count})
    return count


@act
def choose(*, choice: Choice, expected: int, by: Actor, at: datetime) -> NoticePreference:
    """Keep how one wants to be told."""
    policy.require(by, Permission.NOTICE_VIEW)
    row = queries.preference(by.user_id, by.organisation_id, at)
    row.mail, row.language = choice.mail, choice.language
    row.quiet_from, row.quiet_to = choice.quiet_from, choice.quiet_to
    if row._state.adding:
        row.save(force_insert=True)
    else:
        row.save_change(expected=expected, fields=["mail", "language", "quiet_from", "quiet_to"])
    audit.record(by, "notice_preference.chosen", row, at=at, facts={"mail": choice.mail})
    return row


def _saved(row: Notice) -> bool:
    """Save unless an unread notice of the same kind waits at the same record."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _renewed(like: Notice, by: Actor, at: datetime) -> bool:
    """Lift the unread notice like this one to the top; say whether its reader is mailed again."""
    row = Notice.objects.filter(
        organisation_id=like.organisation_id, user_id=like.user_id, kind=like.kind,
        record_id=like.record_id, read_at__isnull=True,
    ).first()  # fmt: skip
    if row is None or row.made_at >= at:
        return False
    kind = slots.kinds.get(row.kind)
    urgent = kind is not None and kind.urgent
    row.made_at, row.mailed_at = at, None if urgent else row.mailed_at
    row.save_change(expected=row.version, fields=["made_at", "mailed_at"])
    audit.record(by, "notice.renewed", row, at=at, facts={"kind": row.kind, "to": row.user_id})
    return urgent
