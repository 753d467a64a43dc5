"""What the pages of a case share: the head, the crumbs, and the way a form is answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from suar.agenda import slots
from suar.agenda.models import Task
from suar.cases import labels, queries, rules, scope
from suar.cases.codes import Stage
from suar.cases.identification.codes import Decision, Proposal
from suar.cases.identification.labels import DECISION, proposed
from suar.cases.identification.labels import TONE as PROPOSAL_TONE
from suar.cases.models import Case, Referral
from suar.cases.referral.codes import RefState
from suar.cases.triage.codes import Grade
from suar.cases.triage.labels import GRADE, TONE
from suar.policy import Permission
from suar.ui import saving
from suar.ui.forms import SuarForm
from suar.ui.parts import Crumb, Pill


def case_of(request: Any, case_id: UUID, at: datetime) -> Case:
    """Return the case of an address, if it is open to the reader."""
    return scope.get(case_id, request.actor, at)


def early(case: Case, stage: Stage) -> bool:
    """Say whether a step comes before its usual time and needs one line of reason."""
    return bool(rules.skipped(frozenset(Stage(s) for s in case.stages_done), stage))


def back_to_draft(case: Case, receiver_id: UUID | None, *, to: str, saved: str) -> tuple[str, str]:
    """Return where an answer about a receiver leads and what is said: a draft that waits for it."""
    states = {"state": RefState.DRAFT.value, "case": case, "receiver_id": receiver_id}
    draft = Referral.objects.filter(**states).order_by("-made_at", "-pk").first()
    if receiver_id is None or draft is None:
        return to, saved
    told = _("The answer is written down. Back at the draft: check it, then send.")
    return reverse("cases:referral", args=[case.pk, draft.pk]), told


def risk_pill(case: Case) -> Pill:
    """Return the grade; what was not asked is said beside it on the page."""
    grade = Grade(case.risk)
    return Pill(GRADE[grade], TONE[grade], "alert-triangle" if grade is Grade.RED else "")


def risk_in_words(case: Case) -> Pill:
    """Return the grade where no heading says what it grades: what was not asked says of what."""
    if case.risk != Grade.NOT_ASKED.value:
        return risk_pill(case)
    said = ngettext(
        "Risk: %(n)s item not asked", "Risk: %(n)s items not asked", case.risk_open
    ) % {"n": case.risk_open}  # fmt: skip
    return Pill(said, TONE[Grade.NOT_ASKED])


def status_pill(case: Case) -> Pill | None:
    """Return the decision, else the proposal, else nothing."""
    if case.decision:
        return Pill(DECISION[Decision(case.decision)], "live", "check")
    if case.proposal:
        proposal = Proposal(case.proposal)
        said = proposed(proposal, case.proposal_row)
        return Pill(_("Proposal: %(status)s") % {"status": said}, PROPOSAL_TONE[proposal])
    return None


def words(request: Any, case: Case, at: datetime, page: str = "") -> dict[str, Any]:
    """Return the words of the head for a page of the case."""
    crumbs = [Crumb(_("Cases"), reverse("cases:list"))]
    if page:
        crumbs += [Crumb(case.code, reverse("cases:case", args=[case.pk])), Crumb(page)]
    else:
        crumbs.append(Crumb(case.code))
    head = queries.head(case, at)
    return {
        "case": case,
        "head": head,
        "tick_off": _by_hand(head.next_task, request.actor.user_id),
        "may_check": not case.is_closed and request.actor.may(Permission.TRIAGE_ANSWER),
        "may_reach": request.actor.may(Permission.CASE_EDIT),
        "risk": risk_in_words(case),
        "not_asked": 0 if case.risk == Grade.NOT_ASKED.value else case.risk_open,
        "status": status_pill(case),
        "stage": labels.STAGE[Stage(case.stage)],
        "crumbs": crumbs,
        "page_title": page,
        "back": reverse("cases:case", args=[case.pk]),
    }


def _by_hand(task: Task | None, user_id: UUID) -> bool:
    """Say whether the reader ends a task by ticking it off: no page of the case closes it."""
    kind = slots.kinds.get(task.kind) if task is not None and task.user_id == user_id else None
    return kind is not None and kind.by_hand


def form_page(
    request: Any,
    case: Case,
    form: SuarForm,
    at: datetime,
    *,
    title: str,
    save: Callable[[], object],
    to: str,
    template: str = "cases/form_page.html",
    submit: str = "",
    extra: Mapping[str, Any] | None = None,
    current: saving.Current | None = None,
    saved: str = "",
) -> HttpResponse:
    """Show a form of a case, or save it (``ui.saving``); ``saved`` tells nothing of the person."""
    return saving.form_page(
        request, form, template,
        lambda: {
            **words(request, case, at, title), "submit": submit, "cancel": to, **(extra or {}),
        },
        save=save, to=to, at=at, saved=saved, current=current, title=title, back=to,
    )  # fmt: skip
