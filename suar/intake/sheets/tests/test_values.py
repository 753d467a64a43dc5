"""A cell is understood as it was meant, or said not to be; it is never guessed."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.intake.sheets.codes import Unread
from suar.intake.sheets.values import (
    DayOrder,
    Money,
    NotUnderstood,
    is_nothing,
    plain,
    read_date,
    read_money,
    read_whole,
    read_yes_no,
)
from suar.intake.sheets.words_of_lists import propose, propose_sex
from suar.kit.dates import PartialDate

TODAY = date(2026, 11, 22)


def _date(cell, order=DayOrder.DAY_FIRST):
    return read_date(cell, order=order, today=TODAY)


# --- refused --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("31/02/2020", Unread.DATE_IMPOSSIBLE),
        ("29/02/2023", Unread.DATE_IMPOSSIBLE),
        ("08/17/1998", Unread.DATE_AMBIGUOUS),
        ("17/08/98", Unread.DATE_SHORT_YEAR),
        ("17 Agustus 98", Unread.DATE_SHORT_YEAR),
        ("17/08/2087", Unread.DATE_IN_FUTURE),
        ("1/1/1755", Unread.DATE_TOO_EARLY),
        ("sekitar lebaran", Unread.NOT_A_DATE),
        ("17 Ramadan 2020", Unread.NOT_A_DATE),
        (True, Unread.NOT_A_DATE),
        (12.0, Unread.NOT_A_DATE),
        (1e300, Unread.NOT_A_DATE),
        (float("nan"), Unread.NOT_A_DATE),
        ("#REF!", Unread.FORMULA_FAULT),
    ],
)
def test_what_is_no_date_or_could_be_two_is_refused(cell, reason):
    with pytest.raises(NotUnderstood) as refused:
        _date(cell)
    assert refused.value.reason is reason
    assert str(cell) not in str(refused.value)


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("1,500 jt", Unread.AMOUNT_AMBIGUOUS),
        ("1.250 juta", Unread.AMOUNT_AMBIGUOUS),
        ("-500", Unread.NOT_AN_AMOUNT),
        (-1, Unread.NOT_AN_AMOUNT),
        ("banyak", Unread.NOT_AN_AMOUNT),
        ("1.50.000", Unread.NOT_AN_AMOUNT),
        ("1,2,3", Unread.NOT_AN_AMOUNT),
        ("5 karung", Unread.NOT_AN_AMOUNT),
        (float("inf"), Unread.NOT_AN_AMOUNT),
        (float("nan"), Unread.NOT_AN_AMOUNT),
        (date(2020, 1, 1), Unread.NOT_AN_AMOUNT),
    ],
)
def test_what_is_no_amount_or_could_be_two_is_refused(cell, reason):
    with pytest.raises(NotUnderstood) as refused:
        read_money(cell)
    assert refused.value.reason is reason


@pytest.mark.parametrize("cell", ["dua", "-3", "3,5", True, date(2020, 1, 1), "12345678901"])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(NotUnderstood):
        read_whole(cell)


@pytest.mark.parametrize("cell", ["mungkin", "2", "ya/tidak"])
def test_what_is_neither_yes_nor_no_is_refused(cell):
    with pytest.raises(NotUnderstood):
        read_yes_no(cell)


# --- read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "meant"),
    [
        ("17/08/1998", "1998-08-17"),
        ("17-8-1998", "1998-08-17"),
        ("17.08.1998", "1998-08-17"),
        ("17 08 1998", "1998-08-17"),
        ("1998-08-17", "1998-08-17"),
        ("1998-08-17 00:00:00", "1998-08-17"),
        ("17 Agustus 1998", "1998-08-17"),
        ("17 Agt. 1998", "1998-08-17"),
        ("17-Peb-2001", "2001-02-17"),
        ("Senin, 17 Agustus 1998", "1998-08-17"),
        ("Tgl 17 Nopember 1998", "1998-11-17"),
        ("August 17, 1998", "1998-08-17"),
        ("１７/０８/１９９８", "1998-08-17"),
        ("Agustus 1998", "1998-08"),
        ("08/1998", "1998-08"),
        ("1998", "1998"),
        (1998, "1998"),
        (1998.0, "1998"),
        (36024, "1998-08-17"),
        (36024.75, "1998-08-17"),
        (datetime(1998, 8, 17, 13, 5), "1998-08-17"),
        (date(1998, 8, 17), "1998-08-17"),
        (61, "1900-03-01"),
    ],
)
def test_a_date_is_read_as_it_is_written_in_indonesia(cell, meant):
    assert str(_date(cell)) == meant


def test_a_column_of_american_dates_is_read_month_first():
    assert str(_date("08/17/1998", DayOrder.MONTH_FIRST)) == "1998-08-17"
    assert str(_date("03/04/1998", DayOrder.MONTH_FIRST)) == "1998-03-04"
    assert str(_date("03/04/1998")) == "1998-04-03"


@given(st.dates(date(1900, 3, 1), TODAY))
def test_every_day_comes_back_from_each_way_of_writing_it(day):
    meant = PartialDate(day.year, day.month, day.day)
    for written in (
        day.strftime("%d/%m/%Y"),
        f"{day.day}-{day.month}-{day.year:04}",
        day.isoformat(),
        (day - date(1899, 12, 30)).days,
    ):
        if isinstance(written, int) and 1900 <= written <= TODAY.year:
            continue  # a number that is a year is read as the year
        assert _date(written) == meant


@pytest.mark.parametrize(
    ("cell", "amount", "currency"),
    [
        ("Rp 1,5 jt", "1500000", "IDR"),
        ("Rp1.500.000", "1500000", "IDR"),
        ("Rp. 1.500.000,-", "1500000", "IDR"),
        ("Rp 1.500.000,00", "1500000.00", "IDR"),
        ("1.500", "1500", None),
        ("1,500", "1500", None),
        ("1500", "1500", None),
        ("500rb", "500000", None),
        ("500 ribu rupiah", "500000", "IDR"),
        ("2 juta", "2000000", None),
        ("2,25 juta", "2250000", None),
        ("1.250.000,5", "1250000.5", None),
        ("RM 1,200.50", "1200.50", "MYR"),
        ("RM1200", "1200", "MYR"),
        ("NT$ 20,000", "20000", "TWD"),
        ("US$ 100", "100", "USD"),
        ("100 USD", "100", "USD"),
        ("HK$4,730", "4730", "HKD"),
        ("0,5 jt", "500000", None),
        (1500000, "1500000", None),
        (1500000.5, "1500000.5", None),
    ],
)
def test_money_is_read_as_it_is_written(cell, amount, currency):
    assert read_money(cell) == Money(Decimal(amount), currency)


def test_the_currency_of_the_column_counts_where_the_cell_names_none():
    assert read_money("1.500", currency="MYR") == Money(Decimal(1500), "MYR")
    assert read_money("Rp 1.500", currency="MYR") == Money(Decimal(1500), "IDR")


@pytest.mark.parametrize("cell", [None, "", "  ", "-", "N/A", "tidak tahu", "Nihil", "\u200b"])
def test_an_empty_cell_is_nothing_and_never_a_no(cell):
    assert is_nothing(cell)
    assert _date(cell) is None
    assert read_money(cell) is None
    assert read_whole(cell) is None
    assert read_yes_no(cell) is None


def test_yes_and_no_in_both_languages():
    assert [read_yes_no(word) for word in ("Ya", "ada", "v", "✓", "1", True)] == [True] * 6
    assert [read_yes_no(word) for word in ("Tidak", "tdk ada", "belum", "0", False)] == [False] * 5


def test_numbers_with_their_unit():
    assert [read_whole(cell) for cell in ("17 th", "17 tahun", 17, 17.0, "3 bulan")] == [17] * 4 + [
        3
    ]


def test_text_loses_what_cannot_be_seen():
    assert plain("Si\u200bti\u202e  Aminah\n") == "Siti Aminah"
    assert plain(7.0) == "7"


# --- lists ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "meant"),
    [
        (["L", "P"], {"l": "male", "p": "female"}),
        (["P", "W"], {"p": "male", "w": "female"}),
        (["P"], {"p": None}),
        (["P", "L", "W"], {"p": None, "l": "male", "w": "female"}),
        (["Laki-laki", "Perempuan"], {"laki-laki": "male", "perempuan": "female"}),
        (["F", "M"], {"f": "female", "m": "male"}),
        (["waria"], {"waria": None}),
    ],
)
def test_the_letter_p_is_decided_by_its_neighbours_or_not_at_all(column, meant):
    assert propose_sex(column) == meant


def test_a_word_that_means_two_codes_means_none():
    labels = {"boat": ["kapal", "laut"], "sea": ["laut"], "farm": ["kebun"]}
    assert propose(["Laut ", "KEBUN", "boat", "?x"], labels) == {
        "laut": None, "kebun": "farm", "boat": "boat", "?x": None,
    }  # fmt: skip
