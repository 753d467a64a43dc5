"""Doors of notes."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.cases import frame
from suar.cases.notes import actions
from suar.cases.notes.forms import CaseNoteForm
from suar.kit import clock
from suar.network.queries import local_day
from suar.policy import Permission


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def add(request: Any, case_id: UUID) -> HttpResponse:
    """Add a note."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    form = CaseNoteForm(
        request.POST or None,
        draft_key=f"cases.note:{case.pk}",
        initial={"on": local_day(case.organisation, at)},
    )

    def save() -> object:
        given = form.cleaned_data
        return actions.add(
            id=form.row_id, case_id=case.pk, text=given["text"], on=given["on"],
            by=request.actor, at=at,
        )  # fmt: skip

    to = reverse("cases:case", args=[case.pk])
    return frame.form_page(
        request, case, form, at, title=_("Add a note"), save=save, to=to,
        saved=_("The note is saved."),
    )  # fmt: skip
