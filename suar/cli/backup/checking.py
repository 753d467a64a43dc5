"""Is what was restored whole? Chains, heads, counts, and a sample of sealed values opened."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from suar import audit, vault
from suar.audit.models import ChainHead, Event
from suar.cli.backup.manifest import Head, Manifest, counted
from suar.cli.refusal import Refused
from suar.kit.actor import system_actor
from suar.store import tenancy
from suar.vault.fields import SealedField
from suar.vault.models import Subject

SAMPLE = 20  # rows of each model with sealed fields, in each organisation


def organisations() -> list[UUID]:
    """Return every organisation that has a chain."""
    return sorted(ChainHead.objects.values_list("pk", flat=True))


def compare(found: Manifest) -> None:
    """Compare the restored data with the manifest; raises ``Refused`` with the first fault."""
    present = counted()
    short = [t for t, rows in found.counts.items() if present.get(t, 0) < rows]
    if short:
        raise Refused(
            f"Rows are missing in {', '.join(short)}.", f"Ada baris hilang di {', '.join(short)}."
        )
    for head in found.heads:
        _compare_head(head)
    for owner in organisations():
        with tenancy.acting_for(owner):
            checked = audit.verify(owner)
        if not checked.ok:
            raise Refused(
                f"The chain of {owner} is broken: {checked.fault} at event {checked.at_number}.",
                f"Rantai {owner} putus: {checked.fault} pada peristiwa {checked.at_number}.",
            )


def _compare_head(head: Head) -> None:
    owner = UUID(head.organisation_id)
    with tenancy.acting_for(owner):
        event = Event.objects.filter(organisation_id=owner, number=head.number).first()
    if event is None or bytes(event.hash).hex() != head.hash:
        raise Refused(
            f"The chain of {owner} is not the one of the backup's manifest.",
            f"Rantai {owner} bukan rantai yang tercatat pada cadangan.",
        )


def open_sample(*, at: datetime) -> int:
    """Open some sealed values of every model and organisation; return how many.

    Raises ``Refused`` where one does not open although its subject is not erased.
    """
    count = 0
    for owner in organisations():
        by = system_actor(owner)
        with tenancy.acting_for(owner):
            for model, names in _sealed_models():
                rows = _sample(model, owner)
                subjects = {row.subject_id for row in rows}
                if not subjects:
                    continue
                with vault.opened_by_system(subjects, by=by, at=at, why="restore.verify"):
                    count += sum(_open(row, names) for row in rows)
    return count


def _sealed_models() -> Iterator[tuple[type[models.Model], list[str]]]:
    for model in apps.get_models():
        names = [f.name for f in model._meta.concrete_fields if isinstance(f, SealedField)]
        columns = {f.column for f in model._meta.concrete_fields}
        if names and {"subject_id", "organisation_id"} <= columns:
            yield model, names


def _sample(model: type[models.Model], owner: UUID) -> list[Any]:
    rows: models.QuerySet[Any] = model._base_manager.filter(organisation_id=owner).order_by("pk")
    found: list[Any] = list(rows[: SAMPLE // 2]) + list(rows.order_by("-pk")[: SAMPLE // 2])
    subjects = Subject.objects.filter(pk__in={r.subject_id for r in found}, erased_at=None)
    alive = set(subjects.values_list("pk", flat=True))
    return [row for row in found if row.subject_id in alive]


def _open(row: Any, names: list[str]) -> int:
    """Open every sealed field of a row that holds something."""
    count = 0
    for name in names:
        sealed = getattr(row, name)
        if sealed is None:
            continue
        try:
            sealed.open()
        except Exception as error:
            raise Refused(
                f"{row._meta.label} {row.pk}: {name} does not open ({type(error).__name__}).",
                f"{row._meta.label} {row.pk}: {name} tidak terbuka ({type(error).__name__}).",
            ) from error
        count += 1
    return count
