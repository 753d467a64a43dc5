"""What a backup says of itself: its parts with hashes, counts, and the heads of the chains."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import connections, models
from django.db.migrations.recorder import MigrationRecorder

from suar.audit.models import ChainHead
from suar.cli.refusal import Refused
from suar.store import tenancy

FORMAT = 1
NAME = "manifest.json"
GO_AWAY = {"people.personkeys", "people.searchrun"}  # rows that daily work removes


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of an organisation's chain when the backup was made."""

    organisation_id: str
    number: int
    hash: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that a restore compares."""

    format: int
    made_at: str
    engine: str  # sqlite or postgresql
    parts: Mapping[str, str]  # name -> SHA-256 in hex
    heads: tuple[Head, ...]
    counts: Mapping[str, int]  # table -> rows, at the least
    migrations: Mapping[str, str]  # app -> its newest migration
    erasures: int  # lines of the list of erasures
    erasures_hash: str
    master: int  # number of the master key: an older one may be needed, too
    files: int = field(default=0)
    holds: int = field(default=0)  # lines of the list of holds; none in backups of older releases
    holds_hash: str = field(default="")

    def written(self) -> str:
        """Return the manifest as JSON."""
        return json.dumps(asdict(self), indent=1, sort_keys=True) + "\n"

    @classmethod
    def read(cls, text: str) -> Manifest:
        """Read a manifest; raises ``Refused`` where it is none of ours."""
        try:
            values: dict[str, Any] = json.loads(text)
            values["heads"] = tuple(Head(**h) for h in values["heads"])
            found = cls(**values)
        except (ValueError, KeyError, TypeError) as error:
            raise Refused("This is no backup of Suar.", "Ini bukan cadangan Suar.") from error
        if found.format != FORMAT:
            raise Refused(
                f"This backup has the form {found.format}; this release reads {FORMAT}.",
                f"Cadangan ini berformat {found.format}; rilis ini membaca {FORMAT}.",
            )
        return found


def digest(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def heads() -> tuple[Head, ...]:
    """Return the heads of all chains as they are now."""
    rows = ChainHead.objects.order_by("organisation_id")
    return tuple(Head(str(row.organisation_id), row.number, bytes(row.hash).hex()) for row in rows)


def as_anchors(found: Iterable[Head]) -> list[tuple[UUID, int, bytes]]:
    """Return heads as the list outside the database notes them."""
    return [(UUID(head.organisation_id), head.number, bytes.fromhex(head.hash)) for head in found]


def counted() -> dict[str, int]:
    """Return the rows of each table of ours, summed over organisations under row-level security."""
    return {model._meta.db_table: _count(model) for model in counted_models()}


def counted_models() -> Iterator[type[models.Model]]:
    """Yield the models that never lose rows between a count and a dump: what cases are made of."""
    for model in apps.get_models():
        if model._meta.label_lower in GO_AWAY:
            continue
        ours = model.__module__.startswith(("suar.cases", "suar.people", "suar.intake"))
        if (ours and "subject_id" in {f.column for f in model._meta.concrete_fields}) or (
            model._meta.label_lower in {"vault.subject", "audit.event", "network.organisation"}
        ):
            yield model


def _count(model: type[models.Model]) -> int:
    owners = list(ChainHead.objects.values_list("pk", flat=True))
    if "organisation_id" not in {f.column for f in model._meta.concrete_fields}:
        return model._base_manager.count()
    total = 0
    for owner in owners:
        with tenancy.acting_for(owner):
            total += model._base_manager.filter(organisation_id=owner).count()
    return total


def newest_migrations() -> dict[str, str]:
    """Return the newest migration of each app in the data."""
    applied = MigrationRecorder(connections["default"]).applied_migrations()
    return dict(sorted(applied))


def erasure_lines(path: Path) -> list[str]:
    """Return the lines of the list of erasures; raises ``Refused`` where there is no list."""
    if not path.exists():
        raise Refused(
            f"The list of erasures is missing ({path}). Without it a restore would bring erased "
            "people back. It is kept outside the backups: bring it here.",
            f"Daftar penghapusan tidak ada ({path}). Tanpa daftar itu orang yang sudah dihapus "
            "akan kembali. Daftar disimpan di luar cadangan: salin ke sini.",
        )
    return [line for line in path.read_text().splitlines() if line.strip()]


def lines_hash(lines: list[str]) -> str:
    """Return a hash of the list, so that a shorter or other list is noticed."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
