"""The door of a receiver whose access ended while the service runs: what to do now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

import suar.policy as policy
from suar.cases.referral import handing_on
from suar.kit import clock
from suar.policy import Permission
from suar.ui.parts import Crumb


@policy.door(Permission.REFERRAL_RECEIVE)
@require_GET
def incoming_over(request: Any, referral_id: UUID) -> HttpResponse:
    """Say how a running service is handed over; nothing of the person stands here."""
    mark, found = handing_on.for_receiver(referral_id, by=request.actor, at=clock.now())
    crumbs = [Crumb(_("Referrals to us"), reverse("cases:inbox")), Crumb(mark.code)]
    context = {"mark": mark, "hand_on": found, "crumbs": crumbs}
    return render(request, "cases/referral/incoming_over.html", context)
