"""Input of closing and reopening."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.cases.closure import labels
from suar.cases.closure.actions import Wish
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.ui.fields import PastDayField
from suar.ui.forms import SuarForm
from suar.ui.parts import Section


class CloseForm(SuarForm):
    """What the worker says when she asks for closing."""

    reason = forms.ChoiceField(
        label=_("Reason"), choices=words.choices(labels.REASON), widget=forms.RadioSelect
    )
    told = forms.ChoiceField(
        label=_("How the person took part"), choices=words.choices(labels.TOLD),
        widget=forms.RadioSelect, required=False,
    )  # fmt: skip
    told_note = forms.CharField(
        label=_("What was said"), max_length=1000, required=False, widget=words.lines(2)
    )
    safety_checked_on = PastDayField(label=_("Last safety check"), required=False)
    facts_unknown = forms.MultipleChoiceField(
        label=_("Minimum facts that are unknown"), required=False,
        choices=words.choices(labels.FACT), widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    retention_until = forms.DateField(
        label=_("The record is kept until"), required=False, widget=words.day_input()
    )
    summary = forms.CharField(
        label=_("Summary"), max_length=4000, required=False, widget=words.lines(4)
    )

    def grouping(self) -> list[Section]:
        """Return why, how the person took part, and what is kept."""
        return [
            Section(_("Why the case can close"), ["reason", "safety_checked_on"]),
            Section(_("The person"), ["told", "told_note"]),
            Section(_("The record"), ["facts_unknown", "retention_until", "summary"]),
        ]

    def wish(self) -> Wish:
        """Return the wish."""
        given = self.cleaned_data
        return Wish(
            reason=CloseReason(given["reason"]),
            told=Told(given["told"]) if given["told"] else None,
            safety_checked_on=given["safety_checked_on"],
            retention_until=given["retention_until"],
            facts_unknown=[Fact(f) for f in given["facts_unknown"]],
            told_note=given["told_note"],
            summary=given["summary"],
        )


class AnswerForm(SuarForm):
    """The supervisor's answer."""

    answer = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[("approve", _("Close the case")), ("return", _("Send back"))],
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=words.lines(2))


class ReopenForm(SuarForm):
    """Why the case is taken up again."""

    reason = forms.CharField(
        label=_("Reason"), max_length=1000, required=False, widget=words.lines(2)
    )
