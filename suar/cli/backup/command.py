"""`suar backup`: one sealed backup; those older than 30 days go."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from django.conf import settings

from suar.cli import readiness
from suar.cli.backup import making
from suar.cli.refusal import Refused
from suar.cli.speech import say, words
from suar.kit import clock
from suar.store.postgresql.roles import take_owner_login


def configure(parser: argparse.ArgumentParser) -> None:
    """Take another place or key than the settings name."""
    parser.add_argument("--to", type=Path, default=None, metavar="FOLDER")
    parser.add_argument(
        "--recipient", default=None, help=words("public key, age1…", "kunci publik, age1…")
    )


def run(options: argparse.Namespace) -> int:
    """Make it and say where it is."""
    os.umask(0o077)
    take_owner_login()
    readiness.refuse_unsafe(serving=False)
    recipient = options.recipient or settings.BACKUP_RECIPIENT
    if not recipient:
        raise Refused(
            "No public key: make a pair with `suar backup-key`, then --recipient age1…",
            "Belum ada kunci publik: buat dengan `suar backup-key`, lalu --recipient age1…",
        )
    folder = options.to or Path(settings.BACKUP_DIR)
    at = clock.now()
    target = making.make(at=at, recipient=recipient, folder=folder)
    size = target.stat().st_size // 1024
    say(f"{target} ({size} kB)", f"{target} ({size} kB)")
    for path in making.remove_old(folder, at=at):
        say(f"removed {path.name}", f"{path.name} dihapus")
    return 0
