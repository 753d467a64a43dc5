"""Doors of the access log: find a code, see who looked and who can see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from suar import policy
from suar.audit.models import Event
from suar.kit import clock
from suar.kit.actor import SYSTEM_USER, Actor
from suar.policy import Permission
from suar.site import access, erasing, holding, labels
from suar.site.holding import Ground
from suar.ui.forms import SuarForm
from suar.ui.paging import cursor_page
from suar.ui.parts import Cell, Crumb, Table
from suar.vault.models import Subject


class CodeForm(SuarForm):
    """The code of a person, a case or a report."""

    code = forms.CharField(
        label=gettext_lazy("Code of the person, case or report"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off"}),
    )


@policy.door(Permission.AUDIT_VIEW)
@require_http_methods(["GET", "POST"])
def find(request: Any) -> HttpResponse:
    """Find what a code stands for. By POST, so that no code stands in a log of addresses."""
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        found = access.by_code(form.answers["code"], request.actor)
        if found is not None:
            return redirect("site:access", found.subject_id)
        form.add_error("code", _("Nothing in your organisation has this code."))
    status = 422 if form.errors else 200
    words = {"form": form, "may_hold": request.actor.may(Permission.HOLD_MANAGE)}
    return render(request, "site/access_find.html", words, status=status)


@policy.door(Permission.AUDIT_VIEW)
@require_GET
def show(request: Any, subject_id: UUID) -> HttpResponse:
    """Show who looked at a person's records, what was done, and who can see them now."""
    at = clock.now()
    subject = access.root(subject_id, request.actor)
    subjects = access.family(subject)
    unit = erasing.unit_of(subject.pk)
    looks_only = request.GET.get("show") != "all"
    rows = access.events(subjects, request.actor, looks_only=looks_only)
    page = cursor_page(rows, order=["-at"], cursor=request.GET.get("cursor", ""))
    context = {
        "subject": subject,
        "table": _events(list(page.rows), request.actor, looks_only),
        "page": page,
        "looks_only": looks_only,
        "may_erase": request.actor.may(Permission.PERSON_ERASE, unit),
        "may_hold": request.actor.may(Permission.HOLD_MANAGE, unit) and subject.erased_at is None,
        "holds": _holds(subject, request.actor, unit),
        "lines": _lines(access.who_can_see(subjects, at)),
        "crumbs": [Crumb(_("Who looked"), reverse("site:access_find")), Crumb(_("Access"))],
    }
    return render(request, "site/access.html", context)


def _holds(subject: Subject, reader: Actor, unit: UUID | None) -> list[dict[str, Any]]:
    """Return the holds that stand on her or a linked record, where the reader keeps them."""
    if not reader.may(Permission.HOLD_MANAGE, unit):
        return []
    return [
        {"pk": h.pk, "ground": labels.HOLD_GROUND[Ground(h.ground)], "review_on": h.review_on}
        for h in holding.in_force(subject.pk)
    ]


def _events(rows: list[Event], reader: Actor, looks_only: bool) -> Table:
    emails = access.emails((row.actor_id for row in rows), reader)
    houses = access.houses((row.actor_organisation_id for row in rows), reader)
    caption = _("Who looked") if looks_only else _("All that was done")
    return Table(
        caption,
        [_("When"), _("Who"), _("What")],
        [
            [
                Cell(_moment(row.at)),
                Cell(_who(row, reader, emails, houses)),
                Cell(labels.done(row.verb, row.record_type)),
            ]
            for row in rows
        ],
    )


def _who(row: Event, reader: Actor, emails: Mapping[UUID, str], houses: Mapping[UUID, str]) -> str:
    """Say who did it, so that nobody stands there as somebody else: a shown name is chosen freely.

    One of ours stands with the address of her sign-in, one of another organisation behind that
    organisation's name, a program as a program.
    """
    if row.actor_organisation_id != reader.organisation_id:
        house = houses.get(row.actor_organisation_id, _("Another organisation"))
        return f"{house}: {row.actor_label}"
    if row.actor_id in emails or row.actor_id == SYSTEM_USER:
        return access.signed(row.actor_label, emails.get(row.actor_id, ""))
    return _("Program with a token: %(name)s") % {"name": row.actor_label}


def _lines(found: list[access.OpenLine]) -> Table:
    return Table(
        _("Who can see it now"),
        [_("Who"), _("Because"), _("What"), _("Since"), _("Until")],
        [
            [
                Cell(line.to),
                Cell(labels.GROUND[line.ground]),
                Cell(", ".join(str(labels.PART[p]) for p in line.parts)),
                Cell(_moment(line.since)),
                Cell(_moment(line.until) if line.until else _("further notice")),
            ]
            for line in found
        ],
    )


def _moment(at: Any) -> str:
    return date_format(timezone.localtime(at), "SHORT_DATETIME_FORMAT")
