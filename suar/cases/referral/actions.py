"""The sender's writes: draft, change, send, revoke, let expire."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
import suar.vault as vault
from suar.cases import reminders, rows, scope, steps, team
from suar.cases.codes import Stage
from suar.cases.models import Case, ConsentLine, GroundLine, Referral, ReferralEvent
from suar.cases.referral import moves, queries, rules
from suar.cases.referral.codes import RefState, Side, Urgency, Verb
from suar.cases.reminders import Kind
from suar.documents.codes import Datum
from suar.kit.actor import Actor
from suar.kit.problem import Kind as ProblemKind
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.network.models import Organisation
from suar.network.queries import local_day, until_of
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act

EXPIRE_AT_ONCE = 200  # the rest a minute later


SET_BY_SENDING = (
    "consent_id", "ground_id", "sent_at", "acknowledge_by", "answer_by", "not_to_do",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Content:
    """What a referral asks and says; ``letter`` holds only the kinds of data to be shared."""

    service: ServiceCode
    urgency: Urgency
    need: str
    letter: Mapping[Datum, str]
    not_to_do: Sequence[str] = ()
    not_to_do_more: str = ""
    contact: str = ""
    escort: str = ""
    by_phone: bool = False
    hand_over_on: date | None = field(default=None)


@act
def draft(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    receiver_id: UUID,
    content: Content,
    by: Actor,
    at: datetime,
    order_reason: str = "",
) -> Referral:
    """Begin a referral to one receiver; nothing leaves the house yet."""
    if done := replayed(Referral, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.REFERRAL_SEND)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    receiver = _receiver(receiver_id, by)
    _check_day(content, case, at)
    steps.take(case, Stage.REFER, by=by, at=at, reason=order_reason)
    subject = vault.new_subject(
        kind="referral", by=by, at=at, person_subject=case.person.subject_id
    )
    referral = Referral(
        id=id,
        organisation_id=case.organisation_id,
        subject_id=subject,
        made_at=at,
        made_by=by.user_id,
        case=case,
        case_subject=case.subject_id,
        worker_id=case.worker_id,
        receiver=receiver,
    )
    _fill(referral, content)
    referral.save(force_insert=True)
    team.open_to_team(team.current(case), [subject], by=by, at=at)
    steps.save(case)
    facts, subjects = {"service": referral.service}, [subject, case.subject_id]
    audit.record(by, "referral.drafted", referral, at=at, subjects=subjects, facts=facts)
    _remind_to_send(referral, case, by, at)
    return referral


@act
def change(
    *, referral_id: UUID, content: Content, expected: int, by: Actor, at: datetime
) -> Referral:
    """Change a draft."""
    policy.require(by, Permission.REFERRAL_SEND)
    referral = scope.outgoing_for_change(referral_id, by, at)
    if referral.state != RefState.DRAFT:
        raise Problem.refused(rules.why_not(Verb.SEND, RefState(referral.state), Side.SENDER))
    _check_day(content, referral.case, at)
    _fill(referral, content)
    referral.save_change(expected=expected)
    _remind_to_send(referral, referral.case, by, at)
    audit.record(
        by,
        "referral.changed",
        referral,
        at=at,
        subjects=[referral.subject_id, referral.case_subject],
    )
    return referral


@act
def send(*, referral_id: UUID, by: Actor, at: datetime, expected: int | None = None) -> Referral:
    """Send a referral: on a consent for this receiver and these data, or on a ground.

    ``expected`` is the version that was read before it is sent: what somebody else changed
    meanwhile does not leave the house unread.
    """
    policy.require(by, Permission.REFERRAL_SEND)
    found = scope.outgoing(referral_id, by, at)
    case = scope.for_change(found.case_id, by, at)
    referral = scope.outgoing_for_change(referral_id, by, at)
    if referral.state == RefState.SENT and referral.sent_at is not None:
        return referral  # the same press, sent twice
    if expected is not None and referral.version != expected:
        raise Problem.conflict()
    with vault.opened(referral, by=by, at=at, purpose="send"):
        has_need = bool(rows.opened(referral.need).strip())
        forbidden = rows.opened(referral.not_to_do, {})
    data = frozenset(Datum(d) for d in referral.data)
    basis = queries.basis_of(case, referral.receiver_id, data, at)
    facts = queries.send_facts(referral, case, basis, has_need=has_need, by=by, at=at)
    if reasons := rules.why_not_send(facts):
        raise Problem.refused(reasons)
    _rest_on(referral, basis.line)
    _set_deadlines(referral, case, at)
    # the receiver may not read the person's record: that nobody asked goes with what is sent
    asked = case.person.must_not_know_asked_at is not None
    referral.not_to_do = {**forbidden, "asked": asked}
    moves.move(
        referral, Verb.SEND, Side.SENDER, by=by, at=at, fields=SET_BY_SENDING,
        facts={"receiver": referral.receiver_id, "service": referral.service},
    )  # fmt: skip
    moves.open_to_receiver(referral, by=by, at=at)
    reminders.done(case, Kind.SEND_REFERRAL, source=_source(referral), by=by, at=at)
    red = referral.urgency == Urgency.RED
    due = referral.acknowledge_by or at
    reminders.for_receiver(referral, Kind.ACKNOWLEDGE, due, red=red, by=by, at=at)
    return referral


@act
def revoke(
    *,
    referral_id: UUID,
    expected: int,
    by: Actor,
    at: datetime,
    note: str = "",
    id: UUID | None = None,  # noqa: A002
) -> Referral:
    """Take a referral back: the receiver sees only that the access has ended.

    ``id`` names the event, so that the same form sent twice ends it once. Raises ``Problem``
    (conflict) where the referral moved on since ``expected``: a receiver may have accepted.
    """
    policy.require(by, Permission.REFERRAL_SEND)
    referral = scope.outgoing_for_change(referral_id, by, at)
    if id and replayed(ReferralEvent, id, by, referral_id=referral.pk):
        return referral
    if referral.version != expected:
        raise Problem.conflict()
    if reasons := rules.why_not(Verb.REVOKE, RefState(referral.state), Side.SENDER):
        raise Problem.refused(reasons)
    reminders.done(referral.case, Kind.SEND_REFERRAL, source=_source(referral), by=by, at=at)
    return moves.move(referral, Verb.REVOKE, Side.SENDER, by=by, at=at, note=note, event_id=id)


@act
def expire_due(*, by: Actor, at: datetime) -> list[Referral]:
    """Let referrals of the organisation expire that nobody answered in time (due work)."""
    late = Referral.objects.filter(
        organisation_id=by.organisation_id,
        state__in=[s.value for s in rules.BEFORE[Verb.EXPIRE]],
        answer_by__lt=at,
    ).order_by("answer_by", "id")
    ended = []
    for referral in moves.held_for_the_clock(late[:EXPIRE_AT_ONCE]):
        if rules.why_not_expire(RefState(referral.state), referral.answer_by, at):
            continue
        try:
            ended.append(moves.move(referral, Verb.EXPIRE, Side.SENDER, by=by, at=at))
        except Problem as problem:
            if problem.kind is not ProblemKind.CONFLICT:
                raise
            # somebody answered meanwhile: the move wrote nothing, the others expire all the same
    return ended


def hold_all_of(case: Case, _line_id: UUID, _by: Actor, _at: datetime) -> None:
    """Hold the case's referrals before the grants that rest on them (the consent's slot)."""
    rows = Referral.objects.filter(case=case).select_for_update().order_by("pk")
    list(rows.values_list("pk", flat=True))


def when_consent_ended(case: Case, line_id: UUID, by: Actor, at: datetime) -> None:
    """Close every referral that rests on a consent or ground that ended (the consent's slot)."""
    resting = Referral.objects.filter(case=case, state__in=[s.value for s in rules.UNSETTLED])
    for referral in resting:
        if line_id in (referral.consent_id, referral.ground_id):
            moves.move(referral, Verb.REVOKE, Side.SENDER, by=by, at=at)


def _remind_to_send(referral: Referral, case: Case, by: Actor, at: datetime) -> None:
    """A draft is due: RED now, or within a day where it was told by telephone first."""
    urgency = Urgency(referral.urgency)
    times = rules.timings_on(local_day(case.organisation, at))
    limit = rules.send_within(urgency, times, by_phone=referral.by_phone)
    due = until_of(case.organisation)(limit, referral.made_at)
    red = urgency is Urgency.RED
    source = _source(referral)
    reminders.for_worker(case, Kind.SEND_REFERRAL, due, source=source, urgent=red, by=by, at=at)


def _source(referral: Referral) -> str:
    return f"referral.{referral.pk}"


def _receiver(receiver_id: UUID, by: Actor) -> Organisation:
    found = Organisation.objects.filter(pk=receiver_id, closed_on__isnull=True).first()
    if found is None or found.pk == by.organisation_id:
        raise Problem.invalid("receiver", Reason.RECEIVER_CANNOT_RECEIVE)
    return found


def _check_day(content: Content, case: Case, at: datetime) -> None:
    today = local_day(case.organisation, at)
    if why := rules.why_not_day(content.hand_over_on, today, by_phone=content.by_phone):
        raise Problem.refused(why)


def _fill(referral: Referral, content: Content) -> None:
    """Seal the content under the referral's own subject."""
    letter = {d.value: text.strip() for d, text in content.letter.items() if text.strip()}
    referral.service = content.service.value
    referral.urgency = content.urgency.value
    referral.data = sorted(letter)
    referral.letter = letter
    referral.need = content.need.strip()
    referral.not_to_do = {
        "codes": sorted(content.not_to_do),
        "more": content.not_to_do_more.strip(),
    }
    referral.contact = content.contact.strip()
    referral.escort = content.escort.strip()
    referral.by_phone = content.by_phone
    referral.hand_over_on = content.hand_over_on


def _rest_on(referral: Referral, line: ConsentLine | GroundLine | None) -> None:
    """Note the consent or the ground that carries a referral."""
    if isinstance(line, GroundLine):
        referral.ground_id = line.pk
    elif line is not None:
        referral.consent_id = line.pk


def _set_deadlines(referral: Referral, case: Case, at: datetime) -> None:
    """Set by when the receiver acknowledges and answers, in the sender's working days."""
    until = until_of(case.organisation)
    times = rules.timings_on(local_day(case.organisation, at))
    referral.sent_at = at
    referral.acknowledge_by = until(times.acknowledge[Urgency(referral.urgency)], at)
    referral.answer_by = until(times.answer, referral.acknowledge_by)
