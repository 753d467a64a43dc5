"""The sentences of the network's refusals."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.kit.reasons import Reason

SENTENCES: Mapping[Reason, str | Promise] = {
    Reason.AGES_TURNED_ROUND: _("The highest age lies below the lowest. Please check both."),
    Reason.AGREEMENT_NEEDS_TWO: _("An agreement needs another organisation than your own."),
    Reason.BEDS_MORE_FREE: _("More beds are free than there are. Please check both numbers."),
    Reason.CODE_UNKNOWN: _("Please choose from the list."),
    Reason.COVERAGE_NEEDS_PLACE: _("Please choose at least one place that the service reaches."),
    Reason.ENDS_BEFORE_START: _("The last day lies before the first. Please check both."),
    Reason.LETTER_PATTERN_UNSOUND: _(
        "The pattern needs {no} and {year}, and may hold {office} and {month}."
    ),
    Reason.NOBODY_TAKEN: _("Please choose who is taken: Indonesians, foreigners, or both."),
    Reason.REGENCY_ELSEWHERE: _("This regency or city does not lie in the province chosen."),
    Reason.TIME_ZONE_UNKNOWN: _("Please choose a time zone from the list."),
    Reason.UNIT_IN_USE: _(
        "Cases or colleagues still belong to this unit. Move them first, then close it."
    ),
    Reason.UNIT_NAME_TAKEN: _("Another open unit has this name already."),
}
