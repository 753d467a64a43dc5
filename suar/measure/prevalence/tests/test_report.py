"""The report: what must not be left out is on it, in both languages."""

import re
import string
from html.parser import HTMLParser

import pytest

from suar.measure.prevalence import sentences
from suar.measure.prevalence.codes import Assumption, Caution, Fault, Method
from suar.measure.prevalence.headline import estimate
from suar.measure.prevalence.options import Options
from suar.measure.prevalence.report import answer, report
from suar.measure.prevalence.speech import Both, Language, about, decimal, whole
from suar.measure.prevalence.tests.test_headline import APART, NEAR, table_of

BOTH = pytest.mark.parametrize("language", list(Language))


@pytest.fixture(scope="module")
def result():
    return estimate(table_of(NEAR), Options(nboot=200))


def every_sentence():
    named = [value for name, value in vars(sentences).items() if name.isupper()]
    for value in named:
        if isinstance(value, Both):
            yield value
        elif isinstance(value, dict):
            yield from value.values()


@BOTH
def test_a_withheld_headline_is_told_with_its_reason_and_no_number(language):
    result = estimate(table_of(APART), Options(nboot=50))
    said = answer(result, language)
    assert len(said) == 1
    assert decimal(22.13, language) in said[0]
    page = report(result, language)
    assert sentences.TOTAL.said(language)[:18] not in page
    assert sentences.PARTS["dependence"].said(language) not in page


@BOTH
def test_a_forced_headline_begins_with_its_reason(language):
    result = estimate(table_of(APART), Options(nboot=50, force="Asked for in <writing>"))
    assert "Asked for in <writing>" in answer(result, language)[0]
    assert "Asked for in &lt;writing&gt;" in report(result, language)


@BOTH
def test_every_limit_is_stated(result, language):
    page = report(result, language)
    for assumption in Assumption:
        assert sentences.ASSUMED[assumption].said(language) in page


def test_the_limits_name_what_the_method_cannot_do():
    english = " ".join(sentences.ASSUMED[x].english for x in Assumption)
    indonesian = " ".join(sentences.ASSUMED[x].indonesian for x in Assumption)
    for words in ("no data can test", "closed", "link", "refers", "small areas", "ranking",
                  "single person"):  # fmt: skip
        assert words in english
    for words in ("tidak ada data yang dapat mengujinya", "tertutup", "dicocokkan", "merujuk",
                  "wilayah kecil", "peringkat", "tentang seseorang"):  # fmt: skip
        assert words in indonesian


@BOTH
def test_each_warning_is_told_in_plain_words_and_in_detail(language):
    result = estimate(table_of("100:40 010:30 001:20 110:6"), Options(nboot=0))
    page = report(result, language)
    assert result.warnings
    for warned in result.warnings:
        assert sentences.WARNED[warned.code].said(language) in page
        assert warned.message in page


@BOTH
def test_the_page_holds_figures_tables_and_where_it_comes_from(result, language):
    page = report(result, language)
    assert page.count("<svg") == 3
    assert page.count("<table>") == 5
    assert page.count("<caption>") == page.count("<table>")
    assert result.provenance.data_sha256 in page
    assert f'<html lang="{language.value}">' in page
    assert "<script" not in page
    assert re.search(r"(src|href)=", page) is None
    ids = re.findall(r' id="([^"]+)"', page)
    assert len(ids) == len(set(ids)) == 6


@BOTH
def test_the_page_is_well_formed(result, language):
    opened = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag, attrs):
            if tag != "meta":
                opened.append(tag)

        def handle_endtag(self, tag):
            assert opened.pop() == tag

        def handle_startendtag(self, tag, attrs):
            pass

    Reader().feed(report(result, language))
    assert opened == []


def test_numbers_are_said_with_three_digits_and_tabled_whole():
    assert about(22_991.4, Language.ENGLISH) == "23,000"
    assert about(22_991.4, Language.INDONESIAN) == "23.000"
    assert [about(x, Language.ENGLISH) for x in (0.4, 96, 999, 1_004, 9_996)] == [
        "0", "96", "999", "1,000", "10,000",
    ]  # fmt: skip
    assert whole(1_234_567.6, Language.INDONESIAN) == "1.234.568"
    assert decimal(2.119, Language.INDONESIAN) == "2,1"


def test_the_sentence_of_a_range_says_what_kind_it_is(result):
    said = answer(result, Language.ENGLISH)
    assert "95 of 100 such studies" in " ".join(said)
    assert "for contrast only" in said[-1]
    posterior = estimate(table_of(NEAR), Options(method="decomposable", level=0.9))
    assert "probability of 90 %" in " ".join(answer(posterior, Language.ENGLISH))
    alone = estimate(table_of(NEAR), Options(nboot=0, sensitivity=False))
    assert sentences.NO_RANGE.indonesian in answer(alone, Language.INDONESIAN)
    assert sentences.NOT_LOOKED.indonesian in report(alone, Language.INDONESIAN)


def test_every_code_has_its_words():
    assert set(sentences.METHODS) == set(Method)
    assert set(sentences.ASSUMED) == set(Assumption)
    assert set(sentences.WARNED) == set(Caution)
    row_faults = {
        "bad_count",
        "missing_count",
        "bad_indicator",
        "all_zero_row",
        "duplicate_history",
    }
    assert set(sentences.NOTES) == set(Fault) - row_faults


def test_both_languages_say_it_with_the_same_fields():
    count = 0
    for both in every_sentence():
        fields = [
            sorted(name for _, name, _, _ in string.Formatter().parse(text) if name)
            for text in both
        ]
        assert fields[0] == fields[1], both
        assert all(text.strip() == text and text for text in both)
        count += 1
    assert count > 60
