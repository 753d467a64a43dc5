"""Every address of the product, with the parameters it takes."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

PARAMETER = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """One pattern: its name, where it starts, its parameters and the view behind it."""

    name: str
    route: str
    parameters: tuple[str, ...]
    view: Any

    @property
    def door(self) -> Any:
        """Return the door that stands before the view, or None."""
        return getattr(self.view, "door", None)


def addresses() -> list[Address]:
    """Return all addresses, also those of third-party packages.

    ``SUAR_HARNESS_ONLY`` (a regular expression on names) keeps a part of them: for the mutations
    and for looking at one context; whoever sets it must not call the run a proof.
    """
    only = re.compile(os.environ.get("SUAR_HARNESS_ONLY", ""))
    found = [a for a in _walk(get_resolver(), "", ()) if only.search(a.name)]
    return sorted(found, key=lambda a: (a.route, a.name))


def _walk(resolver: URLResolver, before: str, spaces: tuple[str, ...]) -> list[Address]:
    found: list[Address] = []
    for entry in resolver.url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            name = ":".join([*spaces, entry.name or entry.lookup_str])
            parameters = tuple(m.group(2) for m in PARAMETER.finditer(route))
            found.append(Address(name, route, parameters, entry.callback))
        else:
            space = (*spaces, entry.namespace) if entry.namespace else spaces
            found.extend(_walk(entry, route, space))
    return found
