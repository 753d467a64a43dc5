"""Rules: ages of several papers, numbers that look odd, safe contact, search before create."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.reasons import Reason
from suar.people import rules
from suar.people.ages import BirthClaim, Childhood, band_of, coarse, find_age
from suar.people.codes import (
    AgeBand,
    Channel,
    DocumentKind,
    MustNot,
    Sex,
    Source,
    Verdict,
    WithoutSearch,
)
from suar.people.contact import (
    Receiver,
    SafeContactRules,
    SafeHours,
    Secret,
    conflicts,
    noted_hours,
    why_not_contact,
)
from suar.people.numbers import (
    Odd,
    asked_number_keys,
    document_keys,
    odd_number,
    phone_keys,
    read_nik,
)

TODAY = date(2026, 3, 2)


def claim(text, source=Source.KTP, **more):
    return BirthClaim(PartialDate.parse(text), source, **more)


def test_no_credible_date_is_a_doubt_and_counts_as_a_child():
    for claims in ([], [claim("1990", doubted=True, agreed=True)], [claim("2031")]):
        found = find_age(claims, TODAY)
        assert found.childhood is Childhood.IN_DOUBT
        assert found.childhood.counts_as_child
        assert found.band is AgeBand.UNKNOWN


def test_the_youngest_credible_date_decides():
    passport, diploma = claim("1999-05-01", Source.PASSPORT), claim("2009-05-01", Source.DIPLOMA)
    found = find_age([passport, diploma], TODAY)
    assert (found.childhood, found.age, found.counts) == (Childhood.CHILD, 16, diploma)
    assert found.disagree
    assert find_age([passport], TODAY).childhood is Childhood.ADULT


def test_one_doubt_does_not_set_a_date_aside_two_do():
    young = claim("2009-05-01", doubted=True)
    old = claim("1999-05-01")
    assert find_age([young, old], TODAY).childhood is Childhood.CHILD
    assert find_age([replace(young, agreed=True), old], TODAY).childhood is Childhood.ADULT


def test_a_year_alone_near_the_line_is_a_doubt():
    assert find_age([claim("2008")], TODAY).childhood is Childhood.IN_DOUBT
    assert find_age([claim("2008-03-01")], TODAY).childhood is Childhood.ADULT
    assert find_age([claim("2008-03-03")], TODAY).childhood is Childhood.CHILD
    assert find_age([claim("2007", Source.ESTIMATE)], TODAY).childhood is Childhood.IN_DOUBT
    assert find_age([claim("2000", Source.ESTIMATE)], TODAY).childhood is Childhood.ADULT


def test_dates_that_only_know_less_do_not_disagree():
    assert not find_age([claim("1999"), claim("1999-05-01")], TODAY).disagree
    assert find_age([claim("1999-06"), claim("1999-05-01")], TODAY).disagree


@given(st.integers(0, 110))
def test_every_age_has_its_band_and_its_coarse_one(age):
    band = band_of(age)
    assert coarse(band) is (AgeBand.CHILD if age < 18 else AgeBand.ADULT)
    assert coarse(coarse(band)) is coarse(band)


def test_an_unknown_age_stays_unknown():
    assert band_of(None) is coarse(AgeBand.UNKNOWN) is AgeBand.UNKNOWN


def nik(text, **more):
    more.setdefault("area_known", lambda code: code == "520301")
    return read_nik(text, today=TODAY, **more)


def test_a_nik_of_a_woman_and_of_a_man_are_read():
    woman = nik("5203 0152 0495 0001", sex=Sex.FEMALE, births=[PartialDate(1995, 4, 12)])
    assert (woman.born, woman.sex, woman.area, woman.odd) == (
        date(1995, 4, 12), Sex.FEMALE, "520301", (),
    )  # fmt: skip
    man = nik("5203011204950001")
    assert (man.born, man.sex) == (date(1995, 4, 12), Sex.MALE)
    assert nik("5203011204100001").born == date(2010, 4, 12)


@pytest.mark.parametrize(
    ("text", "more", "odd"),
    [
        ("52030112", {}, Odd.LENGTH), ("9999991204950001", {}, Odd.AREA),
        ("5203013113950001", {}, Odd.DATE), ("5203011204950000", {}, Odd.SERIAL),
        ("5203011204950001", {"births": [PartialDate(1996)]}, Odd.BIRTH_OTHER),
        ("5203011204950001", {"sex": Sex.FEMALE}, Odd.SEX_OTHER),
    ],
)  # fmt: skip
def test_an_odd_nik_is_warned_about_and_still_read(text, more, odd):
    reading = nik(text, **more)
    assert reading.odd == (odd,)
    assert reading.digits


@given(st.text(max_size=30))
def test_no_number_is_ever_refused(text):
    nik(text)
    for kind in DocumentKind:
        odd_number(kind, text)


def test_forms_of_other_papers():
    assert odd_number(DocumentKind.PASSPORT, "c 123 4567") == ()
    assert odd_number(DocumentKind.PASSPORT, "12345") == (Odd.FORM,)
    assert odd_number(DocumentKind.PASSPORT, "12345", "MY") == ()
    assert odd_number(DocumentKind.SPLP, "XD123456") == ()
    assert odd_number(DocumentKind.SPLP, "1") == (Odd.FORM,)
    assert odd_number(DocumentKind.KK, "5203011204950001") == ()
    assert odd_number(DocumentKind.KK, "5203") == (Odd.LENGTH,)
    assert odd_number(DocumentKind.VISA, "12") == (Odd.LENGTH,)


def test_a_number_is_found_however_it_is_typed():
    assert document_keys("c 123-4567") & asked_number_keys("C1234567")
    assert phone_keys("+62 812-3456-7890") & asked_number_keys("0812 3456 7890")
    assert phone_keys("Nama@Contoh.id") & asked_number_keys("nama@contoh.id")
    assert asked_number_keys("12") == set()


MORNING = SafeHours(time(8), time(11), (0, 1))
NIGHT = SafeHours(time(22), time(2), (0,))
SAFE = SafeContactRules(channels=(Channel.WHATSAPP,), hours=(MORNING,), code_word="melati")
MONDAY = datetime(2026, 3, 2, 9, 0)


def test_nobody_calls_before_it_was_asked():
    assert why_not_contact(None, Channel.VOICE, MONDAY) == [Reason.SAFE_CONTACT_UNKNOWN]


def test_do_not_contact_outweighs_everything():
    closed = replace(SAFE, do_not_contact=True)
    assert why_not_contact(closed, Channel.WHATSAPP, MONDAY) == [Reason.DO_NOT_CONTACT]


def test_only_the_ways_and_hours_called_safe():
    assert why_not_contact(SAFE, Channel.WHATSAPP, MONDAY) == []
    assert why_not_contact(SAFE, Channel.SMS, MONDAY + timedelta(hours=3)) == [
        Reason.CHANNEL_NOT_SAFE, Reason.OUTSIDE_SAFE_HOURS,
    ]  # fmt: skip
    assert why_not_contact(SAFE, Channel.WHATSAPP, MONDAY + timedelta(days=3)) == [
        Reason.OUTSIDE_SAFE_HOURS
    ]


@pytest.mark.parametrize("said", ["", "setelah jam sembilan malam"])
def test_hours_not_asked_or_only_in_the_persons_words_are_not_any_hour(said):
    unclear = replace(SAFE, hours=(), hours_said=said)
    assert why_not_contact(unclear, Channel.WHATSAPP, MONDAY) == [Reason.ASK_SAFE_HOURS]
    anyhow = replace(unclear, any_hour=True)
    assert why_not_contact(anyhow, Channel.WHATSAPP, MONDAY) == []


def test_hours_of_one_answer_hold_on_their_days_alone():
    assert noted_hours(None, None) == ()
    assert noted_hours(time(8), time(11), [1, 0, 0]) == (MORNING,)
    assert noted_hours(time(8), time(11))[0].days == (), "nobody asked on which days"
    (whole_monday,) = noted_hours(None, None, [0])
    assert whole_monday.holds(MONDAY)
    assert not whole_monday.holds(MONDAY + timedelta(days=1))


@pytest.mark.parametrize(
    ("day", "hour", "holds"),
    [(0, 23, True), (1, 1, True), (1, 3, False), (1, 23, False), (0, 1, False)],
)
def test_hours_over_midnight_belong_to_the_evening_before(day, hour, holds):
    moment = datetime(2026, 3, 2, hour) + timedelta(days=day)
    assert NIGHT.holds(moment) is holds


def test_rules_of_contact_are_kept_as_they_were():
    said = replace(SAFE, hours=(), any_hour=True, hours_said="kapan saja")
    for kept in (SAFE, said):
        assert SafeContactRules.from_json(kept.as_json(), do_not_contact=False) == kept


HOUSE, OTHER_HOUSE, UNIT = new_id(), new_id(), new_id()


def test_who_must_not_know_stops_the_same_house_unit_name_or_kind():
    secret = Secret(MustNot.POLICE_UNIT, organisation_id=HOUSE)
    assert conflicts([secret], Receiver(organisation_id=HOUSE)) == [secret]
    assert conflicts([Secret(MustNot.OFFICE, unit_id=UNIT)], Receiver(HOUSE, UNIT))
    named = Secret(MustNot.POLICE_UNIT, name="polsek  Contoh")
    assert conflicts([named], Receiver(names=("Kapolsek", "Polsek Contoh Barat")))
    kind = Secret(MustNot.EMPLOYER)
    assert conflicts([kind], Receiver(kinds=frozenset({MustNot.EMPLOYER})))
    assert conflicts([kind], Receiver(kinds=frozenset({MustNot.AGENCY}))) == []


def test_a_named_unit_stops_others_of_its_kind_only_while_they_are_not_told_apart():
    secret = Secret(MustNot.POLICE_UNIT, organisation_id=HOUSE)
    police = frozenset({MustNot.POLICE_UNIT})
    assert conflicts([secret], Receiver(kinds=police)) == [secret]
    assert conflicts([secret], Receiver(organisation_id=OTHER_HOUSE, kinds=police)) == []


AT = datetime(2026, 3, 2, tzinfo=UTC)
ME, HERE = new_id(), new_id()
NEW = rules.Registration(
    ME, HERE, AT, frozenset({1, 2}), has_name=True, has_description=False, without_search=None
)
TICKET = rules.Ticket(ME, HERE, AT - timedelta(minutes=5), frozenset({1, 2}))


def codes(reasons):
    return [reason.code for reason in reasons]


@pytest.mark.parametrize(
    ("new", "ticket", "reason"),
    [
        (NEW, None, Reason.SEARCH_FIRST),
        (NEW, replace(TICKET, by=new_id()), Reason.SEARCH_FIRST),
        (NEW, replace(TICKET, organisation_id=new_id()), Reason.SEARCH_FIRST),
        (NEW, replace(TICKET, at=AT - timedelta(minutes=31)), Reason.SEARCH_TOO_OLD),
        (NEW, replace(TICKET, at=AT + timedelta(minutes=1)), Reason.SEARCH_TOO_OLD),
        (NEW, replace(TICKET, tokens=frozenset({3})), Reason.SEARCHED_OTHER_NAME),
        (NEW, replace(TICKET, tokens=frozenset({1, 3})), Reason.SEARCHED_OTHER_NAME),
        (NEW, replace(TICKET, tokens=frozenset()), Reason.SEARCHED_OTHER_NAME),
        (replace(NEW, has_name=False), TICKET, Reason.NAME_OR_NAMELESS),
        (replace(NEW, has_name=False, without_search=WithoutSearch.NAMELESS), None,
         Reason.DESCRIBE_NAMELESS),
    ],
)  # fmt: skip
def test_nobody_is_registered_before_a_search_for_that_name(new, ticket, reason):
    assert codes(rules.why_not_register(new, ticket)) == [reason]


def test_a_search_for_the_name_or_more_or_less_of_it_entitles():
    assert rules.why_not_register(NEW, TICKET) == []
    assert rules.why_not_register(NEW, replace(TICKET, tokens=frozenset({1}))) == []
    assert rules.why_not_register(NEW, replace(TICKET, tokens=frozenset({1, 2, 3}))) == []
    assert rules.why_not_register(replace(NEW, without_search=WithoutSearch.EMERGENCY), None) == []


def test_a_doubt_needs_a_reason_once_and_a_second_person():
    assert codes(rules.why_not_doubt(reason=" ", already=False)) == [Reason.REQUIRED]
    assert codes(rules.why_not_doubt(reason="x", already=True)) == [Reason.ALREADY_DONE]
    assert rules.why_not_doubt(reason="x", already=False) == []
    second = rules.why_not_agree(doubted_by=ME, by=ME, agreed=False)
    assert codes(second) == [Reason.SECOND_PERSON_NEEDED]
    assert codes(rules.why_not_agree(doubted_by=None, by=ME, agreed=False)) == [Reason.ALREADY_DONE]
    assert codes(rules.why_not_agree(doubted_by=ME, by=HERE, agreed=True)) == [Reason.ALREADY_DONE]
    assert rules.why_not_agree(doubted_by=ME, by=HERE, agreed=False) == []


def test_a_record_is_not_linked_with_itself_nor_twice():
    def why(first, second, verdict=Verdict.SAME, linked=False, apart=False, into=False):
        return codes(
            rules.why_not_link(
                first=first, second=second, verdict=verdict, linked=linked, said_different=apart,
                into_another=into,
            )
        )  # fmt: skip

    assert why(ME, ME) == [Reason.SAME_RECORD]
    assert why(ME, HERE, linked=True) == [Reason.ALREADY_LINKED]
    assert why(ME, HERE, into=True) == [Reason.LINKED_ELSEWHERE]
    assert why(ME, HERE, Verdict.DIFFERENT, into=True) == []
    assert why(ME, HERE, Verdict.DIFFERENT, apart=True) == [Reason.ALREADY_DONE]
    assert why(ME, HERE, apart=True) == why(ME, HERE) == []
    assert codes(rules.why_not_relate(person=ME, other=ME)) == [Reason.SAME_RECORD]
    assert rules.why_not_relate(person=ME, other=HERE) == []


def test_too_little_to_search_for():
    assert codes(rules.why_not_search(letters=1, number="")) == [Reason.SEARCH_TOO_SHORT]
    assert rules.why_not_search(letters=2, number="") == []
    assert rules.why_not_search(letters=0, number="A1") == []
