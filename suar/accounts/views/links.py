"""Doors behind a link: joining, and choosing a new password."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.accounts import queries, rates, rules, sign_in
from suar.accounts.actions import links
from suar.accounts.addresses import client_address
from suar.accounts.codes import Purpose
from suar.accounts.forms import JoinForm, JoinKnownForm, NewPasswordForm
from suar.accounts.models import Invitation, User
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.ui import refusals
from suar.ui.problems import onto_form

SECRET = "accounts.link"  # noqa: S105 - the key in the session


@policy.public("a link that was sent or handed over; its secret part opens it")
@require_GET
def open_link(request: Any, secret: str) -> HttpResponse:
    """Take the secret part out of the address, so that it stays in no history or log."""
    request.session[SECRET] = secret
    return redirect("accounts:use_link")


@sensitive_post_parameters("password", "again")
@policy.public("the page behind a link; the session holds its secret part")
@require_http_methods(["GET", "POST"])
def use_link(request: Any) -> HttpResponse:
    """Join, or choose a new password."""
    at = clock.now()
    if not rates.take(rates.LINK, client_address(request), at=at):
        return render(request, "accounts/locked_out.html", {"minutes": 10}, status=429)
    link = queries.link_by_secret(str(request.session.get(SECRET, "")))
    reasons = [Reason.LINK_OVER] if link is None else rules.why_not_use_link(
        used=link.used_at is not None, withdrawn=link.withdrawn_at is not None,
        ends_at=link.ends_at, at=at,
    )  # fmt: skip
    if link is None or reasons:
        words = refusals.sentence(Because(reasons[0]))
        return render(request, "accounts/link_over.html", {"words": words}, status=410)
    if link.purpose == Purpose.RESET:
        return _reset(request, link)
    if request.GET.get("known") == "1":
        return _join_known(request, link)
    return _join(request, link)


def _reset(request: Any, link: Invitation) -> HttpResponse:
    form = NewPasswordForm(request.POST or None, user=link.user)
    if request.method == "POST" and form.is_valid() and link.user is not None:
        hashed = make_password(form.cleaned_data["password"])
        by = _as(link.user, link)
        links.use_reset(invitation=link, password_hash=hashed, by=by, at=clock.now())
        request.session.pop(SECRET, None)
        return render(request, "accounts/link_done.html", {"joined": False})
    status = 422 if form.errors else 200
    return render(request, "accounts/reset.html", {"form": form}, status=status)


def _join(request: Any, link: Invitation) -> HttpResponse:
    form = JoinForm(request.POST or None, fixed_email=link.email, initial={"name": link.name})
    if request.method == "POST" and form.is_valid():
        answers = form.answers
        newcomer = User(id=new_id(), email=link.email, name=answers["name"])
        hashed = make_password(answers["password"])
        try:
            user = links.accept(
                invitation=link, user=None, email=answers.get("email", ""), name=answers["name"],
                password_hash=hashed, by=_as(newcomer, link), at=clock.now(),
            )  # fmt: skip
        except Problem as problem:
            onto_form(problem, form)
        else:
            return _joined(request, user)
    context = {"form": form, "link": link, "known": False}
    status = 422 if form.errors else 200
    return render(request, "accounts/join.html", context, status=status)


def _join_known(request: Any, link: Invitation) -> HttpResponse:
    form = JoinKnownForm(request.POST or None, initial={"email": link.email})
    if request.method == "POST" and form.is_valid():
        user = authenticate(
            request, username=form.cleaned_data["email"], password=form.cleaned_data["password"]
        )
        if isinstance(user, User) and link.email in ("", user.email):
            try:
                links.accept(
                    invitation=link, user=user, email=user.email, name=user.name,
                    password_hash=None, by=_as(user, link), at=clock.now(),
                )  # fmt: skip
            except Problem as problem:
                onto_form(problem, form)
            else:
                request.session.pop(SECRET, None)
                return render(request, "accounts/link_done.html", {"joined": True})
        else:
            form.add_error(None, refusals.sentence(Because(Reason.EMAIL_TAKEN)))
    context = {"form": form, "link": link, "known": True}
    status = 422 if form.errors else 200
    return render(request, "accounts/join.html", context, status=status)


def _joined(request: Any, user: User) -> HttpResponse:
    """Sign the newcomer in: the second factor is enrolled next, where the role needs one."""
    request.session.pop(SECRET, None)
    at = clock.now()
    met = sign_in.next_factor(request, user, at)
    response = sign_in.finish(request, user, met, "/", at=at) if met is not None else None
    return response or redirect("accounts:sign_in")


def _as(user: User, link: Invitation) -> Actor:
    """Return the actor of somebody who holds a link and no seat yet."""
    return Actor(
        user_id=user.pk,
        organisation_id=link.organisation_id,
        label=user.name,
        organisation_label=link.organisation.short_name,
        assured=False,
    )
