"""Rules of a referral: what may be sent to whom, who acts when, by when.

Times are proposals of this project, kept as dated data. A case without any status is referred all
the same: status is never a gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from suar.cases.referral.codes import DeclineReason, Outcome, RefState, Side, Urgency, Verb
from suar.documents.codes import Datum, NotToDo
from suar.kit.deadlines import Limit
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.people.codes import MustNot

R = RefState
BEFORE: dict[Verb, frozenset[RefState]] = {
    Verb.SEND: frozenset({R.DRAFT}),
    Verb.ACKNOWLEDGE: frozenset({R.SENT}),
    Verb.ACCEPT: frozenset({R.SENT, R.ACK}),
    Verb.DECLINE: frozenset({R.SENT, R.ACK}),
    Verb.HAND_OVER: frozenset({R.ACCEPTED, R.FEEDBACK}),
    Verb.FEEDBACK: frozenset({R.ACCEPTED, R.HANDOVER}),
    Verb.NOT_BEGUN: frozenset({R.ACCEPTED, R.HANDOVER}),
    Verb.REPORT: frozenset({R.ACCEPTED, R.HANDOVER, R.FEEDBACK}),
    Verb.FINISH: frozenset({R.ACCEPTED, R.HANDOVER, R.FEEDBACK}),
    Verb.EXPIRE: frozenset({R.SENT, R.ACK}),
    Verb.REVOKE: frozenset({R.DRAFT, R.SENT, R.ACK, R.ACCEPTED, R.HANDOVER, R.FEEDBACK}),
}
AFTER: dict[Verb, RefState] = {
    Verb.SEND: R.SENT,
    Verb.ACKNOWLEDGE: R.ACK,
    Verb.ACCEPT: R.ACCEPTED,
    Verb.DECLINE: R.DECLINED,
    Verb.HAND_OVER: R.HANDOVER,
    Verb.FEEDBACK: R.FEEDBACK,
    Verb.FINISH: R.DONE,
    Verb.EXPIRE: R.EXPIRED,
    Verb.REVOKE: R.WITHDRAWN,
}
BY: dict[Verb, frozenset[Side]] = {
    Verb.SEND: frozenset({Side.SENDER}),
    Verb.ACKNOWLEDGE: frozenset({Side.RECEIVER}),
    Verb.ACCEPT: frozenset({Side.RECEIVER}),
    Verb.DECLINE: frozenset({Side.RECEIVER}),
    Verb.HAND_OVER: frozenset({Side.SENDER, Side.RECEIVER}),
    Verb.FEEDBACK: frozenset({Side.RECEIVER}),
    Verb.NOT_BEGUN: frozenset({Side.RECEIVER}),
    Verb.REPORT: frozenset({Side.RECEIVER}),
    Verb.FINISH: frozenset({Side.RECEIVER}),
    Verb.EXPIRE: frozenset({Side.SENDER}),
    Verb.REVOKE: frozenset({Side.SENDER}),
}
OPEN_STATES = frozenset({R.SENT, R.ACK, R.ACCEPTED, R.HANDOVER, R.FEEDBACK})
UNSETTLED = OPEN_STATES | {R.DRAFT}
ENDED = frozenset(R) - UNSETTLED
WITH_RECEIVER = frozenset({R.ACCEPTED, R.HANDOVER, R.FEEDBACK})
SAFETY_SERVICES = frozenset(
    {
        "SHL_EMG", "SHL_TMP", "SHL_LTM", "SEC_PLN", "SEC_LPS", "MED_URG", "MED_GEN", "MED_SRH",
        "PSY_CLN", "RET_TRP", "CHD_CARE",
    }
)  # fmt: skip
MINIMUM_DATA = frozenset({Datum.SEX, Datum.AGE})
FAMILY = (NotToDo.CALL_FAMILY, NotToDo.VISIT_HOME)
AT_HOME = (NotToDo.TELL_VILLAGE, NotToDo.VISIT_HOME)  # a visit is seen by the whole village
NOT_TO_DO: Mapping[MustNot, tuple[NotToDo, ...]] = {
    MustNot.SPOUSE: FAMILY,
    MustNot.PARENT: FAMILY,
    MustNot.OTHER_FAMILY: FAMILY,
    MustNot.VILLAGE_OFFICIAL: AT_HOME,
    MustNot.NEIGHBOUR: AT_HOME,
    MustNot.RECRUITER: (NotToDo.TELL_AGENCY,),
    MustNot.AGENCY: (NotToDo.TELL_AGENCY,),
    MustNot.EMPLOYER: (NotToDo.TELL_AGENCY,),
    MustNot.POLICE_UNIT: (NotToDo.TELL_POLICE,),
    MustNot.OFFICE: (NotToDo.PASS_ON,),
    MustNot.REPORTER: (NotToDo.PASS_ON,),
    MustNot.OTHER: (NotToDo.PASS_ON,),
}


OF_FAMILY = frozenset({MustNot.SPOUSE, MustNot.PARENT, MustNot.OTHER_FAMILY})


def reporter_told_of(
    feared: Iterable[MustNot], reporters: Iterable[MustNot]
) -> tuple[frozenset[MustNot], MustNot | None]:
    """Return who must not know with what the reporter is, and what is to be said in words.

    A reporter on the list is somebody: a brother who reported is family, and the receiver must
    not call him. ``reporters`` is what they are to the person; where nobody knows, they count as
    family, the commonest and the easiest to reach. The words are for a reporter who is not family,
    or of whom it is not known; family is ticked.
    """
    known = frozenset(feared)
    if MustNot.REPORTER not in known:
        return known, None
    kinds = frozenset(reporters)
    if not kinds:
        return known | {MustNot.OTHER_FAMILY}, MustNot.REPORTER
    others = sorted(kinds - OF_FAMILY)
    return known | kinds, MustNot(others[0]) if others else None


def must_not_do(feared: Iterable[MustNot], *, embassy: bool = False) -> tuple[NotToDo, ...]:
    """Return what the receiver must not do where these must not know; it names nobody."""
    found = {code for category in feared for code in NOT_TO_DO[category]}
    if embassy:
        found.add(NotToDo.TELL_EMBASSY)
    return tuple(code for code in NotToDo if code in found)


def urgency_for(*, red: bool) -> Urgency:
    """Return how urgent a draft begins: RED where the urgent check found RED."""
    return Urgency.RED if red else Urgency.AMBER


@dataclass(frozen=True, slots=True)
class Timings:
    """By when each side acts, from a day on."""

    valid_from: date
    source: str
    acknowledge: Mapping[Urgency, Limit]
    answer: Limit  # after the time to acknowledge; past it the referral expires
    feedback: Limit  # after the yes: whether the service began
    send: Limit  # after a draft
    send_red: Limit  # after a RED draft: "now" is late when this has passed
    papers: Limit  # after a RED referral by telephone


TIMINGS: tuple[Timings, ...] = (
    Timings(
        valid_from=date(2026, 1, 1),
        source="proposal of this project",
        acknowledge={
            Urgency.RED: Limit(hours=2),
            Urgency.AMBER: Limit(hours=24),
            Urgency.GREEN: Limit(working_days=3),
        },
        answer=Limit(working_days=2),
        feedback=Limit(days=7),
        send=Limit(hours=24),
        send_red=Limit(hours=1),
        papers=Limit(hours=24),
    ),
)


def timings_on(day: date) -> Timings:
    """Return the timings in force on a day; the oldest for any earlier day."""
    in_force = [t for t in TIMINGS if t.valid_from <= day]
    return max(in_force, key=lambda t: t.valid_from) if in_force else TIMINGS[0]


def send_within(urgency: Urgency, timings: Timings, *, by_phone: bool) -> Limit:
    """Return how soon a draft is sent: RED within the hour, or its papers after the call."""
    if urgency is not Urgency.RED:
        return timings.send
    return timings.papers if by_phone else timings.send_red


@dataclass(frozen=True, slots=True)
class Offer:
    """What the receiver's entry in the directory says of one service."""

    exists: bool
    accepts_sex: bool
    accepts_age: bool


