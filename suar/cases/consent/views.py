"""Doors of the consent ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

import suar.policy as policy
from suar.cases import frame, papers, scope, words
from suar.cases.consent import actions, labels, queries, rules
from suar.cases.consent.codes import Ground, Purpose, Signer, State, VoiceBand
from suar.cases.consent.forms import ConsentForm, GroundForm, WithdrawForm
from suar.cases.models import Case, ConsentLine
from suar.documents.codes import Datum
from suar.files import prepare
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.ids import parse_id
from suar.kit.problem import Problem
from suar.network.models import Organisation
from suar.network.queries import local_day
from suar.policy import Permission
from suar.store.models import replayed
from suar.ui.parts import Confirm, Pill


@policy.door(Permission.CONSENT_RECORD)
@require_GET
def ledger(request: Any, case_id: UUID) -> HttpResponse:
    """Show what was asked and answered, with the list that is read aloud."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    found = queries.ledger(case, by=request.actor, at=at)
    voice = queries.voice_of(case, by=request.actor, at=at)
    kept = papers.shown([x.row.pk for x in found.lines], by=request.actor, at=at)
    context = {
        **frame.words(request, case, at, _("Consent")),
        "may_attach": not case.is_closed and request.actor.may(Permission.FILE_UPLOAD),
        "band": _band(voice),
        "age": voice.age,
        "lines": [_line(line, kept.get(line.row.pk, [])) for line in found.lines],
        "grounds": [
            (g, labels.GROUND[Ground(g.row.ground)], [words.datum(d) for d in g.row.data])
            for g in found.grounds
        ],
        "aloud": _aloud(voice.band),
        "writable": not case.is_closed,
        "storing_refused": _storing_refused(found),
    }
    return render(request, "cases/consent/ledger.html", context)


def _band(voice: queries.Voice) -> Any:
    """Return whose voice counts, in words, and whether an unknown or doubted age makes it so."""
    if voice.band is VoiceBand.ADULT:
        return labels.BAND[voice.band]
    if voice.age is None:
        return labels.AGE_UNKNOWN
    return labels.BAND[voice.band] if voice.age < 18 else labels.AGE_IN_DOUBT


