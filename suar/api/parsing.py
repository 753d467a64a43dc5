"""Reading the body of a request: JSON, said to be JSON."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser


class NotJson(ValueError):  # noqa: N818 - named for what was met
    """The request says that its body is something else."""


class JsonOnly(Parser):
    """Take ``application/json`` and its relatives (``…+json``); what is not named is taken so."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the body holds. Raises ``NotJson``, or ``ValueError`` where it is broken."""
        kind = (request.content_type or "").lower()
        if kind and kind != "application/json" and not kind.endswith("+json"):
            raise NotJson(kind)
        try:
            return super().parse_body(request)
        except RecursionError:  # thousands of brackets, one in the other
            raise ValueError("too deep") from None
