"""What must be true before anything is served; asked by `suar run`, the web server and `doctor`."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID, uuid4

from django.conf import settings
from django.db import DatabaseError, OperationalError, ProgrammingError, connections
from django.db.migrations.executor import MigrationExecutor

from suar.cli import database_rights
from suar.cli.refusal import Refused
from suar.jobs import due
from suar.store import tenancy
from suar.store.installation import is_demo
from suar.store.postgresql import APP_ROLE
from suar.store.postgresql.roles import as_owner
from suar.vault import master
from suar.vault.models import Subject, WrappedKey

RESTORE_UNFINISHED = "restore-unfinished"  # a file in the data directory while a restore runs


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why nothing may be served, in both languages."""

    english: str
    indonesian: str


def why_not_serve(*, serving: bool = True) -> list[Obstacle]:
    """Return every obstacle; a later one is looked at only where the earlier allow it.

    ``serving`` is false for what works as the owner of the tables: a backup.
    """
    found = [*_half_restored(), *_missing_files(), *_unreachable()]
    if not found:
        found = _unmigrated()
    if not found:
        found = [*_demo_in_earnest(), *_keys_lost(), *_no_master_key(), *_no_proof()]
        found += _login_unbound() if serving else []
    return found


def refuse_unsafe(*, serving: bool = True) -> None:
    """Raise :class:`Refused` with all obstacles."""
    if obstacles := why_not_serve(serving=serving):
        raise Refused(
            "Suar does not serve:\n" + "\n".join(f"  {o.english}" for o in obstacles),
            "Suar tidak dijalankan:\n" + "\n".join(f"  {o.indonesian}" for o in obstacles),
        )


def _half_restored() -> list[Obstacle]:
    """A restore that stopped on its way may not have replayed the erasures."""
    mark = Path(settings.VAR_DIR) / RESTORE_UNFINISHED
    if not mark.exists():
        return []
    return [
        Obstacle(
            f"A restore did not end well ({mark}): empty the place and restore again.",
            f"Pemulihan belum selesai ({mark}): kosongkan tempatnya lalu ulangi.",
        )
    ]


def _missing_files() -> list[Obstacle]:
    """A SQLite file that is not there would be made anew, empty, in silence."""
    found = []
    for alias in ("default", "keys"):
        connection = connections[alias]
        if connection.vendor != "sqlite" or connection.is_in_memory_db():  # type: ignore[attr-defined]
            continue
        path = Path(str(connection.settings_dict["NAME"]))
        if not path.exists():
            found.append(
                Obstacle(
                    f"The database {alias!r} is not at {path}. A new installation: `suar setup`.",
                    f"Basis data {alias!r} tidak ada di {path}. Instalasi baru: `suar setup`.",
                )
            )
    return found


def _unreachable() -> list[Obstacle]:
    found = []
    for alias in ("default", "keys"):
        if connections[alias].vendor == "sqlite":
            continue
        try:
            connections[alias].ensure_connection()
        except OperationalError as error:
            kind = type(error).__name__
            found.append(
                Obstacle(
                    f"The database {alias!r} does not answer ({kind}).",
                    f"Basis data {alias!r} tidak menjawab ({kind}).",
                )
            )
        except DatabaseError:
            found.append(
                Obstacle(
                    f"The login of {alias!r} may not work as {APP_ROLE} yet: run `suar setup`.",
                    f"Akun {alias!r} belum dapat bekerja sebagai {APP_ROLE}: `suar setup`.",
                )
            )
    return found


def _unmigrated() -> list[Obstacle]:
    found = []
    for alias in ("default", "keys"):
        with as_owner():
            executor = MigrationExecutor(connections[alias])
            app = "vault" if alias == "keys" else None  # nothing else has tables there
            waiting = executor.migration_plan(executor.loader.graph.leaf_nodes(app))
        if waiting:
            found.append(
                Obstacle(
                    f"{len(waiting)} migrations wait in {alias!r}: run `suar setup`.",
                    f"{len(waiting)} migrasi belum dijalankan di {alias!r}: `suar setup`.",
                )
            )
    return found


def _demo_in_earnest() -> list[Obstacle]:
    if settings.DEMO_ALLOWED or not is_demo():
        return []
    return [
        Obstacle(
            "This database was made by the demo: its sign-ins are public. Start with a new one.",
            "Basis data ini dibuat oleh demo: akun masuknya diketahui umum. Mulailah yang baru.",
        )
    ]


def _keys_lost() -> list[Obstacle]:
    """Subjects without any key: the wrong keys database, or one restored empty."""
    if WrappedKey.objects.exists() or not any(map(_has_subjects, due.organisations())):
        return []
    return [
        Obstacle(
            "The keys database holds no key, yet there are records that need them.",
            "Basis data kunci kosong, padahal ada catatan yang membutuhkannya.",
        )
    ]


def _has_subjects(owner: UUID) -> bool:
    """Say whether an organisation has somebody to protect; asked for it, as its rows are walled."""
    with tenancy.acting_for(owner):
        return Subject.objects.filter(organisation_id=owner, erased_at=None).exists()


def _no_master_key() -> list[Obstacle]:
    try:
        master.key(master.current_version())
    except (master.NoMasterKey, ValueError) as error:
        return [
            Obstacle(
                f"The master key cannot be read: {error}.",
                f"Kunci induk tidak dapat dibaca: {error}.",
            )
        ]
    return []


def _no_proof() -> list[Obstacle]:
    """After a new secret key the database believes no organisation: every page would be empty."""
    if connections["default"].vendor != "postgresql":
        return []
    anyone = uuid4()
    with (
        suppress(ProgrammingError),  # a database of an earlier release has no such function
        tenancy.acting_for(anyone),
        connections["default"].cursor() as cursor,
    ):
        cursor.execute("SELECT suar_organisation()")
        if cursor.fetchone() == (anyone,):
            return []
    return [
        Obstacle(
            "The database does not know the proof made with SUAR_SECRET_KEY: run `suar setup`.",
            "Basis data tidak mengenal bukti dari SUAR_SECRET_KEY: jalankan `suar setup`.",
        )
    ]


def _login_unbound() -> list[Obstacle]:
    """A login that owns the tables, or stands above them, can put row-level security aside."""
    if settings.DEMO_ALLOWED or connections["default"].vendor != "postgresql":
        return []
    login = database_rights.login_of("default")
    return [
        Obstacle(
            f"The login {login.name} {why.english}. Suar serves as a login that owns nothing; "
            "SUAR_DATABASE_OWNER_URL is for the other (docs/operations.md).",
            f"Akun {login.name} {why.indonesian}. Suar melayani dengan akun yang tidak memiliki "
            "apa pun; SUAR_DATABASE_OWNER_URL untuk akun lainnya (docs/operations.md).",
        )
        for why in database_rights.why_unbound(login)
    ]
