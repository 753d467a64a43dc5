"""A number at which somebody is reached who must not know is never shown as a safe one."""

from __future__ import annotations

from datetime import datetime, time

import pytest
from django.urls import reverse

from suar.kit.ids import new_id
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people import queries, scope
from suar.people.actions import MustNotEntry
from suar.people.codes import Channel, Holder, MustNot, RelationKind
from suar.people.contact import (
    SafeContactRules,
    Secret,
    days_of,
    noted_hours,
    same_number,
    ticks_of,
    why_not_contact,
)
from suar.people.numbers import reach_keys
from suar.policy import Part
from tests.support.people import make_person

NUMBER = "0812-3000-4411"


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("+62 812 3000 4411", True),
        ("Pak Joko (0812.3000.4411), tetangga", True),
        ("0813 1111 2222 / 081230004411", True),
        ("0812 3000 4412", False),
        ("Pak Joko, RT 03/04, rumah 12", False),
        ("", False),
    ],
)
def test_one_number_is_known_in_every_writing(written, same):
    entry = Secret(MustNot.NEIGHBOUR, reached_at=written)
    assert bool(same_number(NUMBER, [(entry, "")])) is same
    assert bool(same_number(NUMBER, [(Secret(MustNot.NEIGHBOUR), written)])) is same


def test_an_address_is_compared_whatever_its_letters():
    assert reach_keys("tulis ke Budi@Contoh.org, 0812 3000 4411") == {
        "m:budi@contoh.org", "t:230004411",
    }  # fmt: skip


def test_hours_without_days_are_asked_about_before_anybody_calls():
    voice, monday = (Channel.VOICE,), datetime(2026, 3, 2, 9)
    rules = SafeContactRules(channels=voice, hours=noted_hours(time(8), time(11)))
    assert why_not_contact(rules, Channel.VOICE, monday) == [Reason.ASK_SAFE_HOURS]
    late = why_not_contact(rules, Channel.VOICE, monday.replace(hour=12))
    assert late == [Reason.OUTSIDE_SAFE_HOURS]
    daily = noted_hours(time(8), time(11), days_of(["every"]))
    assert why_not_contact(SafeContactRules(False, voice, daily), Channel.VOICE, monday) == []


def test_boxes_and_days_say_the_same():
    assert ticks_of(days_of(["every", "2"])) == ["every"]
    assert ticks_of(days_of(["4", "2"])) == ["2", "4"]
    assert ticks_of(()) == []
    assert days_of(["every"], any_hour=True) == ()


@pytest.fixture
def person(cast):
    by = cast.actor(cast.ani)
    made = make_person(by, cast.at)
    people.add_phone(
        id=new_id(), person_id=made.pk, number=NUMBER, holder=Holder.SELF, by=by, at=cast.at
    )
    return made


def bar(cast, person, *entries):
    person.refresh_from_db()
    people.set_must_not_know(
        person_id=person.pk, entries=entries, expected=person.version,
        by=cast.actor(cast.ani), at=cast.at,
    )  # fmt: skip


def shared(cast, person):
    by = cast.actor(cast.ani)
    row = scope.get(person.pk, by, cast.at, Part.CONTACT)
    found = queries.contact(row, by=by, at=cast.at).shared
    return [(one.number, one.category) for one in found]


@pytest.mark.django_db
def test_the_contact_page_warns_of_a_number_of_who_must_not_know(cast, person):
    bar(cast, person, MustNotEntry(MustNot.REPORTER))
    assert shared(cast, person) == []
    bar(cast, person, MustNotEntry(MustNot.REPORTER, reached_at="+62 812 3000 4411"))
    assert shared(cast, person) == [(NUMBER, MustNot.REPORTER)]
    page = cast.client_for(cast.ani).get(reverse("people:contact", args=[person.pk]))
    assert 'class="alert alert-danger"' in page.content.decode()


@pytest.mark.django_db
def test_a_page_that_shows_no_number_takes_none_away(cast, person):
    bar(cast, person, MustNotEntry(MustNot.REPORTER, reached_at=NUMBER))
    bar(cast, person, MustNotEntry(MustNot.REPORTER), MustNotEntry(MustNot.EMPLOYER))
    assert shared(cast, person) == [(NUMBER, MustNot.REPORTER)]
    bar(cast, person, MustNotEntry(MustNot.EMPLOYER))
    assert shared(cast, person) == []


@pytest.mark.django_db
def test_a_linked_person_who_must_not_know_is_found_by_the_number(cast, person):
    by = cast.actor(cast.ani)
    husband = make_person(by, cast.at)
    people.add_phone(
        id=new_id(), person_id=husband.pk, number="+6281230004411", holder=Holder.SELF, by=by,
        at=cast.at,
    )  # fmt: skip
    bar(cast, person, MustNotEntry(MustNot.SPOUSE))
    assert shared(cast, person) == [], "nobody linked them"
    people.add_relation(
        id=new_id(), person_id=person.pk, other_id=husband.pk, kind=RelationKind.SPOUSE,
        by=by, at=cast.at,
    )  # fmt: skip
    assert shared(cast, person) == [(NUMBER, MustNot.SPOUSE)]
    bar(cast, person, MustNotEntry(MustNot.EMPLOYER))
    assert shared(cast, person) == [], "a husband who may know is no matter"
