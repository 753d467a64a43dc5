"""Whom the steps of a case tell that something is new: a kind and a code, never a word of what.

Called inside the actions, so that nothing is told of what was rolled back. Nobody is told of her
own doing. The words and pages of the kinds stand in ``shell``.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from suar.cases.models import Case, Referral
from suar.kit.actor import Actor
from suar.notices.rules import Audience
from suar.notices.telling import tell
from suar.policy import Permission


class News(StrEnum):
    """The kinds of notices that cases give."""

    ASSIGNED = "case.assigned"
    RED = "case.red"
    NOT_SAFE = "case.not_safe"  # at the last contact
    SECOND_WANTED = "case.second_wanted"
    CLOSING_ASKED = "case.closing_asked"
    CLOSING_RETURNED = "case.closing_returned"
    RECEIVED = "referral.received"
    RECEIVED_RED = "referral.received_red"
    ACKNOWLEDGED = "referral.acknowledged"
    ACCEPTED = "referral.accepted"
    DECLINED = "referral.declined"
    HANDED_OVER = "referral.handed_over"
    FEEDBACK = "referral.feedback"
    SERVICE_REPORTED = "referral.service_reported"
    FINISHED = "referral.finished"
    OVER = "referral.over"  # the sender's side of an access that ended
    ACCESS_ENDED = "referral.access_ended"  # the receiver's side: no reason, no name


def worker(case: Case, kind: News, *, by: Actor, at: datetime) -> None:
    """Tell the case's worker."""
    audience = Audience(case.organisation_id, user_id=case.worker_id)
    _tell(audience, kind, case.pk, case.code, by, at)


def supervisors(case: Case, kind: News, *, by: Actor, at: datetime) -> None:
    """Tell whoever answers for the case's unit."""
    audience = Audience(
        case.organisation_id, unit_id=case.unit_id, permission=Permission.CASE_ASSIGN.value
    )
    _tell(audience, kind, case.pk, case.code, by, at)


def sender(referral: Referral, kind: News, *, by: Actor, at: datetime) -> None:
    """Tell the worker of the case from which a referral came."""
    audience = Audience(referral.organisation_id, user_id=referral.worker_id)
    _tell(audience, kind, referral.pk, referral.code, by, at)


def receiver(referral: Referral, kind: News, *, by: Actor, at: datetime) -> None:
    """Tell the seats of the receiving organisation that see its referrals."""
    audience = Audience(referral.receiver_id, permission=Permission.REFERRAL_RECEIVE.value)
    _tell(audience, kind, referral.pk, referral.code, by, at)


def _tell(
    audience: Audience, kind: News, record_id: UUID, code: str, by: Actor, at: datetime
) -> None:
    if audience.user_id == by.user_id:
        return  # her own doing
    tell(audience, kind=kind.value, record_id=record_id, record_code=code, by=by, at=at)
