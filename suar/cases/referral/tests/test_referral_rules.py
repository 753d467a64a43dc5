"""What may be sent to whom, who acts when, by when."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from uuid import uuid4

import pytest

from suar.cases.referral import rules
from suar.cases.referral.codes import DeclineReason, Outcome, RefState, Side, Urgency, Verb
from suar.cases.referral.rules import Offer, SendFacts
from suar.documents.codes import Datum
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from tests.support.office import office

AT = datetime(2026, 6, 5, 3, 0, tzinfo=UTC)  # a Friday
TIMES = rules.timings_on(date(2026, 6, 5))
READY = SendFacts(
    state=RefState.DRAFT,
    sender_id=uuid4(),
    receiver_id=uuid4(),
    receiver_open=True,
    offer=Offer(True, True, True),
    data=rules.MINIMUM_DATA,
    has_need=True,
    share=(),
    contact=(),
)


def codes(found) -> list[Reason]:
    return [b.code for b in found]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"state": RefState.SENT}, Reason.REFERRAL_NOT_AT_THIS_STEP),
        ({"case_open": False}, Reason.CASE_IS_CLOSED),
        ({"receiver_id": READY.sender_id}, Reason.RECEIVER_CANNOT_RECEIVE),
        ({"receiver_open": False}, Reason.RECEIVER_CANNOT_RECEIVE),
        ({"has_need": False}, Reason.REFERRAL_NEEDS_NEED),
        ({"offer": Offer(False, True, True)}, Reason.SERVICE_NOT_OFFERED),
        ({"offer": Offer(True, False, True)}, Reason.SEX_NOT_ACCEPTED),
        ({"offer": Offer(True, True, False)}, Reason.AGE_NOT_ACCEPTED),
        ({"data": frozenset({Datum.NAME})}, Reason.LETTER_NEEDS_DATA),
        ({"share": (Because(Reason.CONSENT_WITHDRAWN),)}, Reason.CONSENT_WITHDRAWN),
        ({"contact": (Because(Reason.MUST_NOT_KNOW),)}, Reason.MUST_NOT_KNOW),
    ],
)
def test_a_referral_is_not_sent(change, reason):
    assert codes(rules.why_not_send(replace(READY, **change))) == [reason]


def test_a_ready_referral_is_sent_whatever_the_status_of_the_person():
    assert rules.why_not_send(READY) == []
    assert "status" not in " ".join(SendFacts.__dataclass_fields__)


@pytest.mark.parametrize(("verb", "state", "side"), list(product(Verb, RefState, Side)))
def test_each_verb_has_its_states_and_its_side(verb, state, side):
    allowed = state in rules.BEFORE[verb] and side in rules.BY[verb]
    found = codes(rules.why_not(verb, state, side))
    assert found == ([] if allowed else [Reason.REFERRAL_NOT_AT_THIS_STEP])


def test_an_ended_referral_can_never_be_acted_on():
    for verb in Verb:
        assert not rules.BEFORE[verb] & rules.ENDED
    assert set(rules.AFTER.values()) | {RefState.DRAFT} == set(RefState)
    assert {
        RefState.DECLINED, RefState.DONE, RefState.EXPIRED, RefState.WITHDRAWN,
    } == rules.ENDED  # fmt: skip


def test_only_the_receiver_answers_and_only_the_sender_revokes():
    for verb in (Verb.ACKNOWLEDGE, Verb.ACCEPT, Verb.DECLINE, Verb.REPORT, Verb.FINISH):
        assert rules.BY[verb] == {Side.RECEIVER}
    assert rules.BY[Verb.REVOKE] == {Side.SENDER}


def test_declining_needs_a_reason_and_finishing_an_outcome():
    assert codes(rules.why_not_decline(RefState.SENT, None)) == [Reason.DECLINE_NEEDS_REASON]
    assert rules.why_not_decline(RefState.ACK, DeclineReason.CAPACITY) == []
    assert codes(rules.why_not_finish(RefState.ACCEPTED, None)) == [Reason.OUTCOME_NEEDED]
    assert rules.why_not_finish(RefState.FEEDBACK, Outcome.PARTLY) == []
    assert codes(rules.why_not_finish(RefState.SENT, Outcome.MET)) == [
        Reason.REFERRAL_NOT_AT_THIS_STEP
    ]


def test_a_referral_expires_only_when_nobody_answered_in_time():
    early = rules.why_not_expire(RefState.SENT, AT, AT)
    assert codes(early) == [Reason.STILL_TIME_TO_ANSWER]
    assert codes(rules.why_not_expire(RefState.SENT, None, AT)) == [Reason.STILL_TIME_TO_ANSWER]
    assert rules.why_not_expire(RefState.ACK, AT, AT + timedelta(seconds=1)) == []
    late = rules.why_not_expire(RefState.ACCEPTED, AT, AT + timedelta(days=1))
    assert codes(late) == [Reason.REFERRAL_NOT_AT_THIS_STEP]


@pytest.mark.parametrize("by_phone", [True, False])
def test_a_draft_is_sent_within_the_hour_when_red_or_within_a_day(by_phone):
    def by(urgency):
        return office()(rules.send_within(urgency, TIMES, by_phone=by_phone), AT)

    assert by(Urgency.RED) == AT + timedelta(hours=24 if by_phone else 1)
    assert by(Urgency.AMBER) == by(Urgency.GREEN) == AT + timedelta(hours=24)


def test_the_receiver_acknowledges_by_the_urgency():
    def by(urgency, holidays=frozenset()):
        return office(off=holidays)(TIMES.acknowledge[urgency], AT)

    assert by(Urgency.RED) == AT + timedelta(hours=2)
    assert by(Urgency.AMBER) == AT + timedelta(hours=24)
    assert by(Urgency.GREEN) == datetime(2026, 6, 10, 3, 0, tzinfo=UTC)  # the weekend is no work
    holiday = frozenset({date(2026, 6, 8)})
    assert by(Urgency.GREEN, holiday) == datetime(2026, 6, 11, 3, 0, tzinfo=UTC)


def test_the_answer_and_the_feedback_have_their_days():
    assert office()(TIMES.answer, AT) == datetime(2026, 6, 9, 3, 0, tzinfo=UTC)
    assert office()(TIMES.feedback, AT) == AT + timedelta(days=7)
    assert rules.timings_on(date(1999, 1, 1)) is rules.TIMINGS[0]


def test_ending_access_leaves_a_running_safety_service_in_hands():
    assert rules.hand_over_needed(RefState.ACCEPTED, "SHL_EMG")
    assert not rules.hand_over_needed(RefState.SENT, "SHL_EMG")
    assert not rules.hand_over_needed(RefState.ACCEPTED, "LEG_INF")
