"""Doors of autosave: a form sends what was typed; the answer is the time, never the text."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

import suar.policy as policy
from suar.kit import clock
from suar.kit.problem import Problem
from suar.ui import drafts, moments
from suar.ui.lock import safe_path


@policy.signed_in("a draft is its writer's own and opens nothing else")
@require_POST
def keep(request: Any) -> HttpResponse:
    """Keep what was typed; answers the time as the person reads clocks, or what stands against."""
    fields = {name: values for name, values in request.POST.lists() if name != "_draft_key"}
    try:
        at = drafts.keep(
            form_key=request.POST.get("_draft_key", ""), fields=fields,
            by=request.actor, at=clock.now(),
        )  # fmt: skip
    except Problem as problem:
        return JsonResponse({"refused": True}, status=problem.status)
    return JsonResponse({"at": moments.clock(at)})


@policy.signed_in("a draft is its writer's own and opens nothing else")
@require_POST
def discard(request: Any) -> HttpResponse:
    """Throw the draft away and show the form as it is saved."""
    drafts.discard(form_key=request.POST.get("key", ""), by=request.actor, at=clock.now())
    return redirect(safe_path(request, request.POST.get("next", "/")))
