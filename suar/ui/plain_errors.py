"""What stands beside a field that was filled in wrongly: one place, in the words of the house.

The framework's own sentences ("Enter a valid value", "Select a valid choice") name a mistake and
not what to do. Here each says what to type. A field that brings a sentence of its own keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

REQUIRED: Words = _("Please fill this in.")
EVERYWHERE: Mapping[str, Words] = {
    "required": REQUIRED,
    "max_length": _(
        "This is too long: at most %(limit_value)d characters fit here, and there are "
        "%(show_value)d. Please shorten it."
    ),
    "min_length": _("This is too short: at least %(limit_value)d characters are needed."),
    "max_value": _("This number is too large: at most %(limit_value)s."),
    "min_value": _("This number is too small: at least %(limit_value)s."),
    "null_characters_not_allowed": _(
        "There is a sign in this text that cannot be stored. Please type it again."
    ),
    "invalid_choice": _("This answer is not offered here any more. Please choose again."),
    "invalid_list": _("Please choose from the list again."),
    "invalid_pk_value": _("Please choose from the list again."),
}
# the first kind that fits counts
BY_KIND: tuple[tuple[type[forms.Field], Mapping[str, Words]], ...] = (
    (forms.FileField, {
        "required": _("Please choose a file."),
        "missing": _("Please choose a file."),
        "invalid": _("The file did not arrive. Please choose it again."),
        "empty": _("This file is empty. Please choose another one."),
        "max_length": _("The name of this file is too long. Please give it a shorter one."),
    }),
    (forms.BooleanField, {"required": _("Please tick this.")}),
    (forms.MultipleChoiceField, {"required": _("Please tick at least one answer.")}),
    (forms.ChoiceField, {"required": _("Please choose an answer.")}),
    (forms.ModelChoiceField, {"required": _("Please choose an answer.")}),
    (forms.DateField, {"invalid": _("Please write the date as day/month/year, like 17/05/2026.")}),
    (forms.DateTimeField, {
        "invalid": _("Please write day and time like 17/05/2026 14:30."),
    }),
    (forms.TimeField, {"invalid": _("Please write the time with hour and minutes, like 14:30.")}),
    (forms.IntegerField, {"invalid": _("Please write a whole number, in digits.")}),
    (forms.EmailField, {
        "invalid": _("This e-mail address is not complete: it needs a name, an @ and a domain."),
    }),
    (forms.URLField, {"invalid": _("Please write a whole web address, like https://example.org.")}),
    (forms.UUIDField, {"invalid": _("This page is out of date. Please open it again.")}),
)  # fmt: skip


def say_plainly(field: forms.Field) -> None:
    """Put our sentences in the place of the framework's; the field's own sentences stay."""
    own = _own_sentences(field)
    kind = next((words for kind, words in BY_KIND if isinstance(field, kind)), {})
    for code, words in {**EVERYWHERE, **kind}.items():
        if code not in own:
            field.error_messages[code] = words  # type: ignore[assignment]  # lazy text is text


def _own_sentences(field: forms.Field) -> set[str]:
    """Return the codes for which a class of ours, or whoever made the field, has a sentence."""
    framework: dict[str, Words] = {}
    for kind in reversed(type(field).__mro__):
        if kind.__module__.startswith("django."):
            framework.update(getattr(kind, "default_error_messages", {}))
    return {
        code
        for code, words in field.error_messages.items()
        if framework.get(code) is not words and str(words)
    }
