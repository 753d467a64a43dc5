"""Input of the case as a whole: filters of the list, and giving it to somebody."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import labels, words
from suar.cases.triage.labels import GRADE
from suar.ui.forms import SuarForm


class CaseFilter(forms.Form):
    """Filters of the list; an unknown value filters nothing."""

    code = forms.CharField(label=_("Code"), max_length=12, required=False)
    status = forms.ChoiceField(
        label=_("Status"), required=False,
        choices=[("", _("open")), ("closed", _("case closed")), ("all", _("all"))],
    )  # fmt: skip
    stage = forms.ChoiceField(
        label=_("Stage"), required=False, choices=words.choices(labels.STAGE, empty=_("all"))
    )
    risk = forms.ChoiceField(
        label=_("Risk"), required=False, choices=words.choices(GRADE, empty=_("all"))
    )
    unit = forms.ChoiceField(label=_("Unit"), required=False)
    worker = forms.ChoiceField(label=_("Worker"), required=False)
    overdue = forms.BooleanField(label=_("Only with overdue tasks"), required=False)

    def __init__(self, *args: Any, units: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = ("", _("all"))
        unit_field: Any = self.fields["unit"]
        worker_field: Any = self.fields["worker"]
        unit_field.choices = [everything, *((str(pk), name) for pk, name in units)]
        worker_field.choices = [everything, *((str(pk), name) for pk, name in workers)]
        for name, choices in (("unit", units), ("worker", workers)):
            if len(choices) < 2:  # nothing to choose
                del self.fields[name]


class AssignForm(SuarForm):
    """Who works on the case from now on, and which unit answers for it."""

    unit = forms.ChoiceField(label=_("Unit"))
    worker = forms.ChoiceField(label=_("Worker"))

    def __init__(self, *args: Any, units: Any, workers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit_field: Any = self.fields["unit"]
        worker_field: Any = self.fields["worker"]
        unit_field.choices = [(str(pk), name) for pk, name in units]
        worker_field.choices = [(str(pk), name) for pk, name in workers]
