"""The tables of a case."""

from suar.cases.models.base import CaseRow
from suar.cases.models.case import Case
from suar.cases.models.consent import ConsentLine, GroundLine
from suar.cases.models.interview import (
    ElementTick,
    Episode,
    ItemAnswer,
    Proposal,
    Sitting,
    StatusDecision,
)
from suar.cases.models.referral import (
    InboxMark,
    Referral,
    ReferralEvent,
    ReferralRow,
    ReferralService,
)
from suar.cases.models.services import FollowUp, NamelessService, ServiceRecord
from suar.cases.models.steps import Assignment, CaseStep, Closure, Reopening
from suar.cases.models.triage import ContactDecision, Note, SafetyPlan, TriageCheck

__all__ = [
    "Assignment",
    "Case",
    "CaseRow",
    "CaseStep",
    "Closure",
    "ConsentLine",
    "ContactDecision",
    "ElementTick",
    "Episode",
    "FollowUp",
    "GroundLine",
    "InboxMark",
    "ItemAnswer",
    "NamelessService",
    "Note",
    "Proposal",
    "Referral",
    "ReferralEvent",
    "ReferralRow",
    "ReferralService",
    "Reopening",
    "SafetyPlan",
    "ServiceRecord",
    "Sitting",
    "StatusDecision",
    "TriageCheck",
]
