"""Fields that people type in their own way: dates partly known, numbers, ways to reach them."""

from __future__ import annotations

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext_lazy as _

from suar.kit import clock
from suar.kit.dates import PartialDate
from suar.kit.numbers import parse_number

_DATE = re.compile(r"^(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})$")
_ISO = re.compile(r"^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?$")
_PHONE = re.compile(r"^\+?[0-9][0-9 ().\-/]{4,24}$")


def not_in_the_future(value: date | PartialDate) -> None:
    """Refuse a day or moment that has not come yet where the reader is; a validator."""
    now = timezone.localtime(clock.now())
    if isinstance(value, datetime):
        late = value > now
    elif isinstance(value, PartialDate):
        late = value.earliest() > now.date()
    else:
        late = value > now.date()
    if late:
        raise ValidationError(_("This day has not come yet."), code="future")


class PastDayField(forms.DateField):
    """A day on which something happened: today at the latest."""

    default_validators = [not_in_the_future]

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
        super().__init__(**{"widget": widget, **kwargs})


class NumberField(forms.DecimalField):
    """A number or an amount as people write it: 2,5 or 2.5, 1.250.000 or 1,250,000.

    Typed as text: a browser set to another language reads "2,5" in its own number field as 25 and
    tells nobody.
    """

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(**{"widget": widget, **kwargs})

    def to_python(self, value: Any) -> Any:
        """Read both ways of writing."""
        if isinstance(value, str) and value.strip():
            try:
                value = parse_number(value)
            except ValueError:
                raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        """Show a number in the reader's way, without zeros at its end."""
        if not isinstance(value, Decimal):
            return value
        shown = f"{value:f}"
        shown = shown.rstrip("0").rstrip(".") if "." in shown else shown
        return number_format(shown, use_l10n=True, force_grouping=False)


class PartialDateField(forms.CharField):
    """A date of which the day, or day and month, may be unknown: 17/5/2008, 5/2008 or 2008.

    Cleans to ``kit.dates.PartialDate`` or None. With ``past`` it refuses what has not come yet.
    """

    default_error_messages = {
        "invalid": _("Type the date as day/month/year, month/year or only the year."),
        "impossible": _("This day does not exist in the calendar."),
    }

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        self.past = past
        kwargs.setdefault("max_length", 10)
        kwargs.setdefault("help_text", _("Day/month/year; month/year or the year alone is enough."))
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for a keyboard that has digits and the slash; leave no browser history."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "size": "12"}

    def prepare_value(self, value: Any) -> Any:
        """Show a date as it is typed here; a text stays as it was typed."""
        if isinstance(value, PartialDate):
            parts = [value.day, value.month]
            return "/".join([f"{p:02d}" for p in parts if p is not None] + [f"{value.year:04d}"])
        return value.strftime("%d/%m/%Y") if isinstance(value, date) else value

    def clean(self, value: Any) -> PartialDate | None:
        """Return the date; raises a ``ValidationError`` that says how to type it."""
        text = super().clean(value)
        if not text:
            return None
        found = parse_typed_date(text, self.error_messages)
        if self.past:
            not_in_the_future(found)
        return found


def parse_typed_date(text: str, messages: dict[str, Any]) -> PartialDate:
    """Read 17/5/2008, 5/2008, 2008 or the ISO forms; raises ``ValidationError``."""
    if found := _DATE.match(text.strip()):
        day, month, year = found.groups()
    elif found := _ISO.match(text.strip()):
        year, month, day = found.groups()
    else:
        raise ValidationError(messages["invalid"], code="invalid")
    try:
        return PartialDate(int(year), int(month) if month else None, int(day) if day else None)
    except ValueError as error:
        raise ValidationError(messages["impossible"], code="impossible") from error


class PhoneField(forms.CharField):
    """A telephone number as it is written on paper; cleans to +62812… (E.164 where it can).

    A leading 0 is read as Indonesian; a number that starts with + or 00 keeps its country; a short
    number (a hotline) stays as it is.
    """

    default_error_messages = {"invalid": _("Only digits, spaces, + and - belong in a number.")}

    def __init__(self, *, country_code: str = "62", **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 26)
        super().__init__(**kwargs)
        self.country_code = country_code

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for their number pad; keep numbers out of the browser's history."""
        return {**super().widget_attrs(widget), "autocomplete": "off", "inputmode": "tel"}

    def clean(self, value: Any) -> str:
        """Return the number; raises ``ValidationError`` for what is none."""
        text = str(super().clean(value) or "").strip()
        if not text:
            return ""
        if not _PHONE.match(text):
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        digits = re.sub(r"[^0-9]", "", text)
        if text.startswith("+"):
            return f"+{digits}"
        if digits.startswith("00"):
            return f"+{digits[2:]}"
        if digits.startswith("0") and len(digits) >= 8:
            return f"+{self.country_code}{digits[1:]}"
        if digits.startswith(self.country_code) and len(digits) >= 10:
            return f"+{digits}"
        return digits


class ReachField(PhoneField):
    """A telephone number or an e-mail address: where somebody can be reached.

    A number is read as ``PhoneField`` reads it; what holds an @ must be a whole address and is
    kept in small letters.
    """

    default_error_messages = {
        "invalid": _("Write a telephone number, or a whole e-mail address."),
        "email": _("This e-mail address is not complete: it needs a name, an @ and a domain."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 254)
        super().__init__(**kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Ask phones for letters too: a number pad has no @."""
        return {**super().widget_attrs(widget), "inputmode": "email"}

    def clean(self, value: Any) -> str:
        """Return the number or the address; raises ``ValidationError`` for what is neither."""
        text = str(value or "").strip()
        if "@" not in text:
            return super().clean(value)
        text = str(forms.CharField.clean(self, text)).lower()
        try:
            validate_email(text)
        except ValidationError as error:
            raise ValidationError(self.error_messages["email"], code="email") from error
        return text


class RowSelect(forms.RadioSelect):
    """Short answers of one question, set beside it: many such questions make a compact list."""

    in_row = True


class ThenTicks(forms.CheckboxSelectMultiple):
    """Ticks that matter after a yes to the row above: put away until then, where CSS can."""

    then = True
