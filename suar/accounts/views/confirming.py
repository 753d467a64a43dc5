"""The door of the second person: roles that rest until somebody else confirms them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.accounts import labels, queries, scope
from suar.accounts.actions import confirming
from suar.accounts.forms import ConfirmForm
from suar.kit import clock
from suar.kit.problem import Because
from suar.policy import Permission
from suar.ui import refusals, saving


@policy.door(Permission.ROLE_CONFIRM)
@require_http_methods(["GET", "POST"])
def answer(request: Any, user_id: UUID) -> HttpResponse:
    """Show whose roles wait and why, and take the answer."""
    user = scope.person(user_id, request.actor)
    form, at = ConfirmForm(request.POST if request.method == "POST" else None), clock.now()

    def save() -> bool:
        agrees: bool = form.cleaned_data["answer"] == "confirm"
        verb = confirming.confirm if agrees else confirming.decline
        verb(user_id=user.pk, by=request.actor, at=at)
        return agrees

    def onward(agrees: bool) -> HttpResponse:
        said = _("Confirmed.") if agrees else _("Not confirmed. The roles ended.")
        messages.success(request, said)
        return redirect("/")

    def words() -> dict[str, Any]:
        waiting = queries.waiting_of(user, request.actor)
        return {
            "waiting": waiting,
            "seats": [(seat, labels.role(seat.role)) for seat in waiting.seats],
            "asked": ", ".join(waiting.asked),
            "refused": [refusals.sentence(Because(reason)) for reason in waiting.reasons],
        }

    return saving.form_page(
        request, form, "accounts/confirm.html", words, save=save, to=onward, at=at
    )
