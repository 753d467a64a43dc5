"""The ground on which a case begins, carried over from its first contact."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
from suar.cases import rows
from suar.cases.consent.codes import Ground
from suar.cases.models import Case, GroundLine
from suar.kit.actor import Actor
from suar.network.queries import local_day


def begin(
    case: Case,
    row_id: UUID,
    *,
    ground: Ground,
    reason: str,
    review_on: date,
    by: Actor,
    at: datetime,
) -> GroundLine:
    """Write the first ground inside the action that opens the case.

    Whoever opens a case may not be the one who works on it, so the case's own scope is not asked.
    """
    line = GroundLine(
        **rows.base(case, row_id, by, at),
        ground=ground.value,
        data=[],
        reason=reason,
        decided_on=local_day(case.organisation, at),
        review_on=review_on,
    )
    line.save(force_insert=True)
    audit.record(by, "ground.recorded", line, at=at, facts={"ground": ground.value})
    return line
