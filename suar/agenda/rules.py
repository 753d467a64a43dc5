"""What may be done with a task, and who is told when it is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from suar.agenda.codes import Snooze, State
from suar.kit.problem import Because
from suar.kit.reasons import Reason

SNOOZE_DAYS: Final = 30  # longer than this is a new plan, not a delay
SNOOZE_DAYS_URGENT: Final = 1
ESCALATE_AFTER: Final = timedelta(hours=24)  # overdue so long, then the supervisor sees it
TOP_LEVEL: Final = 2


@dataclass(frozen=True, slots=True)
class TaskFacts:
    """What decisions about a task need."""

    state: State
    due_at: datetime
    urgent: bool = False
    level: int = 0
    overdue_at: datetime | None = None


def why_not_change(facts: TaskFacts) -> list[Because]:
    """Return why a task cannot be completed, put off or given away: it is closed already."""
    return [] if facts.state is State.OPEN else [Because(Reason.TASK_NOT_OPEN)]


def why_not_snooze(
    facts: TaskFacts, *, until: datetime, reason: Snooze | str, at: datetime
) -> list[Because]:
    """Return the reasons against putting a task off to a moment."""
    found = why_not_change(facts)
    if reason not in set(Snooze):
        found.append(Because(Reason.REQUIRED, field="reason"))
    days = SNOOZE_DAYS_URGENT if facts.urgent else SNOOZE_DAYS
    if until <= at:
        found.append(Because(Reason.TASK_SNOOZE_PAST, field="until"))
    elif until - at > timedelta(days=days):
        found.append(Because(Reason.TASK_SNOOZE_TOO_LONG, {"days": days}, "until"))
    return found


def level_at(facts: TaskFacts, at: datetime) -> int:
    """Return how far up an open task must be shown: 0 its worker, 1 the supervisor, 2 the office.

    An urgent task goes up the moment it is overdue, another after a day; two days later one more.
    """
    if facts.state is not State.OPEN or facts.due_at > at:
        return facts.level
    late = at - facts.due_at
    patience = timedelta(0) if facts.urgent else ESCALATE_AFTER
    if late < patience:
        return facts.level
    reached = 1 + int(late - patience >= 2 * ESCALATE_AFTER)
    return max(facts.level, min(reached, TOP_LEVEL))
