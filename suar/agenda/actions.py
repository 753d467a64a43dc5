"""Writes of the agenda: add, complete, cancel, put off, give away, mark what is late."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from suar import audit, policy
from suar.agenda import rules, scope, slots, team
from suar.agenda.codes import Snooze, State
from suar.agenda.models import Task
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.network.models import Unit
from suar.policy import Permission
from suar.store.work import act

_BATCH = 500


@dataclass(frozen=True, slots=True)
class About:
    """The record that a task is about, by ids and its neutral code."""

    record_type: str
    record_id: UUID
    code: str
    subject_id: UUID | None = None


@act
def add_task(
    *, kind: str, about: About, due_at: datetime, source: str, by: Actor, at: datetime,
    user: UUID | None = None, unit: Unit | None = None, role: str = "", urgent: bool = False,
    organisation_id: UUID | None = None,
) -> Task:  # fmt: skip
    """Add what a rule wants done; called by the actions of other packages, which asked for rights.

    While the same rule has the same task open on the record, that one is returned; an earlier due
    time is taken over, a later one is not. ``role`` is a ``policy.Role``; give user, or unit
    (with or without a role), or role.
    """
    owner = organisation_id or by.organisation_id
    found = _open_one(owner, source, about.record_id, kind)
    if found is not None:
        return _sooner(found, due_at, urgent, by, at)
    row = Task(
        id=new_id(), organisation_id=owner, made_at=at, made_by=by.user_id, kind=kind,
        source=source, subject_id=about.subject_id, record_type=about.record_type,
        record_id=about.record_id, record_code=about.code, due_at=due_at, urgent=urgent,
        user_id=user, unit=unit, role=str(role),
    )  # fmt: skip
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        other = _open_one(owner, source, about.record_id, kind)
        if other is None:
            raise
        return other
    audit.record(by, "task.added", row, at=at, facts={"kind": kind, "source": source})
    return row


@act
def complete(*, task: Task, by: Actor, at: datetime) -> Task:
    """Tick a task off. One that only its own step can close is refused here."""
    policy.require(by, Permission.TASK_VIEW)
    row = scope.get(task.pk, by, team.colleagues(by, at))
    if row.state == State.DONE and row.closed_by == by.user_id:
        return row
    kind = slots.kinds.get(row.kind)
    if kind is None or not kind.by_hand:
        raise Problem.refused(Reason.TASK_BY_ITS_STEP)
    _refuse(rules.why_not_change(row.facts))
    return _closed(row, State.DONE, "by_hand", by, at)


@act
def complete_for(
    *, record_id: UUID, by: Actor, at: datetime, kind: str = "", source: str = "",
    organisation_id: UUID | None = None,
) -> int:  # fmt: skip
    """Close the open tasks of a record because the step was taken; return how many."""
    rows = _open_of(record_id, kind, source, organisation_id or by.organisation_id)
    for row in rows:
        _closed(row, State.DONE, "step", by, at)
    return len(rows)


@act
def cancel_for(
    *, record_id: UUID, why: str, by: Actor, at: datetime, kind: str = "", source: str = "",
    organisation_id: UUID | None = None,
) -> int:  # fmt: skip
    """Drop the open tasks of a record because nothing is to be done any more; ``why`` is a code."""
    rows = _open_of(record_id, kind, source, organisation_id or by.organisation_id)
    for row in rows:
        _closed(row, State.CANCELLED, why, by, at)
    return len(rows)


@act
def restore_for(
    *, record_id: UUID, why: str, since: datetime, due_at: datetime, by: Actor, at: datetime,
    worker: tuple[Collection[UUID], UUID], unit: tuple[Collection[UUID], Unit],
) -> int:  # fmt: skip
    """Take up again what ``cancel_for`` dropped for ``why`` from ``since`` on; return how many.

    A task whose time has passed meanwhile is due at ``due_at``; one that stands open again
    already is left as it is. The dropped row stays as it was: the new one is a row of its own.
    ``worker`` and ``unit`` are those who had the record since then, and the one who has it now: to
    her goes what was theirs, as ``hand_over`` would have moved it.
    """
    rows = Task.objects.filter(
        organisation_id=by.organisation_id, record_id=record_id, state=State.CANCELLED.value,
        close_reason=why, closed_at__gte=since,
    )  # fmt: skip
    restored = 0
    for old in rows.order_by("id"):
        if _open_one(old.organisation_id, old.source, old.record_id, old.kind) is not None:
            continue
        user_id = worker[1] if old.user_id in worker[0] else old.user_id
        row = Task(
            id=new_id(), organisation_id=old.organisation_id, made_at=at, made_by=by.user_id,
            kind=old.kind, source=old.source, subject_id=old.subject_id,
            record_type=old.record_type, record_id=old.record_id, record_code=old.record_code,
            due_at=max(old.due_at, due_at), urgent=old.urgent, role=old.role, user_id=user_id,
            unit=unit[1] if old.unit_id in unit[0] else old.unit,
        )  # fmt: skip
        row.save(force_insert=True)
        audit.record(by, "task.restored", row, at=at, facts={"kind": row.kind})
        restored += 1
    return restored


@act
def snooze(
    *, task: Task, until: datetime, reason: Snooze, expected: int, by: Actor, at: datetime
) -> Task:
    """Put a task off, with a reason; it counts how often that was done."""
    policy.require(by, Permission.TASK_VIEW)
    row = scope.get(task.pk, by, team.colleagues(by, at))
    _refuse(rules.why_not_snooze(row.facts, until=until, reason=reason, at=at))
    row.due_at, row.snooze_reason, row.overdue_at = until, Snooze(reason).value, None
    row.snoozes, row.level = row.snoozes + 1, 0
    row.save_change(
        expected=expected, fields=["due_at", "snooze_reason", "overdue_at", "snoozes", "level"]
    )
    facts = {"until": until.date().isoformat(), "reason": row.snooze_reason}
    audit.record(by, "task.snoozed", row, at=at, facts=facts)
    return row


@act
def reassign(*, task: Task, to_user: UUID, expected: int, by: Actor, at: datetime) -> Task:
    """Give a task to a colleague whose role sees tasks."""
    policy.require(by, Permission.TASK_TEAM)
    row = scope.get(task.pk, by, team.colleagues(by, at))
    _refuse(rules.why_not_change(row.facts))
    if to_user not in {user_id for user_id, _name in team.may_take_tasks(by, at, role=row.role)}:
        raise Problem.invalid("to_user", Reason.TASK_NOT_IN_TEAM)
    row.user_id, row.unit, row.role = to_user, None, ""
    row.save_change(expected=expected, fields=["user_id", "unit", "role"])
    audit.record(by, "task.reassigned", row, at=at, facts={"to": to_user})
    return row


@act
def hand_over(
    *, record_id: UUID, worker: tuple[UUID, UUID], unit: tuple[Unit, Unit], by: Actor, at: datetime
) -> int:
    """Move the open tasks of a record that was given on; return how many.

    ``worker`` and ``unit`` are the ones before and after. What a third person has, or a role of the
    organisation, stays; ``by`` was asked for her right by the action that gave the record on.
    """
    moved = 0
    for row in _open_of(record_id, "", "", by.organisation_id):
        if row.user_id == worker[0] and worker[0] != worker[1]:
            row.user_id = worker[1]
        elif row.unit_id == unit[0].pk and unit[0] != unit[1]:
            row.unit = unit[1]
        else:
            continue
        row.save_change(expected=row.version, fields=["user_id", "unit"])
        facts = {"to": row.user_id or unit[1].pk}
        audit.record(by, "task.reassigned", row, at=at, facts=facts)
        moved += 1
    return moved


@act
def mark_late(*, organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Mark what is overdue and move it up where it waits too long; return how many rows changed."""
    late = Task.objects.filter(
        _to_be_marked(at), organisation_id=organisation_id, state=State.OPEN.value, due_at__lte=at
    )
    changed = 0
    for row in late.order_by("due_at", "id")[:_BATCH]:
        changed += _late(row, by, at)
    return changed


