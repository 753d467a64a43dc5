"""Rules of service records. Services are open at every status, also before any."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from suar.cases.services.codes import ServiceState
from suar.kit.problem import Because
from suar.kit.reasons import Reason

NOT_GIVEN = (ServiceState.OFFERED, ServiceState.DECLINED)


@dataclass(frozen=True, slots=True)
class ServiceFacts:
    """A service about to be written down."""

    state: ServiceState
    has_decline_reason: bool
    started_on: date | None
    ended_on: date | None


def why_not_record(facts: ServiceFacts) -> list[Because]:
    """Return what is missing or contradicts itself."""
    why: list[Because] = []
    if facts.state is ServiceState.DECLINED and not facts.has_decline_reason:
        why.append(Because(Reason.DECLINE_NEEDS_REASON, field="declined_because"))
    if facts.state is ServiceState.GIVEN and facts.started_on is None:
        why.append(Because(Reason.REQUIRED, field="started_on"))
    if facts.state in NOT_GIVEN and facts.started_on is not None:
        why.append(Because(Reason.SERVICE_NOT_GIVEN, field="started_on"))
    if facts.started_on and facts.ended_on and facts.ended_on < facts.started_on:
        why.append(Because(Reason.ENDS_BEFORE_IT_BEGINS, field="ended_on"))
    return why
