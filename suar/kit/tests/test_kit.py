"""Ids, codes, dates and slots."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.kit.dates import PartialDate, age_on, youngest_age
from suar.kit.ids import new_id, parse_id
from suar.kit.problem import Because, Kind, Problem
from suar.kit.readable import (
    LETTERS,
    Prefix,
    clean_code,
    is_code,
    new_code,
    spellings,
    typed_code,
)
from suar.kit.reasons import Reason
from suar.kit.slots import Slot


@pytest.mark.parametrize("text", ["", "2008-13", "2008-02-30", "08", "2008-1-1-1", "abc"])
def test_an_impossible_date_is_refused(text):
    with pytest.raises(ValueError):
        PartialDate.parse(text) if text != "08" else PartialDate(8, 13)


def test_a_day_without_its_month_is_refused():
    with pytest.raises(ValueError):
        PartialDate(2008, None, 3)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_reads_as_it_is_written(day):
    whole = PartialDate(day.year, day.month, day.day)
    assert PartialDate.parse(str(whole)) == whole
    assert whole.latest() == day
    assert PartialDate(day.year).latest() == date(day.year, 12, 31)
    assert PartialDate(day.year, day.month).latest().month == day.month


def test_a_partly_known_birth_date_counts_as_the_youngest_it_can_mean():
    assert youngest_age(PartialDate(2008), date(2026, 6, 1)) == 17
    assert youngest_age(PartialDate(2008, 5), date(2026, 6, 1)) == 18
    assert youngest_age(PartialDate(2030), date(2026, 6, 1)) == 0
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17


@given(st.integers(0, 4), st.sampled_from(LETTERS))
def test_one_wrong_letter_in_a_code_is_noticed(place, letter):
    code = new_code("K")
    assert is_code(code)
    body = list(code[2:])
    if body[place] == letter:
        return
    body[place] = letter
    assert not is_code("K-" + "".join(body))


def test_a_code_is_read_as_people_type_it():
    code = new_code("K")
    assert clean_code(code.lower().replace("-", " ")) == code
    assert not is_code("K-")


@pytest.mark.parametrize("prefix", Prefix)
def test_one_page_reads_the_codes_of_every_kind_of_record(prefix):
    code = new_code(prefix)
    assert is_code(code)
    for typed in (code.lower(), code.replace("-", ""), f" {code[:5]} {code[5:]} "):
        assert clean_code(typed) == code
    assert spellings(code) == (code,)
    assert spellings("o-7k3m-9pq2") == ("O-7K3M9PQ2", "O-7K3M-9PQ2")


def test_a_z_that_was_heard_is_a_2():
    assert clean_code("sr 7z3f2a") == "SR-723F2A"


@pytest.mark.parametrize(
    ("typed", "read"),
    [("sr 7k3f2a", "SR-7K3F2A"), ("5R-7K3F2A", "SR-7K3F2A"), ("o-7k3f2a", "O-7K3F2A"),
     ("0 7k3f2a", "O-7K3F2A"), ("K7K3F2A", "K-7K3F2A"), ("k-abcdef", "K-ABCDEF"),
     ("rj-7K3-F2A", "RJ-7K3F2A"), ("sr-7z3f2a", "SR-723F2A"), ("0-7k3m9pq2", "O-7K3M9PQ2")],
)  # fmt: skip
def test_what_looks_like_a_code_is_read_as_one(typed, read):
    assert typed_code(typed)[0] == read


@pytest.mark.parametrize(
    "text", ["", "Kartika", "Sri Hartati", "Orlando", "K-7K3F", "3271046504930002", "A1234567"]
)
def test_a_name_or_another_number_is_no_code(text):
    assert typed_code(text) == ()


def test_an_id_that_is_none_is_no_error():
    assert parse_id("nonsense") is None
    made = new_id()
    assert parse_id(str(made)) == made


def test_a_problem_carries_its_reasons_and_its_status():
    assert Problem.not_found().status == 404
    assert Problem.forbidden().status == 403
    assert Problem.invalid("name", Reason.REQUIRED).reasons[0].field == "name"
    refused = Problem.refused([Because(Reason.ERASED), Reason.ALREADY_DONE])
    assert refused.kind is Kind.REFUSED
    assert [b.code for b in refused.reasons] == [Reason.ERASED, Reason.ALREADY_DONE]
    assert Problem.conflict().status == 409


def test_a_slot_keeps_its_order_and_replaces_by_name():
    slot: Slot[str] = Slot("x")
    slot.fill("b", "second", order=2)
    slot.fill("a", "first", order=1)
    slot.fill("b", "again", order=2)
    assert list(slot) == ["first", "again"]
    assert dict(slot.items()) == {"a": "first", "b": "again"}
    assert slot.get("nothing") is None
    assert len(slot) == 2
