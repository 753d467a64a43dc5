"""Rules of follow-up."""

from __future__ import annotations

from datetime import date

from suar.kit.problem import Because
from suar.kit.reasons import Reason


def why_not_plan(due_on: date, today: date) -> list[Because]:
    """Return why a contact cannot be planned: its day lies behind us."""
    return [Because(Reason.DAY_HAS_PASSED, field="due_on")] if due_on < today else []


def why_not_finish(
    *, done_on: date, today: date, reached: bool | None, safe: bool | None = None
) -> list[Because]:
    """Return why a contact cannot be written down as done."""
    why: list[Because] = []
    if done_on > today:
        why.append(Because(Reason.DAY_LIES_AHEAD, field="done_on"))
    if reached is None:
        why.append(Because(Reason.REQUIRED, field="reached"))
    if reached is False and safe is not None:  # a person who was not reached was not asked
        why.append(Because(Reason.SAFE_BUT_NOT_REACHED, field="safe"))
    return why
