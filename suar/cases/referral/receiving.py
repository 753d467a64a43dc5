"""The receiver's writes: acknowledge, accept, decline, report the service, finish.

The receiver works on what was sent and on nothing else; rows written here belong to the sender.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

import suar.policy as policy
from suar.cases import reminders, scope
from suar.cases.models import Referral, ReferralEvent, ReferralService
from suar.cases.referral import moves, queries, rules
from suar.cases.referral.codes import DeclineReason, Outcome, RefState, Side, Verb
from suar.cases.reminders import Kind
from suar.cases.triage.codes import About
from suar.cases.triage.queries import why_not_reach
from suar.kit.actor import Actor
from suar.kit.problem import Because, Problem
from suar.network.codes import ServiceCode
from suar.network.queries import local_day, until_of
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@act
def acknowledge(*, referral_id: UUID, by: Actor, at: datetime) -> Referral:
    """Say that the referral arrived and is being looked at."""
    policy.require(by, Permission.REFERRAL_ACCEPT)
    referral = scope.incoming_for_change(referral_id, by, at)
    if referral.state == RefState.ACK:
        return referral
    _refuse(rules.why_not(Verb.ACKNOWLEDGE, RefState(referral.state), Side.RECEIVER))
    referral.acknowledged_at = at
    moves.move(referral, Verb.ACKNOWLEDGE, Side.RECEIVER, by=by, at=at, fields=("acknowledged_at",))
    reminders.receiver_done(referral, Kind.ACKNOWLEDGE, by=by, at=at)
    reminders.for_receiver(referral, Kind.ANSWER, referral.answer_by or at, by=by, at=at)
    return referral


@act
def accept(
    *,
    referral_id: UUID,
    by: Actor,
    at: datetime,
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Referral:
    """The receiving organisation takes responsibility for the service.

    ``id`` names the answer, so that the same form sent twice is one answer. A yes that adds
    nothing to an earlier one changes nothing; one with a note of its own is refused, not lost.
    """
    policy.require(by, Permission.REFERRAL_ACCEPT)
    referral = scope.incoming_for_change(referral_id, by, at)
    if id and replayed(ReferralEvent, id, by, referral_id=referral.pk):
        return referral
    if referral.state == RefState.ACCEPTED and not note:
        return referral
    _refuse(rules.why_not(Verb.ACCEPT, RefState(referral.state), Side.RECEIVER))
    referral.acknowledged_at = referral.acknowledged_at or at
    referral.accepted_at = at
    times = rules.timings_on(local_day(referral.receiver, at))
    referral.feedback_by = until_of(referral.receiver)(times.feedback, at)
    moves.move(
        referral,
        Verb.ACCEPT,
        Side.RECEIVER,
        by=by,
        at=at,
        note=note,
        fields=("acknowledged_at", "accepted_at", "feedback_by"),
        event_id=id,
    )
    moves.open_service(referral, by=by, at=at)
    reminders.receiver_done(referral, Kind.ACKNOWLEDGE, Kind.ANSWER, by=by, at=at)
    reminders.for_receiver(referral, Kind.FEEDBACK, referral.feedback_by, by=by, at=at)
    return referral


@act
def decline(
    *, referral_id: UUID, reason: DeclineReason | None, by: Actor, at: datetime, note: str = ""
) -> Referral:
    """Say no, with a reason; the access ends at once."""
    policy.require(by, Permission.REFERRAL_ACCEPT)
    referral = scope.incoming_for_change(referral_id, by, at)
    _refuse(rules.why_not_decline(RefState(referral.state), reason))
    referral.decline_reason = reason.value if reason else ""
    return moves.move(
        referral,
        Verb.DECLINE,
        Side.RECEIVER,
        by=by,
        at=at,
        note=note,
        fields=("decline_reason",),
        facts={"reason": referral.decline_reason},
    )


@act
def hand_over(*, referral_id: UUID, by: Actor, at: datetime, note: str = "") -> Referral:
    """The person has arrived; either side says so."""
    side, referral = _either(referral_id, by, at)
    said = ReferralEvent.objects.filter(referral=referral, verb=Verb.HAND_OVER.value)
    if said.exists() and referral.state in set(rules.WITH_RECEIVER):
        return referral
    _refuse(rules.why_not(Verb.HAND_OVER, RefState(referral.state), side))
    if side is Side.SENDER:  # the list may have grown since the referral was sent
        case = scope.get(referral.case_id, by, at)
        _refuse(why_not_reach(case, referral.receiver, about=About.HAND_OVER, by=by, at=at))
    return moves.move(referral, Verb.HAND_OVER, side, by=by, at=at, note=note)


@act
def feedback(
    *,
    referral_id: UUID,
    started: bool,
    by: Actor,
    at: datetime,
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Referral:
    """Say whether the service has begun; after "not yet" it is asked anew.

    ``id`` names the answer, so that the same form sent twice is one answer.
    """
    policy.require(by, Permission.SERVICE_REPORT)
    referral = scope.incoming_for_change(referral_id, by, at)
    if id and replayed(ReferralEvent, id, by, referral_id=referral.pk):
        return referral
    verb, said = Verb.FEEDBACK if started else Verb.NOT_BEGUN, queries.newest_answer(referral)
    if referral.state == RefState.FEEDBACK and verb is said and not note:
        return referral  # said before, and nothing is added
    _refuse(rules.why_not_answer(verb, RefState(referral.state), said))
    reminders.receiver_done(referral, Kind.FEEDBACK, by=by, at=at)
    if not started:
        _ask_anew(referral, by=by, at=at)
    return moves.move(
        referral,
        verb,
        Side.RECEIVER,
        by=by,
        at=at,
        note=note,
        fields=("feedback_by",),
        facts={"started": started},
        event_id=id,
    )


def _ask_anew(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Set by when the receiver says again whether the service has begun."""
    times = rules.timings_on(local_day(referral.receiver, at))
    referral.feedback_by = until_of(referral.receiver)(times.feedback, at)
    reminders.for_receiver(referral, Kind.FEEDBACK, referral.feedback_by, by=by, at=at)