@dataclass(frozen=True, slots=True)
class SendFacts:
    """A draft about to leave the house."""

    state: RefState
    sender_id: UUID
    receiver_id: UUID
    receiver_open: bool
    offer: Offer
    data: frozenset[Datum]
    has_need: bool
    share: tuple[Because, ...]  # what ``consent.rules.why_not_share`` says
    contact: tuple[Because, ...]  # what ``triage.rules.why_not_contact`` says
    case_open: bool = True


def why_not_send(facts: SendFacts) -> list[Because]:
    """Return every reason against sending; empty where it may go."""
    why = why_not(Verb.SEND, facts.state, Side.SENDER)
    if not facts.case_open:
        why.append(Because(Reason.CASE_IS_CLOSED))
    if facts.receiver_id == facts.sender_id or not facts.receiver_open:
        why.append(Because(Reason.RECEIVER_CANNOT_RECEIVE, field="receiver"))
    if not facts.has_need:
        why.append(Because(Reason.REFERRAL_NEEDS_NEED, field="need"))
    return (
        why
        + _not_offered(facts.offer)
        + _not_enough(facts.data)
        + [
            *facts.share,
            *facts.contact,
        ]
    )


def _not_offered(offer: Offer) -> list[Because]:
    if not offer.exists:
        return [Because(Reason.SERVICE_NOT_OFFERED, field="service")]
    why = []
    if not offer.accepts_sex:
        why.append(Because(Reason.SEX_NOT_ACCEPTED, field="receiver"))
    if not offer.accepts_age:
        why.append(Because(Reason.AGE_NOT_ACCEPTED, field="receiver"))
    return why


