"""Putting an event into the running unit of work."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from suar.audit.models import Event
from suar.kit.actor import Actor
from suar.store.work import collect

LOOK_LASTS = timedelta(minutes=15)
_CODE = re.compile(r"[\w.:+@/-]{0,80}\Z")  # a code, an id, a date: nothing that a person typed


@dataclass(frozen=True, slots=True)
class Pending:
    """An event that waits for the end of its unit of work."""

    organisation_id: UUID
    at: datetime
    by: Actor
    verb: str
    record_type: str
    record_id: UUID
    subjects: tuple[UUID, ...]
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)


def record(
    by: Actor,
    verb: str,
    row: Any,
    *,
    at: datetime,
    subjects: Iterable[UUID | None] | None = None,
    facts: Mapping[str, Any] | None = None,
    organisation_id: UUID | None = None,
) -> None:
    """Record that ``by`` did ``verb`` to ``row``; the chain of the row's organisation takes it.

    ``subjects`` defaults to the row's own. ``facts`` hold codes, ids and numbers; a value with a
    space or other free text raises ``ValueError``, because the log must never carry content.
    """
    if subjects is None:
        subjects = [getattr(row, "subject_id", None)]
    owner = organisation_id or getattr(row, "organisation_id", None) or by.organisation_id
    collect(
        Pending(
            organisation_id=owner,
            at=at,
            by=by,
            verb=verb,
            record_type=row._meta.label_lower,
            record_id=row.pk,
            subjects=_distinct(subjects),
            facts=_clean(facts or {}),
        )
    )


def looked(
    by: Actor,
    *,
    at: datetime,
    verb: str,
    record_type: str,
    record_id: UUID,
    organisation_id: UUID,
    subjects: Iterable[UUID | None],
    facts: Mapping[str, Any] | None = None,
) -> bool:
    """Record a look, unless the same actor had it within the last 15 minutes; say if recorded."""
    concerned = _distinct(subjects)
    if looked_lately(by, at=at, verb=verb, record_id=record_id, subjects=concerned):
        return False
    collect(
        Pending(organisation_id, at, by, verb, record_type, record_id, concerned,
                _clean(facts or {}))
    )  # fmt: skip
    return True


def looked_lately(
    by: Actor, *, at: datetime, verb: str, record_id: UUID, subjects: Iterable[UUID]
) -> bool:
    """Say whether the actor had this very look within the last 15 minutes; only reads."""
    recent = Event.objects.filter(
        actor_id=by.user_id, record_id=record_id, verb=verb, at__gt=at - LOOK_LASTS
    ).values_list("subjects", flat=True)
    wanted = {str(s) for s in subjects}
    return any(wanted <= set(seen) for seen in recent[:20])


def set_id(subjects: Iterable[UUID]) -> UUID:
    """Return an id that stands for a set of subjects: the "record" of a list that was shown."""
    digest = sha256(b"".join(sorted(s.bytes for s in subjects))).digest()
    return UUID(bytes=digest[:16])


def _distinct(subjects: Iterable[UUID | None]) -> tuple[UUID, ...]:
    return tuple(sorted({s for s in subjects if s is not None}))


def _clean(facts: Mapping[str, Any]) -> dict[str, str | int | bool | None]:
    cleaned: dict[str, str | int | bool | None] = {}
    for key, value in facts.items():
        if value is None or isinstance(value, bool | int):
            cleaned[key] = value
            continue
        text = str(value)
        if not _CODE.match(text):
            raise ValueError(f"event fact {key!r} is no code: the log carries no content")
        cleaned[key] = text
    return cleaned
