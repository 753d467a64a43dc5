"""Countries and languages in both languages."""

import pycountry
import pytest

from suar.reference.countries import (
    COMMON,
    countries,
    country_choices,
    country_label,
    find_country,
)
from suar.reference.languages import LANGUAGES, language_choices, language_label


@pytest.mark.parametrize("text", ["", "??", "Atlantis", "ZZ"])
def test_an_unknown_country_is_not_guessed(text):
    assert find_country(text) is None
    assert country_label(text) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Arab Saudi", "SA"),
        ("saudi arabia", "SA"),
        ("MYS", "MY"),
        ("tw", "TW"),
        ("Hongkong", "HK"),
        ("Viet Nam", "VN"),
        ("Kamboja", "KH"),
        ("UEA", "AE"),
        ("Korea Selatan", "KR"),
    ],
)
def test_a_country_is_found_by_code_or_name_in_either_language(text, code):
    assert find_country(text).code == code


def test_every_iso_country_has_a_name_in_both_languages():
    assert len(countries()) == len(pycountry.countries)
    assert all(c.english and c.indonesian for c in countries().values())


def test_the_common_destinations_stand_first_and_only_once():
    for language in ("id", "en"):
        codes = [code for code, _name in country_choices(language)]
        assert tuple(codes[: len(COMMON)]) == COMMON
        assert len(codes) == len(set(codes)) == len(countries())


def test_every_language_code_is_iso_639_3_or_in_its_local_range():
    for code in LANGUAGES:
        local = "qaa" <= code <= "qtz"
        assert local or pycountry.languages.get(alpha_3=code) is not None, code


def test_the_languages_of_interpreters_are_there():
    needed = {
        "ind", "eng", "jav", "sun", "sas", "bug", "mad", "min", "tet", "zsm", "cmn",
        "yue", "arb", "mya", "khm", "tha", "vie", "tgl", "inl",
    }  # fmt: skip
    assert needed <= set(LANGUAGES)
    assert [code for code, _n in language_choices("id")][:2] == ["ind", "eng"]
    assert language_label("sas", "id") == "Sasak"
    assert language_label("xxx") == "xxx"
