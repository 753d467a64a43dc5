"""By when what follows from a step is done, as the office of the case counts it."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from suar.agenda.models import Task
from suar.cases import reminders
from suar.cases.consent.codes import State
from suar.cases.reminders import Kind

pytestmark = pytest.mark.django_db


def due(way, kind):
    return Task.objects.get(kind=kind.value, state="open").due_at


def test_a_task_that_is_made_in_the_evening_is_not_late_from_the_start(way):
    """A child found at 18:00, an hour after the office closed."""
    zone = ZoneInfo(way.case.organisation.time_zone)
    evening = datetime(2026, 3, 2, 18, 0, tzinfo=zone)
    reminders.for_worker(way.case, Kind.CHILD_PROTECTION, by=way.ani, at=evening)
    assert due(way, Kind.CHILD_PROTECTION) == datetime(2026, 3, 3, tzinfo=zone)
    reminders.for_worker(way.case, Kind.NEXT_SITTING, by=way.ani, at=evening)
    assert due(way, Kind.NEXT_SITTING) == datetime(2026, 3, 9, 17, tzinfo=zone)


def test_whoever_no_longer_wants_data_to_be_kept_is_answered_within_three_days(way):
    way.agree()
    way.agree(state=State.REFUSED)
    assert due(way, Kind.ERASE) == way.at + timedelta(hours=72)


def test_consent_is_asked_for_within_a_day(way):
    assert due(way, Kind.ASK_CONSENT) == way.at + timedelta(hours=24)
