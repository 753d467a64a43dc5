"""What is asked about being told."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.ui.forms import SuarForm

_HOURS = [(str(hour), f"{hour:02d}.00") for hour in range(24)]


class PreferenceForm(SuarForm):
    """Mail or not, when not, and in which language."""

    mail = forms.BooleanField(
        label=_("Send me a mail when something is new"),
        required=False,
        help_text=_("The mail says only that something is new: no name, no case, no link."),
    )
    quiet_from = forms.ChoiceField(label=_("No mail from"), choices=_HOURS)
    quiet_to = forms.ChoiceField(
        label=_("until"),
        choices=_HOURS,
        help_text=_("Urgent notices are mailed at any hour. Equal hours: no quiet time."),
    )
    language = forms.ChoiceField(
        label=_("Language of the mail"),
        required=False,
        choices=[("", _("as in my account")), ("id", "Bahasa Indonesia"), ("en", "English")],
    )
