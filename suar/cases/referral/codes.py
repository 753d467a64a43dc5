"""Codes of a referral."""

from __future__ import annotations

from enum import StrEnum


class RefState(StrEnum):
    """Where a referral stands."""

    DRAFT = "REF_DRAFT"
    SENT = "REF_SENT"
    ACK = "REF_ACK"
    ACCEPTED = "REF_ACCEPTED"
    DECLINED = "REF_DECLINED"
    HANDOVER = "REF_HANDOVER"
    FEEDBACK = "REF_FEEDBACK"
    DONE = "REF_DONE"
    EXPIRED = "REF_EXPIRED"
    WITHDRAWN = "REF_WITHDRAWN"  # revoked, or a consent withdrawn: shown alike


class Verb(StrEnum):
    """What can be done with a referral."""

    SEND = "SEND"
    ACKNOWLEDGE = "ACKNOWLEDGE"
    ACCEPT = "ACCEPT"
    DECLINE = "DECLINE"
    HAND_OVER = "HAND_OVER"
    FEEDBACK = "FEEDBACK"  # the service has begun
    NOT_BEGUN = "NOT_BEGUN"  # "not yet": leaves the state as it is, and is asked anew
    REPORT = "REPORT"  # a service given; leaves the state as it is
    FINISH = "FINISH"
    EXPIRE = "EXPIRE"
    REVOKE = "REVOKE"


class Side(StrEnum):
    """Which organisation acts."""

    SENDER = "SENDER"
    RECEIVER = "RECEIVER"


class DeclineReason(StrEnum):
    """Why a receiver cannot take the person."""

    CAPACITY = "CAPACITY"
    MANDATE = "MANDATE"
    SEX_OR_AGE = "SEX_OR_AGE"
    AREA = "AREA"
    DATA = "DATA"
    SAFETY = "SAFETY"
    CLIENT = "CLIENT"


class Outcome(StrEnum):
    """Whether the need was met."""

    MET = "MET"
    PARTLY = "PARTLY"
    NOT_MET = "NOT_MET"


class Urgency(StrEnum):
    """How soon the receiver is asked to answer."""

    RED = "RED"
    AMBER = "AMBER"
    GREEN = "GREEN"


class EndedAs(StrEnum):
    """What stays readable for a receiver once a referral is over."""

    DONE = "DONE"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    ENDED = "ENDED"  # access ended: revoked, or a consent withdrawn
