"""Doors of the sender: who takes this person, the draft, sending, revoking, the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import NON_FIELD_ERRORS
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

import suar.policy as policy
from suar.cases import frame, scope, words
from suar.cases.codes import Stage
from suar.cases.models import Case, Referral
from suar.cases.referral import (
    actions,
    choosing,
    handing_on,
    labels,
    letters,
    queries,
    receiving,
    rules,
)
from suar.cases.referral.codes import DeclineReason, Outcome, RefState, Side, Urgency, Verb
from suar.cases.referral.forms import LetterForm, NoteForm, ReferralForm, ServiceForm
from suar.cases.triage.codes import About
from suar.cases.triage.queries import why_not_reach
from suar.documents.codes import Datum
from suar.documents.queries import letters_of
from suar.documents.words import NOT_TO_DO
from suar.kit import clock
from suar.kit.problem import Because, Kind, Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.network.models import Organisation
from suar.policy import Permission
from suar.ui import problems, refusals
from suar.ui.forms import SuarForm
from suar.ui.parts import Confirm, Pill


@policy.door(Permission.REFERRAL_SEND)
@require_GET
def choose(request: Any, case_id: UUID) -> HttpResponse:
    """Choose a service, then see who gives it to this person, and who does not and why."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    code = request.GET.get("service", "")
    known = code in set(ServiceCode)
    context = {
        **frame.words(request, case, at, _("New referral")),
        "form": ServiceForm(initial={"service": code}),
        "service": code if known else "",
        **(choosing.shown(case, code, by=request.actor, at=at) if known else {}),
        "own": request.actor.organisation_id,
    }
    return render(request, "cases/referral/choose.html", context)


