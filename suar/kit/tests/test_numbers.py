"""A number means what its writer meant, in both ways of writing, or it is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.kit.numbers import AmbiguousNumber, parse_number


@pytest.mark.parametrize(
    "text", ["", "-5", "dua", "1.50.000", "1,2,3", "1.000,5.0", "1,000.5,0", ".", ",", "1e5", "٣"]
)
def test_what_is_no_number_is_refused(text):
    with pytest.raises(ValueError):
        parse_number(text)


def test_a_third_decimal_and_a_group_of_three_cannot_be_told_apart():
    with pytest.raises(AmbiguousNumber):
        parse_number("1,250", thousandths=True)
    assert parse_number("1,250") == 1250


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2,5", "2.5"),
        ("2.5", "2.5"),
        ("1.500", "1500"),
        ("1.250.000", "1250000"),
        ("1,250,000", "1250000"),
        ("1.250.000,75", "1250000.75"),
        ("1,250,000.75", "1250000.75"),
        ("1 250 000", "1250000"),
        ("1500000", "1500000"),
        ("0,125", "0.125"),
        (",5", "0.5"),
        ("3,", "3"),
    ],
)
def test_both_ways_of_writing_are_read(text, meant):
    assert parse_number(text) == Decimal(meant)


@given(st.decimals(0, 10**9, places=2))
def test_every_amount_comes_back_from_both_ways_of_writing(amount):
    english = f"{amount:,.2f}"
    indonesian = english.translate(str.maketrans(",.", ".,"))
    assert parse_number(english) == parse_number(indonesian) == amount
