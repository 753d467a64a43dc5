"""Forms of the accounts: they parse and clean, and decide nothing."""

from __future__ import annotations

import json
import zoneinfo
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from suar.accounts import labels
from suar.accounts.models import User, clean_email
from suar.kit.actor import Actor
from suar.network.models import Unit
from suar.policy import Role
from suar.ui.forms import SuarForm

ZONES = [
    ("Asia/Jakarta", "WIB (Jakarta)"), ("Asia/Makassar", "WITA (Makassar)"),
    ("Asia/Jayapura", "WIT (Jayapura)"), ("Asia/Kuala_Lumpur", "Kuala Lumpur"),
    ("Asia/Singapore", "Singapura"), ("Asia/Hong_Kong", "Hong Kong"),
    ("Asia/Taipei", "Taipei"), ("Asia/Seoul", "Seoul"), ("Asia/Tokyo", "Tokyo"),
    ("Asia/Riyadh", "Riyadh"), ("Asia/Dubai", "Dubai"), ("Asia/Amman", "Amman"),
    ("Europe/London", "London"), ("UTC", "UTC"),
]  # fmt: skip


def secret_field(label: Any, *, new: bool = False, **kwargs: Any) -> forms.CharField:
    """Return a password field that a password manager understands."""
    hint = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": hint})
    return forms.CharField(label=label, strip=False, max_length=200, widget=widget, **kwargs)


def remember_field() -> forms.BooleanField:
    """Return the wish that this browser is not asked for the second step again in the shift."""
    return forms.BooleanField(
        label=_("Remember this device until the end of my shift"),
        required=False,
        help_text=_(
            "It stays remembered after signing out. On a computer that others use, leave this "
            "empty or end with “Sign out and forget this device”."
        ),
    )


def leave_out(form: SuarForm, name: str) -> None:
    """Take a field out of a form, before it is drawn for the first time."""
    del form.fields[name]


class EmailField(forms.EmailField):
    """An e-mail address, in small letters."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("E-mail"))
        kwargs.setdefault("widget", forms.EmailInput(attrs={"autocomplete": "username"}))
        super().__init__(**kwargs)

    def clean(self, value: Any) -> str:
        """Return the address as it is stored."""
        return clean_email(super().clean(value))


class SignInForm(SuarForm):
    """E-mail and password."""

    email = EmailField()
    password = secret_field(_("Password"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.initial.get("password"):  # the demonstration fills it in
            self.fields["password"].widget.render_value = True


class CodeForm(SuarForm):
    """A code of an authenticator app or of the sheet."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autocapitalize": "none"}),
    )
    remember = remember_field()


class PlainDecoder(json.JSONDecoder):
    """Calls broken what Python gives up on: thousands of brackets, a number without end."""

    def decode(self, s: str, *args: Any) -> Any:
        """Return the value. Raises ``JSONDecodeError``, which the form field knows."""
        try:
            return super().decode(s, *args)
        except (RecursionError, ValueError):
            raise json.JSONDecodeError("broken", "", 0) from None


class KeyForm(SuarForm):
    """What a passkey or USB key signed; filled by the script."""

    credential = forms.JSONField(widget=forms.HiddenInput, required=True, decoder=PlainDecoder)
    remember = remember_field()


class ForgottenForm(SuarForm):
    """Asking for a new password."""

    email = EmailField()


