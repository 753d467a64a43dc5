"""Doors of the report: a page to print, and one file to hand on, each in either language."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.html import escape
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from suar import policy
from suar.kit.problem import Problem
from suar.measure.prevalence.report import STYLE
from suar.policy import Permission
from suar.statistics import pages, scope
from suar.statistics.codes import State
from suar.statistics.models import Estimate
from suar.statistics.views import crumb, pill_of
from suar.ui.parts import Crumb


@policy.door(Permission.STATISTICS_VIEW)
@require_GET
def report(request: Any, estimate_id: UUID, language: str) -> HttpResponse:
    """Show the report in a language, ready to be printed."""
    row = _reported(request, estimate_id, language)
    with translation.override(language):
        crumbs = [
            crumb(),
            Crumb(row.code, reverse("statistics:estimate", args=[row.pk])),
            Crumb(_("Report")),
        ]
        context = {**_content(row), "crumbs": crumbs, "other": _other(language)}
        return render(request, "statistics/report.html", context)


@policy.door(Permission.STATISTICS_VIEW)
@require_GET
def file(request: Any, estimate_id: UUID, language: str) -> HttpResponse:
    """Send the same report as one file that needs nothing from anywhere."""
    row = _reported(request, estimate_id, language)
    with translation.override(language):
        body = render_to_string("statistics/_report.html", {**_content(row), "alone": True})
        page = (
            f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{escape(row.title)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
            f"<main>\n{body}\n</main>\n</body>\n</html>\n"
        )
    answer = HttpResponse(page, content_type="text/html; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{row.code}-{language}.html"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def _reported(request: Any, estimate_id: UUID, language: str) -> Estimate:
    """Return an estimate that has a report: computed to its end, and not withdrawn."""
    row = scope.get(estimate_id, request.actor)
    known = language in dict(settings.LANGUAGES)
    if not known or row.result is None or not row.complete or row.state == State.WITHDRAWN:
        raise Problem.not_found()
    return row


def _content(row: Estimate) -> dict[str, Any]:
    """Return what the report says: rounded for everybody, because it leaves the house."""
    return {
        "estimate": row, "said": pages.said(row, exact=False), "pill": pill_of(row, None),
        "draft": row.state not in (State.PUBLISHED, State.REPLACED),
    }  # fmt: skip


def _other(language: str) -> tuple[str, str]:
    """Return code and name of the other language."""
    return next((code, name) for code, name in settings.LANGUAGES if code != language)
