"""What closing a case asks, and the closings asked for."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils.functional import Promise

import suar.agenda.queries as agenda
import suar.people.queries as people
import suar.vault as vault
from suar.accounts.queries import names_of
from suar.agenda.models import Task
from suar.cases.closure.codes import CloseReason, Fact, Told
from suar.cases.closure.rules import CloseFacts
from suar.cases.codes import Stage
from suar.cases.followup.queries import attempts, not_safe_on
from suar.cases.models import Case, Closure, Referral
from suar.cases.referral.queries import unsettled
from suar.cases.reminders import Kind
from suar.cases.rows import opened
from suar.cases.triage.codes import Grade
from suar.cases.triage.labels import ITEM
from suar.cases.triage.queries import red_items
from suar.kit.actor import Actor
from suar.network.queries import local_day

UNKNOWN = ("", "unknown")


def missing_facts(case: Case, marked_unknown: Collection[str]) -> tuple[Fact, ...]:
    """Return the minimum facts that are neither filled nor marked unknown."""
    person = case.person
    filled = {
        Fact.SEX: person.sex not in UNKNOWN,
        Fact.AGE_BAND: person.age_band not in UNKNOWN,
        Fact.ORIGIN: bool(person.country),
        Fact.EXPLOITATION_PLACE: bool(case.place_country),
        Fact.FORM: bool(case.exploitation),
        Fact.DECISION: bool(case.decision),
    }
    return tuple(f for f in Fact if not filled[f] and f.value not in marked_unknown)


def close_facts(
    case: Case,
    *,
    reason: CloseReason,
    told: Told | None,
    safety_checked_on: date | None,
    retention_until: date | None,
    facts_unknown: Collection[str],
    by: Actor,
    at: datetime,
) -> CloseFacts:
    """Gather everything that the rule of closing asks; the age only where it decides."""
    today = local_day(case.organisation, at)
    red = case.risk == Grade.RED.value
    return CloseFacts(
        stage=Stage(case.stage),
        reason=reason,
        told=told,
        safety_checked=safety_checked_on is not None and safety_checked_on <= today,
        open_referrals=len(unsettled(case)),
        open_hand_overs=_open_tasks(case).filter(kind=Kind.HAND_OVER.value).count(),
        waiting_decision=case.decision_waits,
        retention_until=retention_until,
        today=today,
        missing_facts=missing_facts(case, facts_unknown),
        referrals_made=Referral.objects.filter(case=case, accepted_at__isnull=False).count(),
        attempts=attempts(case),
        red_open=red,
        child=red and reason is CloseReason.CLIENT and _may_be_a_child(case, today, by, at),
        not_safe=not_safe_on(case) is not None,
    )


def _may_be_a_child(case: Case, today: date, by: Actor, at: datetime) -> bool:
    return people.age_of(case.person, by=by, at=at, today=today).childhood.counts_as_child


def red_left(case: Case, *, by: Actor, at: datetime) -> list[str | Promise]:
    """Return the words of the red items that stand open."""
    return [ITEM[item] for item in red_items(case, by=by, at=at)]


def still_open(case: Case) -> list[str | Promise]:
    """Return the words of the tasks that closing drops, the first due first."""
    rows = _open_tasks(case).exclude(kind=Kind.APPROVE_CLOSING.value)
    return [agenda.label_of(task) for task in rows]


def _open_tasks(case: Case) -> QuerySet[Task]:
    return agenda.open_for(case.pk, organisation_id=case.organisation_id)


@dataclass(frozen=True, slots=True)
class ClosureView:
    """A closing asked for, opened."""

    row: Closure
    who: str
    answered: str
    summary: str
    told_note: str
    answer_note: str
    red_reason: str


def closures_of(case: Case, *, by: Actor, at: datetime) -> list[ClosureView]:
    """Open the closings of a case, newest first."""
    rows = list(Closure.objects.filter(case=case).order_by("-made_at", "-pk"))
    if not rows:
        return []
    names = names_of(who for r in rows for who in (r.made_by, r.answered_by))
    with vault.opened(case, by=by, at=at, record=case, purpose="closure"):
        return [
            ClosureView(
                row=r,
                who=names.get(r.made_by, ""),
                answered=names.get(r.answered_by, "") if r.answered_by else "",
                summary=opened(r.summary),
                told_note=opened(r.told_note),
                answer_note=opened(r.answer_note),
                red_reason=opened(r.red_reason),
            )
            for r in rows
        ]


def asked(case: Case) -> Closure | None:
    """Return the closing that waits for a supervisor."""
    return Closure.objects.filter(case=case, state="REQUESTED").first()
