"""Doors: the tokens of an organisation, a new one (shown once), its second person, its end."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from suar import policy
from suar.api import actions, queries, scope
from suar.api.codes import Scope
from suar.api.forms import ConfirmForm, TokenForm
from suar.api.labels import SCOPE
from suar.api.models import Token
from suar.kit import clock
from suar.kit.problem import Because
from suar.network.queries import open_units
from suar.policy import Permission
from suar.ui import refusals, saving
from suar.ui.parts import Crumb, Pill


@policy.door(Permission.TOKEN_MANAGE)
@require_GET
def tokens(request: Any) -> HttpResponse:
    """List the tokens of the organisation, those that still open something first."""
    at = clock.now()
    rows = list(
        scope.tokens(request.actor).select_related("unit").order_by("revoked_at", "-made_at")
    )
    people = queries.waited_for(rows, request.actor.organisation_id, at)
    shown = [
        {
            "token": t, "scopes": _words(t), "pill": _state(t, at), "people": people.get(t.pk),
            "alone": queries.held_alone(t) and t.expires_at > at,
        }
        for t in rows
    ]  # fmt: skip
    return render(request, "api/token_list.html", {"tokens": shown, "at": at})


@policy.door(Permission.TOKEN_MANAGE)
@require_http_methods(["GET", "POST"])
def issue(request: Any) -> HttpResponse:
    """Make a token and show its secret once."""
    units = open_units(request.actor.organisation_id)
    year = timezone.localdate() + timedelta(days=365)
    initial = {"expires_on": year}
    form, at = TokenForm(request.POST or None, units=units, initial=initial), clock.now()
    crumbs = [Crumb(_("Tokens for other systems"), reverse("api:tokens")), Crumb(_("New token"))]
    return saving.form_page(
        request, form, "api/token_form.html",
        lambda: {"crumbs": crumbs, "second": queries.second_persons(request.actor, at)},
        save=lambda: actions.issue_token(
            token_id=form.row_id, name=form.answers["name"],
            scopes=[Scope(s) for s in form.answers["scopes"]], unit=form.answers["unit"],
            expires_at=_end_of(form.answers["expires_on"]), by=request.actor, at=at,
        ),
        to=lambda made: _shown_once(request, *made), at=at,
    )  # fmt: skip


def _shown_once(request: Any, token: Token, secret: str) -> HttpResponse:
    waited = queries.waited_for([token], token.organisation_id, clock.now())
    context = {
        "token": token, "secret": secret, "people": waited.get(token.pk),
        "alone": queries.held_alone(token),
    }  # fmt: skip
    return render(request, "api/token_new.html", context)


@policy.door(Permission.ROLE_CONFIRM)
@require_http_methods(["GET", "POST"])
def answer(request: Any, token_id: UUID) -> HttpResponse:
    """Show a token that waits for a second person, and take the answer."""
    token = scope.token(token_id, request.actor)
    form, at = ConfirmForm(request.POST if request.method == "POST" else None), clock.now()

    def save() -> bool:
        agrees: bool = form.cleaned_data["answer"] == "confirm"
        verb = actions.confirm_token if agrees else actions.decline_token
        verb(token_id=token.pk, by=request.actor, at=at)
        return agrees

    def onward(agrees: bool) -> HttpResponse:
        said = _("Confirmed.") if agrees else _("Not confirmed. The token ended.")
        messages.success(request, said)
        return redirect("/")

    def words() -> dict[str, Any]:
        waiting = queries.waiting_of(token, request.actor)
        refused = [refusals.sentence(Because(reason)) for reason in waiting.reasons]
        return {"waiting": waiting, "scopes": _words(token), "refused": refused}

    return saving.form_page(
        request, form, "api/token_confirm.html", words, save=save, to=onward, at=at
    )


@policy.door(Permission.TOKEN_MANAGE)
@require_POST
def revoke(request: Any, token_id: UUID) -> HttpResponse:
    """End a token at once."""
    actions.revoke_token(token_id=token_id, by=request.actor, at=clock.now())
    return redirect("api:tokens")


def _words(token: Token) -> list[Any]:
    return [SCOPE[Scope(s)] for s in token.scopes]


def _state(token: Token, at: datetime) -> Pill:
    if token.revoked_at is not None:
        return Pill(_("ended"), "stop")
    if token.expires_at <= at:
        return Pill(_("over"), "stop")
    if token.waits:
        return Pill(_("waits for a second person"), "wait", "clock")
    until = date_format(timezone.localtime(token.expires_at), "SHORT_DATE_FORMAT")
    return Pill(_("works until %(day)s") % {"day": until}, "ok")


def _end_of(day: Any) -> datetime:
    """Return the end of a day where the office is, as UTC."""
    local = datetime.combine(day, time(23, 59, 59), timezone.get_current_timezone())
    return local.astimezone(UTC)
