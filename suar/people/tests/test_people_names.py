"""Names: spellings of one name meet, different names part, and whatever is typed is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from suar.people import names
from suar.people.names import keys
from suar.people.names.score import Band, Known
from suar.people.names.spelling import sound


def sounds(text):
    return [part.sound for part in names.read_name(text).parts]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Soeharto", "Suharto"), ("Djoko", "Joko"), ("Tjahjono", "Cahyono"), ("Jusuf", "Yusuf"),
        ("Sjahrir", "Syahrir"), ("Njoman", "Nyoman"), ("Achmad", "Ahmad"), ("Akhmad", "Ahmad"),
        ("Rachmat", "Rahmat"), ("Rakhmat", "Rahmat"), ("Chairul", "Khoirul"),
        ("Zainal", "Zaenal"), ("Reza", "Resa"), ("Fauzi", "Pausi"), ("Novita", "Nofita"),
        ("Hassan", "Hasan"), ("Sholeh", "Soleh"), ("Sofyan", "Sofian"), ("Sudiyono", "Sudiono"),
        ("Suwarni", "Suarni"), ("Hidajat", "Hidayat"), ("Surjo", "Suryo"), ("Rahmad", "Rahmat"),
        ("Khadijah", "Hadijah"), ("Dzulkifli", "Zulkifli"), ("Noer", "Nur"), ("Djaja", "Jaya"),
    ],
)  # fmt: skip
def test_old_and_new_spelling_sound_alike(old, new):
    assert sounds(old) == sounds(new)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Budi", "Adi"), ("Siti", "Susi"), ("Sutrisno", "Supriyono"), ("Maryam", "Mariana")],
)
def test_different_names_do_not_sound_alike(one, other):
    assert sounds(one) != sounds(other)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("H. Moh. Ikhsan, S.Pd.", "Muhammad Ikhsan"), ("Muh Ikhsan", "Muhammad Ikhsan"),
        ("M. Ikhsan", "Muhammad Ikhsan"), ("St. Aminah", "Siti Aminah"),
        ("Abd. Rahman", "Abdul Rahman"), ("Abdurrahman", "Abdul Rahman"),
        ("Hj. Nurhayati", "Nur Hayati"), ("Drs. Budi Santoso, M.Si", "Budi Santoso"),
        ("I Wayan Sudana", "Wayan Sudana"), ("Ni Luh Sari", "Luh Sari"),
        ("Sumarni Sumarni", "Sumarni"), ("Alm. Karto", "Karto"), ("Nuʼaim", "Nuaim"),
        ("Wyn. Sudana", "Wayan Sudana"),
    ],
)  # fmt: skip
def test_titles_short_forms_and_particles_are_read_away(written, meant):
    assert [p.written for p in names.read_name(written).parts] == [
        p.written for p in names.read_name(meant).parts
    ]


def test_a_title_alone_is_a_name():
    assert [p.written for p in names.read_name("Haji").parts] == ["haji"]
    assert [p.written for p in names.read_name("Ni").parts] == ["ni"]


def test_a_name_turned_round_by_a_comma_keeps_its_parts():
    assert {p.written for p in names.read_name("Santoso, Budi").parts} == {"santoso", "budi"}


def test_the_fathers_name_is_marked():
    parts = names.read_name("Aminah binti Hasan").parts
    assert [(p.written, p.fathers) for p in parts] == [("aminah", False), ("hasan", True)]


def test_aliases_are_split():
    assert names.split_aliases("Sumarni alias Ani / Mbak Mar") == ["Sumarni", "Ani", "Mbak Mar"]
    assert names.split_aliases("Alisa Putri") == ["Alisa Putri"]
    assert names.split_aliases("  ") == []


def test_initials_leave_the_link_out():
    assert names.initials("Siti Aminah binti Ali") == "S.A.A."
    assert names.initials("") == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_is_read(text):
    name = names.read_name(text)
    assert all(part.sound and part.written.isascii() for part in name.parts)
    names.record_keys([name], [1990])
    names.ticket_keys(name)
    names.initials(text)


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12))
def test_a_sound_of_one_letter_sort_stays_the_same_for_capitals(text):
    assert sounds(text) == sounds(text.upper())


@given(st.text("abdeghiklmnprstu", min_size=5, max_size=10), st.data())
def test_one_letter_left_out_of_a_sound_still_meets(text, data):
    place = data.draw(st.integers(0, len(text) - 1))
    shorter = text[:place] + text[place + 1 :]
    assert ({text} | keys.deletions(text)) & ({shorter} | keys.deletions(shorter))


def test_a_birth_year_one_off_is_asked_too():
    held = names.record_keys([names.read_name("Aminah")], [1990])
    for year, meets in ((1989, True), (1991, True), (1995, False)):
        asked = names.query_keys(names.read_name("Aminah"), year)
        years = {k for k in asked & held if k.startswith(("y:", "w:"))}
        assert bool(years) is meets


@pytest.mark.parametrize(
    ("query", "name", "band"),
    [
        ("Siti Aminah", "Siti Aminah", Band.STRONG),
        ("Aminah Siti", "St. Aminah", Band.STRONG),
        ("Soelastri", "Sulastri", Band.STRONG),
        ("Sulastri", "Sulastri binti Karto", Band.STRONG),
        ("Made Suarta", "Kadek Suarta", Band.STRONG),
        ("Nurhayati", "Nur Hayati", Band.STRONG),
        ("M. Ridwan", "Muhammad Ridwan", Band.STRONG),
        ("Sulasri Handyani", "Sulastri Handayani", Band.LIKELY),
        ("Muhammad Budi", "Muhammad Slamet", None),
        ("Siti Aminah", "Siti Zubaidah", None),
        ("Wagiyem", "Sulastri", None),
    ],
)
def test_likeness_has_its_band(query, name, band):
    found = names.likeness(names.read_name(query), [names.read_name(name)]).band
    if band is Band.LIKELY:
        assert found in (Band.LIKELY, Band.STRONG)
    else:
        assert found is band


def test_what_is_known_beside_the_name_moves_the_order_only():
    query, name = names.read_name("Aminah"), names.read_name("Aminah")

    def value(asked, held):
        return names.likeness(query, [name], asked=asked, held=held).value

    plain = value(Known(), Known())
    assert value(Known((1990,)), Known((1990,))) > value(Known((1990,)), Known((1991,))) > plain
    assert value(Known((1990,)), Known((1970,))) < plain
    assert value(Known(sex="female"), Known(sex="male")) < plain
    assert value(Known(district="5203"), Known(district="5203")) > plain
    assert names.likeness(names.read_name(""), [name]).value == 0


def test_common_spellings_of_the_field_sound_alike(shared_data):
    """Counts of real tokens: the frequent spellings of Muhammad, Ahmad and Siti fold together."""
    rows = (shared_data / "names" / "name_tokens.csv").read_text().splitlines()[1:]
    known = {row.split(",")[0] for row in rows}
    for group in (
        ("muhammad", "muhamad", "mohammad", "mochamad", "mohamad", "muhamat"),
        ("achmad", "ahmad", "akhmad"), ("siti", "sitti"), ("yusuf", "jusuf", "yusup"),
        ("syamsul", "samsul"), ("zaenal", "zainal", "saenal"),
    ):  # fmt: skip
        found = {sound(names.read_name(word).parts[0].written) for word in group if word in known}
        assert len(found) == 1, group
