"""Doors of signing in and out. None says whether an e-mail is known."""

from __future__ import annotations

import time
from typing import Any

from django.conf import settings
from django.contrib.auth import authenticate, logout
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

import suar.policy as policy
from suar.accounts import demo, devices, factors, labels, rates, resets, seats, sheets, sign_in
from suar.accounts.actions import own, signing
from suar.accounts.addresses import client_address
from suar.accounts.codes import Ending, Factor
from suar.accounts.forms import CodeForm, ForgottenForm, KeyForm, SignInForm
from suar.accounts.models import User
from suar.accounts.seats import open_seats
from suar.kit import clock
from suar.kit.actor import Actor, system_actor
from suar.kit.problem import Because
from suar.kit.reasons import Reason
from suar.store import tenancy
from suar.ui import refusals
from suar.ui.lock import safe_path


@sensitive_post_parameters("password")
@policy.public("signing in")
@require_http_methods(["GET", "POST"])
def sign_in_page(request: Any) -> HttpResponse:
    """Take e-mail and password."""
    if request.actor is not None:
        return redirect("/")
    target = safe_path(request, request.POST.get("next") or request.GET.get("next") or "/")
    form = SignInForm(request.POST or None, initial=demo.filled(request.GET.get("as", "")))
    if request.method == "POST" and form.is_valid():
        answered = _try_password(request, form, target)
        if answered is not None:
            return answered
    context = {"form": form, "next": target, "cast": demo.cast()}
    status = 422 if form.errors else 200
    return render(request, "accounts/sign_in.html", context, status=status)


def _try_password(request: Any, form: SignInForm, target: str) -> HttpResponse | None:
    """Check the password; a refusal says and takes the same for every e-mail."""
    at, began = clock.now(), time.monotonic()
    email, address = form.cleaned_data["email"], client_address(request)
    if rates.is_over(rates.SIGN_IN_ADDRESS, address, at=at):
        return render(request, "accounts/locked_out.html", {"minutes": 10}, status=429)
    user = authenticate(request, username=email, password=form.cleaned_data["password"])
    if not isinstance(user, User):
        rates.take(rates.SIGN_IN_ADDRESS, address, at=at)
        locked = bool(getattr(request, "axes_locked_out", False))
        _note_refused(email, "locked_out" if locked else "password")
        sign_in.hold(began)
        form.add_error(None, refusals.sentence(Because(Reason.SIGN_IN_REFUSED)))
        return None
    met = sign_in.next_factor(request, user, at)
    if met is None:
        sign_in.wait(request, user, target, at)
        return redirect("accounts:second_step")
    response = sign_in.finish(request, user, met, target, at=at)
    if response is None:
        form.add_error(None, refusals.sentence(Because(Reason.NO_SEAT)))
    return response


def _note_refused(email: str, step: str) -> None:
    at = clock.now()
    user = User.objects.filter(email=email).first()
    held = open_seats(user, at) if user is not None else []
    if user is None or not held:
        return
    organisation_id = held[0].organisation_id
    by = system_actor(organisation_id)
    with tenancy.acting_for(organisation_id):
        signing.note_refused(user=user, step=step, by=by, at=at)


@policy.public("the second step of signing in; the first is checked on the server")
@require_http_methods(["GET", "POST"])
def second_step(request: Any) -> HttpResponse:
    """Take the second factor: app, key or sheet."""
    at = clock.now()
    waiting = sign_in.waiting(request, at)
    if waiting is None:
        return redirect("accounts:sign_in")
    kinds = factors.kinds_of(waiting.user)
    if not kinds:
        return redirect("accounts:sign_in")
    asked = request.GET.get("kind")
    kind = next((k for k in kinds if k.value == asked), kinds[0])
    form_class = KeyForm if kind == Factor.WEBAUTHN else CodeForm
    form = form_class(request.POST or None)
    if request.method == "POST" and form.is_valid():
        answered = _try_factor(request, waiting, kind, form)
        if answered is not None:
            return answered
    return _second_page(request, waiting.user, kind, kinds, form)


