"""A table is read whole and as it is, or refused with the place."""

import csv

import pytest

from suar.measure.prevalence.codes import Caution, Fault
from suar.measure.prevalence.reading import read, read_strata
from suar.measure.prevalence.refusals import Refused

GOOD = "A,B,C,count\n1,0,0,20\n0,1,0,30\n0,0,1,5\n1,1,0,5\n"


def as_csv(rows: str) -> bytes:
    """Turn `100:40 010:30` into a file."""
    pairs = [row.split(":") for row in rows.split()]
    names = "ABCDEF"[: len(pairs[0][0])]
    lines = [",".join([*names, "count"])] + [",".join([*h, k]) for h, k in pairs]
    return "\n".join(lines).encode()


def refusal(content) -> tuple:
    with pytest.raises(Refused) as caught:
        read(content)
    return caught.value.code, caught.value.row, caught.value.column


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("100:20 010:30 001:25", (Fault.NO_OVERLAP, None, None)),
        ("100:20 010:30 110:10 001:0 101:0", None),
        ("100:20 011:30 111:10", (Fault.DUPLICATE_LIST, None, "C")),
        ("100:20 010:30 001:-5 110:5", (Fault.BAD_COUNT, 3, "count")),
        ("100:20.5 010:30 001:5 110:5", (Fault.BAD_COUNT, 1, "count")),
        ("100:1e3 010:30 001:5 110:5", (Fault.BAD_COUNT, 1, "count")),
        ("000:100 100:20 010:30 001:5 110:5 101:3 011:2", (Fault.ALL_ZERO_ROW, 1, None)),
        ("100:20 020:30 001:5 110:5", (Fault.BAD_INDICATOR, 2, "B")),
        ("100:20 010:NA 001:5 110:5", (Fault.MISSING_COUNT, 2, "count")),
        ("100:20 010: 001:5 110:5", (Fault.MISSING_COUNT, 2, "count")),
        ("100:0 010:0 001:0 110:0", (Fault.NO_CASES, None, None)),
        ("1:10", (Fault.TOO_FEW_LISTS, None, None)),
        ("100:20 010:3 110:5 100:20", (Fault.DUPLICATE_HISTORY, 4, None)),
        ("10:5 00:0", (Fault.ALL_ZERO_ROW, 2, None)),
    ],
)
def test_a_bad_table_is_refused_with_its_place(rows, expected):
    if expected is None:
        assert read(as_csv(rows)).lists == ("A", "B")
    else:
        assert refusal(as_csv(rows)) == expected


def test_the_first_fault_in_file_order_wins():
    assert refusal(b"A,B,count\n1,0,x\n2,0,1\n")[:2] == (Fault.BAD_COUNT, 1)
    assert refusal(b"A,B,count\n3,0,x\n2,0,1\n") == (Fault.BAD_INDICATOR, 1, "A")
    assert refusal(b"count,A,B\nx,3,0\n") == (Fault.BAD_COUNT, 1, "count")
    assert refusal(b"A,B,count\n0,0,1\n1,0,x\n") == (Fault.ALL_ZERO_ROW, 1, None)


def test_every_bad_input_of_the_reference_gets_its_code(shared_data):
    rows = csv.DictReader((shared_data / "mse" / "peer_bad_inputs.csv").open())
    seen = 0
    for row in rows:
        cells, wanted = row["rows_as_lists_then_count"], row["wanted"]
        if wanted.startswith("error") and ":" in cells:
            seen += 1
            assert refusal(as_csv(cells))[0] == wanted.split()[1].strip(";"), row["case"]
    assert seen == 5


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", Fault.BAD_ARGUMENT),
        (b"\xff\xfe", Fault.BAD_ARGUMENT),
        (b'A,B,count\n"1"x,0,3\n', Fault.BAD_ARGUMENT),
        (b"A,,count\n1,0,3\n", Fault.BAD_ARGUMENT),
        (b"A,B\n1,0\n", Fault.MISSING_COUNT),
        (b"A,A,count\n1,0,3\n", Fault.DUPLICATE_LIST),
        (b"A,count\n1,3\n", Fault.TOO_FEW_LISTS),
        (b"A,B,count\n", Fault.NO_CASES),
        (b"A,B,count\n1,0,3,9\n", Fault.BAD_INDICATOR),
        (b"A,B,count\n1\n", Fault.BAD_INDICATOR),
        (b"A,B,count\n1,0\n", Fault.MISSING_COUNT),
    ],
)
def test_a_file_that_is_no_table_is_refused(content, code):
    assert refusal(content)[0] == code


