"""Writes of decisions: a named person decides, a second one agrees where the table asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import reminders, rows, scope, steps, telling
from suar.cases.codes import Stage
from suar.cases.identification import deciding, queries
from suar.cases.identification.codes import Decision, DecisionState, HtcdsDecisionOrg
from suar.cases.models import Case, Proposal, StatusDecision
from suar.cases.reminders import Kind
from suar.cases.telling import News
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class OutsideBody:
    """The body that decided elsewhere: its name, its date, its paper."""

    kind: HtcdsDecisionOrg
    name: str
    date: str
    document: str

    def as_json(self) -> dict[str, str]:
        """Return what is sealed."""
        return {"name": self.name, "date": self.date, "document": self.document}

    @property
    def complete(self) -> bool:
        """Say whether a decision of this body can be recorded."""
        return all(part.strip() for part in (self.name, self.date, self.document))


@act
def decide(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    decision: Decision,
    reason: str,
    by: Actor,
    at: datetime,
    told: str = "",
    body: OutsideBody | None = None,
    order_reason: str = "",
) -> StatusDecision:
    """Decide on the latest proposal; where a second person is asked for, it waits for her."""
    if done := replayed(StatusDecision, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.STATUS_DECIDE)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    proposal, seen = _seen(case)
    filled = (bool(reason.strip()), bool(told.strip()), body is not None and body.complete)
    facts = deciding.DecisionFacts(decision, seen, *filled, queries.waiting(case) is not None)
    if (reasons := deciding.why_not_decide(facts)) or proposal is None:
        raise Problem.refused(reasons)
    waits = deciding.needs_second(decision, seen)
    steps.take(case, Stage.STATUS, by=by, at=at, reason=order_reason)
    row = StatusDecision(
        **rows.base(case, id, by, at),
        proposal=proposal,
        decision=decision.value,
        state=(DecisionState.WAITING if waits else DecisionState.FINAL).value,
        rows=list(seen),
        reason=reason,
        told=told,
        body_kind=_body_kind(case, body),
        body=body.as_json() if body else None,
    )
    return _decided(case, row, by, at)


def _body_kind(case: Case, body: OutsideBody | None) -> str:
    """Return what kind of body decides: the one named, else the organisation of the case."""
    if body is not None and body.complete:
        return body.kind.value
    return deciding.deciding_body(case.organisation.kind).value


def _seen(case: Case) -> tuple[Proposal | None, tuple[int, ...]]:
    """Return the latest proposal and the rows of its episodes and profiles."""
    found = Proposal.objects.filter(case=case).order_by("-number").first()
    return found, tuple(found.rows) if found else ()


def _decided(case: Case, row: StatusDecision, by: Actor, at: datetime) -> StatusDecision:
    """Save a decision: it stands, or it waits for its second person."""
    waits = row.state == DecisionState.WAITING
    if not waits:
        _replace(case)
    row.save(force_insert=True)
    case.decision_waits = waits
    if waits:
        reminders.for_supervisor(case, Kind.SECOND_PERSON, by=by, at=at)
        telling.supervisors(case, News.SECOND_WANTED, by=by, at=at)
    else:
        case.decision = row.decision
    steps.save(case, "decision", "decision_waits")
    verb = "status.decision_asked" if waits else "status.decided"
    audit.record(by, verb, row, at=at, facts={"decision": row.decision})
    return row


@act
def second(
    *, decision_id: UUID, case_id: UUID, agrees: bool, note: str, by: Actor, at: datetime
) -> StatusDecision:
    """The second person agrees, or does not: then the decision falls and the proposal stands."""
    policy.require(by, Permission.STATUS_SECOND)
    case = scope.for_change(case_id, by, at)
    policy.require_in(by, Permission.STATUS_SECOND, case.unit_id)
    row = scope.row(StatusDecision, decision_id, case)
    if row.second_by == by.user_id:
        return row  # the same answer, sent twice
    if reasons := deciding.why_not_second(DecisionState(row.state), row.made_by, by.user_id):
        raise Problem.refused(reasons)
    if agrees:
        _replace(case)
    row.state = (DecisionState.FINAL if agrees else DecisionState.NOT_AGREED).value
    row.second_by, row.second_at, row.second_note = by.user_id, at, note
    row.save_change(expected=row.version, fields=["state", "second_by", "second_at", "second_note"])
    case.decision_waits = False
    if agrees:
        case.decision = row.decision
    case.save_change(expected=case.version, fields=["decision", "decision_waits"])
    reminders.done(case, Kind.SECOND_PERSON, by=by, at=at)
    verb = "status.decided" if agrees else "status.not_agreed"
    audit.record(by, verb, row, at=at, facts={"decision": row.decision})
    return row


def _replace(case: Case) -> None:
    """The decision that stood before gives way; it stays readable."""
    before = StatusDecision.objects.filter(case=case, state=DecisionState.FINAL.value).first()
    if before is not None:
        before.state = DecisionState.REPLACED.value
        before.save_change(expected=before.version, fields=["state"])
