"""Taking a step of the case: the stage is the step saved last."""

from __future__ import annotations

from datetime import datetime

from suar.cases import rules
from suar.cases.codes import Stage
from suar.cases.models import Case, CaseStep
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason


def why_open(case: Case) -> None:
    """Refuse to write into a closed case: it is reopened first."""
    if case.is_closed:
        raise Problem.refused(Reason.CASE_IS_CLOSED)


def take(case: Case, stage: Stage, *, by: Actor, at: datetime, reason: str = "") -> None:
    """Note a step; raises ``Problem`` where it is out of order and no reason is given.

    Runs inside the action that saves the step, after the case was held by ``scope.for_change``;
    the action's own event speaks for it.
    """
    done = frozenset(Stage(s) for s in case.stages_done)
    if reasons := rules.why_not_step(done, stage, has_reason=bool(reason.strip())):
        raise Problem.refused(reasons)
    skipped = rules.skipped(done, stage)
    if stage not in done:
        CaseStep(
            id=new_id(),
            organisation_id=case.organisation_id,
            subject_id=case.subject_id,
            made_at=at,
            made_by=by.user_id,
            case=case,
            stage=stage.value,
            skipped=[s.value for s in skipped],
            order_reason=reason.strip() if skipped else "",
        ).save(force_insert=True)
    case.stage = stage.value
    case.stage_at = at
    if stage not in done:
        case.stages_done = [*case.stages_done, stage.value]


def save(case: Case, *fields: str) -> None:
    """Write the case's own columns after a step."""
    wanted = ["stage", "stage_at", "stages_done", *fields]
    case.save_change(expected=case.version, fields=wanted)
