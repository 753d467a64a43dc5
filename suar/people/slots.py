"""What upper packages put into the person record: tasks, tabs, and what a link of two must tell."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from suar.kit.actor import Actor
from suar.kit.slots import Slot
from suar.people.models import MergeLink, Person
from suar.ui.slots import Words


@dataclass(frozen=True, slots=True)
class PersonPanel:
    """A panel of the person page (her cases); ``build`` gives the template's words or None."""

    title: Words
    template: str
    build: Callable[[Person, Actor, datetime], Mapping[str, Any] | None]


panels: Slot[PersonPanel] = Slot("people.panels")
# (person, reason code, actor, at): somebody was registered without a search; make the task
search_owed: Slot[Callable[[Person, str, Actor, datetime], None]] = Slot("people.search_owed")
# (link, actor, at): two records were linked, or a link ended; inside the unit of work
linked: Slot[Callable[[MergeLink, Actor, datetime], None]] = Slot("people.linked")
unlinked: Slot[Callable[[MergeLink, Actor, datetime], None]] = Slot("people.unlinked")
# (person ids, actor, at) -> the unit to ask, where a case gives a better answer than the record
unit_to_ask: Slot[Callable[[list[UUID], Actor, datetime], Mapping[UUID, str]]] = Slot(
    "people.unit_to_ask"
)
# (spellings of a typed code, actor, at) -> the page of what has this code and is open to the actor
page_of_code: Slot[Callable[[tuple[str, ...], Actor, datetime], str | None]] = Slot(
    "people.page_of_code"
)
