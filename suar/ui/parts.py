"""Typed words of the page parts: tables, tabs, crumbs, timeline items, progress.

A query returns them or a view builds them; the templates of the same name lay them out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to this page; the last one has no address."""

    label: Words
    url: str = ""


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: a link to a page of its own, so that it works without scripts."""

    label: Words
    url: str
    active: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Pill:
    """A status in words; the tone (calm, ok, wait, stop, live) only repeats them in colour."""

    label: Words
    tone: str = "calm"
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: text, a link, a status, or a number set to the right."""

    text: Words | int = ""
    url: str = ""
    pill: Pill | None = None
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption; the first cell of each row names the row."""

    caption: Words
    heads: Sequence[Words]
    rows: Sequence[Sequence[Cell]]
    note: Words = ""

    def labelled_rows(self) -> list[list[tuple[Words, Cell]]]:
        """Return the rows with the head beside each cell, which the phone layout shows."""
        return [list(zip(self.heads, row, strict=True)) for row in self.rows]


@dataclass(frozen=True, slots=True)
class TimelineItem:
    """One thing that happened: when, what, who; never a text that only a look may open."""

    at: datetime
    title: Words
    who: str = ""
    text: Words = ""
    url: str = ""
    pill: Pill | None = None


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a long piece of work is; ``total`` 0 means that nobody knows yet."""

    label: Words
    done: int
    total: int
    state: str = "running"  # waiting, running, done, failed, cancelled
    url: str = ""  # where the fragment renews itself
    cancel_url: str = ""
    result_url: str = ""
    message: Words = ""

    @property
    def finished(self) -> bool:
        """Say whether nothing more will change."""
        return self.state in {"done", "failed", "cancelled"}


@dataclass(frozen=True, slots=True)
class Confirm:
    """A question before a step that cannot be taken back lightly."""

    title: Words
    text: Words
    submit: Words
    back: str
    consequences: Sequence[Words] = field(default_factory=tuple)
    danger: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """Fields of a form that belong together, under a heading; ``folded`` where few need them."""

    title: Words
    fields: Sequence[Any]
    lead: Words = ""
    folded: bool = False
    columns: int = 2  # of short fields, where the screen is wide


@dataclass(frozen=True, slots=True)
class SetAside:
    """What a draft held in a field that the link to the page filled in otherwise."""

    label: Words | None
    text: str
