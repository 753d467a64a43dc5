"""The face of `suar`: finds the command, prepares the settings, turns refusals into sentences."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

import django
from django.core.exceptions import ImproperlyConfigured

from suar.cli.commands import COMMANDS
from suar.cli.refusal import Refused
from suar.cli.speech import complain, words

USAGE_FAULT = 2


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit code: 0 done, 1 refused, 2 wrong use."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suar.config.settings.production")
    if not argv or argv[0] in {"-h", "--help", "help"}:
        print(overview())
        return 0 if argv else USAGE_FAULT
    name, rest = argv[0], list(argv[1:])
    command = COMMANDS.get(name)
    if command is None:
        complain(
            f"There is no command {name!r}. `suar --help` lists them.",
            f"Tidak ada perintah {name!r}. `suar --help` menampilkan daftarnya.",
        )
        return USAGE_FAULT
    try:
        if command.needs_settings:
            django.setup()
        module = importlib.import_module(command.module)
        parser = argparse.ArgumentParser(prog=f"suar {name}", description=command.help)
        module.configure(parser)
        return int(module.run(parser.parse_args(rest)))
    except ImproperlyConfigured as fault:
        print(fault, file=sys.stderr)
    except Refused as refusal:
        complain(refusal.english, refusal.indonesian)
    except KeyboardInterrupt:
        complain("Stopped.", "Dihentikan.")
        return 130
    return 1


def overview() -> str:
    """Return the list of commands in the terminal's language."""
    lines = [words("Use: suar COMMAND [--help]", "Cara: suar PERINTAH [--help]"), ""]
    lines += [f"  {name:12} {command.help}" for name, command in COMMANDS.items()]
    return "\n".join(lines)
