"""Words of scopes and refusals."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from suar.api.codes import Scope
from suar.kit.reasons import Reason

SCOPE: Mapping[Scope, str | Promise] = {
    Scope.DIRECTORY_READ: _("Read the directory of services"),
    Scope.REPORT_WRITE: _("Pass on reports"),
    Scope.REPORT_READ: _("Ask whether a report that it passed on was taken up"),
    Scope.REFERRAL_READ: _("Read referrals sent to us"),
    Scope.REFERRAL_ANSWER: _("Answer referrals and report services"),
}
SENTENCES: Mapping[Reason, str | Promise] = {
    Reason.TOKEN_TIME: _("Choose a day after today and at most one year ahead."),
    Reason.KEY_NEEDED: _("The request needs an Idempotency-Key of at most 200 characters."),
    Reason.KEY_USED_FOR_OTHER: _("This Idempotency-Key was used before for another request."),
    Reason.TOKEN_NEEDED: _("Send a token that works in the header 'Authorization: Bearer'."),
    Reason.BODY_BROKEN: _("The body of the request is no JSON that can be read."),
    Reason.BODY_NOT_JSON: _("Send the body as application/json."),
    Reason.BODY_TOO_LARGE: _("The request is too large."),
    Reason.METHOD_NOT_ALLOWED: _(
        "This address does not take this method; the header Allow names those that it takes."
    ),
    Reason.FIELD_MISSING: _("This field is needed."),
    Reason.FIELD_NOT_A_DAY: _("Write the day or the moment as ISO 8601, like 2026-05-17."),
    Reason.FIELD_NOT_OFFERED: _("This is none of the codes that the field takes."),
    Reason.FIELD_TOO_LONG: _("This text is too long for the field."),
    Reason.FIELD_WRONG: _("This value does not fit the field."),
    Reason.FAULT: _("Something broke on our side. The administrator finds it in the log."),
    Reason.TRY_AGAIN: _("Nothing was saved yet. Send the same request again a little later."),
}
