"""When things are due: hours run on, days end where the office is."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.kit.deadlines import Limit, closing, days_before
from tests.support.office import office

WITA = ZoneInfo("Asia/Makassar")
START = datetime(2026, 6, 4, 1, 30, tzinfo=UTC)  # Thursday 09:30 in Mataram


def due(limit, start=START, off=()):
    return office(WITA, off)(limit, start)


@pytest.mark.parametrize(
    "spans",
    [{}, {"hours": 1, "days": 1}, {"same_day": True, "hours": 1}, {"hours": -1},
     {"hours": 2, "at_closing": True}, {"same_day": True, "at_closing": True}],
)  # fmt: skip
def test_a_limit_of_no_span_of_two_or_of_one_that_lies_behind_is_refused(spans):
    with pytest.raises(ValueError, match="limit"):
        Limit(**spans)


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        (Limit(hours=2), "2026-06-04 11:30"),
        (Limit(hours=72), "2026-06-07 09:30"),
        (Limit(same_day=True), "2026-06-05 00:00"),
        (Limit(working_days=3), "2026-06-09 09:30"),
        (Limit(working_days=3, at_closing=True), "2026-06-09 17:00"),
        (Limit(days=7), "2026-06-11 09:30"),
        (Limit(days=7, at_closing=True), "2026-06-11 17:00"),
        (Limit(months=3, at_closing=True), "2026-09-04 17:00"),
    ],
)
def test_each_limit_ends_where_the_field_says(limit, expected):
    assert due(limit).strftime("%Y-%m-%d %H:%M") == expected


def test_a_day_counts_where_the_office_is_and_not_in_london():
    night = datetime(2026, 6, 4, 17, 0, tzinfo=UTC)  # Friday 01:00 in Mataram
    assert due(Limit(days=1, at_closing=True), night).date() == date(2026, 6, 6)
    assert due(Limit(same_day=True), night) == datetime(2026, 6, 6, tzinfo=WITA)


def test_the_same_day_leaves_at_least_an_hour_however_late_it_is():
    assert due(Limit(same_day=True), datetime(2026, 6, 4, 10, 0, tzinfo=UTC)).hour == 0  # 18:00
    late = datetime(2026, 6, 4, 15, 45, tzinfo=UTC)  # 23:45
    assert due(Limit(same_day=True), late) == late + timedelta(hours=1)


def test_a_holiday_is_no_working_day():
    friday = date(2026, 6, 5)
    assert due(Limit(working_days=2), off={friday}).date() == date(2026, 6, 9)


def test_a_month_after_the_31st_is_the_last_day_of_a_shorter_month():
    start = datetime(2026, 1, 31, 2, tzinfo=UTC)
    assert due(Limit(months=1), start).date() == date(2026, 2, 28)
    assert due(Limit(months=11), start).date() == date(2026, 12, 31)


def test_the_office_closes_in_its_own_zone():
    assert closing(date(2026, 6, 4), WITA) == datetime(2026, 6, 4, 9, 0, tzinfo=UTC)


LIMITS = [Limit(hours=1), Limit(same_day=True), Limit(days=1), Limit(working_days=1),
          Limit(days=1, at_closing=True), Limit(months=1)]  # fmt: skip


@given(st.sampled_from(LIMITS), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)))
def test_nothing_is_overdue_the_moment_it_began(limit, start):
    start = start.replace(tzinfo=UTC)
    assert due(limit, start) >= start + timedelta(hours=1)


def test_some_days_before_a_day_is_when_the_office_closes_there():
    assert days_before(date(2026, 6, 30), 2, WITA) == datetime(2026, 6, 28, 17, tzinfo=WITA)
    assert days_before(date(2026, 3, 1), 0, WITA) == closing(date(2026, 3, 1), WITA)
