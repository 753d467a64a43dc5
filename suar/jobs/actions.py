"""The one verb of a person about a job: stop it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

import suar.audit as audit
import suar.policy as policy
from suar.jobs import scope
from suar.jobs.codes import State
from suar.jobs.models import Job
from suar.kit.actor import Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.store.work import act


@act
def cancel(*, job_id: UUID, by: Actor, at: datetime) -> Job:
    """Ask a job to stop: at once where it waits, after its batch where it runs.

    What was done stays. Asking twice is asking once; a finished job is refused.
    """
    policy.require(by, Permission.JOB_VIEW)
    job = scope.get(job_id, by)
    waiting = Job.objects.filter(pk=job.pk, state=State.QUEUED)
    if waiting.update(state=State.CANCELLED, finished_at=at, cancel_asked_at=at):
        audit.record(by, "job.cancelled", job, at=at, facts={"kind": job.kind})
        return scope.get(job_id, by)
    running = Job.objects.filter(pk=job.pk, state=State.RUNNING)
    if running.filter(cancel_asked_at__isnull=True).update(cancel_asked_at=at):
        audit.record(by, "job.cancelled", job, at=at, facts={"kind": job.kind})
    elif not running.exists() and job.cancel_asked_at is None:
        raise Problem.refused(Reason.JOB_FINISHED)
    return scope.get(job_id, by)