def _not_enough(data: frozenset[Datum]) -> list[Because]:
    """A letter without the minimum cannot be answered by the receiver."""
    missing = sorted(MINIMUM_DATA - data)
    if not missing:
        return []
    return [Because(Reason.LETTER_NEEDS_DATA, {"data": ", ".join(missing)}, "kinds")]


PAPERS_FOLLOW = timedelta(days=1)  # after a call, so that the person may have come before them


def why_not_day(hand_over_on: date | None, today: date, *, by_phone: bool) -> list[Because]:
    """Return why a day of hand-over cannot be agreed: it has passed."""
    first = today - PAPERS_FOLLOW if by_phone else today
    if hand_over_on is None or hand_over_on >= first:
        return []
    return [Because(Reason.DAY_HAS_PASSED, field="hand_over_on")]


@dataclass(frozen=True, slots=True)
class GivenFacts:
    """A service about to be reported, with the days of its referral where the receiver is."""

    started_on: date
    ended_on: date | None
    today: date
    sent_on: date
    accepted_on: date
    by_phone: bool  # the papers followed a call: help may have begun a day before them
    help_first: bool  # the receiver says that help began before its yes


def why_not_report(facts: GivenFacts) -> list[Because]:
    """Return why a service cannot have been given on these days under this referral.

    Help may come before the yes, as in an emergency, but is then said so; never before the
    referral itself.
    """
    why: list[Because] = []
    first = facts.sent_on - PAPERS_FOLLOW if facts.by_phone else facts.sent_on
    if facts.started_on > facts.today:
        why.append(Because(Reason.DAY_LIES_AHEAD, field="started_on"))
    elif facts.started_on < first:
        why.append(Because(Reason.SERVICE_BEFORE_REFERRAL, field="started_on"))
    elif facts.started_on < facts.accepted_on and not facts.help_first:
        why.append(Because(Reason.SERVICE_BEFORE_YES, field="started_on"))
    if facts.ended_on is not None and facts.ended_on < facts.started_on:
        why.append(Because(Reason.ENDS_BEFORE_IT_BEGINS, field="ended_on"))
    elif facts.ended_on is not None and facts.ended_on > facts.today:
        why.append(Because(Reason.DAY_LIES_AHEAD, field="ended_on"))
    return why


def why_not(verb: Verb, state: RefState, side: Side) -> list[Because]:
    """Return why a side cannot do this now: not its turn, or not at this step."""
    if side not in BY[verb] or state not in BEFORE[verb]:
        return [Because(Reason.REFERRAL_NOT_AT_THIS_STEP, {"state": state})]
    return []


def after(verb: Verb, state: RefState) -> RefState:
    """Return the state after a verb: an arrival told late leaves a service begun as it is."""
    if verb is Verb.HAND_OVER and state is RefState.FEEDBACK:
        return state
    return AFTER.get(verb, state)


def why_not_answer(verb: Verb, state: RefState, said: Verb | None) -> list[Because]:
    """Return why a receiver cannot say whether the service has begun.

    ``said`` is the newest answer. Feedback is "started / not": one that stands at feedback by
    "not begun" is still asked, one that has begun is not.
    """
    if state is R.FEEDBACK and said is Verb.NOT_BEGUN:
        return []
    return why_not(verb, state, Side.RECEIVER)


def why_not_decline(state: RefState, reason: DeclineReason | None) -> list[Because]:
    """Return why a receiver cannot decline."""
    why = why_not(Verb.DECLINE, state, Side.RECEIVER)
    if reason is None:
        why.append(Because(Reason.DECLINE_NEEDS_REASON, field="reason"))
    return why


def why_not_finish(state: RefState, outcome: Outcome | None) -> list[Because]:
    """Return why a referral cannot be called done."""
    why = why_not(Verb.FINISH, state, Side.RECEIVER)
    if outcome is None:
        why.append(Because(Reason.OUTCOME_NEEDED, field="outcome"))
    return why


def why_not_expire(state: RefState, answer_due: datetime | None, at: datetime) -> list[Because]:
    """Return why a referral does not expire: it was answered, or there is still time."""
    why = why_not(Verb.EXPIRE, state, Side.SENDER)
    if answer_due is None or at <= answer_due:
        why.append(Because(Reason.STILL_TIME_TO_ANSWER))
    return why


def hand_over_needed(state: RefState, service: str) -> bool:
    """Say whether ending access leaves a safety service running: bed and treatment stay."""
    return state in WITH_RECEIVER and service in SAFETY_SERVICES
