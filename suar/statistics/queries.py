"""Reads of estimates: whether one is at work, who may approve it, its versions and its steps."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from suar.accounts.models import Membership
from suar.accounts.queries import names_of
from suar.jobs.models import Job
from suar.kit.actor import Actor
from suar.policy import Permission, roles_with
from suar.statistics import scope
from suar.statistics.codes import State, Verb
from suar.statistics.models import Estimate, Step
from suar.statistics.rules import Facts


def job_of(estimate: Estimate) -> Job | None:
    """Return the job that computes it; jobs that ended long ago are forgotten."""
    rows = Job.objects.filter(organisation_id=estimate.organisation_id)
    return rows.filter(pk=estimate.job_id).first() if estimate.job_id else None


def jobs_of(estimates: Iterable[Estimate]) -> dict[UUID | None, Job]:
    """Return the jobs of those that are at work, in one query."""
    at_work = [row for row in estimates if row.state == State.RUNNING]
    wanted = [row.job_id for row in at_work if row.job_id is not None]
    return {job.pk: job for job in Job.objects.filter(pk__in=wanted)} if wanted else {}


def facts_of(estimate: Estimate, job: Job | None) -> Facts:
    """Return what the rules need; a job that failed, was cancelled or is gone does not run."""
    running = estimate.state == State.RUNNING and job is not None and not job.is_finished
    return estimate.facts(running=running)


def facts_now(estimate: Estimate) -> Facts:
    """Return what the rules need, the job asked for."""
    at_work = estimate.state == State.RUNNING
    return facts_of(estimate, job_of(estimate) if at_work else None)


def approvers(actor: Actor, at: datetime, *, but: Iterable[UUID | None]) -> list[tuple[UUID, str]]:
    """Return id and name of those of the house who may be the second person, by name."""
    roles = roles_with(Permission.ESTIMATE_APPROVE)
    rows = Membership.objects.all().open_at(at).filter(organisation_id=actor.organisation_id)
    rows = rows.filter(role__in=roles).exclude(user_id__in=[u for u in but if u is not None])
    found = set(rows.values_list("user_id", "user__name"))
    return sorted(found, key=lambda pair: (pair[1].casefold(), str(pair[0])))


def versions(estimate: Estimate, actor: Actor) -> list[Estimate]:
    """Return the versions of the same estimate that are open to the actor, newest first."""
    rows = scope.visible_to(actor).filter(series_id=estimate.series_id)
    return list(rows.order_by("-number").defer("table", "result", "groups"))


def last_number(series_id: UUID) -> int:
    """Return the number of the newest version, thrown away or not."""
    rows = Estimate.objects.filter(series_id=series_id).order_by("-number")
    return rows.values_list("number", flat=True).first() or 0


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step with the name of who took it."""

    step: Step
    who: str


def steps_of(estimate: Estimate) -> list[StepLine]:
    """Return what was done, newest first."""
    rows = list(estimate.steps.order_by("-made_at", "-id"))
    names = names_of(row.made_by for row in rows)
    return [StepLine(row, names.get(row.made_by, "")) for row in rows]


def last_step(estimate: Estimate, verb: Verb) -> Step | None:
    """Return the last step of a kind."""
    return estimate.steps.filter(verb=verb.value).order_by("-made_at", "-id").first()
