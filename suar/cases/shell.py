"""What the cases put into the slots of lower packages and of their own subjects."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from suar.agenda import slots as agenda_slots
from suar.agenda.slots import TaskKind
from suar.api import slots as api_slots
from suar.cases import ending, erasure, labels, papers, queries, scope
from suar.cases.consent import slots as consent_slots
from suar.cases.frame import risk_in_words
from suar.cases.models import Case
from suar.cases.page_of_code import page_of_code
from suar.cases.referral import actions as referring
from suar.cases.referral import endpoints, inbox, lapsing, letters
from suar.cases.reminders import Kind, referral_of
from suar.cases.sentences import SENTENCES
from suar.cases.telling import News
from suar.cases.triage.labels import TASK
from suar.documents import slots as document_slots
from suar.files import slots as files_slots
from suar.kit.actor import Actor
from suar.network import slots as network_slots
from suar.notices import slots as notice_slots
from suar.notices.slots import NoticeKind
from suar.people import slots as people_slots
from suar.people.models import Person
from suar.people.slots import PersonPanel
from suar.policy import Permission
from suar.ui import refusals, slots
from suar.ui.slots import MenuEntry, Panel
from suar.vault import slots as vault_slots

ON_CASE = "cases:case"
ON_FOLLOW_UP = "cases:case?tab=reintegration#follow-h"  # where its contacts stand
CLOSING = "cases:closing"  # the case at the place where its closing is answered
TASKS = {
    Kind.URGENT: (_("Act on an urgent item"), "cases:triage", False),
    Kind.ASK_URGENT: (_("Ask the urgent items that were not asked yet"), "cases:triage", False),
    Kind.CHECK_AGAIN: (_("Urgent: not safe, do the urgent check again"), "cases:triage", False),
    Kind.ASK_CONSENT: (_("Ask for consent"), "cases:consent", False),
    Kind.ASK_AGE: (_("Ask or judge the age"), "cases:interview", True),
    Kind.GROUND_REVIEW: (_("Look at a legal ground again"), "cases:consent", True),
    Kind.CONSENT_ENDS: (
        _("A consent ends soon: ask again, or arrange the hand-over"),
        "cases:consent",
        True,
    ),
    Kind.NEXT_SITTING: (_("Hold the next sitting"), "cases:interview", True),
    Kind.CHILD_PROTECTION: (_("Child protection today"), ON_CASE, True),
    Kind.SECOND_PERSON: (_("Be the second person of a decision"), "cases:proposal", False),
    Kind.FOLLOW_UP: (_("Contact the person as planned"), ON_FOLLOW_UP, False),
    Kind.APPROVE_CLOSING: (_("Answer a wish to close a case"), CLOSING, False),
    Kind.CLOSING_RETURNED: (_("The wish to close was sent back"), CLOSING, True),
    Kind.HAND_OVER: (_("Hand over a running service: access ended"), ON_CASE, True),
    Kind.SEND_REFERRAL: (_("Send a referral that was begun"), ON_CASE, False),
    Kind.LOOK_AT_ANSWER: (_("Look at the answer to a referral"), ON_CASE, True),
    Kind.ACKNOWLEDGE: (_("Acknowledge a referral"), "cases:incoming", False),
    Kind.ANSWER: (_("Accept or decline a referral"), "cases:incoming", False),
    Kind.FEEDBACK: (_("Say whether the service has begun"), "cases:incoming", False),
    Kind.RECEIVER_HAND_OVER: (
        _("Hand over a running service: access ended"),
        "cases:incoming_over",
        True,
    ),
}

AT_REFERRAL = frozenset({Kind.HAND_OVER, Kind.LOOK_AT_ANSWER, Kind.SEND_REFERRAL})
URGENT = {f"triage.{item.value}": title for item, title in TASK.items()}  # by the item


def _address(name: str) -> Any:
    """Return the page of a record, at its place; where the access has ended, the list."""
    if not name:
        return lambda record_id: reverse("cases:inbox")
    page, mark, place = name.partition("?")
    return lambda record_id: reverse(page, args=[record_id]) + mark + place


def _at_referral(source: str) -> str:
    """Return the page of the referral that a task's source names."""
    referral_id = referral_of(source)
    return _sent(referral_id) if referral_id else ""


def _sent(referral_id: UUID) -> str:
    """Return the address that leads to the sender's page: a list of news asks for no case."""
    return reverse("cases:sent", args=[referral_id])


