"""Lists of the API: a page of rows and the cursor to the next, the same as on the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

from django.db.models import QuerySet
from ninja import Schema

from suar.ui.paging import cursor_page

Item = TypeVar("Item")
LARGEST = 200


class PageOut(Schema, Generic[Item]):
    """One page; ``next`` is empty on the last."""

    items: list[Item]
    next: str = ""


def page_of(
    rows: QuerySet[Any],
    shape: Callable[[Any], Any],
    *,
    order: tuple[str, ...],
    cursor: str = "",
    size: int = 50,
) -> dict[str, Any]:
    """Return one page of rows in their outward shape."""
    found = cursor_page(rows, order=order, cursor=cursor, size=min(max(size, 1), LARGEST))
    return {"items": [shape(row) for row in found.rows], "next": found.older}
