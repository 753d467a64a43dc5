"""Home and the first addresses."""

from datetime import UTC, datetime
from unittest import mock

import pytest
from django.db import DatabaseError
from django.test import Client

from suar.site import queries, views
from suar.ui import slots
from tests.support.stage import ANI, seated

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, tzinfo=UTC)


@pytest.fixture
def panels(monkeypatch):
    monkeypatch.setattr(slots.home_panels, "_entries", {})
    return slots.home_panels


def panel(title="Tugas", words=None, **more):
    return slots.Panel(title, "ui/_empty.html", lambda actor, at: words, **more)


def test_a_panel_without_the_permission_is_not_even_built(panels):
    built = []
    panels.fill(
        "t", slots.Panel("x", "y", lambda a, t: built.append(1) or {}, permission="rule.edit")
    )
    assert queries.panels(ANI, AT) == []
    assert built == []


def test_somebody_not_signed_in_has_no_home():
    with seated(None):
        assert Client().get("/")["Location"].startswith("/sign-in/")


def test_panels_stand_in_order_and_an_empty_one_is_left_out(panels):
    panels.fill("late", panel("Tim", {"title": "b"}), order=slots.PANEL_ORDER["team"])
    panels.fill("early", panel("Tugas", {"title": "a"}), order=slots.PANEL_ORDER["tasks"])
    panels.fill("none", panel("Rujukan", None), order=slots.PANEL_ORDER["referrals"])
    assert [p.name for p in queries.panels(ANI, AT)] == ["early", "late"]
    with seated(ANI):
        page = Client().get("/").content.decode()
    assert page.index('id="panel-early"') < page.index('id="panel-late"')


def test_home_without_panels_says_that_nothing_waits(panels):
    with seated(ANI):
        assert "Tidak ada yang menunggu Anda" in Client().get("/").content.decode()


@pytest.mark.parametrize(
    ("hour", "part"), [(3, "evening"), (4, "morning"), (10, "morning"), (11, "afternoon"),
                       (17, "afternoon"), (18, "evening"), (23, "evening")],
)  # fmt: skip
def test_the_greeting_knows_the_hour(hour, part):
    assert queries.part_of_day(hour) == part


def test_health_says_ok_and_nothing_else():
    answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


def test_health_says_when_the_database_is_away_and_not_why():
    broken = mock.Mock(cursor=mock.Mock(side_effect=DatabaseError("secret host")))
    with mock.patch.object(views, "connection", broken):
        answer = Client().get("/healthz")
    assert (answer.status_code, answer.content) == (503, b"unavailable")


def test_robots_are_sent_away():
    assert "Disallow: /" in Client().get("/robots.txt").content.decode()
    with seated(ANI):
        assert 'name="robots" content="noindex' in Client().get("/").content.decode()


def test_the_icon_is_ours():
    assert Client().get("/favicon.ico")["Location"].endswith("ui/icon.svg")
