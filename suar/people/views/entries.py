"""Pages: add to, correct and end the entries of the lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.kit import clock
from suar.kit.problem import Problem
from suar.people import actions, queries, scope
from suar.people.actions.lists import FIELDS, MODELS, PART
from suar.people.codes import Section
from suar.people.forms import (
    AddressForm,
    BirthForm,
    DocumentForm,
    DoubtForm,
    EntryForm,
    NameForm,
    PhoneForm,
)
from suar.people.models import BirthDate, ListRow, Person
from suar.people.views.record import form_page
from suar.policy import Part, Permission
from suar.ui.parts import Confirm

FORMS: Mapping[Section, type[EntryForm]] = {
    Section.NAMES: NameForm,
    Section.BIRTHS: BirthForm,
    Section.DOCUMENTS: DocumentForm,
    Section.ADDRESSES: AddressForm,
    Section.PHONES: PhoneForm,
}
VERBS: Mapping[Section, Callable[..., ListRow]] = {
    Section.NAMES: actions.add_name,
    Section.BIRTHS: actions.add_birth_date,
    Section.DOCUMENTS: actions.add_document,
    Section.ADDRESSES: actions.add_address,
    Section.PHONES: actions.add_phone,
}
TITLES: Mapping[Section, str | Promise] = {
    Section.NAMES: gettext_lazy("Name"),
    Section.BIRTHS: gettext_lazy("Date of birth"),
    Section.DOCUMENTS: gettext_lazy("Identity document"),
    Section.ADDRESSES: gettext_lazy("Address"),
    Section.PHONES: gettext_lazy("Telephone or e-mail"),
}


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def add(request: Any, person_id: UUID, section: str) -> HttpResponse:
    """Add an entry."""
    actor, at, which = request.actor, clock.now(), _section(section)
    person = scope.get(person_id, actor, at, PART[which])
    form = FORMS[which](request.POST or None, draft_key=f"people.{which.value}:{person.pk}")
    return form_page(
        request, form, person, str(TITLES[which]), _back(which),
        save=lambda: VERBS[which](
            id=form.row_id, person_id=person_id, by=actor, at=at, **form.values
        ),
        at=at,
    )  # fmt: skip


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def correct(request: Any, person_id: UUID, section: str, row_id: UUID) -> HttpResponse:
    """Correct an entry: the old one stays as history."""
    actor, at, which = request.actor, clock.now(), _section(section)
    person = scope.get(person_id, actor, at, PART[which])
    latest = _latest(which, person, row_id)
    saved = {**_saved(which, person, latest, request), "row": latest.pk}
    form = FORMS[which](
        request.POST or None, initial=saved, version=latest.version,
        draft_key=f"people.{which.value}:{row_id}:{person.pk}",
    )  # fmt: skip

    def save() -> object:
        return actions.correct(
            id=form.row_id, section=which, person_id=person_id,
            row_id=form.answers["row"] or row_id, expected=form.expected_version,
            values=_plain(form.values), by=actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        """Saving again then corrects the entry that stands now."""
        typed = request.POST.copy()
        typed["row"] = str(latest.pk)
        form.data = typed
        return {name: saved.get(name) for name in FIELDS[which]}, latest.version

    return form_page(
        request, form, person, str(TITLES[which]), _back(which), save=save, at=at,
        saved=_("Corrected. The earlier entry is kept as history."), current=current,
        correcting=True,
    )  # fmt: skip


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def end(request: Any, person_id: UUID, section: str, row_id: UUID) -> HttpResponse:
    """Say that an entry holds no longer."""
    actor, at, which = request.actor, clock.now(), _section(section)
    person = scope.get(person_id, actor, at, PART[which])
    row = scope.entry(MODELS[which], person, row_id)
    if request.method == "POST":
        expected = request.POST.get("version", "")
        actions.end_entry(
            section=which, person_id=person_id, row_id=row_id,
            expected=int(expected) if expected.isdigit() else row.version, by=actor, at=at,
        )  # fmt: skip
        messages.success(request, _("The entry is kept as history."))
        return redirect(_back(which), person_id)
    question = Confirm(
        title=TITLES[which],
        text=_("Does this entry hold no longer? It stays as history and can still be found."),
        submit=_("It holds no longer"),
        back=reverse(_back(which), args=[person_id]),
    )
    return render(request, "ui/confirm.html", {"confirm": question})


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def doubt(request: Any, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Say why a birth date is not believed."""
    actor, at = request.actor, clock.now()
    person = scope.get(person_id, actor, at, Part.IDENTITY)
    row = scope.entry(BirthDate, person, row_id)
    form = DoubtForm(
        request.POST or None, version=row.version,
        draft_key=f"people.doubt:{row.pk}:{person.pk}",
    )  # fmt: skip
    return form_page(
        request, form, person, _("Date not credible"), "people:identity",
        save=lambda: actions.mark_not_credible(
            person_id=person_id, row_id=row_id, reason=form.answers["reason"],
            expected=form.expected_version, by=actor, at=at,
        ),
        at=at, saved=_("Marked. It counts until a second person agrees."),
        current=lambda: ({"reason": ""}, row.version),
    )  # fmt: skip


@policy.door(Permission.STATUS_SECOND)
@require_http_methods(["GET", "POST"])
def agree(request: Any, person_id: UUID, row_id: UUID) -> HttpResponse:
    """Agree, as a second person, that a birth date is set aside."""
    actor, at = request.actor, clock.now()
    person = scope.get(person_id, actor, at, Part.IDENTITY)
    row = scope.entry(BirthDate, person, row_id)
    if request.method == "POST":
        actions.agree_not_credible(
            person_id=person_id, row_id=row_id, expected=row.version, by=actor, at=at
        )
        messages.success(request, _("The date is set aside."))
        return redirect("people:identity", person_id)
    question = Confirm(
        title=_("Set this date aside?"),
        text=_("You agree that this date is not credible. The youngest other date then counts."),
        submit=_("I agree"),
        back=reverse("people:identity", args=[person_id]),
    )
    return render(request, "ui/confirm.html", {"confirm": question})


def _section(text: str) -> Section:
    try:
        return Section(text)
    except ValueError as error:
        raise Problem.not_found() from error


def _back(section: Section) -> str:
    return "people:contact" if PART[section] is Part.CONTACT else "people:identity"


def _latest(section: Section, person: Person, row_id: UUID) -> ListRow:
    """Return the entry that stands now for one that may have been corrected meanwhile."""
    row = scope.entry(MODELS[section], person, row_id)
    while not row.is_current:
        after = MODELS[section]._base_manager.filter(person=person, replaces=row.pk).first()
        if after is None:
            break
        row = after
    return row


def _saved(section: Section, person: Person, row: ListRow, request: Any) -> dict[str, Any]:
    """Open an entry for its form; leaves a look."""
    at: datetime = clock.now()
    opened: Any
    if section is Section.PHONES:
        opened = queries.contact(person, by=request.actor, at=at).phones
    else:
        opened = getattr(queries.identity(person, by=request.actor, at=at), section.value)
    line = next(line for line in opened if line.id == row.pk)
    names = {"number": "text", "holder": "kind"}
    return {name: getattr(line, names.get(name, name)) for name in FIELDS[section]}


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    """Return codes as the columns hold them."""
    return {k: v.value if isinstance(v, StrEnum) else v for k, v in values.items()}
