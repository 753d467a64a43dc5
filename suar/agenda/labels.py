"""Words of the agenda."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.agenda.codes import Snooze
from suar.kit.reasons import Reason

SNOOZES: Mapping[Snooze, Promise] = {
    Snooze.PERSON_ASKED: _("the person asked for it"),
    Snooze.UNSAFE_NOW: _("not safe at the moment"),
    Snooze.NOT_REACHED: _("could not be reached"),
    Snooze.WAITING_FOR_OTHERS: _("waiting for another office"),
    Snooze.NEW_DATE_AGREED: _("a new date was agreed"),
    Snooze.STAFF_AWAY: _("colleague away"),
}

REFUSALS: Mapping[Reason, Promise] = {
    Reason.TASK_NOT_OPEN: _("This task is already closed."),
    Reason.TASK_BY_ITS_STEP: _("This task closes by itself once its step is done. Open it there."),
    Reason.TASK_NOT_IN_TEAM: _("This colleague cannot take tasks of your team."),
    Reason.TASK_SNOOZE_PAST: _("Please choose a time that lies ahead."),
    Reason.TASK_SNOOZE_TOO_LONG: _("This task can be put off by at most %(days)s day(s)."),
}
