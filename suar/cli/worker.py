"""`suar worker`: does what waits in the queue and what is due, until it is told to stop."""

from __future__ import annotations

import argparse
import os
import signal
import threading
from typing import Any

from suar.cli import readiness
from suar.cli.speech import say
from suar.jobs import worker


def configure(parser: argparse.ArgumentParser) -> None:
    """Take whether to end once the queue is empty."""
    parser.add_argument("--until-empty", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Work; the job in hands is finished before the end."""
    os.umask(0o077)
    readiness.refuse_unsafe()
    if options.until_empty:
        count = worker.run_until_empty()
        say(f"{count} jobs done.", f"{count} pekerjaan selesai.")
        return 0
    stop = threading.Event()

    def end(_number: int, _frame: Any) -> None:
        stop.set()

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, end)
    worker.run(stop)
    return 0
