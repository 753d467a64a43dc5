"""An uploaded file becomes counts by lists; the rows of persons are counted and let go.

Nothing of the file is kept but the counts and its fingerprint. Heads may be Indonesian.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from suar.measure import prevalence
from suar.measure.prevalence import Caution, Fault, Refused, Table, Warned
from suar.statistics import rules
from suar.statistics.codes import Unfit

INDONESIAN = {"jumlah": "count", "orang": "person", "daftar": "list"}
PERSON, COUNT = "person", "count"


class UnfitError(Exception):
    """A file that is not taken: a code of ``Unfit``, and the place where there is one."""

    def __init__(self, code: Unfit, *, row: int | None = None, column: str = "") -> None:
        super().__init__(code.value)
        self.code, self.row, self.column = code, row, column


@dataclass(frozen=True)
class Group:
    """One group of the file: its table, or the code of why it has none."""

    name: str
    table: Table | None
    fault: str = ""


@dataclass(frozen=True)
class Taken:
    """The counts of a file: all together, and by group where a column of groups was named."""

    table: Table
    by: str = ""
    groups: tuple[Group, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what is kept of the file."""
        return {
            "table": _plain(self.table), "by": self.by,
            "groups": [
                {"name": g.name, "table": g.table and _plain(g.table), "fault": g.fault}
                for g in self.groups
            ],
        }  # fmt: skip


def take(content: bytes, *, count: str = "", by: str = "") -> Taken:
    """Read a file. Raises ``Refused`` with row and column, or ``UnfitError``."""
    if len(content) > rules.MOST_BYTES:
        raise UnfitError(Unfit.TOO_LARGE)
    rows = _rows(content)
    _refuse_identity(rows, by)
    sha256 = hashlib.sha256(content).hexdigest()
    column = count.strip() or COUNT
    if not by:
        return Taken(replace(prevalence.read(_csv(rows), count=column), sha256=sha256))
    found = prevalence.read_strata(_csv(rows), by=by, count=column)
    names = [*found.tables, *found.refused]
    if len(names) > rules.MOST_GROUPS:
        raise UnfitError(Unfit.TOO_MANY_GROUPS, column=by)
    groups = [Group(n, replace(found.tables[n], sha256=sha256)) for n in found.tables]
    groups += [Group(n, None, why.code.value) for n, why in found.refused.items()]
    return Taken(replace(found.pooled, sha256=sha256), by, tuple(groups))


def kept(plain: Mapping[str, Any], sha256: str) -> Taken:
    """Return the counts that ``Taken.as_json`` wrote."""
    groups = tuple(
        Group(g["name"], g["table"] and _table(g["table"], sha256), g["fault"])
        for g in plain["groups"]
    )
    return Taken(_table(plain["table"], sha256), plain["by"], groups)


def _rows(content: bytes) -> list[list[str]]:
    """Return the fields; the library tells what is wrong with a file that is no table."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(Fault.BAD_ARGUMENT, "the file is not text in UTF-8") from error
    first = text.lstrip().split("\n", 1)[0]
    mark = next((m for m in (",", ";", "\t") if m in first), ",")
    try:
        found = [
            [field.strip() for field in row]
            for row in csv.reader(io.StringIO(text, newline=None), delimiter=mark, strict=True)
            if any(field.strip() for field in row)
        ]
    except csv.Error as error:
        raise Refused(Fault.BAD_ARGUMENT, "the file is not a table in CSV") from error
    if not found:
        raise Refused(Fault.BAD_ARGUMENT, "the file is empty")
    heads = [INDONESIAN.get(head.lower(), head) for head in found[0]]
    return [[h.lower() if h.lower() in INDONESIAN.values() else h for h in heads], *found[1:]]


def _csv(rows: list[list[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def _refuse_identity(rows: list[list[str]], by: str) -> None:
    """Refuse a column that announces identity, and keys or groups that look like it."""
    heads = rows[0]
    for head in heads:
        if rules.names_identity(head):
            raise UnfitError(Unfit.IDENTITY_COLUMN, column=head)
    guarded = [n for n, head in enumerate(heads) if head == PERSON]
    loose = [n for n, head in enumerate(heads) if by and head == by]
    for number, row in enumerate(rows[1:], start=1):
        for n in (n for n in guarded if n < len(row)):
            if rules.is_identity(row[n]):
                raise UnfitError(Unfit.IDENTITY_VALUE, row=number, column=heads[n])
        for n in (n for n in loose if n < len(row)):
            if rules.is_number_of_person(row[n]):
                raise UnfitError(Unfit.IDENTITY_VALUE, row=number, column=heads[n])


def _plain(table: Table) -> dict[str, Any]:
    return {
        "lists": list(table.lists), "rows": [list(row) for row in table.rows],
        "warnings": [w.as_dict() for w in table.warnings],
    }  # fmt: skip


def _table(plain: Mapping[str, Any], sha256: str) -> Table:
    """Build the table that was checked when it was read; its rows stand in the same order."""
    cells, counts = zip(*plain["rows"], strict=True)
    said = tuple(Warned(Caution(w["code"]), w["message"]) for w in plain["warnings"])
    return Table(tuple(plain["lists"]), tuple(cells), tuple(counts), sha256, said)
