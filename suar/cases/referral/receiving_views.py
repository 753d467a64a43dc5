"""Doors of the receiver: what was sent here, one referral, and each answer to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.cases import scope
from suar.cases.models import InboxMark
from suar.cases.referral import handing_on, labels, queries, receiving, rules
from suar.cases.referral.codes import DeclineReason, EndedAs, Outcome, RefState, Side, Verb
from suar.cases.referral.forms import (
    DeclineForm,
    FeedbackForm,
    FinishForm,
    NoteForm,
    ReportForm,
)
from suar.cases.referral.inbox import InboxLine, over_for, page_of
from suar.cases.referral.views import moved_on, shown_words
from suar.cases.triage.codes import Grade
from suar.cases.triage.labels import GRADE
from suar.cases.words import service
from suar.documents.queries import letters_of
from suar.kit import clock
from suar.kit.problem import Problem
from suar.network.codes import ServiceCode
from suar.policy import Permission
from suar.ui import refusals, saving
from suar.ui.answers import as_text, words_of
from suar.ui.forms import SuarForm
from suar.ui.parts import Cell, Crumb, Pill, Table

VERBS = (Verb.ACKNOWLEDGE, Verb.ACCEPT, Verb.DECLINE, Verb.HAND_OVER, Verb.FEEDBACK, Verb.REPORT,
         Verb.FINISH)  # fmt: skip


@policy.door(Permission.REFERRAL_RECEIVE)
@require_GET
def inbox(request: Any) -> HttpResponse:
    """List what was sent to this organisation; what is over stays as a line without content."""
    found = page_of(request.actor, clock.now(), cursor=request.GET.get("cursor", ""))
    heads = [_("Code"), _("From"), _("Service"), _("Arrived"), _("State")]
    table = Table(_("Referrals to us"), heads, [_row(line) for line in found.lines])
    context = {"table": table, "any": bool(found.lines), "page": found.page}
    return render(request, "cases/referral/inbox.html", context)


def _row(line: InboxLine) -> list[Cell]:
    mark, row = line.mark, line.referral
    received = date_format(timezone.localtime(mark.received_at), "SHORT_DATETIME_FORMAT")
    sender = Cell(mark.sender.short_name)
    if row is None:
        ended = EndedAs(mark.ended_as or EndedAs.ENDED)
        over = Pill(labels.ENDED_AS[ended], "calm")
        page = reverse("cases:incoming_over", args=[mark.referral_id]) if mark.hand_over else ""
        todo = Pill(_("hand over"), "wait") if mark.hand_over else None
        about = Cell(pill=todo) if todo else Cell("–")
        return [Cell(mark.code, url=page), sender, about, Cell(received), Cell(pill=over)]
    state = RefState(row.state)
    tone = "stop" if line.overdue else labels.TONE[state]
    return [
        Cell(mark.code, url=reverse("cases:incoming", args=[row.pk])),
        sender,
        Cell(service(row.service), pill=_urgent() if line.is_red else None),
        Cell(received),
        Cell(pill=Pill(labels.STATE[state], tone, "clock" if line.overdue else "")),
    ]


def _urgent() -> Pill:
    return Pill(GRADE[Grade.RED], "stop", "alert-triangle")


@policy.door(Permission.REFERRAL_RECEIVE)
@require_GET
def incoming(request: Any, referral_id: UUID) -> HttpResponse:
    """Show one referral: only what was sent, and what can be done now."""
    return _page(request, referral_id, [], 200)


def _page(request: Any, referral_id: UUID, refused: list[str], status: int) -> HttpResponse:
    """Draw the page; ``refused`` is why a step was not taken just now."""
    at = clock.now()
    row = scope.incoming(referral_id, request.actor, at)
    shown = queries.open_referral(row, by=request.actor, at=at)
    possible = {v.value for v in VERBS if not rules.why_not(v, shown.state, Side.RECEIVER)}
    if shown.arrived:
        possible.discard(Verb.HAND_OVER.value)
    if not rules.why_not_answer(Verb.FEEDBACK, shown.state, shown.answered):
        possible.add(Verb.FEEDBACK.value)
    context = {
        **shown_words(shown, at),
        "refused": refused,
        "possible": possible,
        "may_accept": request.actor.may(Permission.REFERRAL_ACCEPT),
        "may_report": request.actor.may(Permission.SERVICE_REPORT),
        "letters": letters_of(row.pk, actor=request.actor, at=at),
        "contacts": handing_on.contacts_of(row.organisation_id),
        "crumbs": [Crumb(_("Referrals to us"), reverse("cases:inbox")), Crumb(row.code)],
    }
    return render(request, "cases/referral/incoming.html", context, status=status)


@policy.door(Permission.REFERRAL_ACCEPT)
@require_http_methods(["GET", "POST"])
def acknowledge(request: Any, referral_id: UUID) -> HttpResponse:
    """Say that it arrived; looked at again, it leads to the referral."""
    said = _("The sender knows that it has arrived. Please answer it, too.")
    return _press(request, referral_id, receiving.acknowledge, said)


@policy.door(Permission.REFERRAL_ACCEPT)
@require_http_methods(["GET", "POST"])
def hand_over(request: Any, referral_id: UUID) -> HttpResponse:
    """Say that the person has arrived; looked at again, it leads to the referral."""
    said = _("The hand-over is written down.")
    return _press(request, referral_id, receiving.hand_over, said)


def _press(request: Any, referral_id: UUID, verb: Callable[..., object], said: str) -> HttpResponse:
    """Take a step that asks nothing; a refusal stands on top of the page it was pressed on."""
    here = redirect("cases:incoming", referral_id)
    if request.method == "GET":
        return here
    at = clock.now()
    try:
        verb(referral_id=referral_id, by=request.actor, at=at)
    except Problem as problem:
        if problem.status == 404 and (over := over_for(referral_id, request.actor)):
            return _over(request, over)
        if problem.status in (403, 404):
            raise
        row = scope.incoming(referral_id, request.actor, at)
        refused = refusals.sentences(moved_on(problem, row).reasons)
        return _page(request, referral_id, refused, problem.status)
    messages.success(request, said)
    return here


def _over(request: Any, mark: InboxMark, form: SuarForm | None = None) -> HttpResponse:
    """Say that the referral was over before the step; what was typed can still be copied."""
    typed = _typed(form) if form else []
    ended = labels.ENDED_AS[EndedAs(mark.ended_as or EndedAs.ENDED)]
    crumbs = [Crumb(_("Referrals to us"), reverse("cases:inbox")), Crumb(mark.code)]
    context = {"mark": mark, "ended": ended, "typed": typed, "crumbs": crumbs}
    return render(request, "cases/referral/over.html", context, status=409)


def _typed(form: SuarForm) -> list[tuple[Any, str]]:
    """Return what was typed, field by field, as it is read."""
    found = []
    for bound in form.visible_fields():
        text = as_text(bound.value(), words_of(getattr(bound.field, "choices", ()) or ()))
        if bound.value() and text.strip():
            found.append((bound.label, text))
    return found


@policy.door(Permission.REFERRAL_ACCEPT)
@require_http_methods(["GET", "POST"])
def accept(request: Any, referral_id: UUID) -> HttpResponse:
    """Take responsibility for the service."""
    form = NoteForm(request.POST or None)

    def save(at: Any) -> object:
        return receiving.accept(
            id=form.row_id, referral_id=referral_id, note=form.cleaned_data["note"],
            by=request.actor, at=at,
        )  # fmt: skip

    return _answer(request, referral_id, form, _("Accept"), save)


@policy.door(Permission.REFERRAL_ACCEPT)
@require_http_methods(["GET", "POST"])
def decline(request: Any, referral_id: UUID) -> HttpResponse:
    """Say no, with a reason; the access ends."""
    form = DeclineForm(request.POST or None)

    def save(at: Any) -> object:
        given = form.cleaned_data
        reason = DeclineReason(given["reason"]) if given["reason"] else None
        return receiving.decline(
            referral_id=referral_id, reason=reason, note=given["note"], by=request.actor, at=at
        )

    return _answer(request, referral_id, form, _("Decline"), save, ends=True)


@policy.door(Permission.SERVICE_REPORT)
@require_http_methods(["GET", "POST"])
def feedback(request: Any, referral_id: UUID) -> HttpResponse:
    """Say whether the service has begun."""
    form = FeedbackForm(request.POST or None)

    def save(at: Any) -> object:
        given = form.cleaned_data
        return receiving.feedback(
            id=form.row_id, referral_id=referral_id, started=given["started"] == "yes",
            note=given["note"], by=request.actor, at=at,
        )  # fmt: skip

    return _answer(request, referral_id, form, _("Say whether the service has begun"), save)


@policy.door(Permission.SERVICE_REPORT)
@require_http_methods(["GET", "POST"])
def report(request: Any, referral_id: UUID) -> HttpResponse:
    """Report a service that was given."""
    first: dict[str, Any] = {}
    if request.method == "GET":
        row = scope.incoming(referral_id, request.actor, clock.now())
        first = {"service": row.service, "started_on": timezone.localdate(clock.now())}
    form = ReportForm(request.POST or None, draft_key=f"cases.report:{referral_id}", initial=first)

    def save(at: Any) -> object:
        given = dict(form.answers)
        chosen, outcome = ServiceCode(given.pop("service")), given.pop("outcome")
        return receiving.report_service(
            id=form.row_id, referral_id=referral_id, service=chosen,
            outcome=Outcome(outcome) if outcome else None, **given, by=request.actor, at=at,
        )  # fmt: skip

    return _answer(request, referral_id, form, _("Report a service"), save)


@policy.door(Permission.SERVICE_REPORT)
@require_http_methods(["GET", "POST"])
def finish(request: Any, referral_id: UUID) -> HttpResponse:
    """Call the service done; the access ends."""
    form = FinishForm(request.POST or None)

    def save(at: Any) -> object:
        given = form.cleaned_data
        outcome = Outcome(given["outcome"]) if given["outcome"] else None
        return receiving.finish(
            referral_id=referral_id, outcome=outcome, note=given["note"], by=request.actor, at=at
        )

    return _answer(request, referral_id, form, _("Finish"), save, ends=True)


def _answer(
    request: Any,
    referral_id: UUID,
    form: SuarForm,
    title: str,
    save: Callable[[Any], object],
    *,
    ends: bool = False,
) -> HttpResponse:
    """Show a form of the receiver, or save it; refusals stand beside the fields.

    Where the access ended while it was typed, the typing is shown: it may be long, and is not lost.
    """
    at = clock.now()
    over = over_for(referral_id, request.actor) if request.method == "POST" else None
    if over is not None:
        return _over(request, over, form)
    row = scope.incoming(referral_id, request.actor, at)
    here = reverse("cases:incoming", args=[row.pk])
    context = {
        "title": title,
        "ends": ends,
        "referral": row,
        "cancel": here,
        "crumbs": [
            Crumb(_("Referrals to us"), reverse("cases:inbox")), Crumb(row.code, here),
            Crumb(title),
        ],
    }  # fmt: skip

    def saved() -> object:
        try:
            return save(at)
        except Problem as problem:
            raise moved_on(problem, row) from problem

    return saving.form_page(
        request, form, "cases/referral/answer.html", context,
        save=saved, to=reverse("cases:inbox") if ends else here, at=at,
        saved=_("Saved. The sender is told."),
    )  # fmt: skip
