"""Closing a case with the supervisor, and taking it up again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import reminders, rows, scope, steps, telling
from suar.cases.closure import queries, rules
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.codes import Stage
from suar.cases.models import Case, Closure, Reopening
from suar.cases.reminders import Kind
from suar.cases.telling import News
from suar.cases.triage import checks
from suar.cases.triage.codes import Grade
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class Wish:
    """What the worker says when she asks for closing."""

    reason: CloseReason
    told: Told | None
    safety_checked_on: date | None
    retention_until: date | None
    facts_unknown: Sequence[Fact] = ()
    told_note: str = ""
    summary: str = ""


@act
def ask(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    wish: Wish,
    by: Actor,
    at: datetime,
) -> Closure:
    """Ask the supervisor to close a case; nothing closes by itself."""
    if done := replayed(Closure, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_CLOSE)
    case = scope.for_change(case_id, by, at)
    if queries.asked(case) is not None:
        raise Problem.refused(Reason.ALREADY_DONE)
    unknown = [f.value for f in wish.facts_unknown]
    _refuse(case, wish, unknown, by, at)
    assert wish.retention_until is not None  # noqa: S101 - the rule refused otherwise
    closure = Closure(
        **rows.base(case, id, by, at),
        reason=wish.reason.value,
        told=wish.told.value if wish.told else "",
        told_note=wish.told_note,
        safety_checked_on=wish.safety_checked_on,
        retention_until=wish.retention_until,
        facts_unknown=unknown,
        summary=wish.summary,
    )
    closure.save(force_insert=True)
    reminders.done(case, Kind.CLOSING_RETURNED, by=by, at=at)
    reminders.for_supervisor(case, Kind.APPROVE_CLOSING, by=by, at=at)
    telling.supervisors(case, News.CLOSING_ASKED, by=by, at=at)
    audit.record(by, "closure.asked", closure, at=at, facts={"reason": closure.reason})
    return closure


@act
def approve(
    *,
    case_id: UUID,
    closure_id: UUID,
    by: Actor,
    at: datetime,
    note: str = "",
    red_reason: str = "",
) -> Closure:
    """The supervisor closes the case; what was true when it was asked must still be true.

    ``red_reason``: why it closes although red items of the urgent check are open.
    """
    policy.require(by, Permission.CASE_CLOSE_APPROVE)
    case = scope.for_change(case_id, by, at)
    policy.require_in(by, Permission.CASE_CLOSE_APPROVE, case.unit_id)
    closure = scope.row(Closure, closure_id, case)
    if closure.state == "APPROVED" and closure.answered_by == by.user_id:
        return closure
    _answerable(closure, by)
    wish = Wish(
        CloseReason(closure.reason),
        Told(closure.told),
        closure.safety_checked_on,
        closure.retention_until,
    )
    _refuse(case, wish, closure.facts_unknown, by, at)
    _over_red(case, closure, red_reason)
    _answer(closure, "APPROVED", note, by, at)
    steps.take(case, Stage.CLOSED, by=by, at=at)
    case.close_reason, case.closed_at = closure.reason, at
    case.retention_until = closure.retention_until
    steps.save(case, "close_reason", "closed_at", "retention_until")
    reminders.done(case, Kind.APPROVE_CLOSING, by=by, at=at)
    reminders.close_all(case, by=by, at=at)
    audit.record(by, "case.closed", case, at=at, facts={"reason": case.close_reason})
    return closure


@act
def send_back(*, case_id: UUID, closure_id: UUID, note: str, by: Actor, at: datetime) -> Closure:
    """The supervisor does not close the case yet and says what is missing."""
    policy.require(by, Permission.CASE_CLOSE_APPROVE)
    case = scope.for_change(case_id, by, at)
    policy.require_in(by, Permission.CASE_CLOSE_APPROVE, case.unit_id)
    closure = scope.row(Closure, closure_id, case)
    _answerable(closure, by)
    if not note.strip():
        raise Problem.invalid("note", Reason.REQUIRED)
    _answer(closure, "RETURNED", note, by, at)
    reminders.done(case, Kind.APPROVE_CLOSING, by=by, at=at)
    reminders.for_worker(case, Kind.CLOSING_RETURNED, by=by, at=at)
    telling.worker(case, News.CLOSING_RETURNED, by=by, at=at)
    audit.record(by, "closure.sent_back", closure, at=at)
    return closure


@act
def reopen(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    reason: str,
    by: Actor,
    at: datetime,
) -> Reopening:
    """Take a closed case up again, with a reason."""
    if done := replayed(Reopening, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_REOPEN)
    case = scope.for_change(case_id, by, at)
    policy.require_in(by, Permission.CASE_REOPEN, case.unit_id)
    if reasons := rules.why_not_reopen(Stage(case.stage), has_reason=bool(reason.strip())):
        raise Problem.refused(reasons)
    row = Reopening(**rows.base(case, id, by, at), reason=reason.strip())
    row.save(force_insert=True)
    steps.take(case, Stage.REOPEN, by=by, at=at)
    case.stages_done = [s for s in case.stages_done if s != Stage.CLOSED]
    if case.closed_at is not None:
        reminders.take_up_again(case, case.closed_at, by=by, at=at)
    case.close_reason, case.closed_at, case.retention_until = "", None, None
    steps.save(case, "close_reason", "closed_at", "retention_until")
    checks.remind_again(case, by=by, at=at)
    audit.record(by, "case.reopened", case, at=at)
    return row


def _answerable(closure: Closure, by: Actor) -> None:
    asked_by = closure.made_by if closure.state == "REQUESTED" else None
    if reasons := rules.why_not_approve(requested_by=asked_by, approver=by.user_id):
        raise Problem.refused(reasons)


def _over_red(case: Case, closure: Closure, written: str) -> None:
    """Refuse to close over red items without words; keep the words where red items are open."""
    reason, red = CloseReason(closure.reason), case.risk == Grade.RED.value
    if why := rules.why_not_leave_red(reason, red_open=red, written=bool(written.strip())):
        raise Problem.refused(why)
    closure.red_reason = written.strip() if red else ""


def _answer(closure: Closure, state: str, note: str, by: Actor, at: datetime) -> None:
    closure.state, closure.answered_by, closure.answered_at = state, by.user_id, at
    closure.answer_note = note.strip()
    closure.save_change(
        expected=closure.version,
        fields=["state", "answered_by", "answered_at", "answer_note", "red_reason"],
    )


def _refuse(case: Case, wish: Wish, unknown: Sequence[str], by: Actor, at: datetime) -> None:
    facts = queries.close_facts(
        case,
        reason=wish.reason,
        told=wish.told,
        safety_checked_on=wish.safety_checked_on,
        retention_until=wish.retention_until,
        facts_unknown=unknown,
        by=by,
        at=at,
    )
    if reasons := rules.why_not_close(facts):
        raise Problem.refused(reasons)
