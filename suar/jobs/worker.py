"""The worker: takes jobs from the queue, one at a time, and beats time once a minute.

    stop = threading.Event()
    jobs.worker.run(stop)  # returns when ``stop`` is set and the job in hands is done

Several workers, on several machines, may run before one PostgreSQL.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, close_old_connections, connections
from django.utils.crypto import get_random_string
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from suar.jobs import due, execution
from suar.jobs.asking import has_worker
from suar.kit import clock

log = logging.getLogger("suar.jobs")
_LOOK_EVERY = 1.0  # seconds between two looks at an empty queue
_CLOCK_EVERY = 10.0  # seconds between two looks at the clock


def run(stop: threading.Event, *, look_every: float = _LOOK_EVERY) -> None:
    """Work until told to stop. A trouble of the database is waited out, never fatal."""
    if not has_worker():
        raise ImproperlyConfigured("TASKS names no queue in the database: a worker has no work")
    clockwork = threading.Thread(target=_beat_time, args=[stop], name="tick", daemon=True)
    clockwork.start()
    worker_id = get_random_string(32)
    while not stop.is_set():
        if not _guarded_round(worker_id):
            stop.wait(look_every)
    clockwork.join(timeout=_CLOCK_EVERY)
    connections.close_all()


def run_until_empty() -> int:
    """Do all that is queued now, then return how many (the command line, tests)."""
    worker_id = get_random_string(32)
    count = 0
    while _take_one(worker_id):
        count += 1
    return count


def silence() -> timedelta | None:
    """Return how long the oldest job that is due has waited for a worker, or None."""
    first = DBTaskResult.objects.ready().order_by("enqueued_at").first()
    return clock.now() - first.enqueued_at if first else None


def _guarded_round(worker_id: str) -> bool:
    try:
        close_old_connections()
        return _take_one(worker_id)
    except DatabaseError as error:
        log.warning("the queue cannot be read: %s", type(error).__name__)
        connections.close_all()
        return False


def _take_one(worker_id: str) -> bool:
    """Take one job if there is one; looking costs no turn in the writers' queue."""
    if not DBTaskResult.objects.ready().exists():
        return False
    Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=1, worker_id=worker_id, excluded_queue_names=[],
    ).run()  # fmt: skip
    return True


def _beat_time(stop: threading.Event) -> None:
    """Look at the clock beside the work, so that a long job does not hold up what is due.

    Also take up what a worker that died left behind, as soon as its lease is over.
    """
    every = min(_CLOCK_EVERY, max(execution.lease().total_seconds(), 0.1))
    while not stop.is_set():
        try:
            due.tick(clock.now())
            due.take_up_everywhere(clock.now())
        except DatabaseError as error:
            log.warning("tick: %s", type(error).__name__)
        finally:
            connections.close_all()
        stop.wait(every)
