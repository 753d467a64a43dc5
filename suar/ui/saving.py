"""A form on its way: shown, saved, refused beside its fields, or met by somebody else's change."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from suar.kit.problem import Kind, Problem
from suar.ui import drafts, problems
from suar.ui.forms import SuarForm

Context = Mapping[str, Any]
Current = Callable[[], tuple[Mapping[str, Any], int]]
Onward = str | Callable[[Any], HttpResponse]


def answer(
    request: Any,
    form: SuarForm,
    *,
    save: Callable[[], object],
    to: Onward,
    at: datetime,
    saved: str = "",
    current: Current | None = None,
    title: str = "",
    back: str = "",
) -> HttpResponse | None:
    """Save a form that was sent and lead on; nothing is returned where the form is to be shown.

    ``to`` is an address, where ``saved`` is said, or it makes the answer of what ``save`` returned
    and says itself what is to be said. Refusals are put beside the fields. ``current`` gives the
    saved texts and their version when somebody else saved first; ``title`` and ``back`` are those
    of the page that shows both.
    """
    if request.method != "POST":
        drafts.lay_over(form, by=request.actor, at=at, asked=request.GET)
        return None
    if not form.is_valid():
        return None
    try:
        done = save()
    except Problem as problem:
        if problem.kind is Kind.CONFLICT and current is not None:
            theirs, version = current()
            return problems.show_conflict(
                request, form, theirs, version=version, title=title, back=back
            )
        problems.onto_form(problem, form)
        return None
    if form.draft_key:
        drafts.discard(form_key=form.draft_key, by=request.actor, at=at)
    if not isinstance(to, str):
        return to(done)
    messages.success(request, saved or _("Saved."))
    return redirect(to)


def form_page(
    request: Any,
    form: SuarForm,
    template: str,
    context: Context | Callable[[], Context],
    *,
    save: Callable[[], object],
    to: Onward,
    at: datetime,
    saved: str = "",
    current: Current | None = None,
    title: str = "",
    back: str = "",
) -> HttpResponse:
    """Answer a form as ``answer`` does, or draw its page (``form`` is added to the words of it)."""
    answered = answer(
        request, form, save=save, to=to, at=at, saved=saved, current=current, title=title, back=back
    )
    return answered or draw(request, form, template, context)


def draw(
    request: Any, form: SuarForm, template: str, context: Context | Callable[[], Context]
) -> HttpResponse:
    """Draw the page of a form; what was refused is no success."""
    words = context() if callable(context) else context
    status = 422 if form.errors else 200
    return render(request, template, {"form": form, **words}, status=status)
