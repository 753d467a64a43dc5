"""What upper packages put in: what is due, which organisations there are, who a user is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from suar.kit.actor import Actor
from suar.kit.slots import Slot

# Called every minute for each organisation, inside ``tenancy.acting_for``. Must be quick (enqueue
# what is long) and may be called twice for the same minute.
tick: Slot[Callable[[UUID, datetime], object]] = Slot("jobs.tick")
# Called every minute once for the installation: what belongs to no organisation.
tick_installation: Slot[Callable[[datetime], object]] = Slot("jobs.tick_installation")
# Each returns ids of organisations (``network`` fills it).
organisations: Slot[Callable[[], Iterable[UUID]]] = Slot("jobs.organisations")
# Returns the seat of a user in an organisation with the rights it has now, or None where it has
# none any more (``accounts`` fills it).
actor_of: Slot[Callable[[UUID, UUID], Actor | None]] = Slot("jobs.actor_of")
