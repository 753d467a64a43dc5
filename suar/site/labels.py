"""Words of the log's verbs and of the grounds of access."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases.labels import EVENT as CASE_EVENT
from suar.policy import Ground, Part
from suar.site.erasing import Why
from suar.site.holding import Ground as Hold

Words = str | Promise

LOOK: Mapping[str, Words] = {
    "looked": _("Opened"),
    "list.shown": _("Shown in a list (code and initials only)"),
    "search.shown": _("Shown by a search"),
    "system.opened": _("Opened by the system"),
    "file.original_opened": _("Original file opened"),
}
OTHER: Mapping[str, Words] = {
    "report.taken": _("Report taken"),
    "report.searched": _("Searched before opening a case"),
    "report.handed_on": _("Report handed to another unit"),
    "report.settled": _("Report settled"),
    "person.registered": _("Person registered"),
    "person.edited": _("Person record changed"),
    "person.merged": _("Linked with another record"),
    "person.unmerged": _("Link with another record ended"),
    "person.told_apart": _("Told apart from another record"),
    "person.erased": _("Erased"),
    "erasure.replayed": _("Erasure applied again after a restore"),
    "subject.tied": _("Tied to the person"),
    "subject.held": _("Kept by a legal duty"),
    "subject.released": _("Legal duty to keep it ended"),
    "hold.placed": _("Legal hold placed"),
    "hold.replayed": _("Legal hold stands again after a restore; its paper is to be entered"),
    "hold.kept": _("Legal hold looked at: it still stands"),
    "hold.lifted": _("Legal hold lifted"),
    "birthdate.doubted": _("Birth date doubted"),
    "birthdate.set_aside": _("Birth date set aside"),
    "phone.added": _("Telephone added"),
    "safecontact.set": _("Safe contact set"),
    "mustnotknow.set": _("Who must not know: set"),
    "relation.added": _("Relation added"),
    "relation.ended": _("Relation ended"),
    "file.erased": _("File erased"),
    "grant.given": _("Access given"),
    "grant.ended": _("Access ended"),
    "task.added": _("Task added"),
    "task.completed": _("Task done"),
    "task.cancelled": _("Task cancelled"),
    "task.snoozed": _("Task put off"),
    "task.reassigned": _("Task given to somebody else"),
    "task.hastened": _("Task moved forward"),
    "task.overdue": _("Task became overdue"),
    "task.escalated": _("Overdue task shown to the supervisor"),
    "task.restored": _("Task taken up again"),
    "glass.broken": _("Opened in an emergency"),
    "person.searched": _("Searched for"),
    "nameless_service.recorded": _("Service to a nameless person"),
    "notice.given": _("News given"),
    "notice.renewed": _("News given again"),
    "notice.mailed": _("News announced by e-mail"),
    "notice.read": _("News read"),
    "estimate.begun": _("Estimate begun from a table"),
    "estimate.run_again": _("Estimate computed once more"),
    "estimate.computed": _("Estimate computed"),
    "estimate.asked": _("Approval of an estimate asked for"),
    "estimate.returned": _("Estimate returned with a reason"),
    "estimate.published": _("Estimate approved and published"),
    "estimate.replaced": _("Estimate replaced by a newer version"),
    "estimate.withdrawn": _("Published estimate withdrawn"),
    "estimate.discarded": _("Estimate thrown away"),
    "draft.kept": _("Typed text kept"),
    "draft.discarded": _("Typed text discarded"),
    "draft.expired": _("Typed text expired"),
}
VERB: Mapping[str, Words] = {**CASE_EVENT, **LOOK, **OTHER}
GROUND: Mapping[str, Words] = {
    Ground.ASSIGNMENT: _("works on the case"),
    Ground.UNIT: _("answers for the unit"),
    Ground.INTAKE: _("took the report or registered the person"),
    Ground.REFERRAL_SENT: _("a referral was sent there"),
    Ground.REFERRAL_ACCEPTED: _("accepted a referral"),
    Ground.BREAK_GLASS: _("opened in an emergency"),
    Ground.OVERSIGHT: _("reviews data protection"),
    Ground.OWN: _("own notes"),
}
PART: Mapping[str, Words] = {
    Part.IDENTITY: _("identity"),
    Part.CONTACT: _("contact"),
    Part.CASE: pgettext_lazy("part", "case"),
    Part.LETTER: pgettext_lazy("part", "letter"),
    Part.SERVICE: pgettext_lazy("part", "service"),
}

ERASE_WHY: Mapping[Why, Words] = {
    Why.WITHDRAWN: _("The person withdrew the consent to keep the data"),
    Why.ASKED: _("The person asked for it"),
    Why.NOT_NEEDED: _("The data are not needed any more"),
    Why.UNLAWFUL: _("The data were got unlawfully"),
}
HOLD_GROUND: Mapping[Hold, Words] = {
    Hold.COURT_ORDER: _("Order of a court"),
    Hold.CRIMINAL_CASE: _("An investigation, prosecution or trial is running"),
    Hold.CLAIM: _("A claim of the person's own: restitution, compensation, wages"),
    Hold.LAW: _("A law orders that the records be kept"),
    Hold.AUTHORITY: _("Written request of an authority, with its legal basis"),
}
OUT_OF_REACH: Mapping[str, Words] = {
    "partners_copies": _("what partners received and keep on their own ground"),
    "phones": _("telephones, and messages on them"),
    "paper": _("paper"),
    "letters_sent": _("letters that were sent"),
    "published_figures": _("figures without a name that were published"),
}


OPENED_WHAT: Mapping[str, Words] = {
    "people.person": _("Identity opened"),
    "cases.case": _("Case opened to read"),
    "cases.referral": _("Referral opened to read"),
    "cases.safetyplan": _("Safety plan opened to read"),
    "intake.report": _("Report opened to read"),
    "documents.issuedletter": _("Letter opened to read"),
    "files.storedfile": _("File opened to read"),
}


def done(code: str, record_type: str) -> Words:
    """Return the words of an event; of a look, what was opened."""
    return OPENED_WHAT.get(record_type, verb(code)) if code == "looked" else verb(code)


def verb(code: str) -> Words:
    """Return the words of a verb; one that has none here is shown as it is written."""
    return VERB.get(code, code)
