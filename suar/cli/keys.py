"""`suar keys`: the master key is made once and rotated when policy or worry asks for it."""

from __future__ import annotations

import argparse

from suar.cli.refusal import Refused
from suar.cli.speech import say, words
from suar.vault import master, rotate


def configure(parser: argparse.ArgumentParser) -> None:
    """Take what to do."""
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("init", help=words("make the first key", "buat kunci pertama"))
    turn = verbs.add_parser("rotate", help=words("wrap all keys anew", "bungkus ulang semua kunci"))
    turn.add_argument(
        "--resume",
        action="store_true",
        help=words("finish a rotation that was stopped", "selesaikan yang terhenti"),
    )


def run(options: argparse.Namespace) -> int:
    """Do it; both may be repeated."""
    if options.verb == "init":
        version = master.ensure()
        say(f"The master key is number {version}.", f"Kunci induk bernomor {version}.")
        return 0
    try:
        count = rotate(new_key=not options.resume, progress=_progress)
    except master.NoMasterKey as error:
        raise Refused(
            f"{error}. With an external command: make the new key there, then --resume.",
            f"{error}. Dengan perintah luar: buat kunci baru di sana, lalu --resume.",
        ) from error
    say(
        f"{count} keys are wrapped by master key {master.current_version()}. Keep the old one as "
        "long as backups made under it are kept (30 days).",
        f"{count} kunci dibungkus kunci induk {master.current_version()}. Simpan yang lama selama "
        "cadangan yang memakainya disimpan (30 hari).",
    )
    return 0


def _progress(done: int) -> None:
    say(f"{done} …", f"{done} …")
