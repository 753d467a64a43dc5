"""Doors of intake: the list, a new report, one report, the end without a case."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from suar import policy
from suar.cases.triage import calling
from suar.cases.triage.codes import Grade
from suar.cases.triage.labels import GRADE, ITEM
from suar.intake import actions, labels, queries, scope
from suar.intake.codes import Channel, NoCase, Relation, State, Where
from suar.intake.forms import NoCaseForm, ReportForm
from suar.intake.models import Report
from suar.kit import clock
from suar.network.queries import open_units
from suar.people.codes import Channel as ContactChannel
from suar.people.codes import MustNot
from suar.people.contact import SafeContactRules
from suar.people.labels import CHANNEL as CONTACT_CHANNEL
from suar.people.labels import MUST_NOT
from suar.policy import Permission
from suar.reference.countries import country_label
from suar.reference.places import place_label
from suar.ui import moments, saving
from suar.ui.paging import cursor_page
from suar.ui.parts import Cell, Crumb, Pill, Table

DRAFT = "intake.report"


@policy.door(Permission.REPORT_VIEW)
@require_GET
def reports(request: Any) -> HttpResponse:
    """List what waits, most urgent first; the settled ones behind a link."""
    at = clock.now()
    show_settled = request.GET.get("show") == "settled"
    if show_settled:
        rows, order = queries.settled(request.actor, at), ["-received_at"]
    else:
        rows, order = queries.waiting(request.actor, at), ["urgency", "received_at"]
    page = cursor_page(rows, order=order, cursor=request.GET.get("cursor", ""))
    table = _table([*page.rows], settled=show_settled)
    context = {"table": table, "page": page, "show_settled": show_settled,
               "may_take": request.actor.may(Permission.REPORT_TAKE)}  # fmt: skip
    return render(request, "intake/report_list.html", context)


@policy.door(Permission.REPORT_TAKE)
@require_http_methods(["GET", "POST"])
def new(request: Any) -> HttpResponse:
    """Take a report: five answers are enough."""
    at = clock.now()
    form = ReportForm(request.POST or None, draft_key=DRAFT)

    def save() -> Report:
        unit_id = sorted(request.actor.unit_ids)[0] if request.actor.unit_ids else None
        return actions.take_report(
            report_id=form.row_id, heard=form.heard(), unit_id=unit_id, by=request.actor, at=at
        )

    def onward(made: Report) -> HttpResponse:
        said = _("Saved. The report has the code %(code)s.") % {"code": made.code}
        messages.success(request, said)
        return redirect("intake:report", made.pk)

    return saving.form_page(
        request, form, "intake/report_form.html",
        {"crumbs": [_home_crumb(), Crumb(_("New report"))]}, save=save, to=onward, at=at,
    )  # fmt: skip


@policy.door(Permission.REPORT_VIEW)
@require_GET
def report(request: Any, report_id: UUID) -> HttpResponse:
    """Show a report: its code, what is urgent, what comes next; its content folded."""
    at = clock.now()
    found = scope.get(report_id, request.actor, at)
    unfolded = request.GET.get("open") == "1"
    context = {
        "report": found,
        **labels.ground_words(found),
        "grade": grade_pill(found.grade),
        "state": labels.STATE[State(found.state)],
        "channel": labels.CHANNEL[Channel(found.channel)],
        "where": place_words(found),
        "content": _content(found, request.actor, at) if unfolded else None,
        "numbers": calling.numbers_of(
            found.country, get_language() or "id", today=timezone.localdate(at)
        ),
        "crumbs": [_home_crumb(), Crumb(found.code)],
        "is_new": found.state == State.NEW,
        "no_case": labels.NO_CASE[NoCase(found.no_case)] if found.no_case else "",
        "may_open": request.actor.may(Permission.CASE_OPEN),
        "may_settle": request.actor.may(Permission.REPORT_TAKE),
        "may_view_case": request.actor.may(Permission.CASE_VIEW),
        "is_red": found.grade == "RED",
        "units": open_units(request.actor.organisation_id).exclude(pk=found.unit_id or found.pk),
    }
    return render(request, "intake/report_detail.html", context)


@policy.door(Permission.REPORT_TAKE)
@require_http_methods(["GET", "POST"])
def no_case(request: Any, report_id: UUID) -> HttpResponse:
    """End a report for which no case is needed."""
    at = clock.now()
    found = scope.get(report_id, request.actor, at)
    form = NoCaseForm(request.POST or None)
    crumbs = [_home_crumb(), Crumb(found.code, reverse("intake:report", args=[found.pk])),
              Crumb(_("No case needed"))]  # fmt: skip
    return saving.form_page(
        request, form, "intake/no_case.html", {"report": found, "crumbs": crumbs},
        save=lambda: actions.settle_without_case(
            report_id=report_id, why=NoCase(form.answers["why"]), by=request.actor, at=at
        ),
        to=reverse("intake:list"), at=at,
        saved=_("Saved. The report %(code)s is settled.") % {"code": found.code},
    )  # fmt: skip


def grade_pill(grade: str) -> Pill:
    """Return the grade in words and colour."""
    tone = {"RED": "stop", "AMBER": "wait", "GREEN": "ok"}.get(grade, "calm")
    return Pill(GRADE[Grade(grade)], tone)


def place_words(found: Report) -> str:
    """Return where the person is, as far as it may stand plainly."""
    language = get_language() or "id"
    if found.regency:
        return place_label(found.regency, language)
    if found.country:
        return country_label(found.country, language)
    return str(labels.WHERE[Where(found.where)])


def _home_crumb() -> Crumb:
    return Crumb(_("Reports"), reverse("intake:list"))


def _table(rows: list[Report], *, settled: bool) -> Table:
    heads = [_("Code"), _("Urgency"), _("Received"), _("How"), _("Place"), _("Status")]
    return Table(
        _("Settled reports") if settled else _("Reports that wait"),
        heads,
        [
            [
                Cell(row.code, url=reverse("intake:report", args=[row.pk])),
                Cell(pill=grade_pill(row.grade)),
                Cell(moments.moment(row.received_at)),
                Cell(labels.CHANNEL[Channel(row.channel)]),
                Cell(place_words(row)),
                Cell(labels.STATE[State(row.state)]),
            ]
            for row in rows
        ],
    )


def _content(found: Report, actor: Any, at: Any) -> dict[str, Any]:
    """Return the opened content in words."""
    plain = queries.opened(found, actor, at)
    answers = {"YES": _("yes"), "NO": _("no")}
    return {
        "plain": plain,
        "safe": SafeContactRules.from_json(plain.contact, do_not_contact=False),
        "relation": labels.RELATION[Relation(found.relation)] if found.relation else "",
        "ways": [CONTACT_CHANNEL[ContactChannel(c)] for c in plain.contact.get("channels", ())],
        "must_not_know": [(MUST_NOT[MustNot(c)], whom) for c, whom in plain.must_not_know],
        "urgent": [(ITEM[i], answers.get(a, "")) for i, a in _in_order(plain.urgent)],
    }


def _in_order(urgent: dict[str, str]) -> list[tuple[Any, str]]:
    return [(item, urgent[item.value]) for item in ITEM if item.value in urgent]
