"""A process that writes: reads "take <id>" or "erase <id>" and answers once it is committed.

Answers: "ok take <id>", "ok made <id> <subject>", "ok gone <id> <subject>", "trouble <which> <id>".
Each answer is also written into the folder, so that a recording has it among the writes.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402 - after setup()
from django.db import DatabaseError, connections  # noqa: E402

from suar.store import tenancy  # noqa: E402
from suar.store.errors import trouble_of  # noqa: E402
from tests.prove.programs import stage  # noqa: E402


class Answers:
    """Says what is committed, to the one who asked and into the recording."""

    def __init__(self) -> None:
        path = Path(settings.VAR_DIR) / f"answers-{os.getpid()}"
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def say(self, text: str) -> None:
        line = (text + "\n").encode()
        os.write(self._file, line)
        os.write(1, line)


def do(order: str, form_id: UUID, by: object, answers: Answers) -> None:
    """Carry out one order and answer."""
    try:
        if order == "take":
            stage.take(form_id, by)
            answers.say(f"ok take {form_id}")
        else:
            subject = stage.make_person(form_id, by)
            answers.say(f"ok made {form_id} {subject}")
            stage.erase(subject, by)
            answers.say(f"ok gone {form_id} {subject}")
    except DatabaseError as error:
        trouble = trouble_of(error)
        if trouble is None:
            raise
        connections.close_all()
        os.write(1, f"trouble {trouble} {form_id}\n".encode())


def main() -> None:
    """Carry out orders until their end."""
    answers = Answers()
    os.write(1, b"ready\n")
    with tenancy.acting_for(UUID(os.environ["SUAR_PROVE_ORGANISATION"])):
        by = stage.seat()
        for line in sys.stdin:
            order, form_id = line.split()
            do(order, UUID(form_id), by, answers)


if __name__ == "__main__":
    main()
