"""Words of the refusals of this package."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.kit.reasons import Reason

MENU = _("Find a person")
GLASS_BROKEN = _("A record was opened in an emergency, without a grant")

SENTENCES: Mapping[Reason, str | Promise] = {
    Reason.ALREADY_LINKED: _("These two records are already linked."),
    Reason.LINKED_ELSEWHERE: _(
        "This record is linked into another one. Compare from its own page, or end that link first."
    ),
    Reason.ASK_SAFE_HOURS: _("Ask first which hours are safe: no clear hours were noted."),
    Reason.CHANNEL_NOT_SAFE: _("The person did not say that this way of contact is safe."),
    Reason.DESCRIBE_NAMELESS: _("Describe the person, so that others can recognise the record."),
    Reason.DO_NOT_CONTACT: _("Do not contact: the person asked not to be contacted."),
    Reason.NAME_OR_NAMELESS: _("Give a name, or choose “without a name”."),
    Reason.NO_SUCH_CODE: _("No record here has this code. Please check it."),
    Reason.OUTSIDE_SAFE_HOURS: _("Outside the hours that the person called safe."),
    Reason.SAFE_CONTACT_UNKNOWN: _("Nobody has asked yet how the person can be reached safely."),
    Reason.SAME_RECORD: _("This is the same record."),
    Reason.SEARCHED_OTHER_NAME: _("The search was for another name. Search for this name first."),
    Reason.SEARCH_FIRST: _("Search first: the person may be known already."),
    Reason.SEARCH_TOO_OLD: _("The search is older than 30 minutes. Please search once more."),
    Reason.SEARCH_TOO_SHORT: _("Type at least two letters of a name, or a number."),
    Reason.SECOND_PERSON_NEEDED: _("Somebody else has to agree: it takes a second person."),
}
