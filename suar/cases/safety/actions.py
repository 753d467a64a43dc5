"""Writing the safety plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.cases import rows, scope, steps
from suar.cases.models import SafetyPlan
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.queries import local_day
from suar.policy import Permission
from suar.store.work import act

PARTS = ("signs", "places", "people", "steps", "family", "children")


@act
def save_plan(
    *,
    id: UUID,  # noqa: A002
    case_id: UUID,
    content: Mapping[str, str],
    expected: int,
    made_with_person: bool,
    review_on: date | None,
    by: Actor,
    at: datetime,
) -> SafetyPlan:
    """Write the one safety plan of a case, or its next version."""
    policy.require(by, Permission.CASE_EDIT)
    case = scope.for_change(case_id, by, at)
    steps.why_open(case)
    kept = {part: content.get(part, "").strip() for part in PARTS}
    if not any(kept.values()):
        raise Problem.invalid("steps", Reason.REQUIRED)
    if review_on is not None and review_on < local_day(case.organisation, at):
        raise Problem.invalid("review_on", Reason.DAY_HAS_PASSED)
    plan = SafetyPlan.objects.filter(case=case).first()
    if plan is not None and plan.pk == id and expected == 0:
        return plan  # the same form, sent twice
    if (plan.version if plan else 0) != expected:
        raise Problem.conflict()
    if plan is None:
        plan = SafetyPlan(**rows.base(case, id, by, at), content=kept)
        plan.made_with_person, plan.review_on = made_with_person, review_on
        plan.save(force_insert=True)
    else:
        plan.content = kept
        plan.made_with_person, plan.review_on = made_with_person, review_on
        plan.save_change(expected=expected)
    audit.record(by, "safety_plan.saved", plan, at=at, facts={"version": plan.version})
    return plan
