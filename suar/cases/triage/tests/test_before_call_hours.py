"""Before a call: the hour where the person is, and every reason said once."""

from __future__ import annotations

from datetime import UTC, datetime, time

import pytest
from django.urls import reverse

from suar.cases.triage import actions
from suar.cases.triage.local_time import clocks_in, zones_of
from suar.kit.ids import new_id
from suar.people import actions as people
from suar.people.codes import Channel
from suar.people.contact import SafeContactRules, SafeHours

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("country", "hours"),
    [
        ("", []),
        ("XX", []),
        ("SA", [4]),
        ("MY", [9]),
        ("ID", [8, 9, 10]),
        ("TW", [9]),
    ],
)
def test_the_clocks_of_a_country(country, hours):
    assert [t.hour for t in clocks_in(country, AT)] == hours


def test_two_regions_of_one_hour_are_one_clock():
    assert len(zones_of("MY")) == 2
    assert len(clocks_in("MY", AT)) == 1


def test_a_regency_has_one_clock():
    assert [t.hour for t in clocks_in("ID", AT, "5202")] == [9]


def page(way, cast, country, monkeypatch):
    if country:
        actions.set_now_country(
            case_id=way.case.pk, country=country, shown="", by=way.ani, at=way.at
        )
    monkeypatch.setattr("suar.cases.triage.views.clock.now", lambda: way.at)
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    return client.get(reverse("cases:before_call", args=[way.case.pk])).content.decode()


def safe(way, **more):
    people.set_safe_contact(
        id=new_id(), person_id=way.person.pk, expected=0, by=way.ani, at=way.at,
        rules=SafeContactRules(channels=(Channel.WHATSAPP,), **more),
    )  # fmt: skip


@pytest.mark.django_db
def test_where_the_place_is_noted_nobody_asks_for_it_again(way, cast, monkeypatch):
    assert "is not noted: ask" in page(way, cast, "", monkeypatch)
    way.at = AT
    shown = page(way, cast, "SA", monkeypatch)
    assert "is not noted" not in shown
    assert "It is 04:00 in Saudi Arabia, where the person is;" in shown


@pytest.mark.django_db
def test_a_country_of_several_hours_shows_the_first_and_the_last(way, cast, monkeypatch):
    way.at = AT
    shown = page(way, cast, "ID", monkeypatch)
    assert "It is between 08:00 and 10:00 in Indonesia, where the person is;" in shown


@pytest.mark.django_db
def test_every_reason_is_said_once(way, cast, monkeypatch):
    safe(way)
    shown = page(way, cast, "", monkeypatch)
    assert shown.count("Ask first which hours are safe") == 1
    assert shown.count("Not called safe:") == 1
    assert "did not say that this way" not in shown


@pytest.mark.django_db
@pytest.mark.parametrize(("country", "open_now"), [("SA", True), ("MY", False), ("ID", False)])
def test_safe_hours_are_those_of_the_place_where_the_person_is(
    way, cast, monkeypatch, country, open_now
):
    way.at = AT
    safe(way, hours=(SafeHours(time(4), time(5)),))
    shown = page(way, cast, country, monkeypatch)
    assert ("yes, called safe at this hour" in shown) is open_now
    assert shown.count("Outside the hours") == (not open_now)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("hours", "english", "indonesian"),
    [
        ((SafeHours(time(21), time(5), (0, 3)),),
         "safe only Monday and Thursday, 21:00–05:00", "aman hanya Senin dan Kamis, 21.00–05.00"),
        ((SafeHours(time(21), time(22), (0, 2, 4)),),
         "safe only Monday, Wednesday and Friday, 21:00–22:00",
         "aman hanya Senin, Rabu dan Jumat, 21.00–22.00"),
        ((SafeHours(time(21), time(22)),),
         "safe only every day, 21:00–22:00", "aman hanya setiap hari, 21.00–22.00"),
        ((SafeHours(time(0), time(23, 59), (6,)),),
         "safe only Sunday, the whole day", "aman hanya Minggu, sepanjang hari"),
        ((SafeHours(time(21), time(22), ()),),
         "safe only 21:00–22:00 (days not asked)",
         "aman hanya 21.00–22.00 (harinya belum ditanyakan)"),
    ],
)  # fmt: skip
def test_the_page_says_which_hours_are_safe(way, cast, monkeypatch, hours, english, indonesian):
    way.at = AT  # Monday morning
    safe(way, hours=hours)
    assert english in page(way, cast, "MY", monkeypatch).split("May the person be reached")[1]
    client = cast.client_for(cast.ani)
    shown = client.get(reverse("cases:before_call", args=[way.case.pk])).content.decode()
    assert f"<strong>WhatsApp</strong>: {indonesian}" in shown


@pytest.mark.django_db
def test_where_no_hours_were_noted_none_are_said(way, cast, monkeypatch):
    way.at = AT
    safe(way, any_hour=True)
    assert "safe only" not in page(way, cast, "MY", monkeypatch)
