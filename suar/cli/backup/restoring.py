"""Bringing a backup back: into the empty place that the settings name, or into a temporary one."""

from __future__ import annotations

import secrets
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.db import connections
from pyrage import x25519

from suar import vault
from suar.audit import anchors
from suar.audit.anchors import What
from suar.cli import database_rights, setup
from suar.cli.backup import checking, databases, held, manifest, sealing
from suar.cli.backup.manifest import Manifest
from suar.cli.readiness import RESTORE_UNFINISHED
from suar.cli.refusal import Refused
from suar.people import index, rebuilding
from suar.store import tenancy
from suar.store.postgresql.roles import as_owner
from suar.store.work import act
from suar.vault import holds

BATCH = 500


@dataclass(frozen=True, slots=True)
class Restored:
    """What was brought back."""

    manifest: Manifest
    erased_again: int
    reindexed: int
    opened: int  # sealed values that were opened as a sample
    held: list[str]  # codes whose hold is newer than the backup: its paper is to be entered again


def restore(source: Path, *, key: x25519.Identity, at: datetime) -> Restored:
    """Restore into the empty place of the settings, replay erasures, rebuild indexes, check all.

    Until it has ended well, nothing serves from there.
    """
    lines, held_lines = manifest.erasure_lines(Path(settings.ERASURE_LIST)), holds.listed()
    database_rights.prepare()
    database_rights.require_all_rows()
    for alias in ("default", "keys"):
        if not databases.is_empty(alias):
            raise Refused(
                f"The database {alias!r} is not empty: a restore overwrites nothing.",
                f"Basis data {alias!r} tidak kosong: pemulihan tidak menimpa apa pun.",
            )
    place = Path(settings.VAR_DIR)
    place.mkdir(mode=0o700, parents=True, exist_ok=True)
    mark = place / RESTORE_UNFINISHED
    with tempfile.TemporaryDirectory(dir=place, prefix="restore-") as name:
        folder = Path(name)
        sealing.unseal(source, key, folder)
        found = _opened_manifest(folder, lines, held_lines)
        mark.touch(mode=0o600)
        _bring_back(folder, place)
    with as_owner():
        setup.migrate()
        checking.compare(found)
        erased = vault.replay_erasures(lines, at=at)
        vault.finish_erasures()
        holds.replay(held_lines, at=at)
        papers = held.without_paper(checking.organisations())
        reindexed = sum(_reindex(owner, at) for owner in checking.organisations())
        opened = checking.open_sample(at=at)
    anchors.note(
        What.RESTORED, at=at, to=datetime.fromisoformat(found.made_at), name=source.name,
        heads=manifest.as_anchors(manifest.heads()),
    )  # fmt: skip
    mark.unlink()
    return Restored(found, erased, reindexed, opened, papers)


def _opened_manifest(folder: Path, lines: list[str], held_lines: list[str]) -> Manifest:
    try:
        found = Manifest.read((folder / manifest.NAME).read_text())
    except FileNotFoundError as error:
        raise Refused("This is no backup of Suar.", "Ini bukan cadangan Suar.") from error
    for part, digest in found.parts.items():
        if manifest.digest(folder / part) != digest:
            raise Refused(f"The part {part!r} was altered.", f"Bagian {part!r} telah diubah.")
    if found.engine != databases.engine():
        raise Refused(
            f"The backup is of {found.engine}; these settings are for {databases.engine()}.",
            f"Cadangan ini dari {found.engine}; pengaturan ini untuk {databases.engine()}.",
        )
    if manifest.lines_hash(lines[: found.erasures]) != found.erasures_hash:
        raise Refused(
            "The list of erasures is shorter than, or another one than, when the backup was made. "
            "Bring the newest list: without it erased people would come back.",
            "Daftar penghapusan lebih pendek atau berbeda dari saat cadangan dibuat. "
            "Pakai daftar terbaru: tanpa itu orang yang sudah dihapus akan kembali.",
        )
    if found.holds and manifest.lines_hash(held_lines[: found.holds]) != found.holds_hash:
        raise Refused(
            f"The list of holds ({holds.list_path()}) is shorter than, or another one than, when "
            "the backup was made. Bring the newest list: without it records that a court wants "
            "kept could be erased.",
            f"Daftar larangan hapus ({holds.list_path()}) lebih pendek atau berbeda dari saat "
            "cadangan dibuat. Pakai daftar terbaru: tanpa itu catatan yang harus disimpan untuk "
            "pengadilan bisa terhapus.",
        )
    return found


def _bring_back(folder: Path, place: Path) -> None:
    for alias, part in (("default", "data"), ("keys", "keys")):
        databases.load(alias, folder / part)
    bodies = folder / "files"
    if bodies.is_dir():
        shutil.copytree(bodies, place / "files", dirs_exist_ok=True)
        for path in (place / "files").rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)


def _reindex(owner: UUID, at: datetime) -> int:
    """Build an organisation's search index under a new key; return how many people it finds."""
    with tenancy.acting_for(owner):
        vault.index_tokens(owner, index.NAMES, [])  # makes the new key
        cursor, count = "", 0
        while people := rebuilding.next_people(owner, cursor, BATCH):
            act(lambda rows=people: rebuilding.rebuild_batch(rows, at=at))()
            cursor, count = str(people[-1].ref), count + len(people)
        act(lambda: rebuilding.rebuilt(owner, at=at))()
    return count


@contextmanager
def elsewhere() -> Iterator[Path]:
    """Point databases and files at a temporary place for the length of the block, then remove it.

    SQLite: files in a temporary directory beside the data. PostgreSQL: two databases made for it.
    """
    before = {alias: connections[alias].settings_dict["NAME"] for alias in ("default", "keys")}
    place_before, list_before = settings.VAR_DIR, settings.ERASURE_LIST
    postgres = databases.engine() == "postgresql"
    mark = f"suar_verify_{secrets.token_hex(4)}"
    connections.close_all()
    with tempfile.TemporaryDirectory(dir=place_before, prefix="verify-") as name:
        try:
            for alias in before:
                if postgres:
                    _statement(alias, f'CREATE DATABASE "{mark}_{alias}"')
                _point(alias, f"{mark}_{alias}" if postgres else str(Path(name) / f"{alias}.db"))
            settings.VAR_DIR = Path(name)
            settings.ERASURE_LIST = _own_copy(Path(list_before), Path(name))
            yield Path(name)
        finally:
            connections.close_all()
            settings.VAR_DIR, settings.ERASURE_LIST = place_before, list_before
            for alias, there in before.items():
                _point(alias, there)
                if postgres:
                    _statement(alias, f'DROP DATABASE IF EXISTS "{mark}_{alias}" WITH (FORCE)')


def _own_copy(source: Path, folder: Path) -> Path:
    """Copy the lists of erasures and holds: a trial finishes the half-done in its own copy only."""
    if (held_list := source.with_name(holds.NAME)).exists():
        shutil.copyfile(held_list, folder / holds.NAME)
    target = folder / "erasures.list"
    if source.exists():
        shutil.copyfile(source, target)
    return target


def _point(alias: str, name: object) -> None:
    connection = connections[alias]
    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()
    connection.settings_dict["NAME"] = name


def _statement(alias: str, sql: str) -> None:
    """Run a statement that PostgreSQL takes outside a transaction only."""
    with as_owner(), connections[alias].cursor() as cursor:
        cursor.execute(sql)
