"""Which files an actor sees: an open grant on the file's subject that opens the file's part."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from suar import policy
from suar.files.codes import State
from suar.files.models import StoredFile
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def visible_to(actor: Actor, at: datetime) -> QuerySet[StoredFile]:
    """Return the kept files that the actor may see."""
    reach: Any = Q(pk__in=[])
    for part in policy.Part:
        lines = policy.open_grants(actor, at, part).filter(subject_id=OuterRef("subject_id"))
        reach |= Q(part=part.value) & Exists(lines)
    return StoredFile.objects.filter(reach, state=State.KEPT.value)


def get(file_id: UUID, actor: Actor, at: datetime) -> StoredFile:
    """Return one file; raises ``Problem`` (not found) for absent and foreign alike."""
    found = visible_to(actor, at).filter(pk=file_id).first()
    if found is None:
        raise Problem.not_found()
    return found


def opens(subject_id: UUID, part: str, actor: Actor, at: datetime) -> bool:
    """Say whether a grant opens this part of the subject to the actor."""
    return policy.open_grants(actor, at, part).filter(subject_id=subject_id).exists()
