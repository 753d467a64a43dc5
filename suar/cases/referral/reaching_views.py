"""The decision to reach the receiver of one referral: asked from its page, and back to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.cases import frame
from suar.cases.referral.codes import RefState
from suar.cases.referral.views import found_of
from suar.cases.triage import actions as triage
from suar.cases.triage.codes import About
from suar.cases.triage.forms import ContactDecisionForm
from suar.kit import clock
from suar.policy import Permission


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def reach(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Decide to reach a receiver on the list of who must not know; the next step is on the page."""
    at = clock.now()
    case, row = found_of(request, case_id, referral_id, at)
    is_draft = row.state == RefState.DRAFT
    about = About.REFERRAL if is_draft else About.HAND_OVER
    form = ContactDecisionForm(request.POST or None, initial={"about": about.value})

    def save() -> object:
        return triage.decide_contact(
            id=form.row_id, case_id=case.pk, receiver_id=row.receiver_id,
            about=form.cleaned_data["about"], reason=form.cleaned_data["reason"],
            by=request.actor, at=at,
        )  # fmt: skip

    saved = _("The decision is written down. The hand-over can be told from here.")
    if is_draft:
        saved = _("The answer is written down. Back at the draft: check it, then send.")
    return frame.form_page(
        request, case, form, at, save=save, saved=saved,
        title=_("Reach %(name)s all the same") % {"name": row.receiver.name},
        to=reverse("cases:referral", args=[case.pk, row.pk]),
    )  # fmt: skip
