"""Moving a referral: its state, its event, its grants and the receiver's own mark, together.

Used inside the actions of either side. The receiver's session sees its own rows and what it was
granted; lines of the ledger and the inbox mark belong to one side each, so they are written in
that organisation's name.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
import suar.vault as vault
from suar.cases import reminders, telling
from suar.cases.models import InboxMark, Referral, ReferralEvent
from suar.cases.referral import rules
from suar.cases.referral.codes import EndedAs, RefState, Side, Urgency, Verb
from suar.cases.reminders import Kind
from suar.cases.telling import News
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.policy import Ground, Part
from suar.store.tenancy import acting_for

VERBS: dict[Verb, str] = {
    Verb.SEND: "referral.sent",
    Verb.ACKNOWLEDGE: "referral.acknowledged",
    Verb.ACCEPT: "referral.accepted",
    Verb.DECLINE: "referral.declined",
    Verb.HAND_OVER: "referral.handed_over",
    Verb.FEEDBACK: "referral.answered",
    Verb.NOT_BEGUN: "referral.answered",
    Verb.REPORT: "referral.service_reported",
    Verb.FINISH: "referral.finished",
    Verb.EXPIRE: "referral.expired",
    Verb.REVOKE: "referral.withdrawn",
}
TOLD = frozenset(  # the worker looks
    {Verb.ACCEPT, Verb.DECLINE, Verb.NOT_BEGUN, Verb.FINISH, Verb.EXPIRE}
)
NEWS: dict[Verb, News] = {  # what the sender's worker hears of the receiver's doing
    Verb.ACKNOWLEDGE: News.ACKNOWLEDGED,
    Verb.ACCEPT: News.ACCEPTED,
    Verb.DECLINE: News.DECLINED,
    Verb.HAND_OVER: News.HANDED_OVER,
    Verb.FEEDBACK: News.FEEDBACK,
    Verb.NOT_BEGUN: News.FEEDBACK,
    Verb.REPORT: News.SERVICE_REPORTED,
    Verb.FINISH: News.FINISHED,
}
ENDED_AS: dict[RefState, EndedAs] = {
    RefState.DONE: EndedAs.DONE,
    RefState.DECLINED: EndedAs.DECLINED,
    RefState.EXPIRED: EndedAs.EXPIRED,
    RefState.WITHDRAWN: EndedAs.ENDED,
}


def base(referral: Referral, by: Actor, at: datetime) -> dict[str, Any]:
    """Return the fields of a row under a referral: the sender's, whoever writes it."""
    return {
        "organisation_id": referral.organisation_id,
        "subject_id": referral.subject_id,
        "made_at": at,
        "made_by": by.user_id,
        "referral": referral,
    }


def held_for_the_clock(rows: Iterable[Referral]) -> list[Referral]:
    """Hold the persons of referrals that end by the clock, all before the first of them moves.

    A withdrawal, an answer and an erasure take a person's row first, too. What is erased has no
    way to go on and is left out; what moved while we waited answers a conflict.
    """
    found = list(rows)
    living = vault.lock_those_living(referral.subject_id for referral in found)
    return [referral for referral in found if referral.subject_id in living]


def move(
    referral: Referral,
    verb: Verb,
    side: Side,
    *,
    by: Actor,
    at: datetime,
    note: str = "",
    fields: tuple[str, ...] = (),
    facts: dict[str, Any] | None = None,
    event_id: UUID | None = None,
) -> Referral:
    """Put a referral into its next state; the rule was asked before."""
    before = RefState(referral.state)
    after = rules.after(verb, before)
    referral.state = after.value
    changed = ["state", *fields]
    if after in rules.ENDED:
        referral.ended_at = at
        changed.append("ended_at")
    referral.save_change(expected=referral.version, fields=changed)
    ReferralEvent(
        **base(referral, by, at),
        id=event_id or new_id(),
        verb=verb.value,
        state=after.value,
        side=side.value,
        by_label=by.label if not by.is_system else "",
        note=note,
    ).save(force_insert=True)
    subjects = [referral.subject_id, referral.case_subject]
    told = {"state": after.value, **(facts or {})}
    dropped = verb is Verb.REVOKE and before is RefState.DRAFT  # nobody had an access to end
    said = "referral.dropped" if dropped else VERBS[verb]
    audit.record(by, said, referral, at=at, subjects=subjects, facts=told)
    if after in rules.ENDED:
        _end(referral, before, after, by=by, at=at)
    _tell(referral, before, verb, by=by, at=at)
    return referral