NEWS: Mapping[News, tuple[Any, Any, bool]] = {  # words, page, mailed in quiet hours, too
    News.ASSIGNED: (_("A case was given to you"), _address(ON_CASE), False),
    News.RED: (_("A case has a new red item"), _address(ON_CASE), True),
    News.NOT_SAFE: (_("Not safe at the last contact"), _address(ON_CASE), True),
    News.SECOND_WANTED: (TASKS[Kind.SECOND_PERSON][0], _address("cases:proposal"), False),
    News.CLOSING_ASKED: (TASKS[Kind.APPROVE_CLOSING][0], _address(CLOSING), False),
    News.CLOSING_RETURNED: (TASKS[Kind.CLOSING_RETURNED][0], _address(CLOSING), False),
    News.RECEIVED: (_("Referral received"), _address("cases:incoming"), False),
    News.RECEIVED_RED: (_("Urgent referral received"), _address("cases:incoming"), True),
    News.ACKNOWLEDGED: (labels.EVENT["referral.acknowledged"], _sent, False),
    News.ACCEPTED: (labels.EVENT["referral.accepted"], _sent, False),
    News.DECLINED: (labels.EVENT["referral.declined"], _sent, False),
    News.HANDED_OVER: (labels.EVENT["referral.handed_over"], _sent, False),
    News.FEEDBACK: (labels.EVENT["referral.answered"], _sent, False),
    News.SERVICE_REPORTED: (labels.EVENT["referral.service_reported"], _sent, False),
    News.FINISHED: (labels.EVENT["referral.finished"], _sent, False),
    News.OVER: (_("Access ended"), _sent, False),
    News.ACCESS_ENDED: (_("Access ended"), _address(""), False),
}


def fill() -> None:
    """Fill every slot; called once, when all models exist."""
    refusals.add(SENTENCES)
    api_slots.routers.fill("referrals", endpoints.router)
    consent_slots.ending.fill("referral", referring.hold_all_of)
    consent_slots.ended.fill("referral", referring.when_consent_ended)
    consent_slots.ended.fill("lapsing", lapsing.when_consent_ended)
    consent_slots.ended.fill("ending", ending.when_answered)
    consent_slots.given.fill("ending", ending.when_answered)
    for kind, (label, address, by_hand) in TASKS.items():
        titles = URGENT if kind is Kind.URGENT else {}
        nearer = _at_referral if kind in AT_REFERRAL else None
        task_kind = TaskKind(label, _address(address), by_hand, titles, nearer)
        agenda_slots.kinds.fill(kind.value, task_kind)
    agenda_slots.due.fill("cases", _due)
    for news, (words, where, urgent) in NEWS.items():
        notice_slots.kinds.fill(news.value, NoticeKind(words, where, urgent))
    document_slots.why_not_go_out.fill("referral", letters.why_not_go_out)
    files_slots.holders.fill("referral", letters.holder_by_id)
    files_slots.holders.fill(papers.CASE, papers.case_by_id)
    files_slots.holders.fill(papers.CONSENT, papers.line_by_id)
    network_slots.unit_uses.fill("cases", _cases_of_unit)
    people_slots.panels.fill("cases", PersonPanel(_("Cases"), "cases/_person.html", _of_person))
    people_slots.page_of_code.fill("cases", page_of_code, order=10)
    vault_slots.on_erase.fill("cases", erasure.forget)
    slots.draft_records.fill("cases", scope.is_open)
    _menu()
    _home()


def _menu() -> None:
    slots.menu.fill(
        "cases",
        MenuEntry(
            pgettext_lazy("menu", "Cases"), "cases:list", "folder",
            permission=Permission.CASE_LIST, context="cases",
        ),
        order=slots.ORDER["cases"],
    )  # fmt: skip
    slots.menu.fill(
        "referrals",
        MenuEntry(
            pgettext_lazy("menu", "Referrals to us"), "cases:inbox", "inbox",
            permission=Permission.REFERRAL_RECEIVE,
        ),
        order=slots.ORDER["cases"] + 1,
    )  # fmt: skip


def _home() -> None:
    slots.home_panels.fill(
        "cases",
        Panel(_("My cases"), "cases/_home.html", _my_cases, permission=Permission.CASE_LIST),
        order=30,
    )
    slots.home_panels.fill(
        "referrals",
        Panel(
            _("Referrals waiting for us"), "cases/_home_inbox.html", _inbox,
            permission=Permission.REFERRAL_RECEIVE,
        ),
        order=20,
    )  # fmt: skip


def _due(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Let referrals end that nobody answered or no consent carries, of the actor's own house."""
    closed = len(referring.expire_due(by=by, at=at)) + len(lapsing.close_lapsed(by=by, at=at))
    return closed + ending.remind(by=by, at=at)


def _cases_of_unit(unit_id: UUID) -> int:
    return Case.objects.filter(unit_id=unit_id, closed_at__isnull=True).count()


def _of_person(person: Person, actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    found = queries.cases_of(person, actor, at) if actor.may(Permission.CASE_VIEW) else []
    return {"cases": [(case, risk_in_words(case)) for case in found]} if found else None


def _my_cases(actor: Actor, at: datetime) -> Mapping[str, Any]:
    leads = actor.may(Permission.CASE_ASSIGN)
    return {"counts": queries.waiting_for(actor, at), "leads": leads}


def _inbox(actor: Actor, at: datetime) -> Mapping[str, Any]:
    found = inbox.page_of(actor, at, size=8).lines
    lines = [line for line in found if line.referral is not None]
    return {"lines": lines, "total": inbox.waiting_here(actor)}
