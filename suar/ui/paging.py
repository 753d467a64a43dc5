"""Paging by cursor: the cost of a page does not grow with its place in the list.

The cursor names the last row of the page before by its plain ordering values and id; it holds no
text that a person typed, because it stands in an address. A list in the order of such texts names
the row by its id alone (``by_id``); one that rules put in order is cut by ``list_page``.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import DateField, DateTimeField, Field, Model, Q, QuerySet
from django.utils.dateparse import parse_date, parse_datetime

M = TypeVar("M", bound=Model)
T = TypeVar("T")
SIZE = 50
_YEARS = range(1900, 3000)


@dataclass(frozen=True, slots=True)
class CursorPage(Generic[T]):
    """The rows of one page, and the cursors to the pages beside it (empty: there is none)."""

    rows: Sequence[T]
    older: str = ""
    newer: str = ""


def cursor_page(
    rows: QuerySet[M],
    *,
    order: Sequence[str],
    cursor: str = "",
    size: int = SIZE,
    by_id: bool = False,
) -> CursorPage[M]:
    """Return one page of ``rows`` in ``order`` ("-made_at", …); the id is added as the last word.

    ``by_id``: the order has words that a person typed, so that the cursor holds the id alone and
    the rest is read again (one query more). A cursor that cannot be read means the first page.
    """
    order = (*order, "-id") if not any(o.lstrip("-") == "id" for o in order) else tuple(order)
    held = tuple(o for o in order if o.lstrip("-") == "id") if by_id else order
    read = _read(cursor, len(held))
    if read is not None and not _fits(rows.model, held, read[1]):
        read = None
    if read is not None and by_id:
        read = _again(rows, order, *read)
    backwards = bool(read and read[0] == "n")
    walk = tuple(_turn(o) for o in order) if backwards else order
    found = rows.order_by(*walk)
    if read is not None:
        found = found.filter(_after(walk, read[1]))
    page = list(found[: size + 1])
    more = len(page) > size
    page = page[:size]
    if backwards:
        page.reverse()
    if not page:
        return CursorPage(page)
    older = _write("o", held, page[-1]) if more or backwards else ""
    newer = _write("n", held, page[0]) if read is not None and (more or not backwards) else ""
    return CursorPage(page, older, newer)


def list_page(
    items: Sequence[T], *, key: Callable[[T], object], cursor: str = "", size: int = SIZE
) -> CursorPage[T]:
    """Return one page of a list that rules put in order; ``key`` names an item (its id).

    The cursor is the name of the first item of a page; one that is not in the list (any more)
    means the first page.
    """
    names = [str(key(item)) for item in items]
    start = names.index(cursor) if cursor in names else 0
    older = names[start + size] if start + size < len(names) else ""
    newer = names[max(start - size, 0)] if start else ""
    return CursorPage(items[start : start + size], older, newer)


def _again(
    rows: QuerySet[M], order: Sequence[str], direction: str, values: list[Any]
) -> tuple[str, list[Any]] | None:
    """Return the ordering values of the row that a cursor names, or none where it is gone."""
    words = [name.lstrip("-") for name in order]
    found = rows.filter(pk=values[0]).values_list(*words).first()
    return (direction, list(found)) if found is not None else None


def _turn(name: str) -> str:
    return name[1:] if name.startswith("-") else f"-{name}"


def _after(order: Sequence[str], values: Sequence[Any]) -> Q:
    """Return the condition "comes after this row" for an order of several words."""
    condition = Q()
    equal = Q()
    for name, value in zip(order, values, strict=True):
        plain = name.lstrip("-")
        step = "lt" if name.startswith("-") else "gt"
        condition |= equal & Q(**{f"{plain}__{step}": value})
        equal &= Q(**{plain: value})
    return condition


def _write(direction: str, order: Sequence[str], row: Model) -> str:
    values = [_plain(getattr(row, name.lstrip("-"))) for name in order]
    text = json.dumps([direction, values], separators=(",", ":"))
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return {"t": value.isoformat()}
    return value if isinstance(value, int | None) else str(value)


def _read(cursor: str, width: int) -> tuple[str, list[Any]] | None:
    try:
        text = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        direction, values = json.loads(text)
        plain = [_moment(v["t"]) if isinstance(v, dict) else v for v in values]
    except (ValueError, TypeError, KeyError, binascii.Error, RecursionError):
        return None
    if direction not in ("o", "n") or len(plain) != width:
        return None
    return direction, plain


def _fits(model: type[Model], order: Sequence[str], values: Sequence[Any]) -> bool:
    """Say whether the values fit the words of the order: anybody may write a cursor."""
    columns = {f.attname: f for f in model._meta.concrete_fields}
    columns |= {f.name: f for f in model._meta.concrete_fields}
    for name, value in zip(order, values, strict=True):
        column = columns.get(name.lstrip("-"))
        if value is None or isinstance(value, bool | list):
            return False
        if isinstance(value, str) and not _is_text(value):
            return False
        if column is not None and not _same_time(column, value):
            return False
        worked_out = column is None  # a rank of the query itself: a small number
        if worked_out and not (isinstance(value, int) and 0 <= value < SIZE):
            return False
        try:
            if column is not None:
                column.to_python(value)
        except (ValidationError, ValueError, TypeError, OverflowError):
            return False
    return True


def _is_text(value: str) -> bool:
    """Say whether a database can be asked for a text: no NUL, no half of a pair of signs."""
    return "\x00" not in value and not any("\ud800" <= sign <= "\udfff" for sign in value)


def _same_time(column: Field[Any, Any], value: Any) -> bool:
    """Say whether a column of moments gets a moment, one of days a day, another neither."""
    moment, day = isinstance(value, datetime), isinstance(value, date)
    if isinstance(column, DateTimeField):
        return moment
    return day and not moment if isinstance(column, DateField) else not day


def _moment(text: str) -> datetime | date:
    """Return a day, or a moment as the same moment of UTC.

    A cursor of ours names the zone of its moment; one without a zone was written by somebody else,
    and PostgreSQL reads no offset beyond 16 hours. Raises ``ValueError``.
    """
    found = parse_date(text) or parse_datetime(text)
    if found is None or found.year not in _YEARS:  # another zone may have no such year
        raise ValueError(text)
    if isinstance(found, datetime):
        if found.tzinfo is None:
            raise ValueError(text)
        return found.astimezone(UTC)
    return found
