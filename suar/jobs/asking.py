"""Asking for work: by name, with ids, inside the transaction that makes it necessary.

The job and its place in the queue are rows of the same transaction as the change that asked for
them: either all are there or none. Without a worker (tests, the immediate backend) the work is
done in this process once the transaction is durable.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend

from suar.jobs.background import run_job
from suar.jobs.execution import execute
from suar.jobs.models import Job
from suar.kit import clock
from suar.kit.actor import SYSTEM_USER, Actor
from suar.kit.ids import new_id
from suar.store import tenancy
from suar.store.work import after_commit

Id = UUID | int | str
_CODE = re.compile(r"[A-Za-z0-9_.:@-]{1,80}\Z")


def enqueue(
    name: str,
    *ids: Id,
    by: Actor | None = None,
    organisation_id: UUID | None = None,
    at: datetime | None = None,
    due_at: datetime | None = None,
    job_id: UUID | None = None,
) -> Job:
    """Ask for work on behalf of a seat, or of an organisation where nobody asked.

    ``organisation_id`` wins over the seat's own. ``due_at`` puts it off. The same ``job_id`` twice
    is one job.
    """
    with transaction.atomic():
        job, new = _written(name, ids, by, organisation_id, at or clock.now(), due_at, job_id)
        if new and has_worker():
            _queue(job)
        elif new:
            after_commit(partial(execute, job.id, job.organisation_id))
    return job


def run_now(
    name: str,
    *ids: Id,
    by: Actor | None = None,
    organisation_id: UUID | None = None,
    at: datetime | None = None,
    job_id: UUID | None = None,
) -> Job:
    """Do the work here and now, with the same row, batches and answers as in the background."""
    job, _new = _written(name, ids, by, organisation_id, at or clock.now(), None, job_id)
    execute(job.id, job.organisation_id)
    with tenancy.acting_for(job.organisation_id):
        job.refresh_from_db()
    return job


def has_worker() -> bool:
    """Say whether the queue in the database is used, which a worker empties."""
    return isinstance(task_backends["default"], DatabaseBackend)


def _queue(job: Job) -> None:
    task = run_job.using(run_after=job.due_at if job.due_at > job.made_at else None)
    task.enqueue(str(job.id), str(job.organisation_id))


def _written(
    name: str,
    ids: tuple[Id, ...],
    by: Actor | None,
    organisation_id: UUID | None,
    at: datetime,
    due_at: datetime | None,
    job_id: UUID | None,
) -> tuple[Job, bool]:
    owner = organisation_id or (by.organisation_id if by else None)
    if owner is None:
        raise ValueError("a job needs a seat or an organisation")
    with tenancy.acting_for(owner):
        return Job.objects.get_or_create(
            id=job_id or new_id(),
            defaults={
                "organisation_id": owner,
                "made_at": at,
                "made_by": by.user_id if by else SYSTEM_USER,
                "kind": name,
                "arguments": [_plain(value) for value in ids],
                "due_at": due_at or at,
            },
        )


def _plain(value: Id) -> str | int:
    """Return an id as JSON holds it; free text raises ``ValueError``: it would stand in plain."""
    if isinstance(value, int):
        return value
    text = str(value)
    if not _CODE.match(text):
        raise ValueError("a job takes ids and codes, never content")
    return text
