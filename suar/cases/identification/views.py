"""Doors of the interview, the proposal and the decisions."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.cases import frame, scope
from suar.cases.codes import Stage
from suar.cases.consent.codes import Purpose as Asked
from suar.cases.consent.queries import said_no
from suar.cases.identification import actions, deciding, deciding_actions, labels, queries
from suar.cases.identification.codes import (
    Answered,
    Cause,
    Decision,
    DecisionState,
    Duty,
    Means,
    Profile,
    Proposal,
)
from suar.cases.identification.forms import (
    FIRST_EPISODE,
    GROUPS,
    MOST_EPISODES,
    NOT_KNOWN,
    DecisionForm,
    InterviewForm,
    SecondForm,
)
from suar.cases.identification.items import TIMES, WORKED
from suar.cases.models import Case, StatusDecision
from suar.kit import clock
from suar.network.queries import local_day
from suar.policy import Permission
from suar.ui.parts import Pill

GROUP_OF = {code.value: group for group, codes, _texts in GROUPS for code in codes}


@policy.door(Permission.INTERVIEW_HOLD)
@require_http_methods(["GET", "POST"])
def interview(request: Any, case_id: UUID) -> HttpResponse:
    """Hold one sitting of the short interview, about one episode."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    known = queries.answers_so_far(case, by=request.actor, at=at)
    episode = _episode(request, known)
    today = local_day(case.organisation, at)
    form = InterviewForm(
        request.POST or None,
        early=frame.early(case, Stage.SCREEN),
        draft_key=f"cases.interview:{episode}:{case.pk}",
        version=known.sittings or None,
        initial={"held_on": today, "language": "ind", **_before(case, known, episode)},
    )

    def save() -> object:
        given = form.cleaned_data
        told = {k: given[k] for k in ("language", "interpreter", "present")}
        return actions.save_sitting(
            id=form.row_id, case_id=case.pk, held_on=given["held_on"], circumstances=told,
            episodes=[form.answers(known.ticks.get(given["episode"], ()))],
            expected=form.expected_version, note=given["note"],
            place_country=given["place_country"], place_province=given["place_province"],
            order_reason=given.get("order_reason", ""), by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = queries.answers_so_far(case, by=request.actor, at=at)
        return _before(case, now, episode), now.sittings

    return frame.form_page(
        request, case, form, at, title=_("Interview"), save=save, current=current,
        saved=_("The sitting is saved, and a proposal was made from it."),
        to=reverse("cases:proposal", args=[case.pk]),
        template="cases/identification/interview.html",
        extra={"refused": said_no(case, Asked.INTERVIEW), **_episodes(known, episode)},
    )  # fmt: skip


def _episode(request: Any, known: queries.Answers) -> int:
    """Return the episode that the form was drawn for, else the one that the link asks for."""
    wanted = request.POST.get("episode") or request.GET.get("episode") or str(FIRST_EPISODE)
    short = len(wanted) <= len(str(MOST_EPISODES)) and wanted.isascii() and wanted.isdigit()
    number = int(wanted) if short else FIRST_EPISODE
    return number if number in (*known.episodes, known.next_episode) else FIRST_EPISODE


def _episodes(known: queries.Answers, episode: int) -> dict[str, Any]:
    """Return the episode of the page and those that it leads to: asked before, and a new one."""
    new = known.next_episode
    may_add = known.sittings and new != episode and new <= MOST_EPISODES
    return {
        "sittings": known.sittings,
        "episode": episode,
        "answered": episode in known.episodes and bool(known.sittings),
        "others": [n for n in known.episodes if n != episode],
        "another": new if may_add else None,
    }


def _before(case: Case, known: queries.Answers, episode: int) -> dict[str, Any]:
    """Return what was answered before to an episode, and on what it rests."""
    found: dict[str, Any] = {
        "episode": episode,
        "place_country": case.place_country,
        "place_province": case.place_province,
    }
    for tick in sorted(known.ticks.get(episode, []), key=lambda t: t.sitting):
        found[tick.element] = tick.state.value
        if tick.source and (group := GROUP_OF.get(tick.element)):
            found[f"{group}_source"], found[f"{group}_reason"] = tick.source, tick.reason
        if tick.element in set(Means) and tick.state is Answered.YES:
            found.setdefault(f"{tick.element}_phase", []).append(tick.phase or NOT_KNOWN[0])
    for item in known.items.get(episode, []):
        if item.item == "A03":
            found["judgement"] = item.value.get("judgement", "")
        if item.item == "A04":
            found["age_recruited"] = item.value.get("recruited")
            found["age_exploited"] = item.value.get("exploited")
        if item.item in (TIMES, WORKED):
            found.update({k: v for k, v in item.value.items() if v})
    return found


@policy.door(Permission.CASE_VIEW)
@require_GET
def proposal(request: Any, case_id: UUID) -> HttpResponse:
    """Show what the rule proposes and why, and what people decided."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    view = queries.latest_proposal(case, by=request.actor, at=at)
    waiting = queries.waiting(case)
    may = request.actor.may
    context = {
        **frame.words(request, case, at, _("Proposal and decision")),
        "view": view,
        "results": [_result(r) for r in view.results] if view else [],
        "duties": [labels.DUTY[Duty(d)] for d in view.row.duties] if view else [],
        "decisions": [_decision(d) for d in queries.decisions(case, by=request.actor, at=at)],
        "waiting": waiting,
        "can_decide": view is not None and waiting is None and not case.is_closed
        and may(Permission.STATUS_DECIDE),
        "can_second": waiting is not None and may(Permission.STATUS_SECOND)
        and waiting.made_by != request.actor.user_id,
        "can_interview": not case.is_closed and may(Permission.INTERVIEW_HOLD),
    }  # fmt: skip
    return render(request, "cases/identification/proposal.html", context)


def _result(result: dict[str, Any]) -> dict[str, Any]:
    proposed = Proposal(result["proposal"])
    beneath = result.get("beneath")
    return {
        "pill": Pill(labels.proposed(proposed, result["row"]), labels.TONE[proposed]),
        "row": result["row"],
        "episode": result["episode"],
        "profile": labels.PROFILE[Profile(result["profile"])],
        "beneath": labels.PROPOSAL[Proposal(beneath)] if beneath else "",
        "why": [_why(w) for w in result["why"]],
    }


def _why(why: dict[str, Any]) -> dict[str, Any]:
    counted = why["input"] == "OPEN"
    named = why["input"] not in ("PERSON", "WEIGHTS", "OPEN", "INTENT")
    return {
        "says": labels.CAUSE[Cause(why["cause"])],
        "rule": f"{why['input']} = {why['value']}",
        "codes": [labels.element(c) for c in why["codes"]] if named else [],
        "open": len(why["codes"]) if counted else 0,
    }


def _decision(view: queries.DecisionView) -> dict[str, Any]:
    return {
        "view": view,
        "label": labels.DECISION[Decision(view.row.decision)],
        "state": labels.DECISION_STATE[DecisionState(view.row.state)],
    }


@policy.door(Permission.STATUS_DECIDE)
@require_http_methods(["GET", "POST"])
def decide(request: Any, case_id: UUID) -> HttpResponse:
    """Decide on the latest proposal."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    view = queries.latest_proposal(case, by=request.actor, at=at)
    form = DecisionForm(
        request.POST or None,
        early=frame.early(case, Stage.STATUS),
        draft_key=f"cases.decide:{case.pk}",
    )

    def save() -> object:
        given = form.cleaned_data
        return deciding_actions.decide(
            id=form.row_id, case_id=case.pk, decision=Decision(given["decision"]),
            reason=given["reason"], told=given["told"], body=form.body(),
            order_reason=given.get("order_reason", ""), by=request.actor, at=at,
        )  # fmt: skip

    rows = tuple(view.row.rows) if view else ()
    second = [labels.DECISION[d] for d in Decision if deciding.needs_second(d, rows)]
    return frame.form_page(
        request, case, form, at, title=_("Decide"), save=save,
        saved=_("The decision is saved."),
        to=reverse("cases:proposal", args=[case.pk]),
        template="cases/identification/decide.html",
        extra={"results": [_result(r) for r in view.results] if view else [], "second": second},
    )  # fmt: skip


@policy.door(Permission.STATUS_SECOND)
@require_http_methods(["GET", "POST"])
def second(request: Any, case_id: UUID, decision_id: UUID) -> HttpResponse:
    """Agree, or not, as the second person."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    row = scope.row(StatusDecision, decision_id, case)
    views = [d for d in queries.decisions(case, by=request.actor, at=at) if d.row.pk == row.pk]
    form = SecondForm(request.POST or None, draft_key=f"cases.second:{row.pk}:{case.pk}")

    def save() -> object:
        return deciding_actions.second(
            decision_id=row.pk, case_id=case.pk, agrees=form.cleaned_data["agrees"] == "yes",
            note=form.cleaned_data["note"], by=request.actor, at=at,
        )  # fmt: skip

    return frame.form_page(
        request, case, form, at, title=_("Second person"), save=save,
        saved=_("Your answer is saved."),
        to=reverse("cases:proposal", args=[case.pk]),
        template="cases/identification/second.html",
        extra={"decisions": [_decision(d) for d in views]},
    )  # fmt: skip
