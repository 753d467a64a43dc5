"""What an upper package shows on the page of a case: the reports that led to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from suar.cases.models import Case
from suar.kit.actor import Actor
from suar.kit.slots import Slot


@dataclass(frozen=True, slots=True)
class CasePanel:
    """A folded block under the first heading; ``name`` is what ``?open=`` says to unfold it.

    ``build`` gets the case, the reader, the moment and whether it is unfolded, and gives the words
    of the template, or None where there is nothing that this reader may open.
    """

    name: str
    template: str
    build: Callable[[Case, Actor, datetime, bool], Mapping[str, Any] | None]


panels: Slot[CasePanel] = Slot("cases.panels")
