"""Input of follow-up contacts."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.cases import words
from suar.ui.fields import PastDayField
from suar.ui.forms import SuarForm

YES, NO = ("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no"))


def as_bool(text: str) -> bool | None:
    """Return yes, no or nothing said."""
    return {"yes": True, "no": False}.get(text)


class FollowUpForm(SuarForm):
    """When the person is contacted next."""

    due_on = forms.DateField(label=_("Contact on"), widget=words.day_input())
    plan = forms.CharField(
        label=_("What is to be asked or done"), max_length=1000, required=False,
        widget=words.lines(2),
    )  # fmt: skip


class FollowUpDoneForm(SuarForm):
    """What came of the contact."""

    done_on = PastDayField(label=_("Day"))
    reached = forms.ChoiceField(
        label=_("Was the person reached?"), choices=[YES, NO], widget=forms.RadioSelect
    )
    safe = forms.ChoiceField(
        label=_("Safe at the moment?"), widget=forms.RadioSelect, required=False,
        choices=[YES, NO, ("", _("not asked"))],
    )  # fmt: skip
    note = forms.CharField(
        label=_("What was said and agreed"), max_length=4000, required=False, widget=words.lines()
    )
    order_reason = forms.CharField(label=_("Why this step now"), max_length=300, required=False)
