"""The words of a page that says what went wrong."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """The words of one status: a title, what happened, what to do."""

    title: str | Promise
    happened: str | Promise
    next_step: str | Promise
