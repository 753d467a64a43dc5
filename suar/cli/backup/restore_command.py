"""`suar restore`: brings a backup back, or only proves that it could be."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from suar.cli.backup import restoring, sealing
from suar.cli.backup.restoring import Restored
from suar.cli.speech import say, words
from suar.kit import clock
from suar.store.postgresql.roles import take_owner_login


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the backup, the private key and whether it is a trial."""
    parser.add_argument("backup", type=Path)
    parser.add_argument(
        "--identity",
        type=Path,
        required=True,
        help=words("file of the private key (offline)", "berkas kunci privat (luring)"),
    )
    parser.add_argument(
        "--verify",
        action="store_true",
        help=words("restore into a temporary place, check, remove", "pulihkan sementara, periksa"),
    )


def run(options: argparse.Namespace) -> int:
    """Do it and say what was found."""
    os.umask(0o077)
    take_owner_login()
    key = sealing.identity(options.identity)
    at = clock.now()
    if options.verify:
        with restoring.elsewhere():
            _tell(restoring.restore(options.backup, key=key, at=at))
        say("The backup can be restored.", "Cadangan ini dapat dipulihkan.")
        return 0
    _tell(restoring.restore(options.backup, key=key, at=at))
    say(
        "Restored. Look it over with `suar doctor`, then serve.",
        "Sudah dipulihkan. Periksa dengan `suar doctor`, lalu jalankan.",
    )
    return 0


def _tell(found: Restored) -> None:
    events = sum(head.number for head in found.manifest.heads)
    say(
        f"Of {found.manifest.made_at}: {events} events, {found.manifest.files} files; "
        f"{found.erased_again} subjects erased again, {found.reindexed} people indexed, "
        f"{found.opened} sealed values opened as a sample.",
        f"Dari {found.manifest.made_at}: {events} peristiwa, {found.manifest.files} berkas; "
        f"{found.erased_again} subjek dihapus lagi, {found.reindexed} orang diindeks, "
        f"{found.opened} nilai tersegel dibuka sebagai contoh.",
    )
    if found.held:
        codes = ", ".join(found.held)
        say(
            f"Held after the backup was made, and held again now, without the paper: {codes}. "
            "Their erasure is refused. The safeguarding officer enters each paper again: "
            "Who looked, the code, Place a legal hold.",
            "Dikenai larangan hapus sesudah cadangan dibuat, dan sekarang berlaku lagi tanpa "
            f"suratnya: {codes}. Penghapusan ditolak. Petugas perlindungan memasukkan lagi tiap "
            "suratnya: Siapa yang melihat, kode, Pasang larangan hapus.",
        )
