"""Find bodies without a row and rows without a body; the first are removed, the second reported."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from suar.files import disk
from suar.files.codes import State
from suar.files.models import StoredFile
from suar.network.models import Organisation
from suar.store.tenancy import acting_for

log = logging.getLogger("suar.files")
NIGHT = (19, 17)
GRACE = timedelta(hours=2)  # a form may still be on its way to its row


@dataclass(frozen=True, slots=True)
class Sweep:
    """What was found."""

    removed: int
    missing: int


def sweep(at: datetime) -> Sweep:
    """Remove orphans older than two hours and count rows whose body is gone.

    Asks organisation by organisation, because under row-level security no single question sees
    all rows; an installation without any organisation is left untouched.
    """
    organisations = list(Organisation.objects.order_by().values_list("pk", flat=True))
    if not organisations:
        return Sweep(removed=0, missing=0)
    known: set[UUID] = set()
    missing = 0
    for organisation_id in organisations:
        with acting_for(organisation_id):
            places, kept = _places(organisation_id)
        known |= places
        missing += sum(not disk.path_of(place).exists() for place in kept)
    removed = 0
    for place, path in disk.bodies(at - GRACE):
        if place is None or place not in known:
            path.unlink(missing_ok=True)
            removed += 1
    return Sweep(removed=removed, missing=missing)


def nightly(at: datetime) -> None:
    """Sweep once a night (19:17 UTC, 02:17 in Jakarta); ``jobs`` calls this every minute."""
    if (at.hour, at.minute) == NIGHT:
        found = sweep(at)
        if found.missing:
            log.error("%s kept files have no body on the disk", found.missing)


def _places(organisation_id: UUID) -> tuple[set[UUID], set[UUID]]:
    """Return all places of an organisation's files, and those whose body must be there."""
    known: set[UUID] = set()
    kept: set[UUID] = set()
    rows = StoredFile.objects.filter(organisation_id=organisation_id).order_by()
    for state, *pair in rows.values_list("state", "clean_place", "original_place"):
        found = {place for place in pair if place is not None}
        known |= found
        if state == State.KEPT.value:
            kept |= found
    return known, kept
