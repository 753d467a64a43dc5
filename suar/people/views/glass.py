"""Page: open a record in an emergency, without a grant."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.kit import clock
from suar.kit.problem import Problem
from suar.people import labels, scope
from suar.people.actions import break_glass
from suar.people.codes import GlassReason
from suar.people.forms import code_field
from suar.policy import Permission
from suar.ui.forms import SuarForm


class GlassForm(SuarForm):
    """Why a record has to be opened now."""

    reason = code_field(GlassReason, labels.GLASS, _("Why now, without a grant?"))


@policy.door(Permission.BREAK_GLASS)
@require_http_methods(["GET", "POST"])
def glass(request: Any, person_id: UUID) -> HttpResponse:
    """Say what will happen, ask for the reason, open for three hours."""
    found = scope.in_own_organisation(request.actor).filter(pk=person_id).first()
    if found is None:
        raise Problem.not_found()
    form = GlassForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        break_glass(
            person_id=person_id, reason=form.answers["reason"], by=request.actor, at=clock.now()
        )
        messages.success(request, _("Open for three hours. A second person is told."))
        return redirect("people:person", person_id)
    status = 422 if form.errors else 200
    return render(request, "people/glass.html", {"form": form, "person": found}, status=status)
