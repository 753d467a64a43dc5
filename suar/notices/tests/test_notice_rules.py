"""When a mail may go out, and how an audience travels."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.jobs.asking import _plain
from suar.notices import rules
from suar.notices.rules import Audience

WIB = ZoneInfo("Asia/Jakarta")


def allowed(text, quiet_from=21, quiet_to=6):
    at = datetime.fromisoformat(text).replace(tzinfo=WIB)
    found = rules.next_allowed(at, zone=WIB, quiet_from=quiet_from, quiet_to=quiet_to)
    return found.astimezone(WIB).strftime("%d %H:%M")


@pytest.mark.parametrize(
    ("at", "expected"),
    [("2026-06-03 20:59", "03 20:59"), ("2026-06-03 21:00", "04 06:00"),
     ("2026-06-04 05:59", "04 06:00"), ("2026-06-04 06:00", "04 06:00")],
)  # fmt: skip
def test_no_mail_in_quiet_hours_over_midnight(at, expected):
    assert allowed(at) == expected


def test_quiet_hours_may_lie_in_the_day_or_not_exist():
    assert allowed("2026-06-03 13:00", 12, 14) == "03 14:00"
    assert allowed("2026-06-03 03:00", 5, 5) == "03 03:00"


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(0, 23),
       st.integers(0, 23))  # fmt: skip
def test_the_moment_found_is_never_quiet_and_at_most_a_day_away(at, quiet_from, quiet_to):
    at = at.replace(tzinfo=UTC)
    found = rules.next_allowed(at, zone=WIB, quiet_from=quiet_from, quiet_to=quiet_to)
    assert not rules.is_quiet(found.astimezone(WIB).hour, quiet_from, quiet_to)
    assert timedelta(0) <= found - at <= timedelta(days=1)


@pytest.mark.parametrize(
    "who",
    [{"user_id": uuid4()}, {"unit_id": uuid4(), "role": "supervisor"},
     {"permission": "referral.receive"}],
)  # fmt: skip
def test_an_audience_travels_as_ids_and_codes(who):
    there = uuid4()
    audience = Audience(there, **who)
    assert rules.audience_of(str(_plain(audience.code())), there) == audience


def test_an_audience_of_nobody_is_an_error():
    with pytest.raises(ValueError, match="names"):
        Audience(uuid4()).code()
