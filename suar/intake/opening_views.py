"""Doors on the way from a report to a case: search, then open."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

import suar.cases.queries as cases
from suar import policy
from suar.accounts.models import Membership, User
from suar.cases.actions import WORKERS
from suar.cases.models import Case
from suar.intake import actions, labels, opening, queries, scope
from suar.intake.forms import NewPersonForm, SearchForm, TeamForm
from suar.intake.models import Report
from suar.intake.opening import Who
from suar.kit import clock
from suar.kit.ids import new_id, parse_id
from suar.kit.problem import Because, Problem
from suar.network.queries import open_units
from suar.people import actions as people
from suar.people.actions import NewPerson
from suar.people.codes import Sex
from suar.policy import Permission
from suar.ui import problems
from suar.ui.parts import Crumb

HOW = frozenset({"existing", "new", "nameless"})  # of whom the case will be


@policy.door(Permission.PERSON_SEARCH)
@require_http_methods(["GET", "POST"])
def search(request: Any, report_id: UUID) -> HttpResponse:
    """Search before create, with what the report says typed in already."""
    at = clock.now()
    report = scope.get(report_id, request.actor, at)
    answer, new_form = None, None
    if request.method == "POST":
        form = SearchForm(request.POST)
        if form.is_valid():
            answer = _searched(form, report, request.actor, at)
    else:
        name = queries.opened(report, request.actor, at).call_name
        form = SearchForm(initial={"text": name})
    if answer is not None:
        first = {"how": "new", "ticket": answer.ticket, "name": form.answers["text"]}
        new_form = _team(NewPersonForm, request.actor, report, initial=first)
    hits = _with_cases(answer.hits if answer else [], request.actor, at)
    asked = form.answers if answer is not None else {}
    context = _context(
        report, form=form, answer=answer, new_form=new_form, hits=hits,
        by_name=bool(asked.get("text")), by_number=bool(asked.get("number")),
    )  # fmt: skip
    return render(request, "intake/search.html", context, status=422 if form.errors else 200)


@policy.door(Permission.CASE_OPEN)
@require_http_methods(["GET", "POST"])
def open_case(request: Any, report_id: UUID) -> HttpResponse:
    """Open the case: of a person found, of a new one, or at once on a RED report.

    Looked at again, or reached through the sign-in, it leads to the report: from there it is begun.
    """
    at = clock.now()
    report = scope.get(report_id, request.actor, at)
    if request.method == "GET":
        return redirect("intake:report", report.pk)
    how = request.POST.get("how", "")
    if how == "hand_on":
        return _hand_on(request, report, at)
    if how not in HOW:
        raise Problem.not_found()
    kind = NewPersonForm if how == "new" else TeamForm
    first = _first(request.actor, report)
    typed = {**{k: str(v) for k, v in first.items()}, **request.POST.dict()}
    form = _team(kind, request.actor, report, data=typed, initial=first)
    if form.is_valid():
        try:
            case = opening.open_case(
                case_id=form.row_id, report_id=report_id, who=_who(form, how),
                unit=form.answers["unit"], worker_id=form.answers["worker"].pk, by=request.actor,
                at=at,
            )  # fmt: skip
        except Problem as problem:
            problems.onto_form(problem, form)
        else:
            return _to_case(request, case)
    context = _context(report, form=form)
    return render(request, "intake/open_case.html", context, status=422)


def _with_cases(hits: list[Any], actor: Any, at: datetime) -> list[tuple[Any, list[Case]]]:
    """Return the hits with the open cases of those open: who calls again needs no second one."""
    named = [hit.person_id for hit in hits if hit.open]
    may = bool(named) and actor.may(Permission.CASE_VIEW)
    running = cases.open_cases_of(named, actor, at) if may else {}
    return [(hit, running.get(hit.person_id, [])) for hit in hits]


def _searched(form: SearchForm, report: Report, actor: Any, at: datetime) -> Any:
    known = form.answers
    try:
        answer = people.run_search(
            id=form.row_id, text=known["text"], birth_year=known["birth_year"],
            number=known["number"], by=actor, at=at,
        )  # fmt: skip
    except Problem as problem:
        beside = [Because(b.code, b.facts, "text") for b in problem.reasons]
        problems.onto_form(Problem(problem.kind, beside), form)
        return None
    actions.note_search(report=report, by=actor, at=at)
    return answer


def _who(form: Any, how: str) -> Who:
    answers = form.answers
    if how == "existing":
        return Who(person_id=answers["person_id"])
    if how == "nameless":
        return Who(person_id=answers["person_id"] or new_id(), nameless=True)
    regency = answers["home_regency"]
    new = NewPerson(
        name=answers["name"], born=answers["born"], sex=Sex(answers["sex"]), regency=regency,
        province=regency[:2], country="ID" if regency else "", unit_id=answers["unit"].pk,
    )  # fmt: skip
    return Who(person_id=answers["person_id"] or new_id(), new=new, ticket=answers["ticket"])


def _team(kind: type[TeamForm], actor: Any, report: Report, **kwargs: Any) -> TeamForm:
    """Return a form whose units and caseworkers are those of the organisation."""
    at = clock.now()
    seats = Membership.objects.open_at(at).filter(
        organisation_id=actor.organisation_id, role__in=WORKERS
    )
    workers = User.objects.filter(pk__in=seats.values("user_id")).order_by("name")
    kwargs["initial"] = {**_first(actor, report), **kwargs.get("initial", {})}
    return kind(units=open_units(actor.organisation_id), workers=workers, **kwargs)


def _first(actor: Any, report: Report) -> dict[str, Any]:
    """Return the likeliest team: the report's unit, and the actor where she takes cases."""
    first: dict[str, Any] = {"person_id": new_id()}
    if report.unit_id is not None:
        first["unit"] = report.unit_id
    if WORKERS & actor.roles:
        first["worker"] = actor.user_id
    return first


def _hand_on(request: Any, report: Report, at: datetime) -> HttpResponse:
    unit_id = parse_id(request.POST.get("unit"))
    if unit_id is None:
        raise Problem.not_found()
    opening.hand_to_unit(report_id=report.pk, unit_id=unit_id, by=request.actor, at=at)
    messages.success(request, _("The report was handed to the other unit."))
    return redirect("intake:list")


def _to_case(request: Any, case: Any) -> HttpResponse:
    """Go on to the case, or back to the list where the seat may not open it."""
    messages.success(request, _("The case %(code)s is open.") % {"code": case.code})
    if request.actor.may(Permission.CASE_VIEW) and case.worker_id == request.actor.user_id:
        return redirect("cases:case", case.pk)
    return redirect("intake:list")


def _context(report: Report, **more: Any) -> dict[str, Any]:
    crumbs = [
        Crumb(_("Reports"), reverse("intake:list")),
        Crumb(report.code, reverse("intake:report", args=[report.pk])),
        Crumb(_("Search, then open the case")),
    ]
    return {"report": report, "crumbs": crumbs, **labels.ground_words(report), **more}
