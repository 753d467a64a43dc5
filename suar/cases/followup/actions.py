"""Writing follow-up contacts."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import reminders, rows, scope, steps, telling
from suar.cases.codes import Stage
from suar.cases.followup import rules
from suar.cases.models import Case, FollowUp
from suar.cases.reminders import Kind
from suar.cases.telling import News
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.network.queries import local_day
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@act
def plan(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    due_on: date,
    by: Actor,
    at: datetime,
    plan_text: str = "",
) -> FollowUp:
    """Plan a contact with the person."""
    if done := replayed(FollowUp, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    if reasons := rules.why_not_plan(due_on, local_day(case.organisation, at)):
        raise Problem.refused(reasons)
    row = FollowUp(**rows.base(case, id, by, at), due_on=due_on, plan=plan_text.strip())
    row.save(force_insert=True)
    due = reminders.on_day(case, due_on)
    reminders.for_worker(case, Kind.FOLLOW_UP, due, source=_source(row), by=by, at=at)
    audit.record(by, "follow_up.planned", row, at=at, facts={"due_on": due_on})
    return row


@act
def finish(
    *,
    case_id: UUID,
    row_id: UUID,
    done_on: date,
    reached: bool | None,
    safe: bool | None,
    note: str,
    expected: int,
    by: Actor,
    at: datetime,
    order_reason: str = "",
) -> FollowUp:
    """Write down what came of a planned contact, reached or not."""
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    row = scope.row(FollowUp, row_id, case)
    today = local_day(case.organisation, at)
    reasons = rules.why_not_finish(done_on=done_on, today=today, reached=reached, safe=safe)
    if reasons:
        raise Problem.refused(reasons)
    steps.take(case, Stage.MONITOR, by=by, at=at, reason=order_reason)
    new = row.done_on is None or row.safe != safe  # else only its words or its day are mended
    row.done_on, row.reached, row.safe = done_on, reached, safe
    row.note, row.written_at = note.strip(), at if new else row.written_at
    row.save_change(expected=expected)
    steps.save(case)
    reminders.done(case, Kind.FOLLOW_UP, source=_source(row), by=by, at=at)
    if new:
        _safety(case, row, by, at)
    audit.record(by, "follow_up.done", row, at=at, facts={"reached": bool(reached)})
    return row


def _safety(case: Case, row: FollowUp, by: Actor, at: datetime) -> None:
    """Not safe: the worker asks the urgent check again now, and the supervisor hears of it."""
    if row.safe is False:
        source = _source(row)
        reminders.for_worker(case, Kind.CHECK_AGAIN, source=source, urgent=True, by=by, at=at)
        telling.supervisors(case, News.NOT_SAFE, by=by, at=at)
    else:  # of this contact it was said by mistake
        reminders.done(case, Kind.CHECK_AGAIN, source=_source(row), by=by, at=at)


def _source(row: FollowUp) -> str:
    return f"follow_up.{row.pk}"
