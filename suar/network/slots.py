"""What upper packages tell the network."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from suar.kit.slots import Slot
from suar.ui.slots import MenuEntry

# Each counts what still hangs on a unit (open cases, seats); a unit in use cannot be closed.
unit_uses: Slot[Callable[[UUID], int]] = Slot("network.unit_uses")

# The tabs of the settings pages; upper packages add theirs (people, tokens).
settings_tabs: Slot[MenuEntry] = Slot("network.settings_tabs")