def test_a_missing_file_is_refused(tmp_path):
    assert refusal(tmp_path / "none.csv")[0] == Fault.BAD_ARGUMENT


def test_a_good_table_is_taken_as_it_is(tmp_path):
    path = tmp_path / "good.csv"
    path.write_text(GOOD)
    table = read(path)
    assert (table.lists, table.n, table.t) == (("A", "B", "C"), 60, 3)
    assert table.cells == (1, 2, 4, 3)
    assert table.dense.tolist() == [20, 30, 5, 5, 0, 0, 0]
    assert table.warnings == ()


def test_semicolons_tabs_a_byte_order_mark_and_blank_lines_are_read():
    for mark in (";", "\t"):
        content = b"\xef\xbb\xbf" + GOOD.replace(",", mark).replace("\n", "\r\n\r\n").encode()
        assert read(content).counts == (20, 30, 5, 5)


def test_counts_may_stand_in_any_column_under_any_name():
    assert read(b"jumlah,A,B\n3,1,0\n4,0,1\n2,1,1\n", count="jumlah").lists == ("A", "B")
    assert read(b"A,B,count\n1,0,3.0\n0,1,4\n1,1,2\n").counts == (3, 4, 2)


def test_an_empty_list_is_dropped_and_named():
    table = read(b"A,B,C,count\n1,0,0,20\n0,1,0,30\n1,1,0,10\n1,0,1,0\n")
    assert [w.code for w in table.warnings] == [Caution.EMPTY_LIST, Caution.TWO_LISTS]
    assert "list C" in table.warnings[0].message
    assert table.cells == (1, 2, 3, 1), "rows keep the order of the file"
    assert refusal(b"A,B,count\n1,0,5\n0,1,0\n")[0] == Fault.TOO_FEW_LISTS


def test_thin_tables_and_a_list_of_everybody_are_warned_of():
    codes = [w.code for w in read(b"A,B,C,count\n1,0,0,9\n1,1,0,4\n1,0,1,3\n").warnings]
    assert codes == [Caution.LIST_CONTAINS_ALL, Caution.SPARSE]


def test_one_row_per_person_and_list_is_counted():
    content = b"person,list\n1,A\n1,B\n2,A\n3,B\n4,B\n"
    table = read(content)
    assert table.lists == ("A", "B")
    assert dict(table.rows) == {1: 1, 2: 2, 3: 1}
    assert refusal(content + b"4,B\n") == (Fault.DUPLICATE_HISTORY, 6, None)
    assert refusal(content + b"4,\n") == (Fault.BAD_INDICATOR, 6, "list")


class Frame:
    """The least of a data frame."""

    columns = ("A", "B", "count")

    def __init__(self, *rows):
        self.given = rows

    def itertuples(self, *, index, name):
        return iter(self.given)


def test_a_data_frame_is_read_like_a_file():
    table = read(Frame((1, 0, 3.0), (0, True, 4), (1, 1, 2)))
    assert (table.cells, table.counts) == ((1, 2, 3), (3, 4, 2))
    assert table.sha256 == read([{"A": 1, "B": 0, "count": 3}, {"A": 0, "B": 1, "count": 4},
                                 {"A": 1, "B": 1, "count": 2}]).sha256  # fmt: skip
    assert refusal(Frame((1, 0, float("nan")))) == (Fault.MISSING_COUNT, 1, "count")
    assert refusal(Frame((1, None, 3))) == (Fault.BAD_INDICATOR, 1, "B")


def test_no_refusal_repeats_what_was_in_the_cell():
    for content in (b"A,B,count\n1,Siti,3\n", b"A,B,count\n1,0,Siti\n"):
        with pytest.raises(Refused) as caught:
            read(content)
        assert "Siti" not in caught.value.message


def test_strata_stand_apart_and_together():
    content = (
        b"A,B,year,count\n1,0,2023,9\n0,1,2023,8\n1,1,2023,2\n1,0,2024,4\n0,1,2024,6\n1,1,2024,0\n"
    )
    strata = read_strata(content, by="year")
    assert strata.tables["2023"].n == 19
    assert strata.refused["2024"].code == Fault.NO_OVERLAP
    assert strata.pooled.n == 29
    with pytest.raises(Refused):
        read_strata(content, by="region")


def test_a_list_left_out_and_two_lists_merged_are_tables_again():
    table = read(as_csv("100:20 010:30 001:5 110:6 011:7 111:1"))
    smaller = table.without(0)
    assert smaller.lists == ("B", "C")
    assert smaller.dense.tolist() == [36, 5, 8]
    merged = table.merged(0, 1)
    assert merged.lists == ("A+B", "C")
    assert merged.dense.tolist() == [56, 5, 8]
