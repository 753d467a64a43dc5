"""Doors of the case as a whole: the list, the page, giving it to somebody."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.people.queries as people
import suar.people.scope as people_scope
import suar.policy as policy
from suar.cases import actions, frame, labels, papers, queries, slots, team
from suar.cases.closure import queries as closing
from suar.cases.codes import Stage, Tab
from suar.cases.consent import queries as consents
from suar.cases.followup.queries import follow_ups_of
from suar.cases.forms import AssignForm, CaseFilter
from suar.cases.identification import queries as identification
from suar.cases.models import Case
from suar.cases.notes.queries import notes_of
from suar.cases.referral import queries as referrals
from suar.cases.referral.codes import Outcome, RefState
from suar.cases.referral.labels import OUTCOME, state_words
from suar.cases.referral.labels import TONE as REFERRAL_TONE
from suar.cases.services.codes import ServiceState
from suar.cases.services.labels import STATE as SERVICE_STATE
from suar.cases.services.queries import services_of, stands_under
from suar.cases.triage import queries as triage
from suar.cases.triage.labels import ITEM
from suar.cases.words import service
from suar.kit import clock
from suar.network.codes import Heading
from suar.policy import Part, Permission
from suar.ui.parts import Cell, Pill, Table
from suar.ui.parts import Tab as TabLink


@policy.door(Permission.CASE_LIST)
@require_GET
def case_list(request: Any) -> HttpResponse:
    """List the cases that are open to the reader: codes and initials only."""
    at = clock.now()
    units, workers = queries.filter_choices(request.actor, at)
    form = CaseFilter(request.GET or None, units=units, workers=workers)
    given = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = queries.case_list(
        queries.Filters(**given), cursor=request.GET.get("cursor", ""), by=request.actor, at=at
    )
    context = {
        "form": form,
        "table": _table(found, at),
        "page": found.page,
        "filtered": bool(request.GET),
    }
    return render(request, "cases/case_list.html", context)


def _table(found: queries.CaseList, at: Any) -> Table:
    heads = [
        _("Code"), _("Initials"), _("Risk"), _("Stage"), _("Status"), _("Worker"), _("Next task"),
    ]  # fmt: skip
    return Table(_("Cases"), heads, [_row(line, at) for line in found.lines])


def _row(line: queries.ListLine, at: Any) -> list[Cell]:
    case = line.case
    status = frame.status_pill(case)
    due = Cell("–")
    if line.next_due is not None:
        text = date_format(timezone.localtime(line.next_due), "SHORT_DATETIME_FORMAT")
        due = Cell(pill=Pill(text, "stop", "clock")) if line.next_due <= at else Cell(text)
    return [
        Cell(case.code, url=reverse("cases:case", args=[case.pk])),
        Cell(line.initials),
        Cell(pill=frame.risk_pill(case)),
        Cell(labels.STAGE[Stage(case.stage)]),
        Cell(pill=status) if status else Cell(_("not decided")),
        Cell(case.worker.name),
        due,
    ]


@policy.door(Permission.CASE_VIEW)
@require_GET
def case_page(request: Any, case_id: UUID) -> HttpResponse:
    """Show one case under one of its six headings; the identity is folded."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    tab = _tab(request.GET.get("tab", ""))
    with queries.looking(case, by=request.actor, at=at) as early:
        context = {
            **frame.words(request, case, at),
            "tabs": _tabs(case, tab),
            "tab": tab,
            "timeline": queries.timeline(case),
            "early": [(labels.STAGE[Stage(s.row.stage)], s.reason) for s in early],
            "identity": _identity(request, case, at),
            "can": _rights(request, case),
            "services": _services(request, case, tab, at),
            "through": _through(case, tab),
            **_closing(request, case),
            "referrals": _referrals(case, tab),
            **(_complaint(request, case, at) if tab is Tab.COMPLAINT else {}),
            **(_reintegration(request, case, at) if tab is Tab.REINTEGRATION else {}),
        }
    return render(request, "cases/case_detail.html", context)


def _tab(text: str) -> Tab:
    return Tab(text) if text in set(Tab) else Tab.COMPLAINT


def _tabs(case: Case, active: Tab) -> list[TabLink]:
    base = reverse("cases:case", args=[case.pk])
    return [TabLink(labels.TAB[t], f"{base}?tab={t.value}", t is active) for t in Tab]


def _identity(request: Any, case: Case, at: Any) -> Any:
    """Open who it is only when asked; that is a look of its own."""
    if request.GET.get("open") != "identity" or not request.actor.may(Permission.PERSON_VIEW):
        return None
    person = people_scope.get(case.person_id, request.actor, at, Part.IDENTITY)
    found = people.identity(person, by=request.actor, at=at)
    contact = people.contact(person, by=request.actor, at=at)
    return {"who": found, "contact": contact}


