"""Days and moments: one shape in each language, where the reader is."""

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest
from django.template import Context, Template
from django.utils import timezone, translation

from suar.ui import moments
from tests.support.tree import files

AT = datetime(2026, 5, 17, 17, 5, tzinfo=UTC)  # after midnight in Jakarta


@pytest.mark.parametrize(
    ("language", "day", "moment", "hour"),
    [("id", "18 Mei 2026", "18 Mei 2026, 00.05", "00.05"),
     ("en", "18 May 2026", "18 May 2026, 00:05", "00:05")],
)  # fmt: skip
def test_a_moment_is_told_as_the_reader_s_clock_shows_it(language, day, moment, hour):
    with translation.override(language), timezone.override("Asia/Jakarta"):
        assert (moments.day(AT), moments.moment(AT), moments.clock(AT)) == (day, moment, hour)
        shown = Template(
            "{% load suar_ui %}{{ at|day }}|{{ at|moment }}|{{ at|clock }}|{{ at|iso }}"
        ).render(Context({"at": AT}))
    assert shown == f"{day}|{moment}|{hour}|2026-05-18T00:05:00+07:00"


def test_a_day_and_an_hour_alone_are_read_too():
    with translation.override("id"):
        assert moments.day(date(2026, 8, 17)) == "17 Agu 2026"
        assert moments.weekday(date(2026, 8, 17)) == "Senin, 17 Agu 2026"
        assert moments.clock(time(9, 30)) == "09.30"


def test_nothing_shows_as_nothing():
    for show in (moments.day, moments.weekday, moments.moment, moments.deadline, moments.clock):
        assert show(None) == ""


@pytest.mark.parametrize(
    ("language", "ends", "shown"),
    [("id", "2026-05-19T00:00", "18 Mei 2026, pukul 24.00"),
     ("en", "2026-05-19T00:00", "18 May 2026, until the end of the day"),
     ("id", "2026-06-01T00:00", "31 Mei 2026, pukul 24.00"),
     ("id", "2026-05-19T00:01", "19 Mei 2026, 00.01"),
     ("id", "2026-05-18T17:00", "18 Mei 2026, 17.00"),
     ("id", "2026-05-18T00:00", "hari ini, pukul 24.00"),
     ("en", "2026-05-18T00:00", "today, until the end of the day")],
)  # fmt: skip
def test_a_day_that_ends_at_midnight_is_shown_as_that_day(monkeypatch, language, ends, shown):
    jakarta = ZoneInfo("Asia/Jakarta")
    monkeypatch.setattr(moments, "now", lambda: datetime(2026, 5, 17, 12, tzinfo=jakarta))
    due = datetime.fromisoformat(ends).replace(tzinfo=jakarta).astimezone(UTC)
    with translation.override(language), timezone.override("Asia/Jakarta"):
        assert moments.deadline(due) == shown
        line = Template("{% load suar_ui %}{{ at|deadline }}").render(Context({"at": due}))
    assert line == shown


def test_midnight_of_another_office_is_an_hour_like_any_other():
    due = datetime(2026, 5, 18, 16, tzinfo=UTC)  # midnight in Makassar, eleven in Jakarta
    with translation.override("id"), timezone.override("Asia/Jakarta"):
        assert moments.deadline(due) == "18 Mei 2026, 23.00"


def test_no_page_shows_what_is_due_as_a_bare_moment():
    for path in files(".html"):
        assert not re.search(r"due(_at|\.at)?\|moment", path.read_text(encoding="utf-8")), path
