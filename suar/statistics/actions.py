"""Verbs of estimates: begin, run again, keep what was computed, ask, answer, withdraw, discard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import suar.jobs as jobs
from suar import audit, policy
from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Because, Problem
from suar.kit.readable import Prefix, new_code
from suar.kit.reasons import Reason
from suar.policy import Permission
from suar.statistics import queries, rules, scope, telling
from suar.statistics.codes import State, Verb
from suar.statistics.models import Estimate, Step
from suar.statistics.reading import Taken
from suar.store.models import replayed
from suar.store.work import act

COMPUTE = "statistics.estimate"


@dataclass(frozen=True, slots=True)
class Asked:
    """What is estimated, in words, and how. ``options`` are those of ``measure.prevalence``."""

    title: str
    population: str
    place: str
    period: str
    options: Mapping[str, Any]
    force: str = ""


@act
def begin(
    *, estimate_id: UUID, asked: Asked, taken: Taken, by: Actor, at: datetime,
    before: Estimate | None = None,
) -> Estimate:  # fmt: skip
    """Keep the counts of a table and have them computed; ``before`` makes it a new version.

    A version that stands is never changed: other options, words or counts are the next one.
    """
    policy.require(by, Permission.ESTIMATE_MAKE)
    series_id = before.series_id if before else estimate_id
    if done := replayed(Estimate, estimate_id, by, series_id=series_id):
        return done  # type: ignore[no-any-return]
    if before is not None:
        scope.get(before.pk, by, lock=True)  # two at once: one number after the other
    row = Estimate(
        id=estimate_id, organisation_id=by.organisation_id, made_at=at, made_by=by.user_id,
        code=new_code(Prefix.ESTIMATE), series_id=series_id,
        number=queries.last_number(series_id) + 1, title=asked.title,
        population=asked.population, place=asked.place, period=asked.period,
        options=dict(asked.options), force=asked.force, table=taken.as_json(),
        sha256=taken.table.sha256, cases=taken.table.n, lists=taken.table.t,
        ran_by=by.user_id, job_id=new_id(),
    )  # fmt: skip
    row.save(force_insert=True)
    jobs.enqueue(COMPUTE, row.pk, by=by, at=at, job_id=row.job_id)
    _note(row, Verb.BEGUN, "", by, at)
    audit.record(by, "estimate.begun", row, at=at, facts={"version": row.number})
    return row


@act
def run_again(*, estimate_id: UUID, by: Actor, at: datetime) -> Estimate:
    """Compute an estimate whose job failed or was cancelled once more, with the same options."""
    policy.require(by, Permission.ESTIMATE_MAKE)
    row = scope.get(estimate_id, by, lock=True)
    _refuse(rules.why_not_run(queries.facts_now(row)))
    row.ran_by, row.job_id = by.user_id, new_id()
    row.save_change(expected=row.version, fields=["ran_by", "job_id"])
    jobs.enqueue(COMPUTE, row.pk, by=by, at=at, job_id=row.job_id)
    _note(row, Verb.RUN_AGAIN, "", by, at)
    audit.record(by, "estimate.run_again", row, at=at)
    return row


@act
def keep(
    *, estimate_id: UUID, result: Mapping[str, Any], groups: list[dict[str, Any]], complete: bool,
    by: Actor, at: datetime,
) -> Estimate:  # fmt: skip
    """Keep what the job found: first without the interval, then all of it."""
    policy.require(by, Permission.ESTIMATE_MAKE)
    row = scope.get(estimate_id, by, lock=True)
    if row.state != State.RUNNING:
        raise Problem.refused(Reason.ESTIMATE_STANDS)
    row.result, row.groups, row.complete = dict(result), groups, complete
    if complete:
        row.state, row.computed_at = State.COMPUTED.value, at
    row.save_change(
        expected=row.version, fields=["result", "groups", "complete", "state", "computed_at"]
    )
    audit.record(by, "estimate.computed", row, at=at, facts={"complete": complete})
    return row


@act
def ask(*, estimate_id: UUID, approver: UUID, note: str, by: Actor, at: datetime) -> Estimate:
    """Ask a named colleague to let the figure be published."""
    policy.require(by, Permission.ESTIMATE_MAKE)
    row = scope.get(estimate_id, by, lock=True)
    _refuse(rules.why_not_ask(queries.facts_now(row)))
    able = queries.approvers(by, at, but=[by.user_id, row.made_by, row.ran_by])
    if approver not in {user_id for user_id, _name in able}:
        raise Problem.invalid("approver", Reason.APPROVER_UNKNOWN)
    row.state, row.asked_at = State.ASKED.value, at
    row.asked_by, row.asked_to = by.user_id, approver
    row.save_change(
        expected=row.version, fields=["state", "asked_at", "asked_by", "asked_to"]
    )  # fmt: skip
    telling.ask(row, by=by, at=at)
    _note(row, Verb.ASKED, note, by, at)
    audit.record(by, "estimate.asked", row, at=at, facts={"to": approver})
    return row


@act
def approve(*, estimate_id: UUID, note: str, by: Actor, at: datetime) -> Estimate:
    """Let the figure be published: by somebody who neither made, ran nor asked for it."""
    policy.require(by, Permission.ESTIMATE_APPROVE)
    row = scope.get(estimate_id, by, lock=True)
    if row.state == State.PUBLISHED and row.approved_by == by.user_id:
        return row
    _refuse(rules.why_not_answer(queries.facts_now(row), by.user_id))
    _replace_earlier(row, by, at)
    row.state, row.approved_by, row.published_at = State.PUBLISHED.value, by.user_id, at
    row.save_change(expected=row.version, fields=["state", "approved_by", "published_at"])
    telling.answered(row, by=by, at=at)
    _note(row, Verb.APPROVED, note, by, at)
    audit.record(by, "estimate.published", row, at=at, facts={"version": row.number})
    return row


@act
def send_back(*, estimate_id: UUID, reason: str, by: Actor, at: datetime) -> Estimate:
    """Do not let the figure be published, and say why."""
    policy.require(by, Permission.ESTIMATE_APPROVE)
    row = scope.get(estimate_id, by, lock=True)
    _refuse(rules.why_not_answer(queries.facts_now(row), by.user_id))
    _need("reason", reason)
    row.state = State.COMPUTED.value
    row.save_change(expected=row.version, fields=["state"])
    telling.answered(row, by=by, at=at)
    _note(row, Verb.RETURNED, reason, by, at)
    audit.record(by, "estimate.returned", row, at=at)
    return row


@act
def withdraw(*, estimate_id: UUID, reason: str, by: Actor, at: datetime) -> Estimate:
    """Take a published figure back; whoever used it reads why."""
    policy.require(by, Permission.ESTIMATE_WITHDRAW)
    row = scope.get(estimate_id, by, lock=True)
    _refuse(rules.why_not_withdraw(queries.facts_now(row)))
    _need("reason", reason)
    row.state, row.withdrawn_at = State.WITHDRAWN.value, at
    row.save_change(expected=row.version, fields=["state", "withdrawn_at"])
    telling.withdrawn(row, by=by, at=at)
    _note(row, Verb.WITHDRAWN, reason, by, at)
    audit.record(by, "estimate.withdrawn", row, at=at)
    return row


@act
def discard(*, estimate_id: UUID, by: Actor, at: datetime) -> Estimate:
    """Throw away what was never published: the counts and all that was computed of them."""
    policy.require(by, Permission.ESTIMATE_MAKE)
    row = scope.get(estimate_id, by, lock=True)
    _refuse(rules.why_not_discard(queries.facts_now(row)))
    row.table, row.result, row.groups, row.complete = None, None, [], False
    row.sha256, row.cases, row.state = "", 0, State.DISCARDED.value
    row.save_change(expected=row.version)
    _note(row, Verb.DISCARDED, "", by, at)
    audit.record(by, "estimate.discarded", row, at=at)
    return row


def _replace_earlier(row: Estimate, by: Actor, at: datetime) -> None:
    """Mark the version that stood published until now: there is a newer one."""
    earlier = Estimate.objects.select_for_update().filter(
        organisation_id=row.organisation_id, series_id=row.series_id, state=State.PUBLISHED.value
    )
    for other in earlier:
        other.state = State.REPLACED.value
        other.save_change(expected=other.version, fields=["state"])
        _note(other, Verb.REPLACED, "", by, at)
        audit.record(by, "estimate.replaced", other, at=at, facts={"by": row.code})


def _note(row: Estimate, verb: Verb, text: str, by: Actor, at: datetime) -> None:
    Step.objects.create(
        id=new_id(), organisation_id=row.organisation_id, made_at=at, made_by=by.user_id,
        estimate=row, verb=verb.value, text=text.strip(),
    )  # fmt: skip


def _need(field: str, text: str) -> None:
    if not text.strip():
        raise Problem.invalid(field, Reason.REQUIRED)


def _refuse(reasons: list[Because]) -> None:
    if reasons:
        raise Problem.refused(reasons)
