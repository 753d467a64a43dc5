"""`suar demo` (and `make run`): a system with invented people, made once and then served."""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path

from django.conf import settings
from django.db import connections

from suar.cli import readiness, setup
from suar.cli import run as serving
from suar.cli.demo import build, cast
from suar.cli.refusal import Refused
from suar.cli.speech import say, words
from suar.kit import clock
from suar.store.installation import is_demo
from suar.ui import catalogues

CASES = 60
KEPT = ("secret-key",)  # signs nobody's data; the rest of the folder is the demo's


def configure(parser: argparse.ArgumentParser) -> None:
    """Take how much is made and whether it is served."""
    parser.add_argument("--new", action="store_true", help=words("begin anew", "mulai dari awal"))
    parser.add_argument("--no-serve", action="store_true")
    parser.add_argument("--cases", type=int, default=CASES, metavar="N")
    parser.add_argument("--port", type=int, default=None)


def run(options: argparse.Namespace) -> int:
    """Make what is missing, then serve it."""
    if not settings.DEMO_ALLOWED:
        raise Refused(
            "These settings are for real people: no demo here.",
            "Pengaturan ini untuk data nyata: tidak ada demo di sini.",
        )
    os.umask(0o077)
    if options.new:
        throw_away(Path(settings.VAR_DIR))
    prepare(cases=options.cases)
    if options.no_serve:
        print(cast.sign_ins())
        return 0
    server = serving.with_free_port(serving.from_settings(port=options.port))
    return serving.serve(server, welcome="\n" + cast.sign_ins())


def prepare(*, cases: int) -> None:
    """Make the demo, or find it as it was left: the second start is quick."""
    at = clock.now()
    if _stands():
        catalogues.compile_all()
        return
    say("Making the demo …", "Menyiapkan demo …")
    _hurry(True)
    setup.prepare(at=at)
    build.make(at=at, count=cases)
    _hurry(False)


def _hurry(on: bool, /) -> None:
    """Do not wait for the disk while invented people are made: a power cut costs a new start."""
    for alias in ("default", "keys"):
        if connections[alias].vendor == "sqlite":
            with connections[alias].cursor() as cursor:
                cursor.execute(f"PRAGMA synchronous = {'OFF' if on else 'FULL'}")


def _stands() -> bool:
    if readiness.why_not_serve():
        return False
    return build.is_complete()


def throw_away(folder: Path) -> None:
    """Remove a demo, and only a demo."""
    if not folder.exists():
        return
    if _holds_tables() and not is_demo():
        raise Refused(
            f"{folder} holds no demo: it is left as it is.",
            f"{folder} bukan berisi demo: dibiarkan apa adanya.",
        )
    connections.close_all()
    for path in folder.iterdir():
        if path.name in KEPT:
            continue
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink()


def _holds_tables() -> bool:
    return bool(connections["default"].introspection.table_names())
