"""Writes on the case as a whole: opening it and giving it to somebody."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

import suar.audit as audit
import suar.people.scope as people_scope
import suar.policy as policy
import suar.vault as vault
from suar.accounts.models import Membership, User
from suar.cases import reminders, scope, steps, team, telling
from suar.cases.codes import Stage
from suar.cases.models import Assignment, Case, Referral
from suar.cases.source import SourceRef
from suar.cases.telling import News
from suar.cases.triage import checks
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Unit
from suar.people.models import Person
from suar.policy import Part, Permission, Role
from suar.store.models import replayed
from suar.store.work import act

WORKERS = frozenset({Role.CASEWORKER.value, Role.SUPERVISOR.value})


@act
def open_case(
    *,
    id: UUID,  # noqa: A002
    person: Person,
    unit: Unit,
    by: Actor,
    at: datetime,
    worker_id: UUID | None = None,
    source: SourceRef | None = None,
    urgent: Mapping[str, str] | None = None,
    searched: bool = True,
    code: str = "",
    now_country: str = "",
    now_regency: str = "",
) -> Case:
    """Open a case for a person, give it to a worker and a unit, and keep what was heard so far.

    ``worker_id`` defaults to the actor, who must then be a caseworker or supervisor. ``urgent``
    maps U01-U12 to answers. ``code`` keeps the code that a report already read out.
    ``now_country`` is where the person is (ISO 3166-1 alpha-2), empty at sea or where not known;
    ``now_regency`` its regency in Indonesia (Kemendagri), where known.
    """
    if done := replayed(Case, id, by, person_id=person.pk):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_OPEN)
    person = people_scope.for_change(person.pk, by, at, Part.IDENTITY)
    worker = _worker(worker_id or by.user_id, unit, by, at)
    subject = vault.new_subject(kind="case", by=by, at=at, person_subject=person.subject_id)
    case = Case(
        id=id, organisation_id=by.organisation_id, subject_id=subject, made_at=at,
        made_by=by.user_id, person=person, unit=unit, worker=worker, stage_at=at,
        now_country=now_country, now_regency=now_regency,
        source_kind=source.kind.value if source else "",
        source_id=source.id if source else None,
        **({"code": code} if code else {}),
    )  # fmt: skip
    case.save(force_insert=True)
    _begin(case, urgent, by, at, searched=searched)
    both, facts = [subject, person.subject_id], {"risk": case.risk, "unit": unit.pk}
    audit.record(by, "case.opened", case, at=at, subjects=both, facts=facts)
    return case


def _begin(
    case: Case, urgent: Mapping[str, str] | None, by: Actor, at: datetime, *, searched: bool
) -> None:
    """Give the new case to its team, note its first steps and tasks."""
    team.begin(case, new_id(), case.worker, case.unit, by=by, at=at)
    steps.take(case, Stage.INTAKE, by=by, at=at)
    if searched:
        steps.take(case, Stage.SEARCH, by=by, at=at)
    if urgent:
        checks.write(case, new_id(), urgent, by, at, 1)
        steps.take(case, Stage.TRIAGE, by=by, at=at)
    steps.save(case, "risk", "risk_open")
    reminders.after_opening(case, by=by, at=at)
    telling.worker(case, News.ASSIGNED, by=by, at=at)


@act
def assign(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    worker_id: UUID,
    unit_id: UUID,
    expected: int,
    by: Actor,
    at: datetime,
) -> Assignment:
    """Give a case to another worker or unit: the lines of the one before close at once.

    Her open tasks of the case go with it. ``expected`` is how often the case had been given when
    the page was drawn: where somebody gave it on meanwhile, the later one sees to whom.
    """
    if done := replayed(Assignment, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_ASSIGN)
    case = scope.for_change(case_id, by, at)
    policy.require_in(by, Permission.CASE_ASSIGN, case.unit_id)
    unit = Unit.objects.filter(pk=unit_id, organisation_id=by.organisation_id).first()
    if unit is None or unit.closed_on is not None:
        raise Problem.invalid("unit", Reason.NOT_FOUND)
    worker = _worker(worker_id, unit, by, at)
    if team.times_given(case) != expected:
        raise Problem.conflict()
    row = team.begin(case, id, worker, unit, by=by, at=at)
    reminders.given_on(case, worker, unit, by=by, at=at)
    case.worker, case.unit = worker, unit
    case.save_change(expected=case.version, fields=["worker", "unit"])
    Referral.objects.filter(case=case).update(worker_id=worker_id)  # who hears of the answers
    telling.worker(case, News.ASSIGNED, by=by, at=at)
    audit.record(
        by,
        "case.assigned",
        case,
        at=at,
        subjects=[case.subject_id, case.person.subject_id],
        facts={"worker": worker_id, "unit": unit_id},
    )
    return row


def _worker(user_id: UUID, unit: Unit, by: Actor, at: datetime) -> User:
    """Return somebody who works on cases in this organisation, in the unit or in the whole."""
    seats = Membership.objects.open_at(at).filter(
        organisation_id=by.organisation_id, user_id=user_id, role__in=WORKERS
    )
    seat = next((s for s in seats if s.unit_id in (None, unit.pk)), None)
    if seat is None:
        raise Problem.invalid("worker", Reason.WORKER_NOT_IN_HOUSE)
    return User.objects.get(pk=user_id)
