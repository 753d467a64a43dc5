"""Words of the case as a whole: its stages, headings, and the lines of its timeline."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.cases.codes import Stage, Tab

Words = str | Promise

STAGE: Mapping[Stage, Words] = {
    Stage.INTAKE: _("Report received"),
    Stage.SEARCH: _("Searched first"),
    Stage.TRIAGE: _("Urgent-risk check"),
    Stage.CONSENT: _("Consent"),
    Stage.NEEDS: _("Immediate needs"),
    Stage.SCREEN: _("Identification"),
    Stage.STATUS: _("Proposal and decision"),
    Stage.ASSESS: _("Assessment"),
    Stage.PLAN: _("Plan and service agreement"),
    Stage.REFER: _("Referral and hand-over"),
    Stage.RECOVER: _("Services"),
    Stage.RETURN: _("Return"),
    Stage.REINT: _("Reintegration"),
    Stage.MONITOR: _("Follow-up"),
    Stage.CLOSED: _("Closed"),
    Stage.REOPEN: _("Reopened"),
}
TAB: Mapping[Tab, Words] = {
    Tab.COMPLAINT: _("Intake and identification"),
    Tab.HEALTH: _("Health rehabilitation"),
    Tab.SOCIAL: _("Social rehabilitation"),
    Tab.LEGAL: _("Legal aid"),
    Tab.RETURN: _("Return"),
    Tab.REINTEGRATION: _("Social reintegration"),
}
EVENT: Mapping[str, Words] = {
    "case.opened": _("Case opened"),
    "case.assigned": _("Given to a worker"),
    "case.closed": _("Case closed"),
    "case.reopened": _("Case reopened"),
    "case.place_changed": _("Where the person is now was noted"),
    "triage.answered": _("Urgent-risk check saved"),
    "triage.item_handled": _("An urgent item was handled"),
    "contact.decided": _("Decided to reach somebody on the list of who must not know"),
    "consent.given": _("Consent given"),
    "consent.refused": _("Consent refused"),
    "consent.withdrawn": _("Consent withdrawn"),
    "ground.recorded": _("Legal ground recorded"),
    "ground.ended": _("Legal ground ended"),
    "safety_plan.saved": _("Safety plan saved"),
    "interview.held": _("Interview sitting held"),
    "status.proposed": _("Proposal computed"),
    "status.decision_asked": _("Decision waits for a second person"),
    "status.decided": _("Decided"),
    "status.not_agreed": _("Second person does not agree"),
    "note.added": _("Note added"),
    "service.recorded": _("Service recorded"),
    "service.changed": _("Service record changed"),
    "referral.drafted": _("Referral begun"),
    "referral.changed": _("Draft of a referral changed"),
    "referral.sent": _("Referral sent"),
    "referral.acknowledged": _("Referral acknowledged"),
    "referral.accepted": _("Referral accepted"),
    "referral.declined": _("Referral declined"),
    "referral.handed_over": _("Person handed over"),
    "referral.answered": _("Feedback on the service"),
    "referral.service_reported": _("Service reported by the receiver"),
    "referral.finished": _("Referral finished"),
    "referral.expired": _("Referral expired without an answer"),
    "referral.dropped": _("Draft of a referral dropped"),
    "referral.withdrawn": _("Access of the receiver ended"),
    "follow_up.planned": _("Follow-up planned"),
    "follow_up.done": _("Follow-up done"),
    "closure.asked": _("Closing asked for"),
    "closure.sent_back": _("Closing sent back"),
    "letter.numbered": _("Letter numbered"),
    "letter.issued": _("Letter issued"),
    "letter.voided": _("Letter voided"),
    "file.kept": _("File kept"),
}
