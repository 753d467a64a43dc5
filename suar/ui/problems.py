"""Doors meet a refusal: a page, a fragment, or words beside the fields of a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from suar.kit.problem import Problem
from suar.ui import error_pages, refusals
from suar.ui.answers import as_text, words_of


class ProblemMiddleware:
    """Turn a ``Problem`` that a view did not handle into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; whoever opens an address that takes forms alone gets a page."""
        answered = self.get_response(request)
        if answered.status_code != 405 or request.method != "GET" or answered.content:
            return answered
        shown = error_pages.page(request, 405)
        shown["Allow"] = answered["Allow"]
        return shown

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a ``Problem``; anything else is not ours."""
        return answer(request, exception) if isinstance(exception, Problem) else None


def answer(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Return the page of a refusal with its reasons (htmx: a fragment for ``#problems``)."""
    reasons = refusals.sentences(problem.reasons) if problem.status not in (403, 404) else []
    return error_pages.page(request, problem.status, reasons=reasons)


def onto_form(problem: Problem, form: BaseForm) -> None:
    """Put each reason beside its field, or above the form where it has none.

    A refusal that is none of the form's business (not found, forbidden) is raised again.
    """
    if problem.status in (403, 404):
        raise problem
    for because in problem.reasons:
        name = because.field if because.field in form.fields else None
        form.add_error(name, refusals.sentence(because))


def show_conflict(
    request: HttpRequest,
    form: BaseForm,
    current: Mapping[str, Any],
    *,
    version: int,
    title: str,
    back: str = "",
) -> HttpResponse:
    """Show what one typed beside what somebody else saved meanwhile; nothing is lost.

    ``current`` gives the saved value by field name, as the form would take it. The form comes
    back with what was typed and with the new version, so that saving it again is a decision.
    """
    take_version(form, version)
    rows = [_pair(form, name, current[name]) for name in form.fields if name in current]
    context = {"form": form, "rows": rows, "title": title, "back": back}
    return render(request, "ui/conflict.html", context, status=409)


def take_version(form: BaseForm, version: int) -> None:
    """Give a form that was sent the version of now; what was typed stays."""
    typed = QueryDict(mutable=True)
    typed.update(form.data)
    if "version" in form.fields:
        typed[form.add_prefix("version")] = str(version)
    form.data = typed


def _pair(form: BaseForm, name: str, saved: Any) -> dict[str, Any]:
    """Return one field's two texts; choices are shown by their words."""
    field = form[name]
    mine = field.value()
    words = words_of(getattr(form.fields[name], "choices", ()) or ())
    mine_text = as_text(mine, words)
    saved_text = as_text(form.fields[name].prepare_value(saved), words)
    return {
        "label": field.label, "mine": mine_text, "saved": saved_text,
        "differs": mine_text.strip() != saved_text.strip(),
    }  # fmt: skip
