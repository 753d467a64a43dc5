"""`suar setup`: everything an installation needs before it serves. Safe to repeat."""

from __future__ import annotations

import argparse
import os
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import DatabaseError

from suar.audit import anchors
from suar.cli import database_rights
from suar.cli.refusal import Refused
from suar.cli.speech import say
from suar.kit import clock
from suar.reference.load import load as load_reference
from suar.store import durable
from suar.store.postgresql.roles import take_owner_login
from suar.ui import catalogues
from suar.vault import master
from suar.vault.models import WrappedKey


def configure(parser: argparse.ArgumentParser) -> None:
    """The command takes no options: the settings say all."""


def run(options: argparse.Namespace) -> int:
    """Prepare, saying each step; as the owner of the tables."""
    take_owner_login()
    prepare(at=clock.now())
    say("Ready: `suar run` serves it.", "Siap: jalankan dengan `suar run`.")
    return 0


def prepare(*, at: datetime) -> None:
    """Make folders, tables, the first master key and the delivered facts."""
    os.umask(0o077)  # whatever is written here is ours alone
    for folder in _folders():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    durable.make(Path(settings.ERASURE_LIST))  # a restore refuses without a list
    durable.make(anchors.path())
    catalogues.compile_all()
    database_rights.prepare()
    migrate()
    _ensure_master_key()
    loaded = load_reference(at=at)
    if getattr(settings, "STATIC_ROOT", None):
        call_command("collectstatic", verbosity=0, interactive=False)
    say(
        f"Tables, keys and reference data are ready ({loaded.added} facts added).",
        f"Tabel, kunci, dan data acuan siap ({loaded.added} data acuan ditambahkan).",
    )


def migrate() -> None:
    """Bring the tables of both databases up to date; only the vault has any in ``keys``."""
    call_command("migrate", "vault", database="keys", verbosity=0, interactive=False)
    call_command("migrate", database="default", verbosity=0, interactive=False)


def _folders() -> list[Path]:
    names = ("BACKUP_DIR", "FILE_UPLOAD_TEMP_DIR")
    found = [Path(settings.VAR_DIR), Path(settings.ERASURE_LIST).parent]
    return found + [Path(v) for n in names if (v := getattr(settings, n, None))]


def _ensure_master_key() -> None:
    """Make the first key, but never a new one beside data that an older key has sealed."""
    try:
        master.key(master.current_version())
    except master.NoMasterKey as error:
        if _keys_exist():
            raise Refused(
                f"The master key is missing ({error}), yet there are keys that it wraps. "
                "Bring it back; a new one would open nothing.",
                f"Kunci induk tidak ada ({error}), padahal ada kunci yang dibungkusnya. "
                "Kembalikan kunci itu; kunci baru tidak akan membuka apa pun.",
            ) from error
        master.ensure()


def _keys_exist() -> bool:
    try:
        return WrappedKey.objects.exists()
    except DatabaseError:
        return False
