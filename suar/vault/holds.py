"""Holds outlive a restore: each is noted outside the backups, beside the list of erasures.

Ids and codes only, no words. A release is not applied again: it may be said once more by hand,
while a person who was erased by a mistake does not come back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings

from suar import audit
from suar.kit.actor import Actor, system_actor
from suar.store import durable
from suar.store.work import act
from suar.vault.models import Subject

NAME = "holds.list"
RESTORED = "restored"  # the mark of a hold whose paper came after the backup: to be entered again


def list_path() -> Path:
    """Return the file that lists holds and releases, kept outside the backups."""
    return Path(settings.ERASURE_LIST).with_name(NAME)


def note(subject_id: UUID, law: str, at: datetime) -> None:
    """Append that a subject is held for ``law``, or (empty) that it is released."""
    line = {"subject": str(subject_id), "law": law, "at": at.isoformat()}
    durable.append(list_path(), json.dumps(line))


def listed() -> list[str]:
    """Return the lines of the list; none where nothing was ever held."""
    path = list_path()
    return [x for x in path.read_text().splitlines() if x.strip()] if path.exists() else []


def replay(lines: Iterable[str], *, at: datetime) -> list[UUID]:
    """Mark again in a restored system what is held by the list and not by the backup.

    Returns the subjects that were marked: an erasure of them is refused until the paper is entered
    again. What is erased, or came after the backup altogether, is passed by.
    """
    last: dict[UUID, str] = {}
    for line in lines:
        said = json.loads(line)
        last[UUID(said["subject"])] = said["law"]
    held = [subject for subject, law in last.items() if law]
    lost = Subject.objects.filter(pk__in=held, erased_at=None, held_by="").order_by("pk")
    for subject in (found := list(lost)):
        _hold_again(subject, law=last[subject.pk], by=system_actor(subject.organisation_id), at=at)
    return [subject.pk for subject in found]


@act
def _hold_again(subject: Subject, *, law: str, by: Actor, at: datetime) -> None:
    Subject.objects.filter(pk=subject.pk).update(held_by=RESTORED)
    audit.record(by, "hold.replayed", subject, at=at, subjects=[subject.pk], facts={"law": law})
