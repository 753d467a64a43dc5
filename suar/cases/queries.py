"""Reads of the case as a whole: the list, the page, the timeline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

import suar.agenda.queries as agenda
import suar.audit as audit
import suar.people.queries as people
import suar.vault as vault
from suar.accounts.models import Membership, User
from suar.agenda.codes import State as TaskState
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.audit.queries import LOOK_VERBS
from suar.cases import labels, scope
from suar.cases.followup.queries import not_safe_on
from suar.cases.models import Case, CaseStep, Referral, TriageCheck
from suar.cases.rows import opened
from suar.cases.triage.codes import Grade
from suar.cases.words import service
from suar.kit.actor import Actor
from suar.kit.readable import spellings
from suar.network.models import Unit
from suar.people.models import Person, SafeContact
from suar.policy import Permission, Role
from suar.ui.paging import CursorPage, cursor_page
from suar.ui.parts import TimelineItem

Choices = list[tuple[UUID, str]]
SHOWN_EVENTS = 60
HIDDEN_VERBS = (*LOOK_VERBS, "task.added", "task.completed", "grant.given", "grant.ended")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is filtered by; empty means all."""

    code: str = ""
    status: str = ""
    stage: str = ""
    risk: str = ""
    unit: str = ""
    worker: str = ""
    overdue: bool = False


def cases(filters: Filters, actor: Actor, at: datetime) -> QuerySet[Case]:
    """Return the cases that are open to the actor and match."""
    rows = scope.listed_to(actor, at)
    if filters.code:
        rows = rows.filter(_has_code(filters.code))
    elif filters.status == "":
        rows = rows.filter(closed_at__isnull=True)
    if filters.status == "closed":
        rows = rows.filter(closed_at__isnull=False)
    for name in ("stage", "risk", "unit", "worker"):
        if value := getattr(filters, name):
            rows = rows.filter(**{name: value})
    if filters.overdue:
        late = Task.objects.filter(
            organisation_id=actor.organisation_id, state=TaskState.OPEN.value, due_at__lte=at
        )
        rows = rows.filter(Exists(late.filter(record_id=OuterRef("pk"))))
    return rows


def _has_code(typed: str) -> Q:
    """Return the condition of a code as people type it, or of a part of it."""
    wanted = Q()
    for spelling in spellings(typed):
        wanted |= Q(code__icontains=spelling)
    return wanted


@dataclass(frozen=True, slots=True)
class ListLine:
    """One line of the list: code and initials, never a name."""

    case: Case
    initials: str
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class CaseList:
    """One page of the list."""

    lines: Sequence[ListLine]
    page: CursorPage[Any]


def case_list(filters: Filters, *, cursor: str, by: Actor, at: datetime) -> CaseList:
    """Return one page of the list, in a constant number of queries; one look for the page."""
    page: CursorPage[Any] = cursor_page(
        cases(filters, by, at).only("made_at"), order=["-made_at"], cursor=cursor
    )
    ids = [row.pk for row in page.rows]
    rows = Case.objects.select_related("worker").in_bulk(ids)
    found = [rows[pk] for pk in ids if pk in rows]
    due = agenda.first_due(ids, organisation_id=by.organisation_id)
    initials = people.initials_of([c.person_id for c in found], by=by, at=at, what="cases.list")
    lines = [ListLine(c, initials.get(c.person_id, ""), due.get(c.pk)) for c in found]
    return CaseList(lines, page)


def units_of(actor: Actor) -> list[tuple[UUID, str]]:
    """Return the open units of the actor's organisation."""
    rows = Unit.objects.filter(organisation_id=actor.organisation_id, closed_on__isnull=True)
    return list(rows.order_by("name").values_list("pk", "name"))


def filter_choices(actor: Actor, at: datetime) -> tuple[Choices, Choices]:
    """Return the units and the workers whose cases the actor can have in her list.

    Whoever answers for no unit sees her own cases alone: there is nothing to choose.
    """
    if not actor.may(Permission.CASE_ASSIGN):
        return [], []
    units, seats = units_of(actor), _seats(actor, at)
    if actor.unit_ids:
        leads = actor.units_where(Permission.CASE_ASSIGN)
        units = [unit for unit in units if unit[0] in leads]
        seats = seats.filter(unit_id__in=leads)
    return units, _names(seats)


def workers_of(actor: Actor, at: datetime) -> list[tuple[UUID, str]]:
    """Return who works on cases in the actor's organisation."""
    return _names(_seats(actor, at))


def _seats(actor: Actor, at: datetime) -> QuerySet[Membership]:
    return Membership.objects.open_at(at).filter(
        organisation_id=actor.organisation_id,
        role__in=[Role.CASEWORKER.value, Role.SUPERVISOR.value],
    )


