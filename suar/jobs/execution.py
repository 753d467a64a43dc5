"""Doing one job: taken up by one worker at a time, ended in one of five ways."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from suar.jobs import registry
from suar.jobs.codes import FRUITLESS, GIVEN_UP, RETRY_AFTER, UNKNOWN_KIND, State
from suar.jobs.heartbeat import Heartbeat
from suar.jobs.models import Job
from suar.jobs.run import CancelledError, FailedError, Run, SupersededError
from suar.kit import clock
from suar.kit.problem import Problem
from suar.store import tenancy
from suar.store.errors import trouble_of

log = logging.getLogger("suar.jobs")


def lease() -> timedelta:
    """Return how long a worker may be silent before its job is taken up by another."""
    return timedelta(seconds=getattr(settings, "SUAR_JOB_LEASE_SECONDS", 60))


def execute(job_id: UUID, organisation_id: UUID) -> None:
    """Take a job up and do it; nothing where it is finished, not yet due, or in other hands."""
    with tenancy.acting_for(organisation_id):
        job = _take_up(job_id, at=clock.now())
        if job is None:
            return
        run = Run(
            job_id=job.id, organisation_id=organisation_id, asked_by=job.made_by,
            attempt=job.attempt, cursor=job.cursor, done=job.done, total=job.total,
        )  # fmt: skip
        with Heartbeat(run, every=lease() / 3):
            _do(run, job)


def can_be_taken(at: datetime) -> Q:
    """Return the condition of a job that nobody has in hands."""
    lost = Q(state=State.RUNNING) & (Q(seen_at__lt=at - lease()) | Q(seen_at__isnull=True))
    return (Q(state=State.QUEUED) & Q(due_at__lte=at)) | lost


def _take_up(job_id: UUID, *, at: datetime) -> Job | None:
    taken = Job.objects.filter(can_be_taken(at), pk=job_id).update(
        state=State.RUNNING,
        attempt=F("attempt") + 1,
        seen_at=at,
        started_at=Coalesce(F("started_at"), at),
    )
    return Job.objects.get(pk=job_id) if taken else None


def _do(run: Run, job: Job) -> None:
    """Call the function and write how it ended; no error of its own leaves this function."""
    try:
        kind = registry.find(job.kind)
        if job.attempt - job.attempt_progressed > FRUITLESS:
            raise FailedError(GIVEN_UP)
        if kind is None:
            raise FailedError(UNKNOWN_KIND)
        run.stop_if_cancelled()
        kind.function(run, *_arguments(job))
        if not run.settled:
            run.settle(State.DONE)
    except SupersededError:
        log.warning("job %s was taken up by another worker", job.id)
    except CancelledError:
        _end(run, State.CANCELLED)
    except Problem as problem:
        _end(run, State.FAILED, error=str(problem.reasons[0].code) if problem.reasons else "")
    except FailedError as failed:
        _end(run, State.FAILED, error=failed.code)
    except Exception as error:  # noqa: BLE001 - whatever it was, the job must not stay "running"
        # The class and no text: a message of an error may quote what a person typed.
        log.error("job %s (%s) failed: %s", job.id, job.kind, type(error).__name__)
        if trouble_of(error):
            _put_back(run)
        else:
            _end(run, State.FAILED, error=type(error).__name__)


def _arguments(job: Job) -> list[Any]:
    """Return the ids as they were given: what looks like a UUID is one."""
    return [_id_of(value) for value in job.arguments]


def _id_of(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 36:
        try:
            return UUID(value)
        except ValueError:
            return value
    return value


def _end(run: Run, state: State, **values: Any) -> None:
    try:
        run.settle(state, **values)
    except SupersededError:
        log.warning("job %s was taken up by another worker", run.job_id)
    except Exception as error:
        if not trouble_of(error):
            raise
        log.warning("job %s: its end could not be written, it is taken up again", run.job_id)


def _put_back(run: Run) -> None:
    """Leave the job for a later try; where even that cannot be written, its lease runs out."""
    try:
        run.mine().update(state=State.QUEUED, due_at=clock.now() + RETRY_AFTER)
    except Exception as error:
        if not trouble_of(error):
            raise
