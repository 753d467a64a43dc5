"""Doors of the urgent-risk check and the safety plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import suar.people.queries as people
import suar.policy as policy
from suar.cases import frame
from suar.cases.consent.codes import Purpose
from suar.cases.consent.queries import standing
from suar.cases.models import Case
from suar.cases.reminders import zone_of
from suar.cases.safety import actions as safety
from suar.cases.triage import actions, calling, labels, queries, rules
from suar.cases.triage.codes import About, Grade, Item, Step
from suar.cases.triage.forms import (
    ContactDecisionForm,
    HandledForm,
    SafetyPlanForm,
    TriageForm,
)
from suar.cases.triage.hours import safe_only
from suar.kit import clock
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation
from suar.network.queries import local_day
from suar.people.codes import MustNot
from suar.people.labels import CHANNEL, MUST_NOT
from suar.policy import Permission
from suar.reference.choices import all_regency_choices, country_choices
from suar.ui import drafts, refusals
from suar.ui.parts import Pill


@policy.door(Permission.TRIAGE_ANSWER)
@require_http_methods(["GET", "POST"])
def check(request: Any, case_id: UUID) -> HttpResponse:
    """Ask what is urgent; a RED answer is acted on at once, with the numbers of the place."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    found = queries.latest(case, by=request.actor, at=at)
    form = TriageForm(
        request.POST or None,
        draft_key=f"cases.triage:{case.pk}",
        version=found.number or None,
        initial={
            **{i.value: a.value for i, a in found.answers.items()},
            "last_assault": found.last_assault,
        },
    )

    def save() -> object:
        return actions.answer(
            id=form.row_id, case_id=case.pk, answers=form.heard(),
            last_assault=form.cleaned_data["last_assault"], note=form.cleaned_data["note"],
            expected=form.expected_version, by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = queries.latest(case, by=request.actor, at=at)
        return {**{i.value: now.answers.get(i, "NOT_ASKED") for i in Item}, "note": now.note}, (
            now.number
        )

    return frame.form_page(
        request, case, form, at, title=_("Urgent-risk check"), save=save, current=current,
        saved=_("The urgent-risk check is saved."),
        to=reverse("cases:triage", args=[case.pk]), template="cases/triage/check.html",
        extra=_acting(request, case, found, at),
    )  # fmt: skip


def _acting(request: Any, case: Case, found: queries.Latest, at: Any) -> dict[str, Any]:
    """Return what to do now: steps by item, numbers of the place, clocks, the police rule."""
    today = local_day(case.organisation, at)
    tongue = getattr(request, "LANGUAGE_CODE", "id")
    band = people.age_of(case.person, by=request.actor, at=at, today=today)
    numbers = calling.numbers_of(case.now_country, tongue, today=today)
    feared = {s.category for s in people.must_not_know(case.person, by=request.actor, at=at)}
    advice = rules.police_advice(
        child=band.childhood.counts_as_child,
        danger=rules.danger_now(found.graded.yes),
        consent_le=standing(case, Purpose.SHARE_LE, today) is not None,
        police_must_not_know=MustNot.POLICE_UNIT in feared,
    )
    return {
        "found": found,
        "due": [
            {
                "due": d,
                "label": labels.ITEM[d.item] if d.item else _("Ask what was not asked yet"),
                "pill": Pill(labels.GRADE[d.grade], labels.TONE[d.grade]),
                "late": d.at <= at,
                "steps": [(s, labels.STEP[s], numbers.beside(s)) for s in d.steps],
                "handled": _handled_form(request, case, found, d.item, at) if d.item else None,
            }
            for d in found.due
        ],
        "saved": _saved(found),
        "clock_unknown": Item.SEXUAL_ASSAULT in found.graded.yes and not found.clocks,
        "clocks": [(labels.CLOCK[c.clock], c) for c in found.clocks],
        "police": [labels.POLICE[a] for a in advice],
        "numbers": numbers,
        "countries": [("", _("at sea, or not known")), *country_choices(tongue)],
        "regencies": all_regency_choices(tongue),
        "home": calling.HOME,
        "place_changeable": not case.is_closed,
        "open_items": [labels.ITEM[i] for i in found.graded.open],
        "safety_step": Step.SAFETY_PLAN,
    }


def _handled_form(
    request: Any, case: Case, found: queries.Latest, item: Item, at: Any
) -> HandledForm:
    """Return the one line beside an urgent item, with what was typed there and not saved."""
    key = _handled_key(case, item.value)
    form = HandledForm(version=found.number or None, draft_key=key)
    drafts.lay_over(form, by=request.actor, at=at)
    return form


def _saved(found: queries.Latest) -> list[Any]:
    """Return the checks saved so far, newest first, with what each of them settled."""
    return [
        (
            line,
            Pill(labels.GRADE[grade], labels.TONE[grade]),
            [labels.ITEM[i] for i in line.settled],
        )
        for line in queries.history(found.checks)
        for grade in (Grade(line.row.grade),)
    ]


@policy.door(Permission.TRIAGE_ANSWER)
@require_http_methods(["GET", "POST"])
def handled(request: Any, case_id: UUID, item: str) -> HttpResponse:
    """Say that one urgent item was handled, with a short note; the other answers stay."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    if item not in set(Item):
        raise Problem.not_found()
    found = queries.latest(case, by=request.actor, at=at)
    form = HandledForm(
        request.POST or None, version=found.number or None, draft_key=_handled_key(case, item)
    )

    def save() -> object:
        return actions.handled(
            id=form.row_id, case_id=case.pk, item=Item(item), note=form.cleaned_data["note"],
            expected=form.expected_version, by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = queries.latest(case, by=request.actor, at=at)
        return {"note": now.note}, now.number

    return frame.form_page(
        request, case, form, at, title=_("Already handled"), save=save, current=current,
        saved=_("Written down as handled. The other answers stay as they were."),
        to=reverse("cases:triage", args=[case.pk]), template="cases/triage/handled.html",
        extra={"item_label": labels.ITEM[Item(item)]},
    )  # fmt: skip


def _handled_key(case: Case, item: str) -> str:
    """Return the key of the one line about an item, on its own page and beside the item alike."""
    return f"cases.handled:{item.lower()}:{case.pk}"


@policy.door(Permission.TRIAGE_ANSWER)
@require_POST
def now_country(request: Any, case_id: UUID) -> HttpResponse:
    """Note where the person is now, so that the emergency numbers of it stand on the page."""
    given = {name: request.POST.get(name, "") for name in ("country", "regency", "shown")}
    country, regency = calling.place_chosen(**given)
    actions.set_now_country(
        case_id=case_id, country=country, regency=regency, shown=given["shown"],
        by=request.actor, at=clock.now(),
    )  # fmt: skip
    messages.success(request, _("Saved."))
    return redirect("cases:triage", case_id)


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def safety_plan(request: Any, case_id: UUID) -> HttpResponse:
    """Write the safety plan, or its next version."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    plan = queries.safety_plan(case, by=request.actor, at=at)
    form = SafetyPlanForm(
        request.POST or None,
        draft_key=f"cases.safety:{case.pk}",
        version=plan.version or None,
        initial={
            **plan.content,
            "made_with_person": plan.made_with_person,
            "review_on": plan.review_on,
        },
    )

    def save() -> object:
        given = form.cleaned_data
        return safety.save_plan(
            id=form.row_id, case_id=case.pk,
            content={part: given[part] for part in safety.PARTS},
            expected=form.expected_version, made_with_person=given["made_with_person"],
            review_on=given["review_on"], by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = queries.safety_plan(case, by=request.actor, at=at)
        return dict(now.content), now.version

    to = reverse("cases:case", args=[case.pk])
    return frame.form_page(
        request,
        case,
        form,
        at,
        title=_("Safety plan"),
        save=save,
        to=to,
        current=current,
        saved=_("The safety plan is saved."),
    )


@policy.door(Permission.CASE_EDIT)
@require_http_methods(["GET", "POST"])
def contact_decision(request: Any, case_id: UUID, receiver_id: UUID) -> HttpResponse:
    """Decide to reach a receiver who matches the list of who must not know."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    receiver = Organisation.objects.filter(pk=receiver_id, closed_on__isnull=True).first()
    if receiver is None:
        raise Problem.not_found()
    about = request.GET.get("about", About.REFERRAL.value)
    form = ContactDecisionForm(
        request.POST or None, initial={"about": about},
        draft_key=f"cases.contact_decision:{receiver_id}:{case.pk}",
    )  # fmt: skip

    def save() -> object:
        return actions.decide_contact(
            id=form.row_id, case_id=case.pk, receiver_id=receiver_id,
            about=form.cleaned_data["about"], reason=form.cleaned_data["reason"],
            by=request.actor, at=at,
        )  # fmt: skip

    title = _("Reach %(name)s all the same") % {"name": receiver.name}
    to, saved = frame.back_to_draft(
        case, receiver.pk, saved=_("The decision is saved."),
        to=reverse("cases:case", args=[case.pk]),
    )  # fmt: skip
    return frame.form_page(request, case, form, at, title=title, save=save, to=to, saved=saved)


@policy.door(Permission.CASE_EDIT)
@require_GET
def before_call(request: Any, case_id: UUID) -> HttpResponse:
    """Show in one look whether and how the person may be reached now, and who must not know."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    found = queries.before_call(case, by=request.actor, at=at, zone=zone_of(case))
    rules_of = found.contact.rules
    tongue = getattr(request, "LANGUAGE_CODE", "id")
    context = {
        **frame.words(request, case, at, _("Before you call")),
        "found": found,
        "rules": rules_of,
        "country": calling.place_words(case.now_country, case.now_regency, tongue),
        "same_hour": [t.utcoffset() for t in found.there] == [found.local.utcoffset()],
        **_ways(found),
        "safe_only": safe_only(rules_of),
        "shared": {
            number: [MUST_NOT[s.category] for s in found.contact.shared if s.number == number]
            for number in {s.number for s in found.contact.shared}
        },
        "phones": [line for line in found.contact.phones if line.current],
        "feared": [(MUST_NOT[m.secret.category], m) for m in found.contact.must_not_know],
        "decided": [(name, labels.ABOUT[About(r.about)], r.made_at) for r, name in found.decided],
        "may_decide": not case.is_closed,
    }
    return render(request, "cases/triage/before_call.html", context)


def _ways(found: queries.BeforeCall) -> dict[str, Any]:
    """Return what bars every way, said once; then the ways: safe now, safe at other hours, not."""
    unsafe = Reason.CHANNEL_NOT_SAFE
    codes = {way: {b.code for b in why} for way, why in found.ways}
    barring = {b.code: b for _way, why in found.ways for b in why if b.code != unsafe}
    return {
        "barring": refusals.sentences(tuple(barring.values())),
        "ways_now": [CHANNEL[way] for way in codes if not codes[way]],
        "ways_later": [CHANNEL[way] for way in codes if codes[way] and unsafe not in codes[way]],
        "ways_unsafe": [CHANNEL[way] for way in codes if unsafe in codes[way]],
        "all_shut": bool(barring.keys() & {Reason.DO_NOT_CONTACT, Reason.SAFE_CONTACT_UNKNOWN}),
    }