def _aloud(band: VoiceBand, sharing: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return what is read out and to whom: to an adult, or to a child and to who signs for it.

    ``parts`` holds (to whom, the sentence with receiver and data, the seven sentences).
    """
    said = {"child": "", "guardian": "", "self": "", **(sharing or {})}
    if band is VoiceBand.ADULT:
        return {"parts": [("", said["self"], labels.READ_ALOUD.values())]}
    return {
        "first": labels.CHILD_FIRST[band],
        "never_ask": labels.NEVER_ASK,
        "parts": [
            (_("To the child"), said["child"], labels.READ_TO_CHILD.values()),
            (_("To the parent or guardian"), said["guardian"], labels.READ_TO_GUARDIAN.values()),
        ],
    }


def _storing_refused(found: queries.Ledger) -> bool:
    """Say whether the newest answer about keeping data is a no."""
    asked = [line.row for line in found.lines if line.row.purpose == Purpose.STORE]
    return bool(asked) and asked[0].state != State.GIVEN


def _line(line: queries.Line, files: list[dict[str, Any]]) -> dict[str, Any]:
    state = State(line.row.state)
    return {
        "line": line,
        "purpose": labels.PURPOSE[Purpose(line.row.purpose)],
        "pill": Pill(labels.STATE[state], labels.TONE[state]),
        "data": [words.datum(d) for d in line.row.data],
        "given": state is State.GIVEN,
        "signer": "" if line.row.signer == Signer.SELF else labels.SIGNER[Signer(line.row.signer)],
        "files": files,
    }


def _purpose(request: Any) -> str:
    """Return the purpose to begin with; police and prosecution are asked about apart."""
    asked = str(request.GET.get("purpose", Purpose.INTERVIEW.value))
    receiver = parse_id(request.GET.get("receiver"))
    if asked == Purpose.SHARE_REF and queries.is_law_enforcement(receiver):
        return Purpose.SHARE_LE.value
    return asked


def _kinds(given: QueryDict) -> list[str]:
    """Return the kinds of data of a link ("name,age") or of ticked boxes."""
    wanted = {code for text in given.getlist("kinds") for code in text.split(",")}
    return [d.value for d in Datum if d.value in wanted]


def _sharing(request: Any) -> dict[str, Any]:
    """Return the sentences that name receiver and data, where something is to be shared."""
    given = request.POST or request.GET
    purpose = str(given.get("purpose", _purpose(request)))
    if purpose not in set(rules.SHARES):
        return {}
    receiver = parse_id(given.get("receiver"))
    houses = Organisation.objects.filter(closed_on__isnull=True)
    found = houses.filter(pk=receiver).first() if receiver else None
    data = [words.datum(code).lower() for code in _kinds(given)]
    if found is None or not data:
        return {"sharing_open": labels.SHARING_OPEN}
    named = {"receiver": found.name, "data": ", ".join(data)}
    of = Purpose(purpose)
    said = {
        "self": labels.SHARING[of],
        "child": labels.SHARING_CHILD,
        "guardian": labels.SHARING_GUARDIAN[of],
    }
    return {"sharing": {to: str(words) % named for to, words in said.items()}}


def _receiver_asked(request: Any) -> UUID | None:
    """Return with whom something is to be shared, where that is what is asked."""
    given = request.POST or request.GET
    if str(given.get("purpose", _purpose(request))) not in set(rules.SHARES):
        return None
    return parse_id(given.get("receiver"))


def _draft_key(request: Any, case: Case) -> str:
    """Return the key of the question that the link asks: an answer typed for one is no other's."""
    asked = parse_id(request.GET.get("receiver"))
    purpose = _purpose(request).lower() if _purpose(request) in set(Purpose) else "other"
    return f"cases.consent:{purpose}:{asked or 'none'}:{case.pk}"


@policy.door(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "POST"])
def record(request: Any, case_id: UUID) -> HttpResponse:
    """Ask for one purpose and write down the answer."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    band = queries.band_of(case, by=request.actor, at=at)
    sharing = _sharing(request)
    form = ConsentForm(
        request.POST or None,
        request.FILES or None,
        own=case.organisation_id,
        child=band is not VoiceBand.ADULT,
        draft_key=_draft_key(request, case),
        initial={
            "given_on": local_day(case.organisation, at),
            "purpose": _purpose(request),
            "receiver": request.GET.get("receiver", ""),
            "kinds": _kinds(request.GET),
            "explained_by": request.actor.label,
            "language": "ind",
        },
    )

    def save() -> object:
        return _save(form, case, request.actor, at)

    to, saved = frame.back_to_draft(
        case, _receiver_asked(request), saved=_("The answer is written down."),
        to=reverse("cases:consent", args=[case.pk]),
    )  # fmt: skip
    return frame.form_page(
        request, case, form, at, title=_("Ask for consent"), save=save, saved=saved, to=to,
        template="cases/consent/record.html",
        extra={
            "aloud": _aloud(band, sharing.get("sharing")), "enctype": "multipart/form-data",
            "sharing_open": sharing.get("sharing_open", ""),
        },
    )  # fmt: skip


def _save(form: ConsentForm, case: Case, by: Actor, at: datetime) -> ConsentLine:
    """Write the line with its paper, which was cleaned before; without the line it is discarded."""
    given = form.cleaned_data
    sent_again = replayed(ConsentLine, form.row_id, by, case_id=case.pk) is not None
    paper = None if sent_again else papers.ready(given["file"], case, by=by, at=at)
    try:
        return actions.record(
            id=form.row_id, case_id=case.pk, purpose=form.purpose_code(),
            state=State(given["state"]), given_on=given["given_on"], asked=form.asked(paper),
            receiver_id=parse_id(given["receiver"]), data=[Datum(d) for d in given["kinds"]],
            about=given["about"], valid_until=given["valid_until"], by=by, at=at,
        )  # fmt: skip
    except Problem:
        if paper is not None:
            prepare.discard(paper)
        raise


@policy.door(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "POST"])
def withdraw(request: Any, case_id: UUID, line_id: UUID) -> HttpResponse:
    """Withdraw a consent: what follows is said before it is done."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    line = scope.row(ConsentLine, line_id, case)
    form = WithdrawForm(request.POST or None)
    purpose = Purpose(line.purpose)
    confirm = Confirm(
        title=_("Withdraw a consent"),
        text=str(labels.PURPOSE[purpose]),
        submit=_("Withdraw"),
        back=reverse("cases:consent", args=[case.pk]),
        consequences=[labels.EFFECT[e] for e in rules.effects(purpose, State.WITHDRAWN)],
        danger=True,
    )

    def save() -> object:
        how = form.cleaned_data["how"]
        return actions.withdraw(case_id=case.pk, line_id=line.pk, how=how, by=request.actor, at=at)

    return frame.form_page(
        request, case, form, at, title=str(confirm.title), save=save, to=confirm.back,
        saved=_("The consent is withdrawn. What rests on it is closed."),
        template="ui/confirm.html", extra={"confirm": confirm},
    )  # fmt: skip


@policy.door(Permission.CONSENT_RECORD)
@require_http_methods(["GET", "POST"])
def ground(request: Any, case_id: UUID) -> HttpResponse:
    """Name a legal ground where consent is not possible or not safe."""
    at = clock.now()
    case = frame.case_of(request, case_id, at)
    today = local_day(case.organisation, at)
    form = GroundForm(
        request.POST or None,
        own=case.organisation_id,
        draft_key=f"cases.ground:{case.pk}",
        initial={"review_on": today + rules.GROUND_REVIEW},
    )

    def save() -> object:
        given = form.cleaned_data
        return actions.record_ground(
            id=form.row_id, case_id=case.pk, ground=Ground(given["ground"]),
            reason=given["reason"], decided_on=today, review_on=given["review_on"],
            receiver_id=parse_id(given["receiver"]), data=[Datum(d) for d in given["kinds"]],
            outside_worker=given["outside_worker"], person_told=given["person_told"],
            by=request.actor, at=at,
        )  # fmt: skip

    return frame.form_page(
        request, case, form, at, title=_("Name a legal ground"), save=save,
        saved=_("The legal ground is written down."),
        to=reverse("cases:consent", args=[case.pk]),
    )  # fmt: skip


@policy.door(Permission.CONSENT_RECORD)
@require_POST
def end_ground(request: Any, case_id: UUID, line_id: UUID) -> HttpResponse:
    """End a ground; what rests on it closes."""
    actions.end_ground(case_id=case_id, line_id=line_id, by=request.actor, at=clock.now())
    messages.success(request, _("The legal ground is ended."))
    return redirect("cases:consent", case_id)
