"""A file becomes counts: what is refused, what is kept, and nothing more."""

from __future__ import annotations

import json

import pytest

from suar.measure import prevalence
from suar.measure.prevalence import Fault, Refused
from suar.statistics import reading, rules
from suar.statistics.codes import Unfit
from suar.statistics.reading import UnfitError
from tests.support.estimates import CSV

PERSONS = b"person,list\nP001,kantor\nP001,panti\nP002,panti\nP003,kantor\nP004,misi\nP004,kantor\n"


@pytest.mark.parametrize(
    ("csv", "code", "row", "column"),
    [
        (b"nama,list\nP1,a\n", Unfit.IDENTITY_COLUMN, None, "nama"),
        (b"a,b,count,No KTP\n1,0,3,1\n", Unfit.IDENTITY_COLUMN, None, "No KTP"),
        (b"person,list\nP1,a\nSiti Aminah,b\n", Unfit.IDENTITY_VALUE, 2, "person"),
        (b"orang,daftar\n3275014501900001,a\n", Unfit.IDENTITY_VALUE, 1, "person"),
    ],
)
def test_a_file_that_tells_who_somebody_is_is_refused(csv, code, row, column):
    with pytest.raises(UnfitError) as refused:
        reading.take(csv)
    assert (refused.value.code, refused.value.row, refused.value.column) == (code, row, column)
    assert "Siti" not in str(refused.value)


def test_a_group_named_by_a_number_of_a_person_is_refused():
    with pytest.raises(UnfitError):
        reading.take(b"a,b,g,count\n1,0,081234567890,3\n", by="g")


def test_a_file_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(rules, "MOST_BYTES", 10)
    with pytest.raises(UnfitError) as refused:
        reading.take(CSV)
    assert refused.value.code == Unfit.TOO_LARGE


def test_more_groups_than_an_estimate_is_for_are_refused():
    rows = "".join(f"1,0,g{n},5\n1,1,g{n},3\n0,1,g{n},4\n" for n in range(21))
    with pytest.raises(UnfitError) as refused:
        reading.take(f"a,b,g,count\n{rows}".encode(), by="g")
    assert refused.value.code == Unfit.TOO_MANY_GROUPS


@pytest.mark.parametrize(
    ("csv", "code", "row", "column"),
    [
        (b"a,b,count\n1,0,x\n", Fault.BAD_COUNT, 1, "count"),
        (b"a,b,count\n1,0,3\n2,0,3\n", Fault.BAD_INDICATOR, 2, "a"),
        (b"a,b\n1,0\n", Fault.MISSING_COUNT, None, "count"),
        (b"", Fault.BAD_ARGUMENT, None, None),
        (b"\xff\xfe\x00", Fault.BAD_ARGUMENT, None, None),
        (b'a,b,count\n"1,0,3\n', Fault.BAD_ARGUMENT, None, None),
    ],
)
def test_a_fault_is_told_with_its_place(csv, code, row, column):
    with pytest.raises(Refused) as refused:
        reading.take(csv)
    assert (refused.value.code, refused.value.row, refused.value.column) == (code, row, column)


def test_counts_are_read_and_kept_as_the_library_reads_them():
    taken, direct = reading.take(CSV), prevalence.read(CSV)
    assert taken.table == direct, "with the fingerprint of the file as it came"
    again = reading.kept(json.loads(json.dumps(taken.as_json())), taken.table.sha256)
    assert again == taken


def test_of_rows_of_persons_only_the_counts_are_kept():
    taken = reading.take(PERSONS)
    assert taken.table.n == 4
    assert set(taken.table.lists) == {"kantor", "panti", "misi"}
    assert "P00" not in json.dumps(taken.as_json())


def test_indonesian_heads_semicolons_and_a_named_count_are_read():
    text = CSV.decode().replace(",", ";").replace("count", "Jumlah").encode()
    assert reading.take(text).table.rows == reading.take(CSV).table.rows
    named = CSV.replace(b"count", b"banyaknya")
    assert reading.take(named, count="banyaknya").table.n == reading.take(CSV).table.n


def test_groups_stand_beside_the_whole_and_one_without_an_overlap_says_so():
    csv = b"a,b,tahun,count\n1,0,2024,30\n0,1,2024,20\n1,1,2024,9\n1,0,2025,5\n0,1,2025,4\n"
    taken = reading.take(csv, by="tahun")
    assert taken.table.n == 68
    assert [(g.name, g.fault) for g in taken.groups] == [("2024", ""), ("2025", "no_overlap")]
    assert reading.kept(taken.as_json(), taken.table.sha256) == taken


def test_a_list_without_a_case_is_told_again_from_what_is_kept():
    taken = reading.take(b"a,b,c,count\n1,0,0,30\n0,1,0,20\n1,1,0,9\n0,0,1,0\n")
    again = reading.kept(taken.as_json(), taken.table.sha256)
    assert [w.code for w in again.table.warnings] == [w.code for w in taken.table.warnings] != []
