"""A process that is ready to work and forks others: starting costs a moment, not seconds.

Reads lines "<program> <pipe in> <pipe out>", answers with the number of the new process. The child
is a process of its own, in a session of its own, with nothing open that the parent had opened.
"""

from __future__ import annotations

import os
import signal
import sys

import django

django.setup()

from django.urls import get_resolver  # noqa: E402 - after setup()

from tests.prove.programs import work, writer  # noqa: E402

MAINS = {"writer": writer.main, "work": work.main}


def born(program: str, pipe_in: str, pipe_out: str) -> int:
    """Fork a child that runs a program between two pipes; returns its number."""
    child = os.fork()
    if child:
        return child
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    os.dup2(os.open(pipe_in, os.O_RDONLY), 0)
    os.dup2(os.open(pipe_out, os.O_WRONLY), 1)
    sys.stdin = os.fdopen(0)
    MAINS[program]()
    os._exit(0)


def main() -> None:
    get_resolver()  # what a first request would load
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the dead
    os.write(1, b"ready\n")
    for line in sys.stdin:
        os.write(1, f"{born(*line.split())}\n".encode())


if __name__ == "__main__":
    main()
