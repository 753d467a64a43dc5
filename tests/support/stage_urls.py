"""Addresses of the stage: the product's own, and pages that show every part and every refusal."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

import suar.policy as policy
from suar.config.urls import handler400, handler403, handler404, handler500
from suar.kit.problem import Because, Problem
from suar.kit.reasons import Reason
from suar.ui import error_pages
from tests.support import stage_pages

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@policy.public("stage")
def problem(request: HttpRequest, kind: str) -> HttpResponse:
    if kind == "refused":
        raise Problem.refused([Because(Reason.ALREADY_DONE), Because(Reason.ERASED)])
    if kind == "invalid":
        raise Problem.invalid("name", Reason.REQUIRED)
    if kind == "conflict":
        raise Problem.conflict()
    if kind == "absent":
        raise Problem.not_found()
    if kind == "forbidden":
        raise Problem.forbidden()
    raise RuntimeError("a secret word: rahasia-besar")


@policy.public("stage")
def status(request: HttpRequest, code: int) -> HttpResponse:
    return error_pages.page(request, code)


urlpatterns = [
    path("stage/parts/", stage_pages.parts, name="stage_parts"),
    path("stage/progress/", stage_pages.progress, name="stage_progress"),
    path("stage/form/", stage_pages.form, name="stage_form"),
    path("stage/confirm/", stage_pages.confirm, name="stage_confirm"),
    path("stage/conflict/", stage_pages.conflict, name="stage_conflict"),
    path("stage/problem/<str:kind>/", problem),
    path("stage/status/<int:code>/", status),
    path("", include("suar.config.urls")),
]
