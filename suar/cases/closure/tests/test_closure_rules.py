"""Stages, steps out of order, closing and reopening."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest

from suar.cases.closure import rules
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.closure.rules import CloseFacts
from suar.cases.codes import Stage
from suar.kit.reasons import Reason

TODAY = date(2026, 6, 3)
READY = CloseFacts(
    stage=Stage.MONITOR,
    reason=CloseReason.GOALS,
    told=Told.AGREED,
    safety_checked=True,
    open_referrals=0,
    open_hand_overs=0,
    waiting_decision=False,
    retention_until=date(2031, 6, 3),
    today=TODAY,
    missing_facts=(),
    referrals_made=0,
)


def codes(found) -> list[Reason]:
    return [b.code for b in found]


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"stage": Stage.CLOSED}, Reason.CASE_IS_CLOSED),
        ({"told": None}, Reason.CLOSE_CLIENT_NOT_TOLD),
        ({"told": Told.NOT_POSSIBLE}, Reason.CLOSE_CLIENT_NOT_TOLD),
        ({"safety_checked": False}, Reason.CLOSE_NO_SAFETY_CHECK),
        ({"open_referrals": 1}, Reason.CLOSE_OPEN_REFERRALS),
        ({"open_hand_overs": 1}, Reason.CLOSE_HAND_OVER_OPEN),
        ({"red_open": True}, Reason.CLOSE_RED_IS_OPEN),
        ({"not_safe": True}, Reason.CLOSE_NOT_SAFE),
        ({"waiting_decision": True}, Reason.DECISION_WAITING),
        ({"retention_until": None}, Reason.CLOSE_NO_RETENTION),
        ({"retention_until": TODAY}, Reason.CLOSE_NO_RETENTION),
        ({"retention_until": TODAY - timedelta(days=1)}, Reason.DAY_HAS_PASSED),
        ({"missing_facts": (Fact.FORM,)}, Reason.CLOSE_FACTS_MISSING),
        ({"reason": CloseReason.NOTELIG}, Reason.CLOSE_NEEDS_REFERRAL),
        ({"reason": CloseReason.TRANSFER}, Reason.CLOSE_NEEDS_REFERRAL),
        ({"reason": CloseReason.TIME}, Reason.CLOSE_NEEDS_REFERRAL),
        ({"reason": CloseReason.LOST}, Reason.CLOSE_TOO_FEW_ATTEMPTS),
    ],
)
def test_a_case_does_not_close(change, reason):
    assert codes(rules.why_not_close(replace(READY, **change))) == [reason]


def test_a_ready_case_closes():
    assert rules.why_not_close(READY) == []
    elsewhere = replace(READY, reason=CloseReason.NOTELIG, referrals_made=1)
    assert rules.why_not_close(elsewhere) == []


def test_lost_contact_needs_three_attempts_within_sixty_days():
    lost = replace(READY, reason=CloseReason.LOST, told=Told.NOT_POSSIBLE, safety_checked=False)
    recent = tuple(TODAY - timedelta(days=d) for d in (1, 20, 60))
    assert rules.why_not_close(replace(lost, attempts=recent)) == []
    old = (*recent[:2], TODAY - timedelta(days=61))
    found = rules.why_not_close(replace(lost, attempts=old))
    assert found[0].facts == {"made": 2, "needed": 3}


def test_a_double_record_closes_without_facts():
    double = replace(
        READY, reason=CloseReason.DUP, told=Told.NOT_POSSIBLE, missing_facts=(Fact.SEX,)
    )
    assert rules.why_not_close(double) == []


def test_nobody_approves_her_own_request():
    ani, beni = uuid4(), uuid4()
    assert codes(rules.why_not_approve(requested_by=None, approver=beni)) == [
        Reason.CLOSE_NOT_REQUESTED
    ]
    assert codes(rules.why_not_approve(requested_by=ani, approver=ani)) == [
        Reason.SECOND_PERSON_SAME
    ]
    assert rules.why_not_approve(requested_by=ani, approver=beni) == []


def test_only_a_closed_case_is_reopened_with_a_reason():
    assert codes(rules.why_not_reopen(Stage.CLOSED, has_reason=False)) == [
        Reason.REOPEN_NEEDS_REASON
    ]
    assert codes(rules.why_not_reopen(Stage.REFER, has_reason=True)) == [Reason.CASE_IS_OPEN]
    assert rules.why_not_reopen(Stage.CLOSED, has_reason=True) == []


@pytest.mark.parametrize(
    ("stage", "reason", "status"),
    [
        (Stage.INTAKE, None, "Active"), (Stage.REOPEN, None, "Active"),
        (Stage.MONITOR, None, "FollowUp"), (Stage.CLOSED, CloseReason.GOALS, "Closed"),
        (Stage.CLOSED, CloseReason.TRANSFER, "ClosedReferred"),
    ],
)  # fmt: skip
def test_the_export_names_the_status_of_the_case(stage, reason, status):
    assert rules.case_status(stage, reason) == status
