"""One backup, from the first copy to the removal of old ones."""

from __future__ import annotations

import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.conf import settings

from suar.audit import anchors
from suar.audit.anchors import What
from suar.cli import database_rights
from suar.cli.backup import databases, manifest, sealing
from suar.cli.backup.manifest import Manifest
from suar.store.postgresql.roles import as_owner
from suar.vault import holds, master

KEPT = timedelta(days=30)  # product: an erasure is complete in every copy of ours after 30 days
PATTERN = "suar-%Y%m%d-%H%M%S.age"


def make(*, at: datetime, recipient: str, folder: Path) -> Path:
    """Write one sealed backup and return its path.

    Order matters. Heads and counts come first, so that the copy holds at least as much. The data
    come before the keys: a record without its key would be lost, a key without its record is
    swept. The files come last: a body is durable before the row that names it.
    """
    database_rights.require_all_rows()
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / at.astimezone(UTC).strftime(PATTERN)
    with tempfile.TemporaryDirectory(dir=settings.VAR_DIR, prefix="backup-") as name, as_owner():
        place = Path(name)
        lines = manifest.erasure_lines(Path(settings.ERASURE_LIST))
        held = holds.listed()
        before = manifest.heads(), manifest.counted()
        databases.dump("default", place / "data")
        databases.dump("keys", place / "keys")
        bodies = _bodies(place)
        parts = ["data", "keys", "files"]
        written = Manifest(
            format=manifest.FORMAT,
            made_at=at.isoformat(),
            engine=databases.engine(),
            parts={part: manifest.digest(place / part) for part in parts[:2]},
            heads=before[0],
            counts=before[1],
            migrations=manifest.newest_migrations(),
            erasures=len(lines),
            erasures_hash=manifest.lines_hash(lines),
            master=master.current_version(),
            files=bodies,
            holds=len(held),
            holds_hash=manifest.lines_hash(held),
        )
        (place / manifest.NAME).write_text(written.written())
        sealing.seal(place, [manifest.NAME, *parts], target, recipient)
    anchors.note(What.BACKUP, at=at, to=at, name=target.name, heads=manifest.as_anchors(before[0]))
    return target


def _bodies(place: Path) -> int:
    """Link the sealed files into the package folder; they are written once and never changed."""
    target = place / "files"
    target.mkdir()
    source = Path(settings.VAR_DIR) / "files"
    count = 0
    for path in sorted(source.glob("??/*")):
        if path.suffix:  # an unfinished body
            continue
        (target / path.parent.name).mkdir(exist_ok=True)
        try:
            (target / path.parent.name / path.name).hardlink_to(path)
        except FileNotFoundError:
            continue  # removed by an erasure meanwhile
        count += 1
    return count


def remove_old(folder: Path, *, at: datetime) -> list[Path]:
    """Remove backups older than 30 days, by the moment in their names; return them."""
    removed = []
    for path in sorted(folder.glob("suar-*.age")):
        try:
            made = datetime.strptime(path.name, PATTERN).replace(tzinfo=UTC)
        except ValueError:
            continue
        if made < at - KEPT:
            path.unlink()
            removed.append(path)
    return removed
