"""What is due: every minute, for each organisation, by one worker of all."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from suar.jobs import slots
from suar.jobs.background import run_job
from suar.jobs.codes import FINISHED, KEPT, QUEUE_KEPT, TICK_EVERY
from suar.jobs.execution import can_be_taken, lease
from suar.jobs.models import Job, Turn
from suar.store import tenancy

log = logging.getLogger("suar.jobs")
_AT_ONCE = 500  # rows deleted or taken up in one minute and organisation


def tick(at: datetime) -> bool:
    """Do what is due unless another worker did it this minute; say whether it was done here."""
    if not _my_turn("tick", at):
        return False
    for name, due in slots.tick_installation.items():
        _guarded(name, due, at)
    for organisation_id in organisations():
        with tenancy.acting_for(organisation_id):
            for name, due_there in slots.tick.items():
                _guarded(name, due_there, organisation_id, at)
    return True


def take_up_everywhere(at: datetime) -> int:
    """Queue again whatever nobody has in hands, in every organisation."""
    count = 0
    for organisation_id in organisations():
        with tenancy.acting_for(organisation_id):
            count += take_up_again(organisation_id, at)
    return count


def organisations() -> list[UUID]:
    """Return every organisation of the installation, as the upper packages know them."""
    found: dict[UUID, None] = {}
    for ask in slots.organisations:
        found.update(dict.fromkeys(ask()))
    return list(found)


def take_up_again(organisation_id: UUID, at: datetime) -> int:
    """Queue the jobs whose worker died or whose place in the queue was lost; return how many."""
    lost = Job.objects.filter(can_be_taken(at), organisation_id=organisation_id)
    lost = lost.filter(due_at__lte=at - lease())
    lost_ids = list(lost.order_by("due_at").values_list("pk", flat=True)[:_AT_ONCE])
    waiting = _in_queue() if lost_ids else set()
    taken = 0
    for job_id in lost_ids:
        if str(job_id) not in waiting:
            run_job.enqueue(str(job_id), str(organisation_id))
            taken += 1
    return taken


def forget_finished(organisation_id: UUID, at: datetime) -> int:
    """Delete jobs that ended long ago; what they did has its own records."""
    old = Job.objects.filter(
        organisation_id=organisation_id, state__in=FINISHED, finished_at__lt=at - KEPT
    )
    return _delete(old.values_list("pk", flat=True)[:_AT_ONCE], Job.objects.filter)


def forget_queue_entries(at: datetime) -> int:
    """Delete entries of the queue that were served, or whose worker died."""
    old = DBTaskResult.objects.exclude(status=TaskResultStatus.READY)
    old = old.filter(started_at__lt=at - QUEUE_KEPT).order_by()
    return _delete(old.values_list("pk", flat=True)[:_AT_ONCE], DBTaskResult.objects.filter)


def _in_queue() -> set[str]:
    """Return the jobs that have a place in the queue; a worker will come to them by itself."""
    ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY).order_by()
    return {entry["args"][0] for entry in ready.values_list("args_kwargs", flat=True)}


def _delete(ids: Iterable[object], choose: Callable[..., object]) -> int:
    chosen = list(ids)
    if chosen:
        choose(pk__in=chosen).delete()  # type: ignore[attr-defined]  # a queryset
    return len(chosen)


def _my_turn(name: str, at: datetime) -> bool:
    """Take the turn of this minute; one update decides between several workers."""
    if Turn.objects.filter(name=name, taken_at__lte=at - TICK_EVERY).update(taken_at=at):
        return True
    if Turn.objects.filter(name=name).exists():
        return False
    try:
        with transaction.atomic():
            Turn.objects.create(name=name, taken_at=at)
    except IntegrityError:
        return False
    return True


def _guarded(name: str, due: Callable[..., object], *arguments: object) -> None:
    """Do one thing; its failure is logged by class, without text, and holds up nothing else."""
    try:
        due(*arguments)
    except Exception as error:  # noqa: BLE001 - one package's fault must not stop the others'
        log.error("tick %s failed: %s", name, type(error).__name__)
