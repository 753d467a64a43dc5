"""What an upper package tells a new draft: who reported the case, as kinds and never as names."""

from __future__ import annotations

from collections.abc import Callable, Collection

from suar.cases.models import Case
from suar.kit.slots import Slot
from suar.people.codes import MustNot

# (case) -> what its reporters are to the person; empty where that was not asked or is forgotten
reporters: Slot[Callable[[Case], Collection[MustNot]]] = Slot("cases.reporters")
