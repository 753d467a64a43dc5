"""Doors of the directory: look for a service, read an entry, keep one's own entries."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import suar.policy as policy
from suar.kit import clock
from suar.network import actions, labels, pages, queries, scope
from suar.network.answers import OfferAnswers, names_of
from suar.network.codes import Kind as ActorKind
from suar.network.forms import BedsForm, OfferForm, SearchForm, spoken
from suar.network.models import ServiceOffer
from suar.network.rules import PersonFacts
from suar.policy import Permission
from suar.ui import saving
from suar.ui.paging import list_page
from suar.ui.parts import Pill


@policy.door(Permission.DIRECTORY_VIEW)
@require_http_methods(["GET", "POST"])
def directory(request: Any) -> HttpResponse:
    """Look for a service. The search is posted: sex, age and place stand in no address."""
    first = {"service": request.GET.get("service", "")}
    form = SearchForm(request.POST or None, initial=first)
    person, service, only = PersonFacts(), first["service"], False
    if form.is_valid():
        person = form.person()
        service, only = form.cleaned_data["service"], form.cleaned_data["only_accepting"]
    rows = scope.offers()
    if service:
        rows = rows.filter(service=service)
    found = queries.match(rows, person, at=clock.now())
    refusing = [] if only else found.not_accepting
    page = list_page(
        [*found.accepting, *refusing], key=lambda match: match.offer.pk, cursor=_cursor(request)
    )
    here = [match for match in page.rows if not match.reasons]
    others = [match for match in page.rows if match.reasons]
    context = {
        "form": form,
        "accepting": pages.offers_table(here, spoken(), asked=form.is_bound) if here else None,
        "others": pages.refusing_table(others, spoken()) if others else None,
        "refusing": len(refusing),
        "page": page,
        "empty": not page.rows,
        "may_edit": request.actor.may(Permission.DIRECTORY_EDIT),
    }
    return render(request, "network/directory.html", context, status=_status(form))


def _cursor(request: Any) -> str:
    """Return which page is asked for; a new search begins at the first."""
    sent = request.POST if request.method == "POST" else request.GET
    return str(sent.get("cursor", ""))


@policy.door(Permission.DIRECTORY_VIEW)
@require_GET
def offer(request: Any, offer_id: UUID) -> HttpResponse:
    """Show an entry, and to its owner what can be done with it."""
    row = scope.offer(offer_id)
    return _offer_page(request, row, BedsForm(initial=_beds(row), version=row.version))


@policy.door(Permission.DIRECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def new_offer(request: Any) -> HttpResponse:
    """Put a service of one's own organisation into the directory."""
    units = queries.open_units(request.actor.organisation_id)
    form, at = OfferForm(request.POST or None, units=units, draft_key="network.offer"), clock.now()
    return saving.form_page(
        request, form, "network/offer_form.html", {"title": _("New entry")},
        save=lambda: actions.add_offer(
            row_id=form.row_id, answers=form.offer(), unit_id=_unit(form),
            today=timezone.localdate(at), by=request.actor, at=at,
        ),
        to=reverse("network:offer", args=[form.row_id]), at=at,
        saved=_("Saved. The entry now stands in the directory."),
    )  # fmt: skip


@policy.door(Permission.DIRECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def edit_offer(request: Any, offer_id: UUID) -> HttpResponse:
    """Change an entry of one's own organisation; saving it verifies it."""
    row = scope.own(ServiceOffer, offer_id, request.actor)
    units = scope.selectable_units(request.actor, keep=row.unit_id)
    saved = {name: getattr(row, name) for name in names_of(OfferAnswers)} | {"unit": row.unit_id}
    form = OfferForm(
        request.POST or None, units=units, initial=dict(saved), version=row.version,
        draft_key=f"network.offer:{row.pk}",
    )  # fmt: skip
    title, at = pages.offer_title(row, spoken()), clock.now()
    return saving.form_page(
        request, form, "network/offer_form.html", {"title": title, "row": row},
        save=lambda: actions.change_offer(
            offer_id=row.pk, answers=form.offer(), unit_id=_unit(form),
            version=form.expected_version, today=timezone.localdate(at), by=request.actor, at=at,
        ),
        to=reverse("network:offer", args=[row.pk]), at=at, saved=_("Saved and verified."),
        current=lambda: (saved, row.version), title=title,
        back=reverse("network:offer", args=[row.pk]),
    )  # fmt: skip


def _unit(form: OfferForm) -> UUID | None:
    unit = form.cleaned_data["unit"]
    return unit.pk if unit else None


@policy.door(Permission.DIRECTORY_EDIT)
@require_POST
def beds(request: Any, offer_id: UUID) -> HttpResponse:
    """Take down how many beds are free now."""
    row = scope.own(ServiceOffer, offer_id, request.actor)
    form, at = BedsForm(request.POST), clock.now()
    answered = saving.answer(
        request, form,
        save=lambda: actions.count_beds(
            offer_id=row.pk, free=form.cleaned_data["beds_free"],
            version=form.expected_version, by=request.actor, at=at,
        ),
        to=reverse("network:offer", args=[row.pk]), at=at, saved=_("Free beds taken down."),
    )  # fmt: skip
    return answered or _offer_page(request, row, form)


@policy.door(Permission.DIRECTORY_EDIT)
@require_POST
def verify(request: Any, offer_id: UUID) -> HttpResponse:
    """Say that an entry still holds as it stands."""
    row, at = scope.own(ServiceOffer, offer_id, request.actor), clock.now()
    actions.verify_offer(
        offer_id=row.pk, version=row.version, today=timezone.localdate(at), by=request.actor, at=at
    )
    messages.success(request, _("Verified today."))
    return redirect("network:offer", row.pk)


@policy.door(Permission.DIRECTORY_EDIT)
@require_http_methods(["GET", "POST"])
def close(request: Any, offer_id: UUID) -> HttpResponse:
    """Ask, then take an entry out of the directory."""
    row, at = scope.own(ServiceOffer, offer_id, request.actor), clock.now()
    if request.method == "POST":
        actions.close_offer(
            offer_id=row.pk, version=row.version, today=timezone.localdate(at),
            by=request.actor, at=at,
        )  # fmt: skip
        messages.success(request, _("The entry no longer stands in the directory."))
        return redirect("network:directory")
    context = {"row": row, "title": pages.offer_title(row, spoken())}
    return render(request, "network/offer_close.html", context)


def _offer_page(request: Any, row: ServiceOffer, form: BedsForm) -> HttpResponse:
    at, language = clock.now(), spoken()
    facts = queries.facts_of(row, at, queries.limits(at))
    pill = Pill(_("Not verified lately: call first"), "wait") if facts.stale else None
    if row.paused:
        pill = Pill(_("Closed or paused for now"), "stop")
    owner = row.organisation_id == request.actor.organisation_id
    context = {
        "row": row,
        "title": pages.offer_title(row, language),
        "giver": pages.giver(row),
        "kind": labels.KIND[ActorKind(row.organisation.kind)].in_language(language),
        "pill": pill,
        "lines": pages.offer_lines(row, language),
        "has_beds": pages.has_beds(row),
        "form": form,
        "may_edit": owner and request.actor.may(Permission.DIRECTORY_EDIT),
    }
    return render(request, "network/offer.html", context, status=_status(form))


def _beds(row: ServiceOffer) -> dict[str, Any]:
    return {"beds_free": row.beds_free}


def _status(form: Any) -> int:
    return 422 if form.is_bound and form.errors else 200
