"""Doors of one's own account: profile, password, sessions, devices, seats, factors."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.hashers import make_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

import suar.policy as policy
from suar.accounts import devices, factors, labels, rates, seats, sessions, sheets
from suar.accounts.actions import own, signing
from suar.accounts.addresses import client_address
from suar.accounts.codes import Ending, Factor
from suar.accounts.forms import (
    AppForm,
    ChangePasswordForm,
    NewKeyForm,
    PasswordForm,
    ProfileForm,
)
from suar.kit import clock
from suar.kit.ids import parse_id
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.ui import refusals, saving

APP_SECRET = "accounts.app_secret"  # noqa: S105 - the key in the session


@policy.signed_in("one's own account")
@require_http_methods(["GET", "POST"])
def account(request: Any) -> HttpResponse:
    """Show the own account and take a changed profile."""
    seat, at = request.seat, clock.now()
    user = seat.user
    first = {"name": user.name, "language": user.language, "time_zone": user.time_zone}
    form = ProfileForm(request.POST or None, initial=first)
    if request.method == "POST" and form.is_valid():
        own.change_profile(user=user, by=request.actor, at=at, **form.answers)
        messages.success(request, _("Saved."))
        return redirect("accounts:account")
    context = {
        "form": form,
        "seat": seat,
        "seats": _seat_lines(seat),
        "organisations": seats.organisations(seat.memberships),
        "sessions": sessions.open_sessions(user.pk, at),
        "devices": devices.open_devices(user, at),
        "factors": _factor_lines(user),
        "sheet_left": sheets.left(user),
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/account.html", context, status=status)


def _seat_lines(seat: sessions.Seat) -> list[tuple[str, str]]:
    return [(labels.role(m.role), m.organisation.short_name) for m in seat.memberships]


def _factor_lines(user: Any) -> list[tuple[factors.FactorLine, Any]]:
    return [(line, labels.FACTORS[line.kind]) for line in factors.lines_of(user)]


@sensitive_post_parameters("present", "password", "again")
@policy.signed_in("one's own password")
@require_http_methods(["GET", "POST"])
def password(request: Any) -> HttpResponse:
    """Change the own password."""
    user = request.seat.user
    form = ChangePasswordForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid() and _password_fits(request, form):
        user_hash = make_password(form.cleaned_data["password"])
        own.change_password(
            user=user, password_hash=user_hash, keep=request.seat.row, by=request.actor,
            at=clock.now(),
        )  # fmt: skip
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password was changed. Other sessions were signed out."))
        return redirect("accounts:account")
    context = {"form": form, "title": _("Change password")}
    status = 422 if form.errors else 200
    return render(request, "accounts/own_form.html", context, status=status)


@policy.signed_in("one's own sessions")
@require_POST
def end_session(request: Any, session_id: UUID) -> HttpResponse:
    """End one of the own sessions."""
    signing.end_session(session_id=session_id, by=request.actor, at=clock.now(), why=Ending.REVOKED)
    messages.success(request, _("The session was ended."))
    return redirect("accounts:account")


@policy.signed_in("one's own sessions")
@require_POST
def end_others(request: Any) -> HttpResponse:
    """End all own sessions but this one."""
    signing.end_other_sessions(keep=request.seat.row.pk, by=request.actor, at=clock.now())
    messages.success(request, _("All other sessions were ended."))
    return redirect("accounts:account")


@policy.signed_in("one's own devices")
@require_POST
def forget_device(request: Any, device_id: UUID) -> HttpResponse:
    """Stop remembering one of the own devices."""
    signing.forget_device(device_id=device_id, by=request.actor, at=clock.now())
    messages.success(request, _("The device was forgotten."))
    return redirect("accounts:account")


@policy.signed_in("one's own seats")
@require_POST
def choose_seat(request: Any) -> HttpResponse:
    """Work in another of one's organisations."""
    at, seat = clock.now(), request.seat
    wanted = parse_id(request.POST.get("organisation", ""))
    actor = None
    if wanted is not None:
        actor = seats.build_actor(seat.user, seat.memberships, wanted, assured=seat.actor.assured)
    if wanted is None or actor is None:
        raise Problem.not_found()
    signing.choose_seat(session=seat.row, organisation_id=wanted, by=actor, at=at)
    return redirect("/")


