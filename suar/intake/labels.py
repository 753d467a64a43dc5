"""The words of the codes, in English as message ids; the catalogue turns them."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases.consent.codes import Ground
from suar.cases.consent.labels import GROUND
from suar.intake.codes import Channel, NoCase, Relation, Speaker, State, Where
from suar.intake.models import Report

Words = str | Promise

CHANNEL: dict[Channel, Words] = {
    Channel.PHONE: _("Telephone"),
    Channel.WHATSAPP: _("WhatsApp or another message"),
    Channel.VISIT: _("Came to the office"),
    Channel.FIELD: _("Met in the field"),
    Channel.SOCIAL_MEDIA: _("Social media"),
    Channel.EMAIL: _("E-mail"),
    Channel.LETTER: pgettext_lazy("channel", "Letter"),
    Channel.OTHER_OFFICE: _("Passed on by another office"),
}
SPEAKER: dict[Speaker, Words] = {
    Speaker.PERSON: _("The person concerned"),
    Speaker.REPORTER: _("Somebody else (reporter)"),
}
RELATION: dict[Relation, Words] = {
    Relation.SPOUSE: _("Husband or wife"),
    Relation.PARENT: _("Father or mother"),
    Relation.CHILD: pgettext_lazy("relation", "Son or daughter"),
    Relation.SIBLING: _("Brother or sister"),
    Relation.OTHER_FAMILY: _("Other family"),
    Relation.FRIEND: _("Friend"),
    Relation.NEIGHBOUR: _("Neighbour"),
    Relation.FELLOW_WORKER: _("Works at the same place"),
    Relation.VILLAGE_OFFICIAL: _("Village head or official"),
    Relation.ORGANISATION: _("Office or organisation"),
    Relation.EMPLOYER: _("Employer"),
    Relation.STRANGER: _("Does not know the person"),
    Relation.OTHER: pgettext_lazy("relation", "Other"),
    Relation.UNKNOWN: pgettext_lazy("relation", "Not asked"),
}
WHERE: dict[Where, Words] = {
    Where.INDONESIA: _("In Indonesia"),
    Where.ABROAD: _("Abroad"),
    Where.AT_SEA: _("At sea, on board"),
    Where.UNKNOWN: pgettext_lazy("place", "Not known"),
}
STATE: dict[State, Words] = {
    State.NEW: _("Waiting"),
    State.CASE_OPENED: _("Case opened"),
    State.ADDED_TO_CASE: _("Added to a case"),
    State.NO_CASE: _("Ended without a case"),
}
NO_CASE: dict[NoCase, Words] = {
    NoCase.INFORMATION: _("Information was enough"),
    NoCase.REFERRED_AT_ONCE: _("Passed on at once"),
    NoCase.PERSON_DECLINED: _("The person does not want a case"),
    NoCase.CANNOT_BE_REACHED: _("The person cannot be reached"),
    NoCase.SAME_REPORT: _("The same report was written twice"),
    NoCase.HAS_CASE: _("There is a case already: it goes on there"),
    NoCase.MISTAKE: _("Wrong number or mistake"),
}
GROUND_REASON: dict[Ground, Words] = {
    Ground.VITAL: _(
        "Carried over from the first contact (%(channel)s, report %(code)s): something urgent was "
        "heard, so life or health may be at stake. Consent is asked as soon as it is safe."
    ),
    Ground.LEGIT: _(
        "Carried over from the first contact (%(channel)s, report %(code)s): kept only so that "
        "help can be given. Nobody has weighed it against the person's rights yet: ask for "
        "consent, or weigh it, before the day on which it ends."
    ),
}


def ground_reason(report: Report) -> str:
    """Return in words why a report, and the case made of it, is kept before consent is asked."""
    found = {"channel": CHANNEL[Channel(report.channel)], "code": report.code}
    return str(GROUND_REASON[Ground(report.ground)]) % found


def ground_words(report: Report) -> dict[str, Words]:
    """Return the ground and its reason for the pages from which a case is opened."""
    return {"ground": GROUND[Ground(report.ground)], "ground_reason": ground_reason(report)}


TONE = {"RED": "danger", "AMBER": "warning", "GREEN": "good", "NOT_ASKED": "calm"}
