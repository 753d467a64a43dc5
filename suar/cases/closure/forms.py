"""Input of closing and reopening."""

from __future__ import annotations

from typing import Any, ClassVar

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

    needed = frozenset({"told", "retention_until"})
    needed_when: ClassVar = {
        "safety_checked_on": _("required, unless contact is lost, the person died or it is double")
    }

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
    """The supervisor's answer; the words about red items only where such stand open."""

    needed_when: ClassVar = {
        "red_reason": _("required to close the case"),
        "note": _("required to send back"),
    }

    answer = forms.ChoiceField(
        label=_("Answer"), widget=forms.RadioSelect,
        choices=[("approve", _("Close the case")), ("return", _("Send back"))],
    )  # fmt: skip
    red_reason = forms.CharField(
        label=_("Why the case closes with red items open, and what keeps the person safe"),
        max_length=1000, required=False, widget=words.lines(2),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=1000, required=False, widget=words.lines(2))

    def __init__(self, *args: Any, red: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not red:
            del self.fields["red_reason"]


class ReopenForm(SuarForm):
    """Why the case is taken up again."""

    reason = forms.CharField(label=_("Reason"), max_length=1000, widget=words.lines(2))
