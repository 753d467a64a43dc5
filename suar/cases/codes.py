"""Codes of the case as a whole: its stages, its headings, where it came from."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """The steps of a case in their usual order; any may come earlier with a reason."""

    INTAKE = "CS_INTAKE"
    SEARCH = "CS_SEARCH"
    TRIAGE = "CS_TRIAGE"
    CONSENT = "CS_CONSENT"
    NEEDS = "CS_NEEDS"
    SCREEN = "CS_SCREEN"
    STATUS = "CS_STATUS"
    ASSESS = "CS_ASSESS"
    PLAN = "CS_PLAN"
    REFER = "CS_REFER"
    RECOVER = "CS_RECOVER"
    RETURN = "CS_RETURN"
    REINT = "CS_REINT"
    MONITOR = "CS_MONITOR"
    CLOSED = "CS_CLOSED"
    REOPEN = "CS_REOPEN"


class HtcdsCaseStatus(StrEnum):
    """``cas_Status``, spelled as in the standard."""

    ACTIVE = "Active"
    FOLLOW_UP = "FollowUp"
    CLOSED = "Closed"
    CLOSED_REFERRED = "ClosedReferred"


class Tab(StrEnum):
    """The six services of Permen PPPA 8/2021, the headings of a case."""

    COMPLAINT = "complaint"
    HEALTH = "health"
    SOCIAL = "social"
    LEGAL = "legal"
    RETURN = "return"
    REINTEGRATION = "reintegration"


class Source(StrEnum):
    """What a case was opened from; the case keeps an opaque id and knows no caller."""

    REPORT = "report"
    PERSON = "person"
    REFERRAL = "referral"
    JOURNEY = "journey"
    IMPORT = "import"
