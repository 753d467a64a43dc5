"""Doors of follow-up."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.cases import frame, scope
from suar.cases.codes import Stage, Tab
from suar.cases.followup import actions, queries
from suar.cases.followup.forms import FollowUpDoneForm, FollowUpForm, as_bool
from suar.cases.models import FollowUp
from suar.kit import clock
from suar.network.queries import local_day
from suar.policy import Permission


def _back(case_id: UUID) -> str:
    return reverse("cases:case", args=[case_id]) + f"?tab={Tab.REINTEGRATION.value}"


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def plan(request: Any, case_id: UUID) -> HttpResponse:
    """Plan the next contact; a task comes with it."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    soon = local_day(case.organisation, at) + timedelta(days=14)
    form = FollowUpForm(
        request.POST or None, draft_key=f"cases.follow_up:{case.pk}", initial={"due_on": soon}
    )

    def save() -> object:
        given = form.cleaned_data
        return actions.plan(
            id=form.row_id, case_id=case.pk, due_on=given["due_on"], plan_text=given["plan"],
            by=request.actor, at=at,
        )  # fmt: skip

    return frame.form_page(
        request, case, form, at, title=_("Plan a follow-up"), save=save, to=_back(case.pk),
        saved=_("The follow-up is planned."),
    )  # fmt: skip


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def finish(request: Any, case_id: UUID, row_id: UUID) -> HttpResponse:
    """Write down what came of a contact."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    row = scope.row(FollowUp, row_id, case)
    today = local_day(case.organisation, at)
    form = FollowUpDoneForm(
        request.POST or None,
        draft_key=f"cases.contact:{row.pk}:{case.pk}",
        version=row.version,
        initial={"done_on": today, **queries.answers_of(row, by=request.actor, at=at)},
    )
    if not frame.early(case, Stage.MONITOR):
        del form.fields["order_reason"]

    def save() -> object:
        given = form.cleaned_data
        return actions.finish(
            case_id=case.pk, row_id=row.pk, done_on=given["done_on"],
            reached=as_bool(given["reached"]), safe=as_bool(given["safe"]), note=given["note"],
            expected=form.expected_version, order_reason=given.get("order_reason", ""),
            by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = scope.row(FollowUp, row_id, case)
        return queries.answers_of(now, by=request.actor, at=at), now.version

    to, saved = _after(request, case.pk)
    return frame.form_page(
        request, case, form, at, title=_("What came of the contact"), save=save, current=current,
        to=to, saved=saved, extra={"cancel": _back(case.pk)},
    )  # fmt: skip


def _after(request: Any, case_id: UUID) -> tuple[str, str]:
    """Return where a saved contact leads: whoever is not safe is asked the urgent check now."""
    if request.POST.get("safe") == "no" and request.actor.may(Permission.TRIAGE_ANSWER):
        said = _("The follow-up is saved: NOT safe. Ask the urgent check again now.")
        return reverse("cases:triage", args=[case_id]), said
    return _back(case_id), _("The follow-up is saved.")
