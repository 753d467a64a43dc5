"""`suar messages`: the Indonesian texts of every app, gathered, checked and compiled."""

from __future__ import annotations

import argparse

from suar.cli.speech import say
from suar.ui import catalogues


def configure(parser: argparse.ArgumentParser) -> None:
    """Take what to do; gathering is the default."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--check", action="store_true")
    group.add_argument("--compile", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Do it and say what is left to translate."""
    if options.compile:
        count = catalogues.compile_all()
        say(f"{count} catalogues compiled.", f"{count} katalog disusun.")
        return 0
    if not options.check:
        for app in catalogues.extract():
            say(f"{app}: catalogue brought up to date.", f"{app}: katalog diperbarui.")
    faults = [str(m) for m in catalogues.missing()] + catalogues.contradictions()
    for fault in faults:
        print(fault)
    if faults:
        say(f"{len(faults)} texts need work.", f"{len(faults)} teks perlu dikerjakan.")
    return 1 if options.check and faults else 0
