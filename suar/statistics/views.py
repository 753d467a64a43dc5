"""Doors of estimates: the list, a new one, one with its progress, another version."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from suar import policy
from suar.accounts.queries import names_of
from suar.jobs import actions as job_actions
from suar.jobs import queries as job_queries
from suar.jobs.models import Job
from suar.kit import clock
from suar.kit.problem import Problem
from suar.policy import Permission
from suar.statistics import actions, labels, pages, queries, reading, rules, scope
from suar.statistics.actions import Asked
from suar.statistics.codes import WITH_NUMBERS, State, Verb
from suar.statistics.forms import EstimateForm, first_values
from suar.statistics.models import Estimate
from suar.ui import moments, saving
from suar.ui.paging import cursor_page
from suar.ui.parts import Cell, Crumb, Pill, Progress, Table

DRAFT = "statistics.estimate"


@policy.door(Permission.STATISTICS_VIEW)
@require_GET
def estimates(request: Any) -> HttpResponse:
    """List the estimates that are open to the seat, newest first."""
    rows = scope.visible_to(request.actor).defer("table", "result", "groups")
    page = cursor_page(rows, order=["-made_at"], cursor=request.GET.get("cursor", ""))
    heads = [_("Title"), _("Where"), _("Period"), _("Version"), _("Status"), _("Begun")]
    jobs = queries.jobs_of(page.rows)
    lines = [
        [
            Cell(row.title, url=reverse("statistics:estimate", args=[row.pk])),
            Cell(row.place), Cell(row.period), Cell(row.number, number=True),
            Cell(pill=pill_of(row, jobs.get(row.job_id))), Cell(moments.day(row.made_at)),
        ]
        for row in page.rows
    ]  # fmt: skip
    context = {
        "table": Table(_("Estimates"), heads, lines), "page": page,
        "may_make": request.actor.may(Permission.ESTIMATE_MAKE),
    }  # fmt: skip
    return render(request, "statistics/estimate_list.html", context)


@policy.door(Permission.ESTIMATE_MAKE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Take a table and have it computed."""
    form = EstimateForm(request.POST or None, request.FILES or None, draft_key=DRAFT)
    return _form_page(request, form, None, _("New estimate"))


@policy.door(Permission.ESTIMATE_MAKE)
@require_http_methods(["GET", "POST"])
def again(request: Any, estimate_id: UUID) -> HttpResponse:
    """Make a new version with other words, options or counts; the earlier one stands."""
    before = scope.get(estimate_id, request.actor)
    form = EstimateForm(
        request.POST or None, request.FILES or None, initial=first_values(before),
        kept=reading.kept(before.table or {}, before.sha256),
    )  # fmt: skip
    return _form_page(request, form, before, _("New version"))


@policy.door(Permission.STATISTICS_VIEW)
@require_GET
def estimate(request: Any, estimate_id: UUID) -> HttpResponse:
    """Show one estimate: what is known so far, what it rests on, and what can be done next."""
    row = scope.get(estimate_id, request.actor)
    job = queries.job_of(row) if row.state == State.RUNNING else None
    exact = scope.sees_counts(request.actor)
    told = scope.works_on_estimates(request.actor) or row.state in WITH_NUMBERS
    withdrawn = queries.last_step(row, Verb.WITHDRAWN) if row.withdrawn_at else None
    context = {
        "estimate": row, "crumbs": [crumb(), Crumb(row.code)], "pill": pill_of(row, job),
        "said": pages.said(row, exact=exact) if told else None,
        "checks": [] if row.result or not told else pages.checks(row, exact=exact),
        "counts": pages.counts(row) if exact else [], "exact": exact,
        "seen": pages.persons(row.cases if exact else rules.rounded_cases(row.cases)),
        "can": _can(request.actor, row, job), "withdrawn": withdrawn,
        "returned": _returned(row), "steps": _steps(row, request.actor),
        "newer": _newer(row, request.actor), "asked_to": _name(row.asked_to),
        **_work(request.actor, row, job),
    }  # fmt: skip
    return render(request, "statistics/estimate_detail.html", context)


@policy.door(Permission.STATISTICS_VIEW)
@require_GET
def progress(request: Any, estimate_id: UUID) -> HttpResponse:
    """Show how far the work is; where something new is known the page is drawn anew."""
    row = scope.get(estimate_id, request.actor)
    job = queries.job_of(row) if row.state == State.RUNNING else None
    if request.headers.get("HX-Request") != "true":
        return redirect("statistics:estimate", row.pk)
    context = _work(request.actor, row, job)
    answered = render(request, "statistics/_work.html", {"estimate": row, **context})
    if context["known"] != request.GET.get("known"):
        answered["HX-Refresh"] = "true"
    return answered


