"""Read a table of lists: row by row, nothing merged silently, the first fault in file order wins.

Two forms are read: one column per list with 0 or 1 and a column of counts (one row per history), or
a column ``person`` and a column ``list`` (one row per person and list). Rows come from a CSV file
(comma, semicolon or tab; UTF-8), from bytes, or from a data frame.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from suar.measure.prevalence.codes import Fault
from suar.measure.prevalence.lattice import Floats
from suar.measure.prevalence.refusals import Refused
from suar.measure.prevalence.table import Table, checked, digest

MISSING = {"", "na", "n/a", "nan", "null", "none", "nil", "<na>", ".", "-"}
MOST_COUNT = 10**12
PERSON, LIST = "person", "list"


class Frame(Protocol):
    """What is used of a data frame."""

    columns: Any

    def itertuples(self, *, index: bool, name: str | None) -> Iterable[tuple[Any, ...]]:
        """Give the rows."""
        ...


Source = str | Path | bytes | Frame | list[Mapping[str, Any]]


@dataclass(frozen=True)
class Strata:
    """Tables of one file by stratum, those that were refused, and all cases together."""

    tables: dict[str, Table]
    refused: dict[str, Refused]
    pooled: Table


@dataclass(frozen=True)
class _Rows:
    header: list[str]
    rows: list[list[Any]]
    sha256: str | None


@dataclass(frozen=True)
class _Case:
    """One accepted row: its stratum, its history and its count."""

    stratum: str
    cell: int
    count: int


def read(source: Source, *, count: str = "count") -> Table:
    """Read a table.

    ``count`` names the column of counts; every other column is a list. Counts are whole numbers of
    cases, not below 0. Raises ``Refused`` with the data row (from 1) and the column where there is
    one: ``bad_indicator``, ``bad_count``, ``missing_count``, ``all_zero_row``,
    ``duplicate_history``; then of the whole table ``no_cases``, ``too_few_lists``,
    ``duplicate_list``, ``no_overlap``; ``bad_argument`` where the file itself cannot be read.
    """
    lists, cases, sha256 = _cases(_rows(source), count, None)
    return _table(lists, cases, sha256)


def read_strata(source: Source, *, by: str, count: str = "count") -> Strata:
    """Read a table with a column ``by`` of strata: a region, a year, a sex.

    A fault in a row refuses the file; a stratum that is refused as a whole (no overlap, say) stands
    in ``refused`` and its cases still in ``pooled``.
    """
    lists, cases, sha256 = _cases(_rows(source), count, by)
    tables: dict[str, Table] = {}
    refused: dict[str, Refused] = {}
    for stratum in dict.fromkeys(case.stratum for case in cases):
        try:
            tables[stratum] = _table(lists, [c for c in cases if c.stratum == stratum], sha256)
        except Refused as refusal:
            refused[stratum] = refusal
    together: dict[int, int] = {}
    for case in cases:
        together[case.cell] = together.get(case.cell, 0) + case.count
    pooled = _table(lists, [_Case("", cell, k) for cell, k in together.items()], sha256)
    return Strata(tables, refused, pooled)


def read_resamples(source: str | Path | bytes, table: Table) -> Floats:
    """Read resamples, (r, rows of the table): a row each, counts in the order of the data file.

    A first row of names is passed over; names such as `h1000` must be the histories in that order.
    Raises ``bad_argument`` with the row.
    """
    read_in = _rows(source)
    rows = [read_in.header, *read_in.rows]
    named = not all(str(field).isdigit() for field in rows[0])
    wanted = [f"h{''.join(str(c >> j & 1) for j in range(table.t))}" for c in table.cells]
    if named and _histories(rows[0], table.t) and rows[0] != wanted:
        raise _unreadable("the resamples name other histories than the table, or in another order")
    body = rows[1:] if named else rows
    if not body:
        raise _unreadable("the file of resamples holds none")
    for row, fields in enumerate(body, start=1):
        good = len(fields) == len(wanted) and all(x.isascii() and x.isdigit() for x in fields)
        if not good or not any(int(x) for x in fields):
            text = f"a resample is {len(wanted)} whole numbers, not all 0"
            raise Refused(Fault.BAD_ARGUMENT, text, row=row)
    return np.array(body, dtype=float)


def _histories(names: list[str], t: int) -> bool:
    return all(
        name[:1] == "h" and len(name) == t + 1 and set(name[1:]) <= set("01") for name in names
    )


def _table(lists: list[str], cases: list[_Case], sha256: str | None) -> Table:
    cells, counts = [case.cell for case in cases], [case.count for case in cases]
    return checked(lists, cells, counts, sha256 or digest(lists, cells, counts))


def _rows(source: Source) -> _Rows:
    if isinstance(source, str | Path):
        try:
            source = Path(source).read_bytes()
        except OSError as error:
            raise _unreadable(f"the file cannot be read: {error.strerror}") from error
    if isinstance(source, bytes):
        return _csv_rows(source)
    if isinstance(source, list):
        header = list(source[0]) if source else []
        return _Rows(header, [[row.get(name) for name in header] for row in source], None)
    header = [str(name) for name in source.columns]
    return _Rows(header, [list(row) for row in source.itertuples(index=False, name=None)], None)


def _csv_rows(content: bytes) -> _Rows:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _unreadable("the file is not text in UTF-8") from error
    first = text.lstrip().split("\n", 1)[0]
    mark = next((m for m in (",", ";", "\t") if m in first), ",")
    try:
        rows: list[list[Any]] = [
            [field.strip() for field in row]
            for row in csv.reader(io.StringIO(text, newline=None), delimiter=mark, strict=True)
            if any(field.strip() for field in row)
        ]
    except csv.Error as error:
        raise _unreadable("the file is not a table in CSV") from error
    if not rows:
        raise _unreadable("the file is empty")
    return _Rows(rows[0], rows[1:], hashlib.sha256(content).hexdigest())


def _cases(read_in: _Rows, count: str, by: str | None) -> tuple[list[str], list[_Case], str | None]:
    header = read_in.header
    for position, name in enumerate(header):
        if not name:
            raise _unreadable(f"column {position + 1} has no name")
        if name in header[:position]:
            text = f"two columns are called {name}"
            raise Refused(Fault.DUPLICATE_LIST, text, column=name)
    if by is not None and by not in header:
        raise Refused(Fault.BAD_ARGUMENT, f"there is no column {by} of strata", column=by)
    if {PERSON, LIST} <= set(header) and count not in header:
        lists, cases = _from_persons(read_in, by)
    else:
        lists, cases = _from_histories(read_in, count, by)
    if len(lists) < 2:
        raise Refused(Fault.TOO_FEW_LISTS, "two lists are needed at least")
    return lists, cases, read_in.sha256


def _from_histories(read_in: _Rows, count: str, by: str | None) -> tuple[list[str], list[_Case]]:
    header = read_in.header
    if count not in header:
        raise Refused(Fault.MISSING_COUNT, f"there is no column {count} of counts", column=count)
    lists = [name for name in header if name not in {count, by}]
    if len(lists) < 2:
        raise Refused(Fault.TOO_FEW_LISTS, "two lists are needed at least")
    bits = {name: 1 << j for j, name in enumerate(lists)}
    cases: list[_Case] = []
    known: dict[tuple[str, int], int] = {}
    for row, values in _numbered(read_in):
        cell = number = 0
        stratum = ""
        for name, value in zip(header, values, strict=True):
            if name == count:
                number = _count(value, row, name)
            elif name == by:
                stratum = str(value)
            elif _indicator(value, row, name):
                cell |= bits[name]
        if not cell:
            text = "a row on no list: whom nobody saw is what is estimated"
            raise Refused(Fault.ALL_ZERO_ROW, text, row=row)
        if (stratum, cell) in known:
            text = f"the same lists as in row {known[stratum, cell]}: add the counts or remove one"
            raise Refused(Fault.DUPLICATE_HISTORY, text, row=row)
        known[stratum, cell] = row
        cases.append(_Case(stratum, cell, number))
    return lists, cases


def _from_persons(read_in: _Rows, by: str | None) -> tuple[list[str], list[_Case]]:
    """Count histories from one row per person and list; lists stand in order of appearance."""
    bits: dict[str, int] = {}
    of_person: dict[tuple[str, str], int] = {}
    for row, values in _numbered(read_in):
        fields = dict(zip(read_in.header, values, strict=True))
        for name in (PERSON, LIST):
            if _missing(fields[name]):
                raise Refused(Fault.BAD_INDICATOR, f"no {name} is named", row=row, column=name)
        key = (str(fields[by]) if by else "", str(fields[PERSON]))
        bit = bits.setdefault(str(fields[LIST]), 1 << len(bits))
        if of_person.get(key, 0) & bit:
            text = "this person stands on this list in an earlier row already"
            raise Refused(Fault.DUPLICATE_HISTORY, text, row=row)
        of_person[key] = of_person.get(key, 0) | bit
    counts: dict[tuple[str, int], int] = {}
    for (stratum, _), cell in of_person.items():
        counts[stratum, cell] = counts.get((stratum, cell), 0) + 1
    return list(bits), [_Case(s, cell, k) for (s, cell), k in sorted(counts.items())]


def _numbered(read_in: _Rows) -> Iterator[tuple[int, list[Any]]]:
    """Give data rows with their number; a short row is filled up, a long one refused."""
    width = len(read_in.header)
    for row, values in enumerate(read_in.rows, start=1):
        if len(values) > width:
            raise Refused(Fault.BAD_INDICATOR, "more fields than the header has", row=row)
        yield row, values + [None] * (width - len(values))


def _missing(value: Any) -> bool:
    """Say whether a field holds nothing; not-a-number is not equal to itself."""
    return value is None or value != value or str(value).strip().lower() in MISSING


def _indicator(value: Any, row: int, column: str) -> bool:
    if isinstance(value, str):
        good = value.strip() in {"0", "1"}
    else:
        good = value is not None and (value == 0 or value == 1)
    if not good:
        text = "a list column holds 0 (not on the list) or 1 (on it)"
        raise Refused(Fault.BAD_INDICATOR, text, row=row, column=column)
    return bool(int(value))


def _count(value: Any, row: int, column: str) -> int:
    if _missing(value):
        raise Refused(Fault.MISSING_COUNT, "the count is missing", row=row, column=column)
    number = _whole(value, float if not isinstance(value, str) else _plain)
    if number is None or not 0 <= number <= MOST_COUNT:
        text = "a count is a whole number of cases, not below 0"
        raise Refused(Fault.BAD_COUNT, text, row=row, column=column)
    return int(number)


def _plain(text: str) -> float:
    """Read digits with at most a dot; no exponent, no thousands mark, no other script."""
    if not text.isascii() or not text.lstrip("-").replace(".", "", 1).isdigit():
        raise ValueError
    return float(text)


def _whole(value: Any, convert: Callable[[Any], float]) -> float | None:
    try:
        number = convert(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if number.is_integer() else None


def _unreadable(message: str) -> Refused:
    return Refused(Fault.BAD_ARGUMENT, message)
