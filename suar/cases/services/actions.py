"""Writing services that the own organisation gives or arranges."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import rows, scope, steps
from suar.cases.codes import Stage
from suar.cases.models import NamelessService, ServiceRecord
from suar.cases.services import rules
from suar.cases.services.codes import ServiceState
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.people.codes import AgeBand, Sex
from suar.policy import Permission
from suar.store.models import replayed
from suar.store.work import act


@dataclass(frozen=True, slots=True)
class Details:
    """What is written of one service."""

    service: ServiceCode
    state: ServiceState
    need: str = ""
    declined_because: str = ""
    planned_on: date | None = None
    started_on: date | None = None
    ended_on: date | None = None
    units: Decimal | None = None
    cost: Decimal | None = None
    funding: str = ""
    outcome: str = ""
    satisfaction: int | None = None
    note: str = ""


@act
def record(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    details: Details,
    by: Actor,
    at: datetime,
) -> ServiceRecord:
    """Write down one service; never a question of status."""
    if done := replayed(ServiceRecord, id, by, case_id=case_id):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    _check(details)
    row = ServiceRecord(**rows.base(case, id, by, at), provider_id=case.organisation_id)
    _fill(row, details)
    row.save(force_insert=True)
    if details.state is ServiceState.GIVEN:
        steps.take(case, Stage.RECOVER, by=by, at=at)
        steps.save(case)
    facts = {"service": row.service, "state": row.state}
    audit.record(by, "service.recorded", row, at=at, facts=facts)
    return row


@act
def change(
    *,
    case_id: UUID,
    row_id: UUID,
    details: Details,
    expected: int,
    by: Actor,
    at: datetime,
) -> ServiceRecord:
    """Change a service record."""
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    _check(details)
    row = scope.row(ServiceRecord, row_id, case)
    _fill(row, details)
    row.save_change(expected=expected)
    facts = {"service": row.service, "state": row.state}
    audit.record(by, "service.changed", row, at=at, facts=facts)
    return row


def _check(details: Details) -> None:
    facts = rules.ServiceFacts(
        state=details.state,
        has_decline_reason=bool(details.declined_because.strip()),
        started_on=details.started_on,
        ended_on=details.ended_on,
    )
    if reasons := rules.why_not_record(facts):
        raise Problem.refused(reasons)


def _fill(row: ServiceRecord, details: Details) -> None:
    row.service = details.service.value
    row.state = details.state.value
    row.need, row.note = details.need, details.note
    row.declined_because = details.declined_because
    row.planned_on, row.started_on = details.planned_on, details.started_on
    row.ended_on, row.units, row.cost = details.ended_on, details.units, details.cost
    row.funding, row.outcome = details.funding, details.outcome
    row.satisfaction = details.satisfaction


@act
def record_nameless(
    *,
    id: UUID,  # noqa: A002
    service: ServiceCode,
    given_on: date,
    sex: Sex,
    age_band: AgeBand,
    by: Actor,
    at: datetime,
) -> NamelessService:
    """Count a service to somebody who let no data be kept; it leads to no person and no case."""
    if done := replayed(NamelessService, id, by):
        return done  # type: ignore[no-any-return]
    policy.require(by, Permission.CONSENT_RECORD)
    if given_on > at.date() + timedelta(days=1):  # a day ahead of UTC is today in the east
        raise Problem.invalid("given_on", Reason.DAY_LIES_AHEAD)
    row = NamelessService(
        id=id, organisation_id=by.organisation_id, made_at=at, made_by=by.user_id,
        service=service.value, given_on=given_on, sex=sex.value, age_band=age_band.value,
    )  # fmt: skip
    row.save(force_insert=True)
    audit.record(by, "nameless_service.recorded", row, at=at, facts={"service": row.service})
    return row
