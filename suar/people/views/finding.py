"""Pages: find a person, register a new one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.policy as policy
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.readable import typed_code
from suar.people import actions, scope
from suar.people.actions import NewPerson
from suar.people.codes import WithoutSearch
from suar.people.forms import NewPersonForm, SearchForm
from suar.people.names.score import Band
from suar.people.slots import page_of_code
from suar.policy import Permission
from suar.ui import drafts
from suar.ui.problems import onto_form

DRAFT = "people.new"


@policy.door(Permission.PERSON_SEARCH)
@require_http_methods(["GET", "POST"])
def find(request: Any) -> HttpResponse:
    """Search by name, year, number or code. By POST: no address and no log holds what is typed."""
    form = SearchForm(request.POST or None)
    answer: actions.Answer | None = None
    codes: tuple[str, ...] = ()
    if request.method == "POST" and form.is_valid():
        codes, page = _by_code(form.answers, request.actor)
        if page:
            return redirect(page)
        answer = None if codes else _searched(form, request.actor)
    context: dict[str, Any] = {
        "form": form,
        "answer": answer,
        "unknown_code": bool(codes),
        "bands": _by_band(answer) if answer else [],
        "may_register": request.actor.may(Permission.PERSON_EDIT),
        "may_break_glass": request.actor.may(Permission.BREAK_GLASS),
    }
    return render(request, "people/find.html", context, status=422 if form.errors else 200)


def _by_code(typed: dict[str, Any], actor: Actor) -> tuple[tuple[str, ...], str]:
    """Return the code typed in the place of a name, and the page that any typed code leads to.

    What is closed to the actor and what is absent have no page alike.
    """
    codes = typed_code(typed["text"])
    wanted = codes or typed_code(typed["number"])  # a passport may look like a code
    at = clock.now()
    if not wanted:
        return (), ""
    person = None
    if actor.may(Permission.PERSON_VIEW):
        person = scope.visible_to(actor, at).filter(code__in=wanted).first()
    if person is not None:
        return codes, reverse("people:person", args=[person.pk])
    return codes, next((page for ask in page_of_code if (page := ask(wanted, actor, at))), "")


def _searched(form: SearchForm, actor: Actor) -> actions.Answer | None:
    known = form.answers
    try:
        return actions.run_search(
            id=form.row_id, text=known["text"], birth_year=known["birth_year"],
            number=known["number"], by=actor, at=clock.now(),
        )  # fmt: skip
    except Problem as problem:
        _beside_name(problem, form)
    return None


@policy.door(Permission.PERSON_EDIT)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Register a person: after the search, or before it for a nameless person or an emergency."""
    if request.method == "POST" and "begin" in request.POST:
        first = {
            "name": request.POST.get("name", "")[:150],
            "ticket": request.POST.get("ticket", "")[:36],
        }
        begun = NewPersonForm(initial=first, draft_key=DRAFT)
        drafts.lay_over(begun, by=request.actor, at=clock.now(), asked=first)
        return render(request, "people/new.html", {"form": begun})
    form = NewPersonForm(request.POST or None, draft_key=DRAFT)
    if request.method != "POST":
        drafts.lay_over(form, by=request.actor, at=clock.now())
    elif form.is_valid():
        try:
            person = actions.create_person(
                id=form.row_id, new=_known(form), search_ticket=form.answers["ticket"],
                without_search=_without_search(form), by=request.actor, at=clock.now(),
            )  # fmt: skip
        except Problem as problem:
            onto_form(problem, form)
        else:
            drafts.discard(form_key=DRAFT, by=request.actor, at=clock.now())
            messages.success(
                request, _("Registered with the code %(code)s.") % {"code": person.code}
            )
            return redirect("people:person", person.pk)
    return render(request, "people/new.html", {"form": form}, status=422 if form.errors else 200)


def _known(form: NewPersonForm) -> NewPerson:
    answers = form.answers
    return NewPerson(
        name="" if answers["nameless"] else answers["name"].strip(),
        born=answers["born"],
        born_source=answers["born_source"],
        sex=answers["sex"],
        country=answers["country"],
        province=answers["regency"][:2],
        regency=answers["regency"],
        description=answers["description"],
    )


def _without_search(form: NewPersonForm) -> WithoutSearch | None:
    if form.answers["nameless"]:
        return WithoutSearch.NAMELESS
    return WithoutSearch.EMERGENCY if form.answers["emergency"] else None


def _by_band(answer: actions.Answer) -> list[tuple[Band, list[Any]]]:
    groups = [(band, [hit for hit in answer.hits if hit.band is band]) for band in Band]
    return [(band, hits) for band, hits in groups if hits]


def _beside_name(problem: Problem, form: SearchForm) -> None:
    """The search's own field is called ``text``: its refusals belong beside it."""
    for because in problem.reasons:
        if because.field == "name":
            onto_form(Problem(problem.kind, [_moved(because)]), form)
        else:
            onto_form(Problem(problem.kind, [because]), form)


def _moved(because: Any) -> Any:
    return type(because)(because.code, because.facts, "text")
