"""What the programs share: the seat, the verbs that are proven, and the marks in their content."""

from __future__ import annotations

import os
from datetime import datetime
from uuid import UUID, uuid5

import suar.jobs as jobs
from suar import audit, vault
from suar.accounts import seats
from suar.accounts.models import User
from suar.intake.actions import FirstContact, take_report
from suar.jobs.models import Job
from suar.jobs.run import Run
from suar.kit import clock
from suar.kit.actor import Actor
from suar.store.work import act

ROWS = 20  # of one long job
BATCH = 4
COUNTED = "proof.counted"


def seat() -> Actor:
    """Return the seat that writes, with the second factor given."""
    user = User.objects.get(pk=os.environ["SUAR_PROVE_ANI"])
    return seats.actor_for(user, clock.now())


def story_of(form_id: UUID) -> str:
    """Return the content of one form, which nothing else holds."""
    return f"canary {form_id}"


def take(form_id: UUID, by: Actor) -> None:
    """Save the form: a subject, its key, a sealed row, a grant, an event and a long job."""
    at = clock.now()
    heard = FirstContact(
        channel="phone", speaker="person", where="unknown", call_name="X", contact_number="0800",
        story=story_of(form_id),
    )  # fmt: skip
    _take_with_job(form_id=form_id, heard=heard, by=by, at=at)


@act
def _take_with_job(*, form_id: UUID, heard: FirstContact, by: Actor, at: datetime) -> None:
    take_report(report_id=form_id, heard=heard, unit_id=None, by=by, at=at)
    jobs.enqueue("proof.count", form_id, by=by, at=at, job_id=uuid5(form_id, "job"))


def make_person(form_id: UUID, by: Actor) -> UUID:
    """Make a person's subject and key; returns the subject."""
    return _make_person(form_id=form_id, by=by, at=clock.now())


@act
def _make_person(*, form_id: UUID, by: Actor, at: datetime) -> UUID:
    return vault.new_subject(kind="person", by=by, at=at)


def erase(subject_id: UUID, by: Actor) -> None:
    """Destroy a person's key."""
    vault.erase(subject_id, by=by, at=clock.now(), reason="proof")


@jobs.register("proof.count")
def count(run: Run, form_id: UUID) -> None:
    """Leave one event for each of some rows; an event too many is a row done twice."""
    job = Job.objects.get(pk=run.job_id)

    def handle(rows: list[int]) -> None:
        for row in rows:
            audit.record(run.actor, COUNTED, job, at=clock.now(), subjects=[], facts={"row": row})

    run.in_batches(
        lambda cursor, size: list(range(int(cursor or 0) + 1, ROWS + 1))[:size],
        handle,
        key=lambda row: row,
        total=ROWS,
        size=BATCH,
    )
