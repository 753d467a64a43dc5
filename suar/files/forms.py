"""What is asked when a file is attached, and when an original is opened."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from suar.ui.forms import SuarForm

ACCEPT = ".jpg,.jpeg,.png,.webp,.pdf,.docx,.xlsx,.txt,.csv,.ogg,.opus,.oga,.mp3,.m4a"


class UploadForm(SuarForm):
    """One file and what it shows. A refused file has to be chosen again; the remark is kept."""

    file = forms.FileField(
        label=_("File"),
        allow_empty_file=True,  # the cleaner says it in words of its own
        max_length=1000,
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=_(
            "Picture, PDF, Word, Excel, text or voice message, at most 25 MB. Suar keeps what came "
            "sealed and shows a copy without hidden marks."
        ),
    )
    remark = forms.CharField(
        label=_("What it shows"),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("For instance: page 1 of the contract."),
    )


class OriginalForm(SuarForm):
    """The reason for opening what came, with all its marks."""

    reason = forms.CharField(
        label=_("Why is the original needed?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("The reason is kept with your name and the time."),
    )
