"""What is asked when a task is put off or given away."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.agenda.labels import SNOOZES
from suar.ui.forms import SuarForm


class SnoozeForm(SuarForm):
    """Until which day, and why."""

    until = forms.DateField(
        label=_("Put off until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The task is then due when the office closes on that day."),
    )
    reason = forms.ChoiceField(
        label=_("Why"),
        choices=[(code.value, label) for code, label in SNOOZES.items()],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if today is not None:
            self.fields["until"].widget.attrs["min"] = today.isoformat()


class ReassignForm(SuarForm):
    """To whom."""

    to_user = forms.ChoiceField(label=_("Give to"), choices=())

    def __init__(self, *args: Any, people: Iterable[tuple[UUID, str]] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [("", _("choose a colleague"))]
        choices += [(str(user_id), name) for user_id, name in people]
        self.fields["to_user"].choices = choices  # type: ignore[attr-defined]  # a choice field
