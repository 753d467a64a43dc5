"""`suar backup-key`: the pair of keys to which backups are sealed.

The public half goes into ``SUAR_BACKUP_RECIPIENT``. The private half opens every backup: it is
printed once, to be kept on paper or on a stick in a safe, never on the server.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from pyrage import x25519

from suar.cli.refusal import Refused
from suar.cli.speech import say, words


def configure(parser: argparse.ArgumentParser) -> None:
    """Take where the private half is written; the terminal otherwise."""
    parser.add_argument(
        "--write",
        type=Path,
        metavar="FILE",
        help=words("write the private half to a new file", "tulis kunci privat ke berkas baru"),
    )


def run(options: argparse.Namespace) -> int:
    """Make a pair and show it once."""
    identity = x25519.Identity.generate()
    say("Public (SUAR_BACKUP_RECIPIENT):", "Publik (SUAR_BACKUP_RECIPIENT):")
    print(identity.to_public())
    if options.write is None:
        say(
            "Private: keep it offline, on paper or on a stick in a safe, never on this server:",
            "Privat: simpan luring, di kertas atau flashdisk dalam brankas, jangan di server ini:",
        )
        print(identity)
        return 0
    try:
        with options.write.open("x") as file:
            options.write.chmod(0o600)
            file.write(f"{identity}\n")
    except FileExistsError as error:
        raise Refused(f"{options.write} exists already.", f"{options.write} sudah ada.") from error
    say(
        f"The private half is in {options.write}: take it away from this server.",
        f"Kunci privat ada di {options.write}: pindahkan dari server ini.",
    )
    return 0
