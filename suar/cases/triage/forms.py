"""Input of the urgent-risk check, the safety plan and a decision to reach somebody."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.cases.triage import labels
from suar.cases.triage.codes import Answer, Item
from suar.ui.fields import RowSelect, not_in_the_future
from suar.ui.forms import SuarForm
from suar.ui.parts import Section


class TriageForm(SuarForm):
    """U01-U12: each is asked or stays "not asked"; nothing is compulsory."""

    last_assault = forms.DateTimeField(
        validators=[not_in_the_future],
        label=_("Time of the last assault, as exact as known"),
        required=False,
        widget=words.moment_input(),
        help_text=_("Only for the two clocks; shown to the person's team alone."),
    )
    note = forms.CharField(label=_("Note"), max_length=2000, required=False, widget=words.lines())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        heard = {a: label for a, label in labels.ANSWER.items() if a is not Answer.HANDLED}
        for item in Item:
            settled = self.initial.get(item.value) == Answer.HANDLED.value
            self.fields[item.value] = forms.ChoiceField(
                label=str(labels.ITEM[item]),
                choices=words.choices(labels.ANSWER if settled else heard),
                widget=RowSelect,
                required=False,
                initial=Answer.NOT_ASKED.value,
            )
        self.order_fields([*(i.value for i in Item), "last_assault", "note"])

    def grouping(self) -> list[Section]:
        """Return the twelve items as one list, then what belongs to them."""
        return [
            Section(_("What is urgent?"), [i.value for i in Item]),
            Section(_("More"), ["last_assault", "note"]),
        ]

    def heard(self) -> dict[str, str]:
        """Return item -> answer; nothing chosen is not asked."""
        return {i.value: self.cleaned_data[i.value] or Answer.NOT_ASKED.value for i in Item}


class HandledForm(SuarForm):
    """What was done about one urgent item."""

    note = forms.CharField(
        label=_("What was done, in one line"), max_length=500,
        help_text=_("It stays with the check of this hour; nothing before it is lost."),
    )  # fmt: skip
    # "The embassy was called, she is fetched tomorrow" is a step, not the end of a danger: an item
    # that is marked as handled is red no more, so its writer says that it is over.
    over = forms.BooleanField(
        label=_("The danger is over now, not only reported"),
        error_messages={
            "required": _(
                "Tick it only when the danger is over. Until then the item stays urgent; what was"
                " done so far can be written as a note of the case."
            )
        },
    )


class SafetyPlanForm(SuarForm):
    """What the person does when it gets dangerous, in her own words."""

    needed_when: ClassVar = {"steps": _("required, unless another part is filled in")}

    signs = forms.CharField(
        label=_("Signs that it gets dangerous"), max_length=2000, required=False,
        widget=words.lines(),
    )  # fmt: skip
    steps = forms.CharField(
        label=_("What the person does then"), max_length=2000, required=False,
        widget=words.lines(),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Safe places"), max_length=2000, required=False, widget=words.lines(2)
    )
    people = forms.CharField(
        label=_("People who help, and how they are reached"), max_length=2000, required=False,
        widget=words.lines(2),
    )  # fmt: skip
    family = forms.CharField(
        label=_("Safety of the family"), max_length=2000, required=False, widget=words.lines(2)
    )
    children = forms.CharField(
        label=_("Children"), max_length=2000, required=False, widget=words.lines(2)
    )
    made_with_person = forms.BooleanField(label=_("Made together with the person"), required=False)
    review_on = forms.DateField(
        label=_("Look at it again on"), required=False, widget=words.day_input()
    )


class ContactDecisionForm(SuarForm):
    """Why somebody on the list of who must not know is reached all the same, and for what."""

    about = forms.ChoiceField(
        label=_("For what"), choices=words.choices(labels.ABOUT), widget=forms.RadioSelect
    )

    reason = forms.CharField(
        label=_("Why, and how the person stays safe"), max_length=1000, widget=words.lines()
    )
