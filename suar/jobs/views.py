"""Doors: my jobs, one job with its progress, stop."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

import suar.policy as policy
from suar.jobs import actions, queries, registry, scope
from suar.kit import clock
from suar.policy import Permission
from suar.ui.paging import cursor_page
from suar.ui.parts import Cell, Crumb, Table


@policy.door(Permission.JOB_VIEW)
@require_GET
def jobs(request: Any) -> HttpResponse:
    """List the work that this seat asked for, newest first."""
    cursor = request.GET.get("cursor", "")
    page = cursor_page(queries.mine(request.actor), order=["-made_at"], cursor=cursor)
    rows = [
        [
            Cell(registry.label_of(job.kind), url=queries.progress(job).url),
            Cell(pill=queries.STATES[job.state]),
            Cell(queries.how_far(job)),
            Cell(queries.moment(job.made_at)),
        ]
        for job in page.rows
    ]
    heads = [_("Work"), _("Status"), _("Progress"), _("Asked for")]
    table = Table(_("My work in the background"), heads, rows)
    return render(request, "jobs/job_list.html", {"table": table, "page": page})


@policy.door(Permission.JOB_VIEW)
@require_GET
def job(request: Any, job_id: UUID) -> HttpResponse:
    """Show one job; the fragment alone renews itself."""
    found = scope.get(job_id, request.actor)
    context = {"job": found, "progress": queries.progress(found)}
    if request.headers.get("HX-Request") == "true":
        return render(request, "ui/_progress.html", context)
    context["crumbs"] = [
        Crumb(_("My work in the background"), reverse("jobs:list")),
        Crumb(_("Progress")),
    ]
    return render(request, "jobs/job_detail.html", context)


@policy.door(Permission.JOB_VIEW)
@require_POST
def cancel(request: Any, job_id: UUID) -> HttpResponse:
    """Ask a job to stop."""
    actions.cancel(job_id=job_id, by=request.actor, at=clock.now())
    return redirect("jobs:job", job_id)
