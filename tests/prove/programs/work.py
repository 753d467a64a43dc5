"""The worker, with the proofs' own kind of work registered."""

from __future__ import annotations

import os
import threading

import django

django.setup()

from suar.jobs import worker  # noqa: E402 - after setup()
from tests.prove.programs import stage  # noqa: E402, F401 - registers the work


def main() -> None:
    """Say that one is there, and work until killed."""
    os.write(1, b"ready\n")
    worker.run(threading.Event(), look_every=0.05)


if __name__ == "__main__":
    main()
