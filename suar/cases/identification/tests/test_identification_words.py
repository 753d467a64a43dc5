"""Items, indicators and elements: their words, their place in law, their second reading."""

from __future__ import annotations

import pytest
from django.utils import translation

from suar.cases.identification import labels
from suar.cases.identification.codes import Act, Dimension, Means, Purpose
from suar.cases.identification.elements import STANDING, InLaw
from suar.cases.identification.indicators import ILO_ELEVEN, INDICATORS
from suar.cases.identification.items import COUNTED, ITEMS
from suar.cases.identification.table import ROWS
from suar.cases.identification.wording import DIMENSION, INDICATOR, ITEM, label_of

BAD_WORDS = ("korban", "victim", "trafficking", "tppo")


def test_an_unknown_code_has_no_words_and_is_shown_as_it_is():
    assert label_of("XX99") is None
    assert labels.element("XX99") == "XX99"


def test_every_item_dimension_and_indicator_has_its_words_in_both_languages():
    assert tuple(ITEM) == ITEMS
    assert (len(ITEMS), len(COUNTED)) == (36, 31)
    assert tuple(INDICATOR) == INDICATORS
    assert list(DIMENSION) == list(Dimension)
    for label in (*ITEM.values(), *INDICATOR.values(), *DIMENSION.values()):
        assert label.en.strip()
        assert label.id.strip()
        assert not any(word in f"{label.en} {label.id}".casefold() for word in BAD_WORDS)


def test_a_code_beside_a_cause_speaks_the_language_of_the_page():
    with translation.override("id"):
        assert labels.element("DR") == "Perekrutan dengan penipuan"
        assert labels.element("EX02") == "Upah rendah atau tidak dibayar"
    with translation.override("en"):
        assert labels.element("CD07") == "Forced tasks or clients"
        assert labels.element("D06") == "Free to leave alone"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (1, "Diduga kuat korban TPPO (anak)"),
        (2, "Diduga korban TPPO (anak)"),
        (3, "Anak dieksploitasi: pelindungan khusus anak"),
        (4, "Diduga kuat korban TPPO"),
        (5, "Diduga korban TPPO"),
        (6, "Diduga korban TPPO (dicegah)"),
        (9, "Tidak ada aturan hitung: penetapan oleh orang menurut perbuatan, cara, dan tujuan"),
        (10, "Dieksploitasi, hak kerja dilanggar; belum terindikasi TPPO"),
        (11, "Berisiko"),
        (12, "Belum terindikasi"),
        (13, "Belum dapat disimpulkan"),
    ],
)
def test_every_row_has_its_words_and_none_says_no_victim(row, words):
    proposal = next(r.proposal for r in ROWS if r.number == row)
    with translation.override("id"):
        assert str(labels.proposed(proposal, row)) == words
        assert "bukan korban" not in str(labels.proposed(proposal, None)).casefold()


def test_each_indicator_knows_its_place_among_the_eleven_of_the_ilo():
    assert tuple(ILO_ELEVEN) == INDICATORS
    assert {i for i, numbers in ILO_ELEVEN.items() if not numbers} == {"CD06", "CD07"}
    assert {n for numbers in ILO_ELEVEN.values() for n in numbers} == set(range(1, 12))
    assert ILO_ELEVEN["CR06"] == ILO_ELEVEN["CD03"] == (3, 4)
    assert {i for i, numbers in ILO_ELEVEN.items() if numbers == (11,)} == {"EX01"}
    assert {i for i, numbers in ILO_ELEVEN.items() if 9 in numbers} == {"CR04", "CD02", "EX03"}


def test_sending_and_gain_stand_in_the_indonesian_law_alone():
    assert set(STANDING) == {*Act, *Means, *Purpose}
    only_here = {e for e, found in STANDING.items() if found.palermo is InLaw.ABSENT}
    assert only_here == {Act.SEND, Purpose.PROFIT}
    assert all(STANDING[a].uu_21_2007 is InLaw.NAMED for a in (*Act, *Means))


@pytest.mark.parametrize("element", [Act.RECRUIT, Means.DECEIVE, Purpose.SEX])
def test_an_element_that_both_texts_name_needs_no_note(element):
    assert labels.law_note(element) == ""


def test_an_element_that_the_texts_read_differently_says_so():
    with translation.override("en"):
        assert labels.law_note(Means.DEBT) == ("Palermo: as a form of coercion. UU 21/2007: named.")
