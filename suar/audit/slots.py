"""What ``vault`` fills, because the log may not know cryptography: the seal of a chain's head."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from suar.kit.slots import Slot

# (organisation, number of the last event, its hash) -> seal
seal_head: Slot[Callable[[UUID, int, bytes], bytes]] = Slot("audit.seal_head")
# the same with the seal to be checked -> whether it is ours
check_head: Slot[Callable[[UUID, int, bytes, bytes], bool]] = Slot("audit.check_head")