@policy.signed_in("enrolling a second factor is what an unassured session is for", assured=False)
@require_http_methods(["GET"])
def enrol(request: Any) -> HttpResponse:
    """Show the ways to a second factor."""
    context = {"required": not request.actor.assured}
    return render(request, "accounts/enrol.html", context)


@sensitive_post_parameters("present", "code")
@policy.signed_in("enrolling one's own authenticator app", assured=False)
@require_http_methods(["GET", "POST"])
def add_app(request: Any) -> HttpResponse:
    """Enrol an authenticator app: picture, then its first code."""
    seat = request.seat
    secret = request.session.get(APP_SECRET) or factors.new_totp_secret()
    request.session[APP_SECRET] = secret
    form, at = AppForm(request.POST or None, ask_password=_asks_password(request)), clock.now()
    _check_password(request, form)

    def onward(_done: object) -> HttpResponse:
        request.session.pop(APP_SECRET, None)
        messages.success(request, _("The app was added."))
        return redirect("accounts:account")

    return saving.form_page(
        request, form, "accounts/add_app.html",
        lambda: {
            "picture": factors.totp_picture(seat.user, secret),
            "secret": " ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        },
        save=lambda: own.add_app(
            user=seat.user, secret=secret, code=form.cleaned_data["code"], session=seat.row,
            by=seat.actor, at=at,
        ),
        to=onward, at=at,
    )  # fmt: skip


@sensitive_post_parameters("present")
@policy.signed_in("enrolling one's own passkey or USB key", assured=False)
@require_http_methods(["GET", "POST"])
def add_key(request: Any) -> HttpResponse:
    """Enrol a passkey or USB key."""
    seat = request.seat
    form, at = NewKeyForm(request.POST or None, ask_password=_asks_password(request)), clock.now()
    _check_password(request, form)
    return saving.form_page(
        request, form, "accounts/add_key.html",
        lambda: {"options": factors.begin_key(seat.user)},
        save=lambda: own.add_key(
            user=seat.user, name=form.cleaned_data["name"],
            credential=form.cleaned_data["credential"], session=seat.row, by=seat.actor, at=at,
        ),
        to=reverse("accounts:account"), at=at, saved=_("The key was added."),
    )  # fmt: skip


@sensitive_post_parameters("present")
@policy.signed_in("one's own factors")
@require_http_methods(["GET", "POST"])
def remove_factor(request: Any, factor_id: int) -> HttpResponse:
    """Remove an app or a key, after the password."""
    seat = request.seat
    line = next((f for f in factors.lines_of(seat.user) if f.id == factor_id), None)
    if line is None:
        raise Problem.not_found()
    form, at = PasswordForm(request.POST or None), clock.now()
    _check_password(request, form)
    title = _("Remove: %(kind)s") % {"kind": labels.FACTORS[line.kind]}
    return saving.form_page(
        request, form, "accounts/own_form.html",
        {"title": title, "submit": _("Remove"), "text": line.name},
        save=lambda: own.remove_factor(
            user=seat.user, factor_id=factor_id, required=seats.needs_factor(seat.memberships),
            by=request.actor, at=at,
        ),
        to=reverse("accounts:account"), at=at, saved=_("It was removed."),
    )  # fmt: skip


def _asks_password(request: Any) -> bool:
    """Say whether the password is asked again: not of somebody who has just come in to enrol."""
    fresh = request.seat.row.factor == Factor.NONE and not request.actor.assured
    return not fresh


def _check_password(request: Any, form: Any) -> None:
    """Ask a form that was sent for the password, beside its other answers."""
    if request.method == "POST" and form.is_valid():
        _password_fits(request, form)


def _password_fits(request: Any, form: Any) -> bool:
    """Check the password that was given again, a few times in a quarter of an hour."""
    if "present" not in form.fields:
        return True
    at, user, address = clock.now(), request.seat.user, client_address(request)
    if not rates.take(rates.PASSWORD_AGAIN, user.pk, address, at=at):
        form.add_error("present", refusals.sentence(Because(Reason.FACTOR_TRIES)))
        return False
    if not user.check_password(form.cleaned_data["present"]):
        form.add_error("present", refusals.sentence(Because(Reason.PASSWORD_WRONG)))
        return False
    rates.clear(rates.PASSWORD_AGAIN, user.pk, address)
    return True
