"""Words of the accounts' codes."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from suar.accounts.codes import Factor
from suar.kit.reasons import Reason
from suar.policy import ROLES, Role

FACTORS: Mapping[Factor, Promise] = {
    Factor.TOTP: _("Authenticator app"),
    Factor.WEBAUTHN: _("Passkey or USB key"),
    Factor.SHEET: _("Code sheet"),
    Factor.DEVICE: _("Registered device"),
    Factor.DEMO: _("None (demonstration)"),
    Factor.NONE: _("Password only"),
}

SENTENCES: Mapping[Reason, Promise] = {
    Reason.CODE_WRONG: _("This code does not match. Please try the one shown now."),
    Reason.EMAIL_TAKEN: _("This e-mail and password cannot be used here. Please check both."),
    Reason.FACTOR_TRIES: _("Too many tries. Please wait 15 minutes and sign in again."),
    Reason.LAST_FACTOR: _("Your role needs a second factor. Please add another one first."),
    Reason.LINK_OVER: _("This link no longer works. Please ask your administrator for a new one."),
    Reason.LINK_USED: _("This link was already used. You can sign in."),
    Reason.NO_SEAT: _("You have no open role at the moment. Please ask your administrator."),
    Reason.NOTHING_TO_CONFIRM: _("Nothing waits to be confirmed here any more."),
    Reason.NOT_ONESELF: _("Nobody can do this for their own account. Please ask a colleague."),
    Reason.PASSWORD_WRONG: _("This password does not match."),
    Reason.ROLE_ABOVE: _("Only a system administrator can give this role."),
    Reason.ROLE_HELD: _("This person already has this role."),
    Reason.ROLE_UNKNOWN: _("This role does not exist."),
    Reason.SEAT_ELSEWHERE: _(
        "This person works in another organisation, too. Only she herself can change how she "
        "signs in: by e-mail, or with her own second factor."
    ),
    Reason.SIGN_IN_REFUSED: _("E-mail and password do not match. Please try again."),
}


def role(code: str) -> str:
    """Return a role's name in the reader's language; an unknown code as it is."""
    if code not in {r.value for r in Role}:
        return code
    text = ROLES[Role(code)]
    return text.indonesian if (get_language() or "").startswith("id") else text.english


def role_choices() -> list[tuple[str, str]]:
    """Return every role with its name, for a form."""
    return [(r.value, role(r.value).capitalize()) for r in Role]
