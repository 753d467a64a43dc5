"""The form that makes a token, and the second person's answer on it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.api.codes import Scope
from suar.api.labels import SCOPE
from suar.network.models import Unit
from suar.ui.forms import SuarForm


class TokenForm(SuarForm):
    """Name, scopes, unit and last day."""

    name = forms.CharField(
        label=_("Which system is it for?"),
        max_length=80,
        help_text=_("It stands in the log of what was done, for example: hotline of the district."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=[(s.value, SCOPE[s]) for s in Scope],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Where it can read persons' data, a second person confirms the token first."),
    )
    unit = forms.ModelChoiceField(
        label=_("For which unit?"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("Reports that it passes on are shown to this unit."),
    )
    expires_on = forms.DateField(
        label=_("Last day"),
        input_formats=["%d/%m/%Y", "%Y-%m-%d"],
        widget=forms.DateInput(format="%d/%m/%Y"),
        help_text=_("Day/month/year, at most one year ahead."),
    )

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a model choice field


class ConfirmForm(SuarForm):
    """The second person's answer."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        choices=[
            ("confirm", _("I know the system and who keeps it: confirm")),
            ("decline", _("Do not confirm: the token ends")),
        ],
    )
