"""Rules of a case's way: any step may be taken out of order with one line of reason.

Status is never a gate: urgent help, consent and services never need a reason.
"""

from __future__ import annotations

from suar.cases.codes import Stage
from suar.kit.problem import Because
from suar.kit.reasons import Reason

NOT_BUILT = frozenset({Stage.NEEDS, Stage.ASSESS, Stage.PLAN, Stage.RETURN, Stage.REINT})
WITHOUT_REASON = frozenset(
    {Stage.INTAKE, Stage.SEARCH, Stage.TRIAGE, Stage.CONSENT, Stage.RECOVER, Stage.CLOSED,
     Stage.REOPEN}
)  # fmt: skip
EXPECTED_BEFORE: dict[Stage, tuple[Stage, ...]] = {
    Stage.SCREEN: (Stage.TRIAGE, Stage.CONSENT),
    Stage.STATUS: (Stage.TRIAGE, Stage.CONSENT, Stage.SCREEN),
    Stage.REFER: (Stage.TRIAGE, Stage.CONSENT, Stage.SCREEN, Stage.STATUS),
    Stage.MONITOR: (Stage.TRIAGE, Stage.CONSENT),
}


def skipped(done: frozenset[Stage], step: Stage) -> tuple[Stage, ...]:
    """Return the steps that usually come before this one and were not taken.

    A step that was taken before needs no reason again.
    """
    if step in WITHOUT_REASON or step in done:
        return ()
    expected = EXPECTED_BEFORE.get(step, ())
    return tuple(s for s in expected if s not in done and s not in NOT_BUILT)


def why_not_step(done: frozenset[Stage], step: Stage, *, has_reason: bool) -> list[Because]:
    """Return why a step is not taken yet: out of order, it needs one line of reason."""
    missing = skipped(done, step)
    if not missing or has_reason:
        return []
    steps = ", ".join(missing)
    return [Because(Reason.STEP_NEEDS_REASON, {"steps": steps}, "order_reason")]
