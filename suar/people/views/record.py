"""Pages: one person, her folded identity and contact, and what belongs to the whole record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.kit import clock
from suar.people import actions, queries, scope
from suar.people.forms import BasicsForm, MustNotKnowForm, SafeContactForm
from suar.people.models import Person
from suar.people.queries import Contact
from suar.people.slots import panels
from suar.policy import Part, Permission
from suar.ui import saving
from suar.ui.forms import SuarForm
from suar.ui.parts import Crumb


@policy.door(Permission.PERSON_VIEW)
@require_GET
def person(request: Any, person_id: UUID) -> HttpResponse:
    """Show the record folded: codes only. Nothing is opened, so nothing is a look."""
    return _page(request, person_id, {})


@policy.door(Permission.PERSON_VIEW)
@require_GET
def identity(request: Any, person_id: UUID) -> HttpResponse:
    """Show who the person is; leaves a look."""
    at = clock.now()
    row = scope.get(person_id, request.actor, at, Part.IDENTITY)
    opened = queries.identity(row, by=request.actor, at=at)
    related = queries.relations(row, by=request.actor, at=at)
    return _page(request, person_id, {"identity": opened, "relations": related})


@policy.door(Permission.PERSON_VIEW)
@require_GET
def contact(request: Any, person_id: UUID) -> HttpResponse:
    """Show how the person is reached and who must not know; leaves a look."""
    at = clock.now()
    row = scope.get(person_id, request.actor, at, Part.CONTACT)
    return _page(request, person_id, {"contact": queries.contact(row, by=request.actor, at=at)})


def _page(request: Any, person_id: UUID, parts: dict[str, Any]) -> HttpResponse:
    actor, at = request.actor, clock.now()
    head = queries.header(person_id, by=actor, at=at)
    built = [(panel, panel.build(head.person, actor, at)) for panel in panels]
    context = {
        "head": head,
        "person": head.person,
        "panels": [(panel, words) for panel, words in built if words is not None],
        "can": _can(actor, head.person, at),
        **parts,
    }
    return render(request, "people/person.html", context)


def _can(actor: Any, person: Person, at: Any) -> dict[str, bool]:
    """Return what the page offers: rights and open parts, as plain words."""

    def part(which: Part) -> bool:
        return scope.visible_to(actor, at, which).filter(pk=person.pk).exists()

    may_edit = actor.may(Permission.PERSON_EDIT)
    identity_open, contact_open = part(Part.IDENTITY), part(Part.CONTACT)
    return {
        "identity": identity_open,
        "contact": contact_open,
        "edit_identity": may_edit and identity_open,
        "edit_contact": may_edit and contact_open,
        "merge": actor.may(Permission.PERSON_MERGE) and identity_open,
        "agree": actor.may(Permission.STATUS_SECOND, person.unit_id) and identity_open,
    }


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def basics(request: Any, person_id: UUID) -> HttpResponse:
    """Change sex, place of origin and description."""
    actor, at = request.actor, clock.now()
    row = scope.get(person_id, actor, at, Part.IDENTITY)
    saved = _basics_of(row, queries.identity(row, by=actor, at=at).description)
    form = BasicsForm(
        request.POST or None, initial=saved, version=row.version,
        draft_key=f"people.basics:{row.pk}",
    )  # fmt: skip

    def save() -> object:
        answers = form.answers
        return actions.edit_basics(
            person_id=person_id, expected=form.expected_version, sex=answers["sex"],
            country=answers["country"], province=answers["regency"][:2],
            regency=answers["regency"], description=answers["description"], by=actor, at=at,
        )  # fmt: skip

    return form_page(
        request, form, row, _("Sex, origin, description"), "people:identity", save=save, at=at,
        current=lambda: (saved, row.version),
    )  # fmt: skip


def _basics_of(row: Person, description: str) -> dict[str, Any]:
    return {
        "sex": row.sex, "country": row.country, "regency": row.regency, "description": description,
    }  # fmt: skip


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def safe_contact(request: Any, person_id: UUID) -> HttpResponse:
    """Set how the person can be reached without danger."""
    actor, at = request.actor, clock.now()
    row = scope.get(person_id, actor, at, Part.CONTACT)
    held = queries.contact(row, by=actor, at=at)
    saved = SafeContactForm.first_values(held.rules) if held.rules else {}
    if held.rules_id and request.method != "POST":
        saved["id"] = held.rules_id
    form = SafeContactForm(
        request.POST or None, initial=saved, version=held.rules_version or None,
        draft_key=f"people.safe_contact:{row.pk}",
    )  # fmt: skip
    return form_page(
        request, form, row, _("Safe contact"), "people:contact",
        save=lambda: actions.set_safe_contact(
            id=form.row_id, person_id=person_id, rules=form.rules(),
            expected=form.expected_version, by=actor, at=at,
        ),
        at=at, current=lambda: (_contact_as_saved(held), held.rules_version),
    )  # fmt: skip


def _contact_as_saved(held: Contact) -> dict[str, Any]:
    current = SafeContactForm.first_values(held.rules) if held.rules else {}
    return {k: v.strftime("%H:%M") if isinstance(v, time) else v for k, v in current.items()}


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def must_not_know(request: Any, person_id: UUID) -> HttpResponse:
    """Record the answer to "who must not know?"."""
    actor, at = request.actor, clock.now()
    row = scope.get(person_id, actor, at, Part.CONTACT)
    saved, rows = MustNotKnowForm.first_values(queries.must_not_know(row, by=actor, at=at))
    form = MustNotKnowForm(
        request.POST or None, initial=saved, version=row.version, rows=rows,
        draft_key=f"people.must_not_know:{row.pk}",
    )  # fmt: skip
    return form_page(
        request, form, row, _("Who must not know"), "people:contact",
        save=lambda: actions.set_must_not_know(
            person_id=person_id, entries=form.entries(), expected=form.expected_version,
            by=actor, at=at,
        ),
        at=at, current=lambda: (saved, row.version),
    )  # fmt: skip


def form_page(
    request: Any,
    form: SuarForm,
    row: Person,
    title: str,
    back: str,
    *,
    save: Callable[[], object],
    at: datetime,
    saved: str = "",
    current: saving.Current | None = None,
    **more: Any,
) -> HttpResponse:
    """Show or save a form of one person (``ui.saving``), with the way back."""
    address = reverse(back, args=[row.pk])
    trail = [
        Crumb(_("Find a person"), reverse("people:find")),
        Crumb(row.code, reverse("people:person", args=[row.pk])),
        Crumb(title),
    ]
    context = {"person": row, "heading": title, "back": address, "trail": trail, **more}
    return saving.form_page(
        request, form, "people/form.html", context, save=save, to=address, at=at, saved=saved,
        current=current, title=row.code, back=address,
    )  # fmt: skip
