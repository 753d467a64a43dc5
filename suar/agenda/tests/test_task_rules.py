"""What may be done with a task, and when a late one goes up."""

from datetime import UTC, datetime, timedelta

import pytest

from suar.agenda import rules
from suar.agenda.codes import Snooze, State
from suar.agenda.rules import TaskFacts
from suar.kit.reasons import Reason

START = datetime(2026, 6, 4, 1, 30, tzinfo=UTC)


def facts(**changes):
    return TaskFacts(**{"state": State.OPEN, "due_at": START, **changes})


def snooze(until, reason=Snooze.NOT_REACHED, **changes):
    found = rules.why_not_snooze(facts(**changes), until=until, reason=reason, at=START)
    return [b.code for b in found]


def test_a_task_is_not_put_off_into_the_past_too_far_without_reason_or_when_closed():
    tomorrow = START + timedelta(hours=20)
    assert snooze(START) == [Reason.TASK_SNOOZE_PAST]
    assert snooze(START + timedelta(days=31)) == [Reason.TASK_SNOOZE_TOO_LONG]
    assert snooze(START + timedelta(days=2), urgent=True) == [Reason.TASK_SNOOZE_TOO_LONG]
    assert snooze(tomorrow, reason="because") == [Reason.REQUIRED]
    assert snooze(tomorrow, state=State.DONE) == [Reason.TASK_NOT_OPEN]
    assert snooze(tomorrow) == []
    assert snooze(tomorrow, urgent=True) == []


@pytest.mark.parametrize(
    ("hours_late", "urgent", "level"),
    [(-1, True, 0), (0, True, 1), (0, False, 0), (23, False, 0), (24, False, 1), (71, False, 1),
     (72, False, 2), (47, True, 1), (48, True, 2), (999, True, 2)],
)  # fmt: skip
def test_a_late_task_goes_up(hours_late, urgent, level):
    at = START + timedelta(hours=hours_late)
    assert rules.level_at(facts(urgent=urgent), at) == level


def test_a_closed_task_goes_nowhere():
    at = START + timedelta(days=9)
    assert rules.level_at(facts(state=State.DONE, urgent=True), at) == 0
