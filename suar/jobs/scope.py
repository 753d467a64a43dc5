"""Whose jobs one sees: one's own, in the organisation of the seat."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from suar.jobs.models import Job
from suar.kit.actor import Actor
from suar.kit.problem import Problem


def visible_to(actor: Actor) -> QuerySet[Job]:
    """Return the jobs that this seat asked for."""
    return Job.objects.filter(organisation_id=actor.organisation_id, made_by=actor.user_id)


def get(job_id: UUID, actor: Actor) -> Job:
    """Return one job; somebody else's is not found."""
    job = visible_to(actor).filter(pk=job_id).first()
    if job is None:
        raise Problem.not_found()
    return job