def _to_be_marked(at: datetime) -> Q:
    """Choose the rows that ``rules.level_at`` will change, so that none waits behind others."""
    first, second = rules.ESCALATE_AFTER, 2 * rules.ESCALATE_AFTER
    calm, urgent = Q(urgent=False), Q(urgent=True)
    return (
        Q(overdue_at__isnull=True)
        | Q(level=0) & (urgent | calm & Q(due_at__lte=at - first))
        | Q(level=1) & (urgent & Q(due_at__lte=at - second))
        | Q(level=1) & (calm & Q(due_at__lte=at - first - second))
    )


def _late(row: Task, by: Actor, at: datetime) -> int:
    level = rules.level_at(row.facts, at)
    if row.overdue_at is not None and level == row.level:
        return 0
    up = level > row.level
    row.overdue_at, row.level = row.overdue_at or at, level
    row.save_change(expected=row.version, fields=["overdue_at", "level"])
    verb = "task.escalated" if up else "task.overdue"
    audit.record(by, verb, row, at=at, facts={"kind": row.kind, "level": level})
    if up:
        for tell in slots.escalated:
            tell(row, by, at)
    return 1


def _open_one(owner: UUID, source: str, record_id: UUID, kind: str) -> Task | None:
    return Task.objects.filter(
        organisation_id=owner, source=source, record_id=record_id, kind=kind,
        state=State.OPEN.value,
    ).first()  # fmt: skip


def _open_of(record_id: UUID, kind: str, source: str, owner: UUID) -> list[Task]:
    rows = Task.objects.filter(organisation_id=owner, record_id=record_id, state=State.OPEN.value)
    if kind:
        rows = rows.filter(kind=kind)
    if source:
        rows = rows.filter(source=source)
    return list(rows.order_by("id"))


def _sooner(row: Task, due_at: datetime, urgent: bool, by: Actor, at: datetime) -> Task:
    """Take over an earlier time or a new urgency; anything else leaves the task as it is."""
    if due_at >= row.due_at and (row.urgent or not urgent):
        return row
    row.due_at, row.urgent = min(due_at, row.due_at), row.urgent or urgent
    row.save_change(expected=row.version, fields=["due_at", "urgent"])
    audit.record(by, "task.hastened", row, at=at, facts={"kind": row.kind})
    return row


def _closed(row: Task, state: State, why: str, by: Actor, at: datetime) -> Task:
    row.state, row.closed_at, row.closed_by, row.close_reason = state.value, at, by.user_id, why
    row.save_change(
        expected=row.version, fields=["state", "closed_at", "closed_by", "close_reason"]
    )
    verb = "task.completed" if state is State.DONE else "task.cancelled"
    audit.record(by, verb, row, at=at, facts={"kind": row.kind, "why": why})
    return row


def _refuse(reasons: list[Because]) -> None:
    if reasons:
        raise Problem.refused(reasons)
