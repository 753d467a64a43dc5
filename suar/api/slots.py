"""Upper contexts add their operations here: a name, and a ninja router."""

from __future__ import annotations

from ninja import Router

from suar.kit.slots import Slot

routers: Slot[Router] = Slot("api.routers")  # the entry's name is the path's first word
