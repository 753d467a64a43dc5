"""Rules of closing and reopening a case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.codes import HtcdsCaseStatus, Stage
from suar.kit.problem import Because
from suar.kit.reasons import Reason

ELSEWHERE = frozenset({CloseReason.NOTELIG, CloseReason.TRANSFER, CloseReason.TIME})
WITHOUT_CLIENT = frozenset({CloseReason.LOST, CloseReason.DECEASED, CloseReason.DUP})
# with red items open these say by themselves why; the first two cannot act on them any more
RED_GOES_WITH = frozenset({CloseReason.DECEASED, CloseReason.LOST, CloseReason.TRANSFER})
LOST_ATTEMPTS = 3
LOST_WITHIN = timedelta(days=60)


def case_status(stage: Stage, reason: CloseReason | None) -> HtcdsCaseStatus:
    """Return ``cas_Status`` of a case."""
    if stage is Stage.CLOSED:
        if reason is CloseReason.TRANSFER:
            return HtcdsCaseStatus.CLOSED_REFERRED
        return HtcdsCaseStatus.CLOSED
    if stage is Stage.MONITOR:
        return HtcdsCaseStatus.FOLLOW_UP
    return HtcdsCaseStatus.ACTIVE


@dataclass(frozen=True, slots=True)
class CloseFacts:
    """A case about to be closed."""

    stage: Stage
    reason: CloseReason
    told: Told | None
    safety_checked: bool
    open_referrals: int
    open_hand_overs: int  # a service runs on whose access ended: not handed over yet
    waiting_decision: bool
    retention_until: date | None
    today: date
    missing_facts: tuple[Fact, ...]  # neither filled nor marked unknown
    referrals_made: int  # taken up by somebody else, at any time
    attempts: tuple[date, ...] = ()  # attempts to reach the person
    red_open: bool = False  # the urgent check stands at RED
    child: bool = False  # or may be one
    not_safe: bool = False  # said at the last contact, and no full urgent check since


def why_not_close(facts: CloseFacts) -> list[Because]:
    """Return every reason against closing."""
    why: list[Because] = []
    if facts.stage is Stage.CLOSED:
        why.append(Because(Reason.CASE_IS_CLOSED))
    if facts.told is None or (
        facts.told is Told.NOT_POSSIBLE and facts.reason not in WITHOUT_CLIENT
    ):
        why.append(Because(Reason.CLOSE_CLIENT_NOT_TOLD, field="told"))
    if not facts.safety_checked and facts.reason not in WITHOUT_CLIENT:
        why.append(Because(Reason.CLOSE_NO_SAFETY_CHECK, field="safety_checked_on"))
    if facts.open_referrals:
        why.append(Because(Reason.CLOSE_OPEN_REFERRALS, {"count": facts.open_referrals}))
    if facts.open_hand_overs and facts.reason not in WITHOUT_CLIENT:
        why.append(Because(Reason.CLOSE_HAND_OVER_OPEN, {"count": facts.open_hand_overs}))
    if facts.waiting_decision:
        why.append(Because(Reason.DECISION_WAITING))
    if facts.retention_until is not None and facts.retention_until < facts.today:
        why.append(Because(Reason.DAY_HAS_PASSED, field="retention_until"))
    elif facts.retention_until is None or facts.retention_until == facts.today:
        why.append(Because(Reason.CLOSE_NO_RETENTION, field="retention_until"))
    if facts.missing_facts and facts.reason is not CloseReason.DUP:
        names = ", ".join(facts.missing_facts)
        why.append(Because(Reason.CLOSE_FACTS_MISSING, {"facts": names}, "facts_unknown"))
    return why + _by_reason(facts)


def _by_reason(facts: CloseFacts) -> list[Because]:
    if facts.reason is CloseReason.GOALS:
        return _not_stable(facts)
    if facts.reason is CloseReason.CLIENT and facts.red_open and facts.child:
        return [Because(Reason.CLOSE_CHILD_STAYS, field="reason")]
    if facts.reason in ELSEWHERE and not facts.referrals_made:
        return [Because(Reason.CLOSE_NEEDS_REFERRAL, field="reason")]
    if facts.reason is CloseReason.LOST:
        since = facts.today - LOST_WITHIN
        recent = sum(1 for day in facts.attempts if since <= day <= facts.today)
        if recent < LOST_ATTEMPTS:
            left = {"made": recent, "needed": LOST_ATTEMPTS}
            return [Because(Reason.CLOSE_TOO_FEW_ATTEMPTS, left, "reason")]
    return []


def _not_stable(facts: CloseFacts) -> list[Because]:
    why = []
    if facts.red_open:
        why.append(Because(Reason.CLOSE_RED_IS_OPEN, field="reason"))
    if facts.not_safe:
        why.append(Because(Reason.CLOSE_NOT_SAFE, field="reason"))
    return why


def red_wants_words(reason: CloseReason, *, red_open: bool) -> bool:
    """Say whether the supervisor writes why a case closes although red items are open.

    An adult may always go; that nobody looked at the danger must not be how it ends.
    """
    return red_open and reason not in RED_GOES_WITH


def why_not_leave_red(reason: CloseReason, *, red_open: bool, written: bool) -> list[Because]:
    """Return why a case is not closed over its red items: nobody wrote why."""
    if red_wants_words(reason, red_open=red_open) and not written:
        return [Because(Reason.CLOSE_RED_NEEDS_WORDS, field="red_reason")]
    return []


def why_not_approve(*, requested_by: UUID | None, approver: UUID) -> list[Because]:
    """Return why a supervisor cannot approve: nothing was asked for, or she asked herself."""
    if requested_by is None:
        return [Because(Reason.CLOSE_NOT_REQUESTED)]
    if requested_by == approver:
        return [Because(Reason.SECOND_PERSON_SAME)]
    return []


def why_not_reopen(stage: Stage, *, has_reason: bool) -> list[Because]:
    """Return why a case is not reopened."""
    why = [] if stage is Stage.CLOSED else [Because(Reason.CASE_IS_OPEN)]
    if not has_reason:
        why.append(Because(Reason.REOPEN_NEEDS_REASON, field="reason"))
    return why
