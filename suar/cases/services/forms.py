"""Input of a service record."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.cases.referral.labels import OUTCOME
from suar.cases.services import labels
from suar.cases.services.actions import Details
from suar.cases.services.codes import ServiceState
from suar.network.codes import ServiceCode
from suar.people.codes import AgeBand, Sex
from suar.people.labels import AGE_BAND, SEX
from suar.ui.fields import NumberField, PastDayField
from suar.ui.forms import SuarForm
from suar.ui.parts import Section


class ServiceRecordForm(SuarForm):
    """One service: needed, offered, given."""

    service = forms.ChoiceField(label=_("Service"))
    state = forms.ChoiceField(
        label=_("State"), choices=words.choices(labels.STATE), widget=forms.RadioSelect,
        initial=ServiceState.GIVEN.value,
    )  # fmt: skip
    need = forms.CharField(label=_("Need"), max_length=2000, required=False, widget=words.lines(2))
    declined_because = forms.CharField(
        label=_("Why the person declined"), max_length=1000, required=False
    )
    planned_on = forms.DateField(label=_("Planned for"), required=False, widget=words.day_input())
    started_on = PastDayField(
        label=_("First day"), required=False, help_text=_("Only where the service was given.")
    )
    ended_on = PastDayField(label=_("Last day"), required=False)
    units = NumberField(
        label=_("How much (nights, hours, times)"), required=False, min_value=0, max_digits=8,
        decimal_places=2,
    )  # fmt: skip
    cost = NumberField(
        label=_("Cost (IDR)"), required=False, min_value=0, max_digits=14, decimal_places=2
    )
    funding = forms.CharField(label=_("Paid from"), max_length=60, required=False)
    outcome = forms.ChoiceField(
        label=_("Outcome"), choices=words.choices(OUTCOME, empty="—"), required=False
    )
    satisfaction = forms.IntegerField(
        label=_("How content the person is (1-5)"), required=False, min_value=1, max_value=5
    )
    note = forms.CharField(label=_("Note"), max_length=4000, required=False, widget=words.lines())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = words.service_choices()  # type: ignore[attr-defined]

    def grouping(self) -> list[Section]:
        """Return the service, its days, and what came of it."""
        return [
            Section(_("Service"), ["service", "state", "need", "declined_because"]),
            Section(_("When and how much"), ["planned_on", "started_on", "ended_on", "units"]),
            Section(_("Outcome and cost"), ["outcome", "satisfaction", "cost", "funding", "note"]),
        ]

    def details(self) -> Details:
        """Return what is written of the service."""
        given = dict(self.answers)
        service, state = ServiceCode(given.pop("service")), ServiceState(given.pop("state"))
        return Details(service=service, state=state, **given)


class NamelessServiceForm(SuarForm):
    """The four facts of a service to somebody who let no data be kept."""

    service = forms.ChoiceField(label=_("Service"))
    given_on = PastDayField(label=_("Day"))
    sex = forms.ChoiceField(
        label=_("Sex"), choices=words.choices(SEX), initial=Sex.UNKNOWN.value,
        widget=forms.RadioSelect,
    )  # fmt: skip
    age_band = forms.ChoiceField(
        label=_("Age group"), choices=words.choices(AGE_BAND), initial=AgeBand.UNKNOWN.value
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["service"].choices = words.service_choices()  # type: ignore[attr-defined]