@policy.door(Permission.ESTIMATE_MAKE)
@require_POST
def run(request: Any, estimate_id: UUID) -> HttpResponse:
    """Compute once more what failed or was cancelled."""
    row = actions.run_again(estimate_id=estimate_id, by=request.actor, at=clock.now())
    return redirect("statistics:estimate", row.pk)


@policy.door(Permission.ESTIMATE_MAKE)
@require_POST
def stop(request: Any, estimate_id: UUID) -> HttpResponse:
    """Cancel the work that one asked for oneself, and stay at the estimate."""
    row = scope.get(estimate_id, request.actor)
    if row.job_id is None:
        raise Problem.not_found()
    job_actions.cancel(job_id=row.job_id, by=request.actor, at=clock.now())
    return redirect("statistics:estimate", row.pk)


def crumb() -> Crumb:
    """Return the way back to the list."""
    return Crumb(_("Estimates"), reverse("statistics:list"))


def pill_of(row: Estimate, job: Job | None) -> Pill:
    """Return where an estimate stands; a job that ended without a result did not finish it."""
    if not queries.facts_of(row, job).running and row.state == State.RUNNING:
        return labels.STOPPED
    return labels.STATE[State(row.state)]


def _form_page(
    request: Any, form: EstimateForm, before: Estimate | None, title: str
) -> HttpResponse:
    at = clock.now()

    def save() -> Estimate:
        told = form.answers
        asked = Asked(
            told["title"], told["population"], told["place"], told["period"], form.options(),
            told["force"],
        )  # fmt: skip
        assert form.taken is not None  # noqa: S101 - the form is refused without a table
        return actions.begin(
            estimate_id=form.row_id, asked=asked, taken=form.taken, before=before,
            by=request.actor, at=at,
        )  # fmt: skip

    def onward(made: Estimate) -> HttpResponse:
        messages.success(request, _("Saved. The estimate is being computed."))
        return redirect("statistics:estimate", made.pk)

    back = reverse("statistics:estimate", args=[before.pk]) if before else ""
    crumbs = [crumb(), *([Crumb(before.code, back)] if before else []), Crumb(title)]
    context = {"crumbs": crumbs, "heading": title, "back": back or reverse("statistics:list"),
               "before": before}  # fmt: skip
    return saving.form_page(
        request, form, "statistics/estimate_form.html", context, save=save, to=onward, at=at
    )


def _can(actor: Any, row: Estimate, job: Job | None) -> dict[str, bool]:
    """Return what the seat may do with the estimate now."""
    facts = queries.facts_of(row, job)
    makes, approves = actor.may(Permission.ESTIMATE_MAKE), actor.may(Permission.ESTIMATE_APPROVE)
    return {
        "run": makes and not rules.why_not_run(facts),
        "ask": makes and not rules.why_not_ask(facts),
        "few": makes and row.complete and row.state == State.COMPUTED
        and bool(rules.why_not_ask(facts)),
        "again": makes and not facts.running,
        "discard": makes and not rules.why_not_discard(facts),
        "answer": approves and not rules.why_not_answer(facts, actor.user_id),
        "withdraw": actor.may(Permission.ESTIMATE_WITHDRAW) and not rules.why_not_withdraw(facts),
        "report": row.complete and row.result is not None and row.state != State.WITHDRAWN,
    }  # fmt: skip


def _work(actor: Any, row: Estimate, job: Job | None) -> dict[str, Any]:
    """Return the progress where the work runs or ended badly; its own address renews it."""
    known = f"{row.state}-{row.result is not None:d}-{job.state if job and job.is_finished else ''}"
    shown: Progress | None = None
    if job is not None:
        shown = job_queries.progress(job)
        may_stop = job.made_by == actor.user_id and bool(shown.cancel_url)
        stop_url = reverse("statistics:stop", args=[row.pk]) if may_stop else ""
        shown = replace(shown, url="", result_url="", cancel_url=stop_url)
    return {"progress": shown, "known": known, "running": bool(job and not job.is_finished)}


def _returned(row: Estimate) -> Any:
    """Return the last answer where it was a no that still stands."""
    if row.state != State.COMPUTED:
        return None
    return queries.last_step(row, Verb.RETURNED)


def _steps(row: Estimate, actor: Any) -> list[tuple[Any, Any, str]]:
    """Return the history for those at work on it."""
    if not scope.works_on_estimates(actor):
        return []
    return [(line.step, labels.VERB[Verb(line.step.verb)], line.who)
            for line in queries.steps_of(row)]  # fmt: skip


def _newer(row: Estimate, actor: Any) -> Estimate | None:
    found = [other for other in queries.versions(row, actor) if other.number > row.number]
    return found[0] if found else None


def _name(user_id: UUID | None) -> str:
    return names_of([user_id]).get(user_id, "") if user_id else ""