def _names(seats: QuerySet[Membership]) -> Choices:
    rows = User.objects.filter(pk__in=list(seats.values_list("user_id", flat=True)))
    return list(rows.order_by("name").values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every page of a case, without a name."""

    case: Case
    next_task: Task | None
    next_label: Any
    next_address: str
    next_overdue: bool
    contact_known: bool
    do_not_contact: bool
    must_not_know_asked: bool
    not_safe_on: date | None  # the last contact says so, and no full urgent check was made since
    unanswered: int  # urgent items that the person declined or did not know: asked, but no answer


def head(case: Case, at: datetime) -> Head:
    """Return the head of a case: the next task, and what to know before any call."""
    first = agenda.open_for(case.pk, organisation_id=case.organisation_id).first()
    safe = SafeContact.objects.filter(person_id=case.person_id).only("do_not_contact").first()
    checks = TriageCheck.objects.filter(case=case).order_by("-number")
    open_items = checks.values_list("open_count", flat=True).first() or 0
    return Head(
        case=case,
        next_task=first,
        next_label=agenda.label_of(first) if first else "",
        next_address=agenda.address_of(first) if first else "",
        next_overdue=first is not None and first.due_at <= at,
        contact_known=safe is not None,
        do_not_contact=bool(safe and safe.do_not_contact),
        must_not_know_asked=case.person.must_not_know_asked_at is not None,
        not_safe_on=not_safe_on(case),
        unanswered=max(open_items - case.risk_open, 0),
    )


@dataclass(frozen=True, slots=True)
class StepView:
    """A step that was taken out of order, opened."""

    row: CaseStep
    reason: str


@contextmanager
def looking(case: Case, *, by: Actor, at: datetime) -> Iterator[list[StepView]]:
    """Open a case for its page: one look for all its parts; gives the steps out of order."""
    early = list(
        CaseStep.objects.filter(case=case, order_reason__isnull=False).order_by("made_at", "pk")
    )
    with vault.opened(case, by=by, at=at, purpose="view"):
        yield [StepView(row, opened(row.order_reason)) for row in early]


def timeline(case: Case) -> list[TimelineItem]:
    """Return what happened, newest first, in words; from the event log and the referrals."""
    events = audit.events_about([case.subject_id]).exclude(verb__in=HIDDEN_VERBS)
    sent = Referral.objects.filter(case=case).select_related("receiver")
    referrals = {row.pk: row for row in sent}
    houses = {row.receiver_id: row.receiver.short_name for row in sent}
    return [
        TimelineItem(
            at=e.at, title=labels.EVENT[e.verb], who=_who(e, case, houses),
            text=_about(e.facts, referrals.get(e.record_id)),
        )
        for e in events[:SHOWN_EVENTS]
        if e.verb in labels.EVENT
    ]  # fmt: skip


def _who(event: Event, case: Case, houses: Mapping[UUID, str]) -> str:
    """Return the shown name; one of another organisation stands behind that one's name."""
    if event.actor_organisation_id == case.organisation_id:
        return event.actor_label
    return f"{houses.get(event.actor_organisation_id, '–')}: {event.actor_label}"


def _about(facts: Mapping[str, Any], referral: Referral | None) -> str:
    """Return which service of which organisation an event of a referral is about."""
    if referral is None:
        return ""
    given = service(str(facts.get("service") or referral.service))
    return f"{given} · {referral.receiver.short_name} · {referral.code}"


def cases_of(person: Person, actor: Actor, at: datetime) -> list[Case]:
    """Return the cases of a person that are open to the actor."""
    rows = scope.visible_to(actor, at).filter(person=person)
    return list(rows.select_related("unit", "worker").order_by("-made_at", "-pk"))


def open_cases_of(people: Iterable[UUID], actor: Actor, at: datetime) -> dict[UUID, list[Case]]:
    """Return person -> her open cases, where they are open to the actor."""
    rows = scope.visible_to(actor, at).filter(person_id__in=list(people), closed_at=None)
    found: dict[UUID, list[Case]] = {}
    for case in rows.order_by("-made_at", "-pk"):
        found.setdefault(case.person_id, []).append(case)
    return found


def waiting_for(actor: Actor, at: datetime) -> dict[str, int]:
    """Return the counts of the home page: own open cases and the red ones among them; then all that
    are open to the actor: red ones, those opened this week, decisions that wait.
    """
    mine = scope.listed_to(actor, at).filter(closed_at__isnull=True)
    led = actor.units_where(Permission.STATUS_SECOND)
    asked = Q(decision_waits=True) & ~Q(unit_id__in=actor.unit_ids - led)
    found: dict[str, int] = mine.aggregate(
        own=Count("pk", filter=Q(worker_id=actor.user_id)),
        own_red=Count("pk", filter=Q(worker_id=actor.user_id, risk=Grade.RED.value)),
        red=Count("pk", filter=Q(risk=Grade.RED.value)),
        week=Count("pk", filter=Q(made_at__gte=at - timedelta(days=7))),
        second=Count("pk", filter=asked),
    )
    if not actor.may(Permission.STATUS_SECOND):
        found["second"] = 0
    return found