@policy.door(Permission.REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def draft(request: Any, case_id: UUID, receiver_id: UUID) -> HttpResponse:
    """Write the draft for one receiver: an empty field is not shared."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    code = request.GET.get("service", "")
    receiver = _house(receiver_id)
    if code not in set(ServiceCode):
        return redirect("cases:referral_new", case.pk)
    known = queries.values_known(case, by=request.actor, at=at)
    agreed = queries.agreed_for(case, receiver_id, at)
    begun = queries.begun(case, by=request.actor, at=at)
    form = ReferralForm(
        request.POST or None,
        early=frame.early(case, Stage.REFER),
        draft_key=f"cases.referral:{receiver_id}:{case.pk}",
        initial=_first_words(request, receiver, known, agreed, begun),
    )
    form.say_not_agreed(agreed)
    form.say_why(red=begun.urgency is Urgency.RED, ticked=bool(begun.not_to_do), asked=begun.asked)

    def save() -> object:
        return actions.draft(
            id=form.row_id, case_id=case.pk, receiver_id=receiver_id, content=form.content(code),
            order_reason=form.cleaned_data.get("order_reason", ""), by=request.actor, at=at,
        )  # fmt: skip

    title = _("Referral to %(name)s") % {"name": receiver.name}
    return frame.form_page(
        request, case, form, at, title=title, save=save,
        to=reverse("cases:referral", args=[case.pk, form.row_id]),
        saved=_("The draft is saved. Nothing is sent yet."),
        template="cases/referral/draft.html",
        extra={
            "service_label": words.service(code), "receiver": receiver,
            **_before_call(case, receiver, frozenset(), request.actor, at),
        },
    )  # fmt: skip


def _first_words(
    request: Any, receiver: Organisation, known: Mapping[Datum, str],
    agreed: frozenset[Datum] | None, begun: queries.Begun,
) -> dict[str, Any]:  # fmt: skip
    """Return what a new draft is filled in with; what the consent leaves out stays empty."""
    return {f"d_{d.value}": known[d] for d in known if agreed is None or d in agreed} | {
        "contact": f"{request.actor.label}, {request.actor.organisation_label}",
        "urgency": begun.urgency.value,
        "not_to_do": [code.value for code in begun.not_to_do],
        "not_to_do_more": labels.about_reporter(begun.reporter, receiver.language),
    }


def _house(receiver_id: UUID) -> Organisation:
    found = Organisation.objects.filter(pk=receiver_id, closed_on__isnull=True).first()
    if found is None:
        raise Problem.not_found()
    return found


@policy.door(Permission.REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def change(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Change a draft."""
    at = clock.now()
    case, row = found_of(request, case_id, referral_id, at)
    shown = queries.open_referral(row, by=request.actor, at=at)
    form = ReferralForm(
        request.POST or None, version=row.version, initial=_initial(shown),
        draft_key=f"cases.referral_change:{row.pk}",
    )  # fmt: skip
    form.say_not_agreed(queries.agreed_for(case, row.receiver_id, at))

    def save() -> object:
        return actions.change(
            referral_id=row.pk, content=form.content(row.service),
            expected=form.expected_version, by=request.actor, at=at,
        )  # fmt: skip

    def current() -> tuple[dict[str, Any], int]:
        now = scope.outgoing(referral_id, request.actor, at)
        return _initial(queries.open_referral(now, by=request.actor, at=at)), now.version

    return frame.form_page(
        request, case, form, at, title=row.code, save=save, current=current,
        to=reverse("cases:referral", args=[case.pk, row.pk]),
        saved=_("The draft is saved. Nothing is sent yet."),
        template="cases/referral/draft.html",
        extra={
            "service_label": words.service(row.service), "receiver": row.receiver,
            **_before_call(case, row.receiver, _data(row), request.actor, at),
        },
    )  # fmt: skip


def _initial(shown: queries.Opened) -> dict[str, Any]:
    return {
        "urgency": shown.row.urgency,
        "need": shown.need,
        "not_to_do": shown.not_to_do,
        "not_to_do_more": shown.not_to_do_more,
        "contact": shown.contact,
        "escort": shown.escort,
        "hand_over_on": shown.row.hand_over_on,
        "by_phone": shown.row.by_phone,
        **{f"d_{d.value}": text for d, text in shown.letter},
    }


def found_of(request: Any, case_id: UUID, referral_id: UUID, at: Any) -> tuple[Case, Referral]:
    """Return the case and the referral of an address, if both are open to the reader."""
    case = frame.case_of(request, case_id, at)
    row = scope.outgoing(referral_id, request.actor, at)
    if row.case_id != case.pk:
        raise Problem.not_found()
    return case, row


@policy.door(Permission.CASE_VIEW)
@require_GET
def sent(request: Any, referral_id: UUID) -> HttpResponse:
    """Lead to a referral's page: news name it without its case."""
    row = scope.outgoing(referral_id, request.actor, clock.now())
    return redirect("cases:referral", row.case_id, row.pk)


@policy.door(Permission.CASE_VIEW)
@require_GET
def referral(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Show one referral on the sender's side: what goes out, on what, and what was answered."""
    return _page(request, case_id, referral_id, [], 200)


def _page(
    request: Any, case_id: UUID, referral_id: UUID, refused: list[str], status: int,
    letter_form: LetterForm | None = None, *, met: bool = False,
) -> HttpResponse:  # fmt: skip
    """Draw the page; ``refused`` is why a step was not taken, ``met`` by another's change."""
    at = clock.now()
    case, row = found_of(request, case_id, referral_id, at)
    by = request.actor
    shown = queries.open_referral(row, by=by, at=at)
    may_send = by.may(Permission.REFERRAL_SEND)
    is_draft = row.state == RefState.DRAFT
    handing = may_send and _may_hand_over(shown)
    why = _why_not(row, case, shown, by, at) if may_send and (is_draft or handing) else []
    short = any(b.code is Reason.LETTER_NEEDS_DATA for b in why)
    context = {
        **frame.words(request, case, at, row.code),
        **shown_words(shown, at),
        **_before_call(case, row.receiver, _data(row), by, at),
        "before_call": row.urgency == Urgency.RED and is_draft and may_send,
        "is_draft": is_draft,
        "hand_on": handing_on.for_sender(shown, by=by, at=at) if may_send else None,
        "why_not": refused or ([] if letter_form else refusals.sentences(why)),
        "why_title": _("This step cannot be taken now")
        if met
        else _why_title(is_draft=is_draft, before=bool(why) and letter_form is None),
        "must_decide": any(b.code is Reason.MUST_NOT_KNOW for b in why),
        "letter_short": short,
        "needs_consent": not short and any(b.field in ("consent", "kinds") for b in why),
        "kinds": ",".join(row.data),
        "may_send": may_send and not case.is_closed,
        "may_revoke": may_send and not rules.why_not(Verb.REVOKE, shown.state, Side.SENDER),
        "may_hand_over": handing,
        "letters": letters_of(row.pk, actor=by, at=at),
        "ring": None if is_draft else handing_on.contacts_of(row.receiver_id, row),
        "letter_form": letter_form or LetterForm(referral=row, initial={"signer_name": by.label}),
        "may_letter": not is_draft
        and row.state not in set(rules.ENDED)
        and by.may(Permission.LETTER_ISSUE),
    }
    return render(request, "cases/referral/referral.html", context, status=status)


def _data(row: Referral) -> frozenset[Datum]:
    return frozenset(Datum(d) for d in row.data)


def _before_call(
    case: Case, receiver: Organisation, data: frozenset[Datum], by: Any, at: Any
) -> dict[str, Any]:
    """Return what is checked before the receiver is called; in RED the telephone comes first."""
    reach, basis = queries.before_call(case, receiver, data, by=by, at=at)
    return {
        "reach": refusals.sentences(reach), "basis_why": refusals.sentences(list(basis)),
        "not_agreed": _not_agreed(basis),
    }  # fmt: skip


def _not_agreed(why: Sequence[Because]) -> list[str]:
    """Return the labels of the data to which the person did not agree."""
    named = [b.facts["data"] for b in why if b.code is Reason.DATA_NOT_AGREED]
    return [str(words.datum(d)) for text in named for d in str(text).split(", ")]


def _may_hand_over(shown: queries.Opened) -> bool:
    return not shown.arrived and not rules.why_not(Verb.HAND_OVER, shown.state, Side.SENDER)


def _why_title(*, is_draft: bool, before: bool) -> str:
    """Return what stands above the reasons: before which step they are to be settled."""
    if is_draft:
        return _("Before it can be sent")
    return _("Before the hand-over") if before else _("This step cannot be taken now")


def _why_not(row: Referral, case: Case, shown: queries.Opened, by: Any, at: Any) -> list[Because]:
    """Return what stands before the next step of ours: sending a draft, else the hand-over."""
    if shown.state is not RefState.DRAFT:
        return why_not_reach(case, row.receiver, about=About.HAND_OVER, by=by, at=at)
    basis = queries.basis_of(case, row.receiver_id, _data(row), at)
    facts = queries.send_facts(row, case, basis, has_need=bool(shown.need), by=by, at=at)
    return rules.why_not_send(facts)


def shown_words(shown: queries.Opened, at: Any) -> dict[str, Any]:
    """Return the words of a referral that both sides read."""
    tongue = words.language()
    forbidden = {code.value: label.in_language(tongue) for code, label in NOT_TO_DO.items()}
    return {
        "shown": shown,
        "referral": shown.row,
        "service_label": words.service(shown.row.service),
        "letter": [(words.datum(d), text) for d, text in shown.letter],
        "not_to_do": [forbidden[c] for c in shown.not_to_do if c in forbidden],
        "pill": Pill(_state_of(shown.row), labels.TONE[shown.state]),
        "urgency": labels.URGENCY[_urgency(shown.row.urgency)],
        "events": [(e, _what(e.verb, shown.row), note) for e, note in shown.events],
        "given": [(s, words.service(s.service), note) for s, note in shown.services],
        "overdue": queries.is_overdue(shown.row, at),
        "acknowledge_by": queries.still_due(shown.row, "acknowledge_by"),
        "answer_by": queries.still_due(shown.row, "answer_by"),
    }


def _state_of(row: Referral) -> Any:
    return labels.state_words(RefState(row.state), sent=row.sent_at is not None)


def _what(verb: str, row: Referral) -> str:
    """Return what happened in words: a no with its reason, an end with its outcome."""
    if verb == Verb.REVOKE and row.sent_at is None:
        return str(labels.DROP)
    said = str(labels.VERB[Verb(verb)])
    if verb == Verb.DECLINE and row.decline_reason:
        return f"{said}: {labels.DECLINE[DeclineReason(row.decline_reason)]}"
    if verb == Verb.FINISH and row.outcome:
        return f"{said}: {labels.OUTCOME[Outcome(row.outcome)]}"
    return said


def _urgency(code: str) -> Any:
    return next(u for u in labels.URGENCY if u.value == code)


@policy.door(Permission.REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def send(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Send a referral, or say every reason against it; looked at again, it leads to its page."""
    at = clock.now()
    found_of(request, case_id, referral_id, at)
    if request.method == "GET":
        return redirect("cases:referral", case_id, referral_id)
    seen = SuarForm(request.POST)
    expected = seen.expected_version or None if seen.is_valid() else None
    try:
        actions.send(referral_id=referral_id, expected=expected, by=request.actor, at=at)
    except Problem as problem:
        return _refused(request, case_id, referral_id, problem)
    messages.success(request, _("The referral is sent. You hear of every answer."))
    return redirect("cases:referral", case_id, referral_id)


def _refused(request: Any, case_id: UUID, referral_id: UUID, problem: Problem) -> HttpResponse:
    """Draw the page again with every reason, where the step itself was refused."""
    if problem.status in (403, 404):
        raise problem
    row = scope.outgoing(referral_id, request.actor, clock.now())
    refused = refusals.sentences(moved_on(problem, row).reasons)
    met = problem.kind is Kind.CONFLICT
    return _page(request, case_id, referral_id, refused, problem.status, met=met)


def moved_on(problem: Problem, row: Referral) -> Problem:
    """Return a refusal as it is said of a referral: met by another change, where it stands now."""
    if problem.kind is not Kind.CONFLICT:
        return problem
    state = str(_state_of(row))
    return Problem.refused(Because(Reason.REFERRAL_MOVED_ON, {"state": state}))


@policy.door(Permission.REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def revoke(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Take a referral back, after saying what follows; a draft is dropped, and nobody knew."""
    at = clock.now()
    case, row = found_of(request, case_id, referral_id, at)
    is_draft = row.state == RefState.DRAFT
    back = reverse("cases:referral", args=[case.pk, row.pk])
    confirm = _dropping(back) if is_draft else _ending(back)
    form = NoteForm(request.POST or None, version=row.version)
    form.fields["note"].label = _("Note (for our side only)")

    def save() -> object:
        try:
            return actions.revoke(
                id=form.row_id, referral_id=row.pk, note=form.cleaned_data["note"],
                expected=form.expected_version, by=request.actor, at=at,
            )  # fmt: skip
        except Problem as problem:
            problems.take_version(form, row.version)  # pressing again is a decision upon it
            raise moved_on(problem, row) from problem

    return frame.form_page(
        request, case, form, at, title=str(confirm.title), save=save, to=confirm.back,
        template="ui/confirm.html", extra={"confirm": confirm},
        saved=_("The draft is dropped.") if is_draft else _("The access of the receiver is ended."),
    )  # fmt: skip


def _dropping(back: str) -> Confirm:
    return Confirm(
        title=_("Drop the draft"),
        text=_("Nothing was sent. The receiver knows nothing."),
        submit=_("Drop the draft"),
        back=back,
    )


def _ending(back: str) -> Confirm:
    return Confirm(
        title=_("End the access of the receiver"),
        text=_("The receiver sees only that the access has ended."),
        submit=_("End the access"),
        back=back,
        consequences=[
            _("If a shelter, escort or treatment runs there, it goes on; both sides get a task."),
            _("A letter that was sent cannot be called back."),
        ],
        danger=True,
    )


@policy.door(Permission.REFERRAL_SEND)
@require_http_methods(["GET", "POST"])
def hand_over(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """The sender says that the person was handed over, or hears why it must not be yet."""
    at = clock.now()
    found_of(request, case_id, referral_id, at)
    if request.method == "GET":
        return redirect("cases:referral", case_id, referral_id)
    try:
        receiving.hand_over(referral_id=referral_id, by=request.actor, at=at)
    except Problem as problem:
        return _refused(request, case_id, referral_id, problem)
    messages.success(request, _("The hand-over is written down."))
    return redirect("cases:referral", case_id, referral_id)


@policy.door(Permission.LETTER_ISSUE)
@require_http_methods(["GET", "POST"])
def letter(request: Any, case_id: UUID, referral_id: UUID) -> HttpResponse:
    """Issue the letter of a referral: number, .docx and PDF."""
    at = clock.now()
    case, row = found_of(request, case_id, referral_id, at)
    if request.method == "GET":
        return redirect("cases:referral", case_id, referral_id)
    form = LetterForm(request.POST, referral=row)
    if not form.is_valid():
        return _page(request, case_id, referral_id, [], 422, form)
    try:
        letters.issue(
            row_id=form.row_id, referral=row, case=case,
            signer_name=form.cleaned_data["signer_name"],
            signer_office=form.cleaned_data["signer_office"], copies=form.copies(),
            by=request.actor, at=at,
        )  # fmt: skip
    except Problem as problem:
        problems.onto_form(problem, form)
        beside = set(form.errors) - {NON_FIELD_ERRORS}  # these take the summary of the form
        refused = [] if beside else [str(error) for error in form.non_field_errors()]
        return _page(request, case_id, referral_id, refused, problem.status, form)
    messages.success(request, _("The letter is issued."))
    return redirect("cases:referral", case_id, referral_id)
