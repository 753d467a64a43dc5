"""Input of a note."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.cases import words
from suar.ui.fields import PastDayField
from suar.ui.forms import SuarForm


class CaseNoteForm(SuarForm):
    """A note, dated by the day it is about."""

    on = PastDayField(label=_("Day"))
    text = forms.CharField(label=_("Note"), max_length=8000, widget=words.lines(4))
