"""What an office does on some evenings: late tasks go up, the day's are ticked off, news is read.

Two in ten things are forgotten, and the last days are left as they are: a home page has work on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

import suar.agenda.actions as agenda
import suar.notices.actions as notices
from suar.agenda import slots
from suar.agenda.codes import State
from suar.agenda.models import Task
from suar.cli.demo.cast import CAST
from suar.cli.demo.office import Office
from suar.jobs.codes import State as JobState
from suar.jobs.models import Job
from suar.kit.actor import Actor, system_actor
from suar.notices.rules import audience_of
from suar.notices.telling import DELIVER
from suar.policy import Permission
from suar.store import tenancy

EVERY = LOOKED_AHEAD = timedelta(days=3)
AT_WORK = ("ani", "beni", "fitri", "citra")
FORGOTTEN = 5  # one in so many


def walk(office: Office, begins: datetime) -> Iterator[datetime]:
    """Tidy up now and then: yields the moment of an evening, then does its work when resumed."""
    at = begins
    while True:
        yield (at := at + EVERY)
        tell(office, at)
        for member in CAST:
            actor = office.actor(member.key, at)
            with tenancy.acting_for(actor.organisation_id):
                if member.key in AT_WORK and actor.may(Permission.TASK_VIEW):
                    _tick_off(actor, at)
                if actor.may(Permission.NOTICE_VIEW):
                    notices.mark_all_read(by=actor, at=at)


def tell(office: Office, at: datetime) -> None:
    """Say what is late, and deliver the news, on their days: no worker runs while a demo is made.

    Else the first minute of the clock would tell of four months at once, all of it unread.
    """
    for house in office.organisations.values():
        by = system_actor(house.pk)
        with tenancy.acting_for(house.pk):
            agenda.mark_late(organisation_id=house.pk, by=by, at=at)
            waiting = Job.objects.filter(
                organisation_id=house.pk, kind=DELIVER, state=JobState.QUEUED.value
            )
            for job in list(waiting.order_by("made_at", "id")):
                _deliver(job, by)


def _deliver(job: Job, by: Actor) -> None:
    """Do what the worker would have done with a piece of news; nobody is mailed of it."""
    kind, audience, record_id, record_code, doer = job.arguments
    notices.deliver(
        audience=audience_of(audience, job.organisation_id), kind=kind, record_id=UUID(record_id),
        record_code=record_code, but=UUID(doer), by=by, at=job.made_at,
    )  # fmt: skip
    # the worker that finds it in the queue later leaves what is finished alone
    done = {"state": JobState.DONE.value, "started_at": job.made_at, "finished_at": job.made_at}
    Job.objects.filter(pk=job.pk).update(**done)


def _tick_off(actor: Actor, at: datetime) -> None:
    rows = Task.objects.filter(
        user_id=actor.user_id, state=State.OPEN.value, due_at__lt=at + LOOKED_AHEAD
    ).order_by("due_at", "id")
    for row in rows:
        kind = slots.kinds.get(row.kind)
        if kind is not None and kind.by_hand and row.made_at.day % FORGOTTEN:
            agenda.complete(task=row, by=actor, at=at)
