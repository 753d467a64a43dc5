"""What the agenda does every minute for one organisation; ``jobs`` calls it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from suar.agenda import actions, slots
from suar.kit.actor import system_actor


def tick(organisation_id: UUID, at: datetime) -> int:
    """Mark what is late, then let the other packages do what is due with them.

    May be called twice for one minute: everything is done once. A fault of one handler is the
    caller's to report (``jobs`` logs it by class); the next minute tries again.
    """
    by = system_actor(organisation_id)
    changed = actions.mark_late(organisation_id=organisation_id, by=by, at=at)
    for handle in slots.due:
        handle(organisation_id, by, at)
    return changed
