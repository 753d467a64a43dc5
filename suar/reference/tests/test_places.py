"""Provinces, regencies, codes of other days, and names as people write them."""

from datetime import date

import pytest

from suar.reference import places
from suar.reference.choices import all_regency_choices, province_choices, regency_choices


@pytest.mark.parametrize("text", ["", "Atlantis", "Bogor", "Kab. Nowhere", "kota"])
def test_an_unknown_or_ambiguous_name_gives_no_regency(text):
    assert places.find_regency(text) is None


@pytest.mark.parametrize("code", ["", "9999", "99.99", "abcd", "520"])
def test_a_code_that_never_was_resolves_to_nothing(code):
    assert places.resolve_code(code, date(2026, 1, 1)) is None


def test_there_are_38_provinces_and_514_regencies_and_cities():
    assert len(places.provinces()) == 38
    kinds = [found.kind for found in places.regencies().values()]
    assert (kinds.count("kab"), kinds.count("kota")) == (416, 98)


def test_every_regency_lies_in_its_province_and_on_the_map():
    for found in places.regencies().values():
        assert places.province(found.province_code) is not None, found
        assert -11.1 < found.lat < 6.1, found
        assert 95.0 < found.lon < 141.1, found


def test_no_two_regencies_share_a_full_name():
    names = [found.full_name for found in places.regencies().values()]
    assert len(set(names)) == 514


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kab. Lombok Timur", "5203"),
        ("KABUPATEN LOMBOK TIMUR", "5203"),
        ("  lombok   timur ", "5203"),
        ("Lombok Timur Regency", "5203"),
        ("Kota Bogor", "3271"),
        ("kab bogor", "3201"),
        ("Lima Puluh Kota", "1307"),
        ("Kab. Kotabaru", "6302"),
        ("Kotabaru", "6302"),
        ("Kab. Adm. Kep. Seribu", "3101"),
        ("Kota Adm. Jakarta Timur", "3175"),
        ("Jakarta Timur", "3175"),
        ("Toba Samosir", "1212"),
        ("Mamuju Utara", "7601"),
        ("Toli-Toli", "7204"),
        ("Bau-Bau", "7472"),
        ("Kep. Siau Tagulandang Biaro", "7109"),
    ],
)
def test_a_regency_is_found_as_people_write_it(text, code):
    found = places.find_regency(text)
    assert found is not None
    assert found.code == code


def test_every_regency_is_found_by_its_own_full_name():
    for found in places.regencies().values():
        assert places.find_regency(found.full_name) == found


def test_two_places_of_one_name_are_both_offered():
    assert [r.code for r in places.find_regencies("Bogor")] == ["3201", "3271"]
    assert [r.code for r in places.find_regencies("Banjar")] == ["3279", "6303"]
    assert [r.code for r in places.find_regencies("Banjar", "63")] == ["6303"]


def test_a_misspelt_name_is_suggested_and_never_taken():
    assert places.find_regency("Lombok Tmur") is None
    assert places.suggest_regencies("Lombok Tmur")[0].code == "5203"
    assert places.suggest_regencies("Indramyu")[0].name == "Indramayu"
    assert places.suggest_regencies("") == []


@pytest.mark.parametrize("text", ["NTB", "Nusa Tenggara Barat", "Prov. NTB", "West Nusa Tenggara"])
def test_a_province_is_found_by_name_or_abbreviation(text):
    assert places.find_province(text).code == "52"


def test_an_old_code_holds_until_its_end_and_then_gives_its_successor():
    assert places.resolve_code("9101", date(2022, 7, 24)) == "9101"
    assert places.resolve_code("9101", date(2022, 7, 25)) == "9301"
    assert places.resolve_code("92.71", date(2026, 1, 1)) == "9671"
    assert places.resolve_code("9301", date(2020, 1, 1)) == "9101"
    assert places.current_code("9101") == "9301"


def test_every_old_code_leads_to_a_place_of_today():
    assert len(places.code_changes()) == 26
    for change in places.code_changes().values():
        assert change.new in places.regencies()
        assert change.old not in places.regencies()
        assert change.until.year <= change.last_list


def test_a_code_is_shown_by_its_name_also_after_it_is_gone():
    assert places.place_label("9101") == "Kabupaten Merauke"
    assert places.place_label("52", "en") == "West Nusa Tenggara"
    assert places.place_label("0000") == "0000"


@pytest.mark.parametrize("code", ["", "5203", "520399", "xx0301", "999901"])
def test_a_nik_area_on_no_list_is_not_known(code):
    assert not places.nik_area_known(code)


def test_a_nik_area_is_known_also_after_its_code_is_gone():
    assert places.nik_area_known("520301")
    assert places.nik_area_known("910101")


def test_choices_hold_each_place_once():
    assert ("34", "DI Yogyakarta") in province_choices("id")
    assert ("34", "Yogyakarta") in province_choices("en")
    assert ("5271", "Kota Mataram") in regency_choices("52")
    assert regency_choices("") == []
    flat = [code for _group, pairs in all_regency_choices("id") for code, _name in pairs]
    assert len(flat) == len(set(flat)) == 514
