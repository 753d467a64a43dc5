"""Pages of the notices: what is new, mark as read, how to be told."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from suar import policy
from suar.kit import clock
from suar.notices import actions, queries, scope, slots
from suar.notices.actions import Choice
from suar.notices.forms import PreferenceForm
from suar.policy import Permission
from suar.ui import saving


@require_GET
@policy.door(Permission.NOTICE_VIEW)
def mine(request: Any) -> HttpResponse:
    """Show one's notices, newest first."""
    lines, page = queries.page_of(request.actor, request.GET.get("cursor", ""))
    context = {"lines": lines, "page": page, "unread": queries.unread(request.actor)}
    return render(request, "notices/list.html", context)


@require_POST
@policy.door(Permission.NOTICE_VIEW)
def read(request: Any, notice_id: UUID) -> HttpResponse:
    """Mark one as read and go to its record."""
    row = scope.get(notice_id, request.actor)
    actions.mark_read(notice=row, by=request.actor, at=clock.now())
    kind = slots.kinds.get(row.kind)
    return redirect(kind.address(row.record_id) if kind else "notices:mine")


@require_POST
@policy.door(Permission.NOTICE_VIEW)
def read_all(request: Any) -> HttpResponse:
    """Mark all as read."""
    actions.mark_all_read(by=request.actor, at=clock.now())
    return redirect("notices:mine")


@require_http_methods(["GET", "POST"])
@policy.door(Permission.NOTICE_VIEW)
def preferences(request: Any) -> HttpResponse:
    """Choose how to be told."""
    at, by = clock.now(), request.actor
    row = queries.preference(by.user_id, by.organisation_id, at)
    first = {
        "mail": row.mail, "quiet_from": str(row.quiet_from), "quiet_to": str(row.quiet_to),
        "language": row.language,
    }  # fmt: skip
    form = PreferenceForm(request.POST or None, initial=first, version=row.version)

    def save() -> object:
        given = form.answers
        choice = Choice(
            given["mail"], int(given["quiet_from"]), int(given["quiet_to"]), given["language"]
        )
        return actions.choose(choice=choice, expected=form.expected_version, by=by, at=at)

    return saving.form_page(
        request, form, "notices/preferences.html", {}, save=save, to=reverse("notices:mine"),
        at=at, saved=_("Your choice is kept."),
    )  # fmt: skip
