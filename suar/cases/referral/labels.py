"""Words of a referral."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases.referral.codes import DeclineReason, EndedAs, Outcome, RefState, Urgency, Verb
from suar.people.codes import MustNot
from suar.people.labels import MUST_NOT

Words = str | Promise

STATE: Mapping[RefState, Words] = {
    RefState.DRAFT: _("draft"),
    RefState.SENT: pgettext_lazy("referral", "sent"),
    RefState.ACK: pgettext_lazy("referral", "acknowledged"),
    RefState.ACCEPTED: pgettext_lazy("referral", "accepted"),
    RefState.DECLINED: pgettext_lazy("referral", "declined"),
    RefState.HANDOVER: _("handed over"),
    RefState.FEEDBACK: _("feedback given"),
    RefState.DONE: pgettext_lazy("referral", "done"),
    RefState.EXPIRED: _("expired"),
    RefState.WITHDRAWN: _("access ended"),
}
DROPPED = pgettext_lazy("referral", "draft dropped")  # nothing was sent, nobody had access


def state_words(state: RefState, *, sent: bool) -> Words:
    """Return the words of a state; what was never sent had no access that could end."""
    return DROPPED if state is RefState.WITHDRAWN and not sent else STATE[state]


TONE: Mapping[RefState, str] = {
    RefState.DRAFT: "calm",
    RefState.SENT: "wait",
    RefState.ACK: "wait",
    RefState.ACCEPTED: "live",
    RefState.DECLINED: "stop",
    RefState.HANDOVER: "live",
    RefState.FEEDBACK: "live",
    RefState.DONE: "ok",
    RefState.EXPIRED: "stop",
    RefState.WITHDRAWN: "calm",
}
VERB: Mapping[Verb, Words] = {
    Verb.SEND: _("Referral sent"),
    Verb.ACKNOWLEDGE: _("Arrival acknowledged"),
    Verb.ACCEPT: _("Accepted"),
    Verb.DECLINE: _("Declined"),
    Verb.HAND_OVER: _("Person handed over"),
    Verb.FEEDBACK: _("The service has begun"),
    Verb.NOT_BEGUN: _("The service has not begun yet"),
    Verb.REPORT: _("Service reported"),
    Verb.FINISH: _("Finished"),
    Verb.EXPIRE: _("Expired without an answer"),
    Verb.REVOKE: _("Access ended"),
}
DROP = _("Draft dropped")
DECLINE: Mapping[DeclineReason, Words] = {
    DeclineReason.CAPACITY: _("No capacity"),
    DeclineReason.MANDATE: _("Outside our mandate"),
    DeclineReason.SEX_OR_AGE: _("Limit of sex or age"),
    DeclineReason.AREA: _("Outside our area"),
    DeclineReason.DATA: _("Data are incomplete"),
    DeclineReason.SAFETY: _("Safety"),
    DeclineReason.CLIENT: _("The person refused"),
}
OUTCOME: Mapping[Outcome, Words] = {
    Outcome.MET: _("need met"),
    Outcome.PARTLY: _("partly met"),
    Outcome.NOT_MET: _("not met"),
}
URGENCY: Mapping[Urgency, Words] = {
    Urgency.RED: _("RED: acknowledge within 2 hours; telephone first, papers within 24 hours"),
    Urgency.AMBER: _("AMBER: acknowledge within 24 hours"),
    Urgency.GREEN: _("GREEN: acknowledge within 3 working days"),
}


def about_reporter(kind: MustNot | None, language: str) -> str:
    """Say in the receiver's language that a reporter must not be told; it names nobody."""
    if kind is None:
        return ""
    with translation.override(language):
        if kind in (MustNot.REPORTER, MustNot.OTHER):
            return translation.gettext("Do not contact whoever reported this case.")
        return translation.gettext("Do not contact whoever reported this case (%(who)s).") % {
            "who": MUST_NOT[kind]
        }


ENDED_AS: Mapping[EndedAs, Words] = {
    EndedAs.DONE: pgettext_lazy("referral", "done"),
    EndedAs.DECLINED: pgettext_lazy("referral", "declined"),
    EndedAs.EXPIRED: _("expired"),
    EndedAs.ENDED: _("access ended"),
}
