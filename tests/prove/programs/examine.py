"""Look an installation over after a fall: reads folders (JSON lines), answers with its facts.

One process looks at many folders: only the files change, and opening a database repairs it as any
start after a fall would.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from pathlib import Path
from uuid import UUID

import django

django.setup()

from django.conf import settings  # noqa: E402 - after setup()
from django.db import connections  # noqa: E402

from suar import audit, vault  # noqa: E402
from suar.audit.models import Event  # noqa: E402
from suar.intake.models import Report  # noqa: E402
from suar.jobs.models import Job  # noqa: E402
from suar.kit import clock  # noqa: E402
from suar.kit.actor import system_actor  # noqa: E402
from suar.policy import Grant  # noqa: E402
from suar.store import tenancy  # noqa: E402
from suar.vault.models import WrappedKey  # noqa: E402
from tests.prove.programs import stage  # noqa: E402


def use(folder: str) -> None:
    """Turn the connections to another folder (SQLite); PostgreSQL stays where it is."""
    for alias, name in (("default", "suar.sqlite3"), ("keys", "keys.sqlite3")):
        connections[alias].close()
        if connections[alias].vendor == "sqlite":
            connections[alias].settings_dict["NAME"] = Path(folder) / name
    settings.ERASURE_LIST = Path(folder) / "erasures.list"
    vault.finish_erasures()  # what every start does


def damage() -> list[str]:
    """Return what SQLite itself finds wrong with its files."""
    found = []
    for alias in ("default", "keys"):
        if connections[alias].vendor != "sqlite":
            continue
        with connections[alias].cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            found += [f"{alias}: {row[0]}" for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            found += [f"{alias}: {row}" for row in cursor.fetchall()]
    return found


def facts(organisation_id: UUID, *, open_all: bool) -> dict[str, object]:
    """Return everything that the proofs compare."""
    keys = {str(k) for k in WrappedKey.objects.values_list("subject_id", flat=True)}
    reports = list(Report.objects.all())
    taken = Counter(
        str(i)
        for i in Event.objects.filter(verb="report.taken").values_list("record_id", flat=True)
    )
    grants = Counter(str(i) for i in Grant.objects.values_list("rests_on", flat=True))
    whole = audit.verify(organisation_id)
    listed = settings.ERASURE_LIST
    answer: dict[str, object] = {
        "damage": damage(),
        "chain": whole.fault,
        "reports": [str(r.pk) for r in reports],
        "taken": dict(taken),
        "granted": dict(grants),
        "without_key": [str(r.pk) for r in reports if str(r.subject_id) not in keys],
        "keys": sorted(keys),
        "listed": listed.read_text() if listed.exists() else "",
        "jobs": {str(j.pk): j.state for j in Job.objects.all()},
        "taken_up_again": Job.objects.filter(attempt__gt=1).count(),
        "counted": counted(),
        "closed_books": [],
    }
    if open_all and not answer["without_key"]:
        answer["closed_books"] = closed_books(reports, organisation_id)
    return answer


def counted() -> dict[str, list[int]]:
    """Return how often each row of each job was done."""
    rows: dict[str, list[int]] = {}
    events = Event.objects.filter(verb=stage.COUNTED).values_list("record_id", "facts")
    for record_id, said in events:
        rows.setdefault(str(record_id), []).append(said["row"])
    return rows


def closed_books(reports: list[Report], organisation_id: UUID) -> list[str]:
    """Return the reports whose content does not open to what was typed."""
    wrong = []
    by = system_actor(organisation_id)
    subjects = [r.subject_id for r in reports]
    with vault.opened_by_system(subjects, by=by, at=clock.now(), why="proof"):
        for report in reports:
            if report.story.open() != stage.story_of(report.pk):
                wrong.append(str(report.pk))
    return wrong


def say(line: str) -> None:
    """Answer one line."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main() -> None:
    organisation_id = UUID(os.environ["SUAR_PROVE_ORGANISATION"])
    say("ready")
    for line in sys.stdin:
        order = json.loads(line)
        with tenancy.acting_for(organisation_id):
            use(order["folder"])
            answer = facts(organisation_id, open_all=order["open"])
        for alias in connections:
            connections[alias].close()
        say(json.dumps(answer))


if __name__ == "__main__":
    main()
