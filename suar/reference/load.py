"""Write the delivered facts into their tables. Safe to repeat: run after each release.

A row that a person has checked (``checked_by``) or that is no longer delivered stays as it is.
This layer lies below the event log: the command that calls it records that it was called.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from suar.reference import tsv
from suar.reference.codes import Mark
from suar.reference.models import (
    DatedThreshold,
    EmergencyNumber,
    Fact,
    LegalText,
    PublicHoliday,
)
from suar.reference.seeds import emergency, holidays, thresholds


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading did: rows new, rows brought up to date, rows that a person keeps."""

    added: int = 0
    changed: int = 0
    kept: int = 0

    def __add__(self, other: Loaded) -> Loaded:
        return Loaded(
            self.added + other.added, self.changed + other.changed, self.kept + other.kept
        )


def load(*, at: datetime) -> Loaded:
    """Bring law, emergency numbers, holidays and thresholds up to this release."""
    with transaction.atomic():
        return (
            _write(LegalText, ("instrument", "article", "valid_from"), _laws())
            + _write(
                EmergencyNumber,
                ("country", "region", "service", "number", "valid_from"),
                _numbers(),
            )
            + _write(PublicHoliday, ("country", "valid_from", "kind"), _holidays(at.date()))
            + _write(DatedThreshold, ("code", "valid_from"), _thresholds())
        )


def _write(model: type[Fact], key: tuple[str, ...], rows: Iterable[dict[str, Any]]) -> Loaded:
    """Add the rows that are missing and update those that no person has checked."""
    stored = {tuple(getattr(row, name) for name in key): row for row in model._base_manager.all()}
    new: list[Fact] = []
    changed = kept = 0
    for values in rows:
        row = stored.get(tuple(values[name] for name in key))
        if row is None:
            new.append(model(**values))
        elif row.checked_by:
            kept += 1
        elif _differs(row, values):
            for name, value in values.items():
                setattr(row, name, value)
            row.version += 1
            row.save()
            changed += 1
    model._base_manager.bulk_create(new)
    return Loaded(len(new), changed, kept)


def _differs(row: Fact, values: dict[str, Any]) -> bool:
    """Say whether a stored row says anything else; a later day of loading alone is no change."""
    return any(
        getattr(row, name) != value for name, value in values.items() if name != "checked_on"
    )


def _laws() -> Iterable[dict[str, Any]]:
    for row in tsv.rows("law"):
        yield {
            **row,
            "valid_from": date.fromisoformat(row["valid_from"]),
            "valid_to": date.fromisoformat(row["valid_to"]) if row["valid_to"] else None,
        }


def _numbers() -> Iterable[dict[str, Any]]:
    for seed in emergency.NUMBERS:
        yield {
            "country": seed.country,
            "region": seed.region,
            "service": seed.service.value,
            "number": seed.number,
            "valid_from": emergency.SINCE,
            "name": seed.name,
            "hours": seed.hours,
            "languages": list(seed.languages),
            "rank": seed.rank,
            "source": seed.source,
            "mark": seed.mark.value,
        }


def _holidays(today: date) -> Iterable[dict[str, Any]]:
    for seed in holidays.delivered():
        yield {
            "country": "ID",
            "valid_from": seed.day,
            "valid_to": seed.day,
            "kind": seed.kind.value,
            "name_id": seed.name_id,
            "name_en": seed.name_en,
            "estimated": seed.estimated,
            "source": holidays.SOURCE,
            "mark": (Mark.GENERAL if seed.estimated else Mark.SOURCED).value,
            "checked_on": today,  # compared with its source now
        }


def _thresholds() -> Iterable[dict[str, Any]]:
    for code, value in thresholds.THRESHOLDS.items():
        yield {
            "code": code.value,
            "value": value,
            "valid_from": thresholds.SINCE,
            "source": thresholds.SOURCE,
            "mark": Mark.PROPOSAL.value,
        }