@act
def report_service(
    *,
    id: UUID,  # noqa: A002
    referral_id: UUID,
    service: ServiceCode,
    started_on: date,
    by: Actor,
    at: datetime,
    ended_on: date | None = None,
    units: Decimal | None = None,
    outcome: Outcome | None = None,
    note: str = "",
    help_first: bool = False,
) -> ReferralService:
    """Report a service that was given under the referral.

    ``help_first``: the receiver says that help began before it accepted.
    """
    policy.require(by, Permission.SERVICE_REPORT)
    referral = scope.incoming_for_change(referral_id, by, at)
    if done := replayed(ReferralService, id, by, referral_id=referral.pk):
        return done  # type: ignore[no-any-return]
    _refuse(rules.why_not(Verb.REPORT, RefState(referral.state), Side.RECEIVER))
    _refuse(_why_not_given(referral, started_on, ended_on, help_first=help_first, at=at))
    row = ReferralService(
        **moves.base(referral, by, at),
        id=id,
        service=service.value,
        provider_id=by.organisation_id,
        started_on=started_on,
        ended_on=ended_on,
        units=units,
        outcome=outcome.value if outcome else "",
        note=note,
    )
    row.save(force_insert=True)
    moves.move(referral, Verb.REPORT, Side.RECEIVER, by=by, at=at, facts={"service": service.value})
    return row


def _why_not_given(
    referral: Referral, started_on: date, ended_on: date | None, *, help_first: bool, at: datetime
) -> list[Because]:
    """Return why these days cannot be; all days are those of the receiver's office."""
    sent = referral.sent_at or at
    facts = rules.GivenFacts(
        started_on=started_on,
        ended_on=ended_on,
        today=local_day(referral.receiver, at),
        sent_on=local_day(referral.receiver, sent),
        accepted_on=local_day(referral.receiver, referral.accepted_at or sent),
        by_phone=referral.by_phone,
        help_first=help_first,
    )
    return rules.why_not_report(facts)


@act
def finish(
    *, referral_id: UUID, outcome: Outcome | None, by: Actor, at: datetime, note: str = ""
) -> Referral:
    """Call the service done, with its outcome; the access ends."""
    policy.require(by, Permission.SERVICE_REPORT)
    referral = scope.incoming_for_change(referral_id, by, at)
    _refuse(rules.why_not_finish(RefState(referral.state), outcome))
    referral.outcome = outcome.value if outcome else ""
    return moves.move(
        referral,
        Verb.FINISH,
        Side.RECEIVER,
        by=by,
        at=at,
        note=note,
        fields=("outcome",),
        facts={"outcome": referral.outcome},
    )


def _either(referral_id: UUID, by: Actor, at: datetime) -> tuple[Side, Referral]:
    """Return the side on which the actor stands; the sender's rights first."""
    sends = by.may(Permission.REFERRAL_SEND)
    if sends and scope.sent_by(by, at).filter(pk=referral_id).exists():
        return Side.SENDER, scope.outgoing_for_change(referral_id, by, at)
    policy.require(by, Permission.REFERRAL_ACCEPT)
    return Side.RECEIVER, scope.incoming_for_change(referral_id, by, at)


def _refuse(reasons: list[Because]) -> None:
    if reasons:
        raise Problem.refused(reasons)