def open_to_receiver(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Open the letter to the receiving organisation, and leave its own mark there."""
    _grant(referral, Ground.REFERRAL_SENT, (Part.LETTER,), by=by, at=at)
    with acting_for(referral.receiver_id):
        InboxMark(
            id=new_id(),
            organisation_id=referral.receiver_id,
            made_at=at,
            made_by=by.user_id,
            referral_id=referral.pk,
            code=referral.code,
            sender_id=referral.organisation_id,
            received_at=at,
        ).save(force_insert=True)


def open_service(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Open the service part to a receiver who accepted."""
    _grant(referral, Ground.REFERRAL_ACCEPTED, (Part.LETTER, Part.SERVICE), by=by, at=at)


def _grant(
    referral: Referral, ground: Ground, parts: tuple[Part, ...], *, by: Actor, at: datetime
) -> None:
    with acting_for(referral.organisation_id):
        policy.grant(
            ground=ground,
            subjects=[referral.subject_id],
            parts=parts,
            to_organisation=referral.receiver_id,
            rests_on=referral.pk,
            consent=referral.consent_id or referral.ground_id,
            organisation_id=referral.organisation_id,
            by=by,
            at=at,
        )


def _tell(referral: Referral, before: RefState, verb: Verb, *, by: Actor, at: datetime) -> None:
    """The sender looks at an answer; a safety service left without access is handed over."""
    _tell_news(referral, before, verb, by=by, at=at)
    worker = referral.worker_id
    if verb in TOLD:
        reminders.for_sender(referral, Kind.LOOK_AT_ANSWER, worker, by=by, at=at)
    if verb is Verb.REVOKE and rules.hand_over_needed(before, referral.service):
        reminders.for_sender(referral, Kind.HAND_OVER, worker, by=by, at=at)
        reminders.for_receiver(referral, Kind.RECEIVER_HAND_OVER, by=by, at=at)


def _tell_news(
    referral: Referral, before: RefState, verb: Verb, *, by: Actor, at: datetime
) -> None:
    """Say that something is new. Revoked, withdrawn and expired sound the same to the receiver."""
    if verb is Verb.SEND:
        red = referral.urgency == Urgency.RED
        telling.receiver(referral, News.RECEIVED_RED if red else News.RECEIVED, by=by, at=at)
    elif verb in NEWS:
        telling.sender(referral, NEWS[verb], by=by, at=at)
    elif verb in (Verb.REVOKE, Verb.EXPIRE) and before is not RefState.DRAFT:
        telling.sender(referral, News.OVER, by=by, at=at)
        telling.receiver(referral, News.ACCESS_ENDED, by=by, at=at)


def _end(referral: Referral, before: RefState, after: RefState, *, by: Actor, at: datetime) -> None:
    """Close every door of the receiver in one statement; its mark says that it is over."""
    with acting_for(referral.organisation_id):
        policy.end_grants(rests_on=referral.pk, by=by, at=at, why=after.value.lower())
    with acting_for(referral.receiver_id):
        mark = InboxMark.objects.filter(referral_id=referral.pk).first()
        if mark is None:
            return  # a draft that never left the house
        mark.ended_at, mark.ended_as = at, ENDED_AS[after].value
        mark.hand_over = after is RefState.WITHDRAWN and rules.hand_over_needed(
            before, referral.service
        )
        mark.save_change(expected=mark.version, fields=["ended_at", "ended_as", "hand_over"])
    reminders.receiver_ended(referral, by=by, at=at)
