"""Doors of the organisation's settings: facts, letterhead, units, agreements."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.kit import clock
from suar.network import actions, labels, scope, slots
from suar.network.answers import OrganisationAnswers, UnitAnswers, names_of
from suar.network.codes import AgreementKind
from suar.network.forms import AgreementForm, LastDayForm, OrganisationForm, UnitForm, spoken
from suar.network.models import Agreement, Unit
from suar.network.rules import holds_on
from suar.policy import Permission
from suar.reference.places import place_label
from suar.ui import saving
from suar.ui.parts import Cell, Pill, Tab, Table


@policy.door(Permission.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def organisation(request: Any) -> HttpResponse:
    """Change the facts of one's own organisation."""
    row = scope.own_organisation(request.actor)
    saved = {name: getattr(row, name) for name in names_of(OrganisationAnswers)}
    form = OrganisationForm(
        request.POST or None, initial=dict(saved), version=row.version,
        draft_key="network.organisation",
    )  # fmt: skip
    here, at = reverse("network:organisation"), clock.now()
    return saving.form_page(
        request, form, "network/organisation.html", {"tabs": _tabs(request, here)},
        save=lambda: actions.change_organisation(
            answers=form.organisation(), version=form.expected_version, by=request.actor, at=at
        ),
        to=here, at=at, current=lambda: (saved, row.version), title=row.name, back=here,
    )  # fmt: skip


@policy.door(Permission.ORGANISATION_MANAGE)
@require_GET
def units(request: Any) -> HttpResponse:
    """List the units, open ones first."""
    rows = sorted(scope.units(request.actor), key=lambda u: (not u.is_open, u.name))
    context = {"tabs": _tabs(request, reverse("network:units")), "table": _units_table(rows)}
    return render(request, "network/units.html", context)


@policy.door(Permission.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def new_unit(request: Any) -> HttpResponse:
    """Add a unit."""
    form, at = UnitForm(request.POST or None), clock.now()
    return saving.form_page(
        request, form, "network/unit_form.html", {"title": _("New unit")},
        save=lambda: actions.add_unit(
            row_id=form.row_id, answers=form.unit(), by=request.actor, at=at
        ),
        to=reverse("network:units"), at=at,
    )  # fmt: skip


@policy.door(Permission.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def edit_unit(request: Any, unit_id: UUID) -> HttpResponse:
    """Rename a unit or move it."""
    row = scope.own(Unit, unit_id, request.actor)
    saved = {name: getattr(row, name) for name in names_of(UnitAnswers)}
    form = UnitForm(request.POST or None, initial=dict(saved), version=row.version)
    at, back = clock.now(), reverse("network:units")
    return saving.form_page(
        request, form, "network/unit_form.html", {"title": row.name, "row": row},
        save=lambda: actions.change_unit(
            unit_id=row.pk, answers=form.unit(), version=form.expected_version,
            by=request.actor, at=at,
        ),
        to=back, at=at, current=lambda: (saved, row.version), title=row.name, back=back,
    )  # fmt: skip


@policy.door(Permission.ORGANISATION_MANAGE)
@require_http_methods(["GET", "POST"])
def close_unit(request: Any, unit_id: UUID) -> HttpResponse:
    """Ask, then close a unit on which nothing hangs any more."""
    row, at = scope.own(Unit, unit_id, request.actor), clock.now()
    if request.method == "POST":
        actions.close_unit(
            unit_id=row.pk, version=row.version, today=timezone.localdate(at), by=request.actor,
            at=at,
        )  # fmt: skip
        messages.success(request, _("The unit is closed."))
        return redirect("network:units")
    return render(request, "network/unit_close.html", {"row": row})


@policy.door(Permission.AGREEMENT_MANAGE)
@require_GET
def agreements(request: Any) -> HttpResponse:
    """List the agreements of one's own organisation, those of the partners too."""
    rows = list(scope.agreements(request.actor))
    today = timezone.localdate(clock.now())
    context = {
        "tabs": _tabs(request, reverse("network:agreements")),
        "table": _agreements_table(rows, request.actor.organisation_id, today) if rows else None,
    }
    return render(request, "network/agreements.html", context)


@policy.door(Permission.AGREEMENT_MANAGE)
@require_http_methods(["GET", "POST"])
def new_agreement(request: Any) -> HttpResponse:
    """Write down an agreement."""
    partners = scope.organisations().exclude(pk=request.actor.organisation_id)
    form, at = AgreementForm(request.POST or None, partners=partners), clock.now()
    return saving.form_page(
        request, form, "network/agreement_form.html", {"title": _("New agreement")},
        save=lambda: actions.add_agreement(
            row_id=form.row_id, partner_id=form.cleaned_data["partner"].pk,
            answers=form.agreement(), by=request.actor, at=at,
        ),
        to=reverse("network:agreements"), at=at,
    )  # fmt: skip


@policy.door(Permission.AGREEMENT_MANAGE)
@require_http_methods(["GET", "POST"])
def end_agreement(request: Any, agreement_id: UUID) -> HttpResponse:
    """Set the last day of an agreement."""
    row = scope.own(Agreement, agreement_id, request.actor)
    first, at = {"valid_to": row.valid_to}, clock.now()
    form = LastDayForm(request.POST or None, initial=first, version=row.version)
    return saving.form_page(
        request, form, "network/agreement_form.html", {"title": row.document},
        save=lambda: actions.end_agreement(
            agreement_id=row.pk, last_day=form.cleaned_data["valid_to"],
            version=form.expected_version, by=request.actor, at=at,
        ),
        to=reverse("network:agreements"), at=at,
    )  # fmt: skip


def _tabs(request: Any, here: str) -> list[Tab]:
    """Return the tabs of the settings that this seat may use."""
    entries = [e for e in slots.settings_tabs if e.shown_to(request.actor) and e.url()]
    return [Tab(entry.label, entry.url(), active=entry.url() == here) for entry in entries]


def _units_table(rows: list[Unit]) -> Table | None:
    if not rows:
        return None
    lines = [
        [
            Cell(row.name, url=reverse("network:unit", args=[row.pk])),
            Cell(place_label(row.regency or row.province, spoken())),
            Cell(pill=Pill(_("open"), "ok") if row.is_open else Pill(_("closed"), "calm")),
        ]
        for row in rows
    ]
    return Table(_("Units"), [_("Name"), _("Place"), _("State")], lines)


def _agreements_table(rows: list[Agreement], own: UUID, today: Any) -> Table:
    lines = []
    for row in rows:
        mine = row.organisation_id == own
        other = row.partner if mine else row.organisation
        held = holds_on(row.valid_from, row.valid_to, today)
        url = reverse("network:end_agreement", args=[row.pk]) if mine else ""
        kind = labels.AGREEMENT[AgreementKind(row.kind)].in_language(spoken())
        lines.append(
            [
                Cell(row.document, url=url),
                Cell(other.name),
                Cell(kind),
                Cell(_period(row)),
                Cell(pill=Pill(_("in force"), "ok") if held else Pill(_("not in force"), "calm")),
            ]
        )
    heads = [_("Paper"), _("With"), _("About"), _("Time"), _("State")]
    return Table(_("Agreements"), heads, lines)


def _period(row: Agreement) -> str:
    first = date_format(row.valid_from, "j M Y")
    last = date_format(row.valid_to, "j M Y") if row.valid_to else ""
    return f"{first} – {last}"