class NewPasswordForm(SuarForm):
    """A new password, typed twice."""

    password = secret_field(
        _("New password"), new=True, help_text=_("At least 12 characters; a sentence is best.")
    )
    again = secret_field(_("New password, once more"), new=True)

    def __init__(self, *args: Any, user: User | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def clean(self) -> dict[str, Any]:
        """Compare the two and ask the validators."""
        cleaned = super().clean() or {}
        first, second = cleaned.get("password"), cleaned.get("again")
        if first and second and first != second:
            self.add_error("again", _("The two passwords are not the same."))
        elif first:
            try:
                password_validation.validate_password(first, self.about())
            except ValidationError as error:
                self.add_error("password", error)
        return cleaned

    def about(self) -> User | None:
        """Return whose password it will be, so that it is not made of the name."""
        return self.user


class ChangePasswordForm(NewPasswordForm):
    """The same with the present password."""

    present = secret_field(_("Present password"))
    field_order = ("present", "password", "again")


class JoinForm(NewPasswordForm):
    """Accepting an invitation."""

    name = forms.CharField(label=_("Name shown to colleagues"), max_length=120)
    email = EmailField(help_text=_("You will sign in with it."))
    field_order = ("name", "email", "password", "again")

    def __init__(self, *args: Any, fixed_email: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if fixed_email:
            leave_out(self, "email")
        self.fixed_email = fixed_email

    def about(self) -> User | None:
        """Return the login as it will be."""
        email = self.fixed_email or self.cleaned_data.get("email", "")
        return User(email=email, name=self.cleaned_data.get("name", ""))


class JoinKnownForm(SuarForm):
    """Accepting an invitation with the login that one already has."""

    email = EmailField()
    password = secret_field(_("Your present password"))


class ProfileForm(SuarForm):
    """Name, language and time zone."""

    name = forms.CharField(label=_("Name shown to colleagues"), max_length=120)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    time_zone = forms.ChoiceField(label=_("Time zone"), choices=ZONES)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        now = self.initial.get("time_zone")
        if now and now not in dict(ZONES) and now in zoneinfo.available_timezones():
            field = self.fields["time_zone"]
            field.choices = [*ZONES, (now, now)]  # type: ignore[attr-defined]  # a ChoiceField


class AppForm(SuarForm):
    """Enrolling an authenticator app: its first code, and the password where one is asked."""

    code = forms.CharField(
        label=_("Code shown by the app"),
        max_length=10,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )
    present = secret_field(_("Your password"))

    def __init__(self, *args: Any, ask_password: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask_password:
            leave_out(self, "present")


class NewKeyForm(SuarForm):
    """Enrolling a passkey or USB key."""

    name = forms.CharField(
        label=_("Name of this key"),
        max_length=60,
        help_text=_("For instance: phone, blue USB key."),
    )
    present = secret_field(_("Your password"))
    credential = forms.JSONField(widget=forms.HiddenInput, required=False, decoder=PlainDecoder)

    def __init__(self, *args: Any, ask_password: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ask_password:
            leave_out(self, "present")

    def clean_credential(self) -> dict[str, Any]:
        """Demand what the browser made."""
        credential = self.cleaned_data.get("credential")
        if not isinstance(credential, dict):
            raise ValidationError(_("The key did not answer. Please try again."))
        return credential


class PasswordForm(SuarForm):
    """The own password, before something that matters."""

    present = secret_field(_("Your password"))


class RolesForm(SuarForm):
    """Roles in the organisation or in one unit."""

    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=labels.role_choices, widget=forms.CheckboxSelectMultiple
    )
    unit = forms.ModelChoiceField(
        label=_("Unit"),
        queryset=Unit.objects.none(),
        required=False,
        empty_label=_("the whole organisation"),
    )

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        units = Unit.objects.filter(organisation_id=actor.organisation_id, closed_on__isnull=True)
        self.fields["unit"].queryset = units  # type: ignore[attr-defined]  # a ModelChoiceField
        if Role.SYSTEM_ADMIN not in actor.roles:  # not offered where it would be refused
            field = self.fields["roles"]
            field.choices = [c for c in labels.role_choices() if c[0] != Role.SYSTEM_ADMIN]  # type: ignore[attr-defined]  # a ChoiceField


class ConfirmForm(SuarForm):
    """The second person's answer."""

    answer = forms.ChoiceField(
        label=_("Answer"),
        widget=forms.RadioSelect,
        choices=[
            ("confirm", _("I have spoken with her or him: confirm")),
            ("decline", _("Do not confirm: these roles and all sessions here end")),
        ],
    )


class InviteForm(RolesForm):
    """Inviting somebody."""

    name = forms.CharField(label=_("Name shown to colleagues"), max_length=120)
    email = EmailField(
        required=False,
        help_text=_("Leave it empty to hand the link over in person."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    field_order = ("name", "email", "language", "roles", "unit")
