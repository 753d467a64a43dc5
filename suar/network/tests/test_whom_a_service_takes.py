"""Whom a service takes: first who is refused, then what must be asked, then who is served."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.network.codes import Access, Coverage, Doubt, Nationality, Sex, WhyNot
from suar.network.rules import (
    OfferFacts,
    PersonFacts,
    Place,
    holds_on,
    letter_number,
    nearness,
    pattern_is_sound,
    what_to_ask,
    why_not_accept,
)

AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
FRESH = timedelta(hours=24)
OFFER = OfferFacts(
    sexes=frozenset({Sex.FEMALE}), min_age=18, max_age=59, nationals=True, foreigners=False,
    languages=frozenset({"ind"}), access=frozenset(), coverage=Coverage.PLACES,
    provinces=frozenset({"51"}), regencies=frozenset({"5203"}), countries=frozenset(),
    has_beds=True, beds_free=2, beds_at=AT, paused=False, stale=False,
)  # fmt: skip
PERSON = PersonFacts(
    sex=Sex.FEMALE, age_from=24, age_to=24, nationality=Nationality.NATIONAL,
    place=Place("ID", "52", "5203"), language="ind",
)  # fmt: skip
BARE = PersonFacts()


def refusals(offer=OFFER, person=PERSON):
    return why_not_accept(offer, person, at=AT, beds_fresh=FRESH)


def questions(offer=OFFER, person=PERSON):
    return what_to_ask(offer, person, at=AT, beds_fresh=FRESH)


@pytest.mark.parametrize(
    ("offer", "person", "reason"),
    [
        ({"paused": True}, {}, WhyNot.PAUSED),
        ({}, {"sex": Sex.MALE}, WhyNot.SEX),
        ({}, {"age_from": 17, "age_to": 17}, WhyNot.AGE_UNDER),
        ({}, {"age_from": 10, "age_to": 17}, WhyNot.AGE_UNDER),
        ({}, {"age_from": 60, "age_to": 60}, WhyNot.AGE_OVER),
        ({}, {"nationality": Nationality.FOREIGN}, WhyNot.NATIONALITY),
        ({"nationals": False, "foreigners": True}, {}, WhyNot.NATIONALITY),
        ({}, {"place": Place("ID", "52", "5271")}, WhyNot.AREA),
        ({}, {"place": Place("ID", "33")}, WhyNot.AREA),
        ({}, {"place": Place("MY")}, WhyNot.AREA),
        ({"coverage": Coverage.NATIONWIDE}, {"place": Place("MY")}, WhyNot.AREA),
        (
            {"coverage": Coverage.ABROAD, "countries": frozenset({"SA"})},
            {"place": Place("MY")},
            WhyNot.AREA,
        ),
        ({"beds_free": 0}, {}, WhyNot.FULL),
    ],
)
def test_a_service_says_why_it_does_not_take_a_person(offer, person, reason):
    assert refusals(replace(OFFER, **offer), replace(PERSON, **person)) == (reason,)


@pytest.mark.parametrize(
    ("offer", "person", "doubt"),
    [
        ({"stale": True}, {}, Doubt.STALE),
        ({}, {"sex": Sex.UNKNOWN}, Doubt.SEX),
        ({}, {"sex": Sex.OTHER}, Doubt.SEX),
        ({"sexes": frozenset()}, {}, Doubt.SEX),
        ({}, {"age_from": None, "age_to": None}, Doubt.AGE),
        ({}, {"age_from": 17, "age_to": 19}, Doubt.AGE),
        ({}, {"age_from": 55, "age_to": 65}, Doubt.AGE),
        ({}, {"nationality": Nationality.UNKNOWN}, Doubt.NATIONALITY),
        ({}, {"place": Place()}, Doubt.AREA),
        ({}, {"place": Place("ID")}, Doubt.AREA),
        ({}, {"place": Place("ID", "52")}, Doubt.AREA),
        ({}, {"language": "sas"}, Doubt.LANGUAGE),
        ({}, {"access": frozenset({Access.WHEELCHAIR})}, Doubt.ACCESS),
        ({"beds_free": None}, {}, Doubt.BEDS_UNKNOWN),
        ({"beds_at": AT - timedelta(hours=25)}, {}, Doubt.BEDS_OLD),
        ({"beds_at": None}, {}, Doubt.BEDS_OLD),
    ],
)
def test_what_nobody_knows_is_asked_and_never_refuses(offer, person, doubt):
    offer, person = replace(OFFER, **offer), replace(PERSON, **person)
    assert refusals(offer, person) == ()
    assert questions(offer, person) == (doubt,)


def test_a_full_house_counted_yesterday_is_asked_and_not_ruled_out():
    old = replace(OFFER, beds_free=0, beds_at=AT - timedelta(hours=30))
    assert refusals(old) == ()
    assert questions(old) == (Doubt.BEDS_OLD,)


def test_a_service_without_beds_is_never_full():
    assert refusals(replace(OFFER, has_beds=False, beds_free=0)) == ()


def test_a_person_who_fits_is_taken_without_questions():
    assert refusals() == ()
    assert questions() == ()
    open_to_all = replace(
        OFFER, sexes=frozenset({Sex.FEMALE, Sex.MALE, Sex.OTHER}), min_age=None, max_age=None,
        foreigners=True, coverage=Coverage.NATIONWIDE,
    )  # fmt: skip
    assert questions(open_to_all, replace(BARE, place=Place("ID"))) == ()


AGES = st.none() | st.integers(0, 90)
OFFERS = st.builds(
    OfferFacts,
    sexes=st.frozensets(st.sampled_from(list(Sex)[:3])),
    min_age=AGES, max_age=AGES, nationals=st.booleans(), foreigners=st.booleans(),
    languages=st.just(frozenset({"ind"})), access=st.just(frozenset()),
    coverage=st.sampled_from(Coverage), provinces=st.frozensets(st.sampled_from(["51", "52"])),
    regencies=st.frozensets(st.sampled_from(["5203", "5271"])),
    countries=st.frozensets(st.sampled_from(["MY", "SA"])), has_beds=st.booleans(),
    beds_free=st.none() | st.integers(0, 3), beds_at=st.none() | st.just(AT),
    paused=st.just(False), stale=st.booleans(),
)  # fmt: skip


@given(OFFERS)
def test_a_person_of_whom_nothing_is_known_is_refused_by_a_full_house_only(offer):
    assert set(refusals(offer, BARE)) <= {WhyNot.FULL}


@given(OFFERS, st.integers(0, 90), st.sampled_from(list(Sex)))
def test_knowing_less_never_adds_a_refusal(offer, age, sex):
    known = replace(PERSON, age_from=age, age_to=age, sex=sex)
    for less in (
        replace(known, age_from=None, age_to=None),
        replace(known, sex=Sex.UNKNOWN),
        replace(known, place=Place()),
        replace(known, nationality=Nationality.UNKNOWN),
    ):
        assert set(refusals(offer, less)) <= set(refusals(offer, known))


def test_the_nearer_service_comes_first():
    assert nearness(OFFER, Place("ID", "52", "5203")) == 0
    assert nearness(OFFER, Place("ID", "51", "5101")) == 1
    assert nearness(OFFER, Place("ID", "52", "5271")) == 1
    assert nearness(replace(OFFER, coverage=Coverage.NATIONWIDE), Place("ID", "33")) == 2
    assert nearness(OFFER, Place()) == 3


@pytest.mark.parametrize(
    "pattern", ["", "{no}", "{year}", "{no}/{year}/{name}", "{no/{year}", "{no}}/{year}", "{}/{no}"]
)
def test_a_number_pattern_that_could_repeat_or_break_is_refused(pattern):
    assert not pattern_is_sound(pattern)


def test_a_letter_is_numbered_as_offices_do():
    pattern = "{no}/{office}/{month}/{year}"
    assert pattern_is_sound(pattern)
    assert letter_number(pattern, no=12, office="SR", on=date(2026, 6, 3)) == "012/SR/VI/2026"


def test_something_holds_from_its_first_to_its_last_day():
    first, last = date(2026, 1, 1), date(2026, 1, 31)
    held = [
        d
        for d in (31, 32, 62, 63)
        if holds_on(first, last, date.fromordinal(first.toordinal() + d - 32))
    ]
    assert held == [32, 62]
    assert holds_on(first, None, date(2099, 1, 1))
