"""Doors of the second person: ask, answer, withdraw; and throwing away what was not published."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from suar import policy
from suar.accounts.queries import names_of
from suar.kit import clock
from suar.policy import Permission
from suar.statistics import actions, pages, queries, rules, scope
from suar.statistics.codes import Verb, Verdict
from suar.statistics.forms import AnswerForm, AskForm, WithdrawForm
from suar.statistics.models import Estimate
from suar.statistics.views import crumb
from suar.ui import saving
from suar.ui.parts import Confirm, Crumb


@policy.door(Permission.ESTIMATE_MAKE)
@require_http_methods(["GET", "POST"])
def ask(request: Any, estimate_id: UUID) -> HttpResponse:
    """Ask a named colleague to let the figure be published."""
    at = clock.now()
    row = scope.get(estimate_id, request.actor)
    able = queries.approvers(
        request.actor, at, but=[request.actor.user_id, row.made_by, row.ran_by]
    )
    form = AskForm(request.POST or None, able=able, draft_key=f"statistics.ask:{row.pk}")
    return _page(
        request, row, form, _("Ask for approval"), "statistics/ask.html", at,
        lambda: actions.ask(
            estimate_id=row.pk, approver=UUID(form.answers["approver"]),
            note=form.answers["note"], by=request.actor, at=at,
        ),
        _("Asked. The figure is published once it is approved."), able=able,
    )  # fmt: skip


@policy.door(Permission.ESTIMATE_APPROVE)
@require_http_methods(["GET", "POST"])
def answer(request: Any, estimate_id: UUID) -> HttpResponse:
    """Let a figure be published, or return it with a reason."""
    at = clock.now()
    row = scope.get(estimate_id, request.actor)
    form = AnswerForm(request.POST or None, draft_key=f"statistics.answer:{row.pk}")

    def save() -> object:
        told = form.answers
        if told["verdict"] == Verdict.APPROVE:
            return actions.approve(estimate_id=row.pk, note=told["reason"], by=request.actor, at=at)
        return actions.send_back(estimate_id=row.pk, reason=told["reason"], by=request.actor, at=at)

    return _page(
        request, row, form, _("Answer"), "statistics/answer.html", at, save,
        _("Your answer is saved."), said=pages.said(row, exact=False),
        own=rules.is_own(queries.facts_now(row), request.actor.user_id),
        asked=queries.last_step(row, Verb.ASKED),
        asked_by=names_of([row.asked_by]).get(row.asked_by or row.pk, ""),
    )  # fmt: skip


@policy.door(Permission.ESTIMATE_WITHDRAW)
@require_http_methods(["GET", "POST"])
def withdraw(request: Any, estimate_id: UUID) -> HttpResponse:
    """Take a published figure back."""
    at = clock.now()
    row = scope.get(estimate_id, request.actor)
    form = WithdrawForm(request.POST or None, draft_key=f"statistics.withdraw:{row.pk}")
    return _page(
        request, row, form, _("Withdraw the figure"), "statistics/withdraw.html", at,
        lambda: actions.withdraw(
            estimate_id=row.pk, reason=form.answers["reason"], by=request.actor, at=at
        ),
        _("The figure is withdrawn."),
    )  # fmt: skip


@policy.door(Permission.ESTIMATE_MAKE)
@require_http_methods(["GET", "POST"])
def discard(request: Any, estimate_id: UUID) -> HttpResponse:
    """Throw away an estimate that was never published, and its counts."""
    row = scope.get(estimate_id, request.actor)
    if request.method == "POST":
        actions.discard(estimate_id=row.pk, by=request.actor, at=clock.now())
        messages.success(request, _("Thrown away, with its counts."))
        return redirect("statistics:list")
    confirm = Confirm(
        title=_("Throw this estimate away?"),
        text=_("%(code)s, version %(number)s.") % {"code": row.code, "number": row.number},
        consequences=[_("The counts of its table are deleted."),
                      _("All that was computed of them is deleted.")],
        submit=_("Throw away"), back=reverse("statistics:estimate", args=[row.pk]), danger=True,
    )  # fmt: skip
    return render(request, "ui/confirm.html", {"confirm": confirm})


def _page(
    request: Any, row: Estimate, form: Any, title: str, template: str, at: Any, save: Any,
    saved: str, **more: Any,
) -> HttpResponse:  # fmt: skip
    """Answer one of the forms of an estimate and lead back to it."""
    back = reverse("statistics:estimate", args=[row.pk])
    crumbs = [crumb(), Crumb(row.code, back), Crumb(title)]
    context = {"estimate": row, "crumbs": crumbs, "heading": title, "back": back, **more}
    return saving.form_page(
        request, form, template, context, save=save, to=back, at=at, saved=saved
    )