def _rights(request: Any, case: Case) -> dict[str, bool]:
    may = request.actor.may
    writable = not case.is_closed
    return {
        "edit": writable and may(Permission.CASE_EDIT),
        "attach": writable and may(Permission.FILE_UPLOAD),
        "triage": writable and may(Permission.TRIAGE_ANSWER),
        "consent": writable and may(Permission.CONSENT_RECORD),
        "interview": writable and may(Permission.INTERVIEW_HOLD),
        "decide": writable and may(Permission.STATUS_DECIDE),
        "refer": writable and may(Permission.REFERRAL_SEND),
        "close": writable and may(Permission.CASE_CLOSE),
        "assign": may(Permission.CASE_ASSIGN, case.unit_id),
        "reopen": case.is_closed and may(Permission.CASE_REOPEN, case.unit_id),
        "note": may(Permission.CASE_EDIT),
        "identity": may(Permission.PERSON_VIEW),
    }


def _services(request: Any, case: Case, tab: Tab, at: Any) -> list[Any]:
    lines = services_of(case, Heading(tab.value), by=request.actor, at=at)
    return [
        (line, service(line.row.service), SERVICE_STATE[ServiceState(line.row.state)])
        for line in lines
    ]


def _through(case: Case, tab: Tab) -> list[Any]:
    """Return what receiving organisations gave through referrals, each once, as they report it."""
    return [
        (row, service(row.service), OUTCOME[Outcome(row.outcome)] if row.outcome else "")
        for row in referrals.given_through(case)
        if stands_under(row.service, Heading(tab.value))
    ]


def _closing(request: Any, case: Case) -> dict[str, Any]:
    """Return the wish to close that waits, and whether the reader answers it."""
    asked = closing.asked(case)
    may = request.actor.may(Permission.CASE_CLOSE_APPROVE, case.unit_id)
    own = asked is not None and asked.made_by == request.actor.user_id
    return {"closing_asked": asked, "closing_mine": asked is not None and may and not own}


def _referrals(case: Case, tab: Tab) -> list[Any]:
    rows = [
        r
        for r in referrals.of_case(case)
        if tab is Tab.COMPLAINT or stands_under(r.service, Heading(tab.value))
    ]
    return [
        (r, service(r.service),
         Pill(state_words(RefState(r.state), sent=r.sent_at is not None),
              REFERRAL_TONE[RefState(r.state)]))
        for r in rows
    ]  # fmt: skip


def _complaint(request: Any, case: Case, at: Any) -> dict[str, Any]:
    by = request.actor
    found = triage.latest(case, by=by, at=at)
    proposal = identification.latest_proposal(case, by=by, at=at)
    return {
        "triage": found,
        "triage_yes": [ITEM[i] for i in found.graded.yes],
        "ledger": consents.ledger(case, by=by, at=at),
        "proposal": proposal,
        "waiting": identification.waiting(case),
        "notes": notes_of(case, by=by, at=at),
        "files": papers.shown([case.pk], by=by, at=at).get(case.pk, []),
        "panels": _panels(request, case, at),
    }


def _panels(request: Any, case: Case, at: Any) -> list[Any]:
    """Return the folded blocks of upper packages that the reader may open."""
    asked = request.GET.get("open")
    built = [(p, p.build(case, request.actor, at, asked == p.name)) for p in slots.panels]
    return [(panel, words) for panel, words in built if words is not None]


def _reintegration(request: Any, case: Case, at: Any) -> dict[str, Any]:
    by = request.actor
    return {
        "follow_ups": follow_ups_of(case, by=by, at=at),
        "closures": closing.closures_of(case, by=by, at=at),
    }


@policy.door(Permission.CASE_ASSIGN)
@require_http_methods(["GET", "POST"])
def assign(request: Any, case_id: UUID) -> HttpResponse:
    """Give a case to another worker or unit."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    form = AssignForm(
        request.POST or None,
        units=queries.units_of(request.actor),
        workers=queries.workers_of(request.actor, at),
        version=team.times_given(case),
        initial=_given_to(case),
    )

    def save() -> object:
        given = form.cleaned_data
        return actions.assign(
            id=form.row_id, case_id=case.pk, worker_id=UUID(given["worker"]),
            unit_id=UUID(given["unit"]), expected=form.expected_version, by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = frame.case_of(request, case_id, at)
        return _given_to(now), team.times_given(now)

    to = reverse("cases:case", args=[case.pk])
    title = _("Give the case to somebody")
    return frame.form_page(
        request, case, form, at, title=title, save=save, to=to, current=current,
        saved=_("The case was given on."),
    )  # fmt: skip


def _given_to(case: Case) -> dict[str, Any]:
    return {"unit": str(case.unit_id), "worker": str(case.worker_id)}
