"""Doors of closing and reopening."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.cases import frame, scope
from suar.cases.closure import actions, labels, queries, rules
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.closure.forms import AnswerForm, CloseForm, ReopenForm
from suar.cases.codes import Tab
from suar.cases.models import Case, Closure
from suar.cases.triage.codes import Grade
from suar.kit import clock
from suar.network.queries import local_day
from suar.policy import Permission

KEPT_YEARS = 5  # offered in the form; the organisation's own rule decides


def _back(case: Case) -> str:
    return reverse("cases:case", args=[case.pk]) + f"?tab={Tab.REINTEGRATION.value}"


@policy.door(Permission.CASE_CLOSE)
@require_http_methods(["GET", "POST"])
def ask(request: Any, case_id: UUID) -> HttpResponse:
    """Ask the supervisor to close the case."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    today = local_day(case.organisation, at)
    form = CloseForm(
        request.POST or None,
        draft_key=f"cases.close:{case.pk}",
        initial={"retention_until": today.replace(year=today.year + KEPT_YEARS, day=1)},
    )

    def save() -> object:
        return actions.ask(
            id=form.row_id, case_id=case.pk, wish=form.wish(), by=request.actor, at=at
        )

    missing = [labels.FACT[Fact(f)] for f in queries.missing_facts(case, ())]
    return frame.form_page(
        request, case, form, at, title=_("Ask for closing"), save=save, to=_back(case),
        saved=_("Asked. The case stays open until the supervisor has answered."),
        template="cases/closure/ask.html",
        extra={
            "missing": missing,
            "still_open": queries.still_open(case),
            "red_left": queries.red_left(case, by=request.actor, at=at),
        },
    )  # fmt: skip


@policy.door(Permission.CASE_VIEW)
@require_GET
def closing(request: Any, case_id: UUID) -> HttpResponse:
    """Lead to the wish that waits for an answer, or to where the closings of the case stand."""
    case = frame.case_of(request, case_id, clock.now())
    waits = queries.asked(case)
    if waits is not None and request.actor.may(Permission.CASE_CLOSE_APPROVE, case.unit_id):
        return redirect("cases:close_answer", case.pk, waits.pk)
    return redirect(_back(case))


@policy.door(Permission.CASE_CLOSE_APPROVE)
@require_http_methods(["GET", "POST"])
def answer(request: Any, case_id: UUID, closure_id: UUID) -> HttpResponse:
    """Close the case, or send the wish back."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    row = scope.row(Closure, closure_id, case)
    views = [v for v in queries.closures_of(case, by=request.actor, at=at) if v.row.pk == row.pk]
    red = queries.red_left(case, by=request.actor, at=at)
    form = AnswerForm(
        request.POST or None, draft_key=f"cases.close:{row.pk}:{case.pk}",
        red=rules.red_wants_words(CloseReason(row.reason), red_open=case.risk == Grade.RED.value),
    )  # fmt: skip

    def save() -> object:
        given = form.cleaned_data
        said = {"case_id": case.pk, "closure_id": row.pk, "note": given["note"]}
        if given["answer"] != "approve":
            return actions.send_back(**said, by=request.actor, at=at)
        red_reason = given.get("red_reason", "")
        return actions.approve(**said, red_reason=red_reason, by=request.actor, at=at)

    return frame.form_page(
        request, case, form, at, title=_("Answer the wish to close"), save=save, to=_back(case),
        saved=_("Your answer is saved."),
        template="cases/closure/answer.html",
        extra={
            "view": views[0],
            "still_open": queries.still_open(case),
            "red_left": red,
            "reason": labels.REASON[CloseReason(row.reason)],
            "told": labels.TOLD[Told(row.told)],
            "unknown": [labels.FACT[Fact(f)] for f in row.facts_unknown],
        },
    )  # fmt: skip


@policy.door(Permission.CASE_REOPEN)
@require_http_methods(["GET", "POST"])
def reopen(request: Any, case_id: UUID) -> HttpResponse:
    """Take a closed case up again."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    form = ReopenForm(request.POST or None, draft_key=f"cases.reopen:{case.pk}")

    def save() -> object:
        return actions.reopen(
            id=form.row_id, case_id=case.pk, reason=form.cleaned_data["reason"],
            by=request.actor, at=at,
        )  # fmt: skip

    to = reverse("cases:case", args=[case.pk])
    return frame.form_page(
        request, case, form, at, title=_("Reopen"), save=save, to=to,
        saved=_("The case is open again."),
    )  # fmt: skip