def _try_factor(
    request: Any, waiting: sign_in.Waiting, kind: Factor, form: CodeForm | KeyForm
) -> HttpResponse | None:
    at, user, address = clock.now(), waiting.user, client_address(request)
    here = rates.take(rates.SECOND_STEP, user.pk, address, at=at)
    if not (rates.take(rates.SECOND_STEP_ANYWHERE, user.pk, at=at) and here):
        request.session.pop(sign_in.PENDING, None)
        return render(request, "accounts/locked_out.html", {"minutes": 15}, status=429)
    if not _factor_fits(user, kind, form, request):
        _note_refused(user.email, "factor")
        form.add_error(
            None if kind == Factor.WEBAUTHN else "code",
            refusals.sentence(Because(Reason.CODE_WRONG)),
        )
        return None
    rates.clear(rates.SECOND_STEP, user.pk, address)
    rates.clear(rates.SECOND_STEP_ANYWHERE, user.pk)
    remember = bool(form.cleaned_data["remember"])
    response = sign_in.finish(request, user, kind, waiting.target, at=at, remember=remember)
    return response or redirect("accounts:sign_in")


def _factor_fits(user: User, kind: Factor, form: CodeForm | KeyForm, request: Any) -> bool:
    if kind == Factor.WEBAUTHN:
        return factors.use_key(user, form.cleaned_data["credential"])
    code = form.cleaned_data["code"]
    if kind == Factor.TOTP:
        return factors.use_totp(user, code)
    at = clock.now()
    asked = request.GET.get("number", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 5 else 0
    return own.use_sheet_code(user=user, typed=code, number=number, by=_actor(user), at=at)


def _actor(user: User) -> Actor:
    """Return the actor of somebody whose second step is being checked: no right yet."""
    at = clock.now()
    return seats.actor_for(user, at, assured=False)


def _second_page(
    request: Any, user: User, kind: Factor, kinds: list[Factor], form: Any
) -> HttpResponse:
    code = sheets.next_code(user) if kind == Factor.SHEET else None
    context = {
        "form": form,
        "kind": kind.value,
        "kind_name": labels.FACTORS[kind],
        "others": [(k.value, labels.FACTORS[k]) for k in kinds if k != kind],
        "number": code.number if code else 0,
        "options": factors.begin_key_use(user) if kind == Factor.WEBAUTHN else None,
    }
    status = 422 if form.errors else 200
    return render(request, "accounts/second_step.html", context, status=status)


@policy.public("signing out opens nothing")
@require_POST
def sign_out(request: Any) -> HttpResponse:
    """End this session and leave nothing in the browser; forget the device where that is wished."""
    if request.seat is not None:
        if request.POST.get("forget"):
            _forget_this(request)
        signing.end_session(
            session_id=request.seat.row.pk, by=request.seat.actor, at=clock.now(),
            why=Ending.SIGNED_OUT,
        )  # fmt: skip
    logout(request)
    response = redirect("accounts:sign_in")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def _forget_this(request: Any) -> None:
    """Stop remembering this browser for the person, so that the second step is asked again."""
    at = clock.now()
    device = devices.remembered(request, request.seat.user, at)
    if device is not None:
        signing.forget_device(device_id=device.pk, by=request.seat.actor, at=at)


@policy.public("asking for a new password; the answer is the same for every e-mail")
@require_http_methods(["GET", "POST"])
def forgotten(request: Any) -> HttpResponse:
    """Take an e-mail and say, whatever it is, what happens if it is known."""
    form = ForgottenForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "accounts/forgotten.html", {"form": form}, status=status)
    at, began = clock.now(), time.monotonic()
    email, address = form.cleaned_data["email"], client_address(request)
    fine = rates.take(rates.RESET_ADDRESS, address, at=at)
    if fine and rates.take(rates.RESET, email, address, at=at):
        resets.ask(email, request.build_absolute_uri("/"), at=at)
    sign_in.hold(began)
    days = int(settings.ACCOUNTS_INVITATION_LASTS.total_seconds() // 3600)
    return render(request, "accounts/forgotten_done.html", {"hours": days})
