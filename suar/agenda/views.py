"""Pages of the agenda: my tasks, the team's, and what is done with one."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from suar import policy
from suar.agenda import actions, queries, scope, team
from suar.agenda.codes import Snooze
from suar.agenda.forms import ReassignForm, SnoozeForm
from suar.agenda.models import Task
from suar.kit import clock
from suar.kit.deadlines import closing
from suar.policy import Permission
from suar.ui import saving
from suar.ui.parts import Tab


@require_GET
@policy.door(Permission.TASK_VIEW)
def mine(request: Any) -> HttpResponse:
    """Show the tasks of the one who asks, overdue first."""
    at = clock.now()
    rows = queries.my_tasks(actor=request.actor, at=at)
    return _list_page(request, rows, at, "mine")


@require_GET
@policy.door(Permission.TASK_TEAM)
def of_team(request: Any) -> HttpResponse:
    """Show the team's tasks, overdue first, with who has them; ``show=overdue``: only those."""
    at = clock.now()
    late = request.GET.get("show") == "overdue"
    rows = queries.team_tasks(actor=request.actor, at=at, late=late)
    return _list_page(request, rows, at, "late" if late else "team")


@require_POST
@policy.door(Permission.TASK_VIEW)
def complete(request: Any, task_id: UUID) -> HttpResponse:
    """Tick a task off."""
    at = clock.now()
    task = _task(task_id, request.actor, at)
    actions.complete(task=task, by=request.actor, at=at)
    messages.success(request, _("The task is done."))
    return redirect("agenda:mine")


@require_http_methods(["GET", "POST"])
@policy.door(Permission.TASK_VIEW)
def snooze(request: Any, task_id: UUID) -> HttpResponse:
    """Put a task off."""
    at = clock.now()
    task = _task(task_id, request.actor, at)
    today = timezone.localtime(at).date()
    form = SnoozeForm(request.POST or None, version=task.version, today=today)

    def save() -> object:
        zone = timezone.get_current_timezone()
        return actions.snooze(
            task=task, until=closing(form.answers["until"], zone),
            reason=Snooze(form.answers["reason"]), expected=form.expected_version,
            by=request.actor, at=at,
        )  # fmt: skip

    return saving.form_page(
        request, form, "agenda/form.html", _words(task, _("Put the task off")), save=save,
        to=reverse("agenda:mine"), at=at, saved=_("The task is put off."),
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@policy.door(Permission.TASK_TEAM)
def reassign(request: Any, task_id: UUID) -> HttpResponse:
    """Give a task to a colleague."""
    at = clock.now()
    task = _task(task_id, request.actor, at)
    people = team.may_take_tasks(request.actor, at, role=task.role)
    form = ReassignForm(request.POST or None, version=task.version, people=people)
    return saving.form_page(
        request, form, "agenda/form.html", _words(task, _("Give the task to a colleague")),
        save=lambda: actions.reassign(
            task=task, to_user=UUID(form.answers["to_user"]), expected=form.expected_version,
            by=request.actor, at=at,
        ),
        to=reverse("agenda:team"), at=at, saved=_("The task was given to a colleague."),
    )  # fmt: skip


def _task(task_id: UUID, actor: Any, at: datetime) -> Task:
    return scope.get(task_id, actor, team.colleagues(actor, at))


def _words(task: Task, title: str) -> dict[str, Any]:
    return {"task": task, "label": queries.label_of(task), "title": title}


def _list_page(request: Any, rows: QuerySet[Task], at: datetime, which: str) -> HttpResponse:
    """Show one page of a list; ``which`` is mine, team or late (overdue in the team)."""
    found = queries.page_of(rows, at, request.GET.get("cursor", ""))
    total, overdue = queries.counts(rows, at)
    leads = request.actor.may(Permission.TASK_TEAM)
    team_list = reverse("agenda:team")
    tabs = [
        Tab(_("My tasks"), reverse("agenda:mine"), active=which == "mine"),
        Tab(_("Team"), team_list, active=which == "team"),
        Tab(_("Overdue in the team"), f"{team_list}?show=overdue", active=which == "late"),
    ]
    context = {
        "lines": found.lines, "page": found.page, "total": total, "overdue": overdue,
        "team_page": which != "mine", "leads": leads, "tabs": tabs if leads else [],
    }  # fmt: skip
    return render(request, "agenda/list.html", context)
