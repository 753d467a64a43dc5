"""What upper packages fill: who may open, and what must happen on erasure."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from uuid import UUID

from suar.kit.actor import Actor
from suar.kit.slots import Slot

# (actor, subjects, at, part) -> the subjects of which an open grant opens this part to the actor
# (None: any part); filled by policy
MayOpen = Callable[[Actor, frozenset[UUID], datetime, str | None], frozenset[UUID]]
may_open: Slot[MayOpen] = Slot("vault.may_open")
# (): seal anew what hangs on the master key itself; called at the end of a rotation
on_rotate: Slot[Callable[[], object]] = Slot("vault.on_rotate")
# (subjects of the person, actor, at): remove index keys, coarsen what is plain; in the transaction
on_erase: Slot[Callable[[tuple[UUID, ...], Actor, datetime], None]] = Slot("vault.on_erase")
# (subject of a person) -> the subjects of all records of the same person, this one among them or
# not: a hold on one keeps the others, too; filled by the site from the links of people
same_person: Slot[Callable[[UUID], Collection[UUID]]] = Slot("vault.same_person")
