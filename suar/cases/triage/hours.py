"""Safe hours in words, as whoever is about to call needs them: which days, from when until when."""

from __future__ import annotations

from datetime import time

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from suar.people.contact import EVERY_DAY, SafeContactRules, SafeHours
from suar.people.labels import DAYS
from suar.ui.moments import clock

WHOLE_DAY = (time(0), time(23, 59))  # days alone mean the whole of these days


def safe_only(rules: SafeContactRules | None) -> str:
    """Return "Monday and Thursday, 21:00–05:00"; nothing where no hours were noted."""
    if rules is None or rules.any_hour:
        return ""
    return "; ".join(_stretch(hours) for hours in rules.hours)


def _stretch(hours: SafeHours) -> str:
    whole = (hours.start, hours.until) == WHOLE_DAY
    from_to = _("the whole day") if whole else f"{clock(hours.start)}–{clock(hours.until)}"
    if not hours.days:
        return _("%(hours)s (days not asked)") % {"hours": from_to}
    if set(hours.days) == set(EVERY_DAY):
        return _("every day, %(hours)s") % {"hours": from_to}
    named = get_text_list([str(DAYS[day]) for day in sorted(hours.days)], _("and"))
    return _("%(days)s, %(hours)s") % {"days": named, "hours": from_to}
