"""Long work: asked for once, done once, stopped or taken up again in the middle."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import OperationalError, transaction
from django_tasks_db.models import DBTaskResult

import suar.jobs as jobs
from suar.jobs import due, execution, registry, slots, worker
from suar.jobs.codes import FRUITLESS, GIVEN_UP, UNKNOWN_KIND, State
from suar.jobs.models import Job, Turn
from suar.jobs.run import FailedError, Run, SupersededError
from suar.kit import clock
from suar.kit.actor import SYSTEM_USER, Actor
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.store import tenancy

A, B = uuid4(), uuid4()
ANI = Actor(user_id=uuid4(), organisation_id=A, label="Ani")
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _for_a() -> Iterator[None]:
    with tenancy.acting_for(A):
        yield


@pytest.fixture
def kind() -> Iterator[str]:
    """A name that a test registers; gone afterwards."""
    name = "tests.some_work"
    yield name
    registry.forget(name)


class Rows:
    """Numbers to be worked off; what was handled stands in the database, as turns."""

    def __init__(self, count: int) -> None:
        self.numbers = list(range(1, count + 1))

    def after(self, cursor: str, size: int) -> list[int]:
        begin = int(cursor or 0)
        return [n for n in self.numbers if n > begin][:size]

    def handle(self, rows: list[int]) -> None:
        Turn.objects.bulk_create([Turn(name=f"row {n}", taken_at=clock.now()) for n in rows])

    @staticmethod
    def handled() -> list[int]:
        names = Turn.objects.filter(name__startswith="row ").values_list("name", flat=True)
        return sorted(int(name.split()[1]) for name in names)


def _batched(run: Run, rows: Rows, size: int = 3) -> None:
    run.in_batches(rows.after, rows.handle, key=lambda n: n, total=len(rows.numbers), size=size)


def test_free_text_is_refused_as_an_argument() -> None:
    with pytest.raises(ValueError, match="never content"):
        jobs.enqueue("any", "Siti binti Ahmad", by=ANI)
    with pytest.raises(ValueError, match="seat or an organisation"):
        jobs.enqueue("any", uuid4())


def test_work_is_done_after_the_commit_with_ids_as_they_were(kind: str) -> None:
    seen: list[object] = []
    registry.register(kind)(lambda run, *ids: seen.append((run.organisation_id, *ids)))
    one = uuid4()
    with transaction.atomic():
        jobs.enqueue(kind, one, 7, "letters.pdf", by=ANI)
        assert seen == []
    assert seen == [(A, one, 7, "letters.pdf")]


def test_work_of_a_transaction_that_was_rolled_back_is_never_done(kind: str) -> None:
    seen: list[object] = []
    registry.register(kind)(lambda run: seen.append(run))
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        jobs.enqueue(kind, by=ANI)
        _ = 1 / 0
    assert (seen, Job.objects.count()) == ([], 0)


def test_a_job_and_its_place_in_the_queue_are_one_transaction(kind: str, settings) -> None:
    settings.TASKS = QUEUE
    registry.register(kind)(lambda run: None)
    with contextlib.suppress(ZeroDivisionError), transaction.atomic():
        jobs.enqueue(kind, by=ANI)
        _ = 1 / 0
    assert DBTaskResult.objects.count() == 0
    job = jobs.enqueue(kind, by=ANI)
    [entry] = DBTaskResult.objects.all()
    assert entry.args_kwargs == {"args": [str(job.id), str(A)], "kwargs": {}}
    assert worker.run_until_empty() == 1
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.DONE, 1)


def test_asking_twice_with_one_id_is_asking_once(kind: str) -> None:
    calls: list[int] = []
    registry.register(kind)(lambda run: calls.append(1))
    job_id = uuid4()
    for _time in range(3):
        jobs.enqueue(kind, by=ANI, job_id=job_id)
    assert calls == [1]


def test_work_runs_for_its_organisation_and_the_one_before_returns(kind: str) -> None:
    seen: list[UUID | None] = []
    registry.register(kind)(lambda run: seen.append(tenancy.current_organisation()))
    job = jobs.run_now(kind, organisation_id=B)
    assert seen == [B]
    assert tenancy.current_organisation() == A
    assert (job.organisation_id, job.made_by) == (B, SYSTEM_USER)


def test_batches_count_and_end(kind: str) -> None:
    rows = Rows(10)
    registry.register(kind)(lambda run: _batched(run, rows))
    job = jobs.run_now(kind, by=ANI)
    assert (job.state, job.done, job.total, job.cursor) == (State.DONE, 10, 10, "10")
    assert rows.handled() == rows.numbers


def test_a_batch_is_never_larger_than_the_house_allows(kind: str) -> None:
    registry.register(kind)(lambda run: _batched(run, Rows(1), size=jobs.BATCH + 1))
    assert jobs.run_now(kind, by=ANI).error == "ValueError"


class PowerError(BaseException):
    """Stands for a process that is gone: nothing after it runs."""


def test_a_job_killed_in_a_batch_goes_on_and_does_nothing_twice(kind: str, settings) -> None:
    rows = Rows(10)
    left = [3, 5, 8]  # rows at which the worker dies, one death each

    def handle(batch: list[int]) -> None:
        rows.handle(batch)
        if left and left[0] in batch:
            left.pop(0)
            raise PowerError

    def work(run: Run) -> None:
        run.in_batches(rows.after, handle, key=lambda n: n, size=2)

    registry.register(kind)(work)
    settings.SUAR_JOB_LEASE_SECONDS = 0
    deaths = 0
    with pytest.raises(PowerError):
        jobs.run_now(kind, by=ANI)
    job = Job.objects.get()
    while not job.is_finished:
        assert job.state == State.RUNNING  # nobody was left to write its end
        deaths += 1
        try:
            execution.execute(job.id, A)
        except PowerError:
            continue
        finally:
            job.refresh_from_db()
    assert (deaths, left) == (3, [])
    assert rows.handled() == rows.numbers
    assert (job.state, job.done) == (State.DONE, 10)


def test_a_worker_that_comes_back_late_writes_nothing(kind: str) -> None:
    rows = Rows(4)

    def work(run: Run) -> None:
        Job.objects.filter(pk=run.job_id).update(attempt=run.attempt + 1)  # taken up by another
        with pytest.raises(SupersededError):
            _batched(run, rows)
        raise SupersededError

    registry.register(kind)(work)
    job = jobs.run_now(kind, by=ANI)
    assert rows.handled() == []
    assert (job.state, job.done) == (State.RUNNING, 0)


def test_a_running_job_is_not_taken_up_by_a_second_worker(kind: str) -> None:
    calls: list[int] = []

    def work(run: Run) -> None:
        calls.append(1)
        execution.execute(run.job_id, A)

    registry.register(kind)(work)
    assert jobs.run_now(kind, by=ANI).state == State.DONE
    assert calls == [1]


def test_the_last_writes_and_the_end_are_one_transaction(kind: str) -> None:
    made = uuid4()

    def work(run: Run) -> None:
        with run.finish(message="ready", result_id=made):
            Turn.objects.create(name="row 1", taken_at=clock.now())

    registry.register(kind)(work)
    job = jobs.run_now(kind, by=ANI)
    assert (job.state, job.message, job.result_id) == (State.DONE, "ready", made)
    execution.execute(job.id, A)  # handed out once more by the queue
    assert Rows.handled() == [1]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (Problem.forbidden(), Reason.NO_PERMISSION),
        (FailedError("no_such_column"), "no_such_column"),
        (KeyError("Siti binti Ahmad"), "KeyError"),
    ],
)
def test_a_failure_is_kept_as_a_code_without_its_text(
    kind: str, error: Exception, code: str, caplog
) -> None:
    def work(run: Run) -> None:
        raise error

    registry.register(kind)(work)
    job = jobs.run_now(kind, by=ANI)
    assert (job.state, job.error) == (State.FAILED, code)
    assert "Siti" not in caplog.text


def test_work_that_nobody_knows_fails_with_a_code() -> None:
    job = jobs.run_now("gone.since_long", by=ANI)
    assert (job.state, job.error) == (State.FAILED, UNKNOWN_KIND)


def test_a_busy_database_puts_the_job_back(kind: str) -> None:
    tries: list[int] = []

    def work(run: Run) -> None:
        tries.append(1)
        if len(tries) == 1:
            error = OperationalError("database is locked")
            error.__cause__ = type("Cause", (Exception,), {"sqlite_errorname": "SQLITE_BUSY"})()
            raise error

    registry.register(kind)(work)
    job = jobs.run_now(kind, by=ANI)
    assert job.state == State.QUEUED
    assert job.due_at > clock.now()
    Job.objects.update(due_at=clock.now())
    execution.execute(job.id, A)
    job.refresh_from_db()
    assert (job.state, tries) == (State.DONE, [1, 1])


def test_a_job_that_kills_its_worker_again_and_again_is_given_up(kind: str, settings) -> None:
    settings.SUAR_JOB_LEASE_SECONDS = 0

    def work(run: Run) -> None:
        raise PowerError

    registry.register(kind)(work)
    job = jobs.enqueue(kind, by=ANI, due_at=clock.now() + timedelta(days=1))
    Job.objects.update(due_at=clock.now())
    for _time in range(FRUITLESS):
        with pytest.raises(PowerError):
            execution.execute(job.id, A)
    execution.execute(job.id, A)
    job.refresh_from_db()
    assert (job.state, job.error) == (State.FAILED, GIVEN_UP)


def test_the_seat_that_asked_is_asked_for_anew(kind: str) -> None:
    seen: list[object] = []
    registry.register(kind)(lambda run: seen.append(run.actor.user_id))
    assert jobs.run_now(kind, by=ANI).error == "no_seat"  # nobody knows Ani
    slots.actor_of.fill("tests", lambda user, _place: ANI if user == ANI.user_id else None)
    try:
        jobs.run_now(kind, by=ANI)
        jobs.run_now(kind, organisation_id=A)
    finally:
        slots.actor_of._entries.pop("tests")
    assert seen == [ANI.user_id, SYSTEM_USER]


def test_what_is_due_is_done_once_a_minute_for_each_organisation() -> None:
    seen: list[object] = []

    def broken(_organisation: UUID, _at: object) -> None:
        raise KeyError("Siti binti Ahmad")

    at = clock.now()
    slots.organisations.fill("tests", lambda: [A, B])
    slots.tick.fill("tests.a", broken, order=1)
    slots.tick.fill("tests.b", lambda o, t: seen.append((o, tenancy.current_organisation())))
    try:
        assert due.tick(at)
        assert not due.tick(at + timedelta(seconds=30))
        assert due.tick(at + timedelta(seconds=60))
    finally:
        slots.organisations._entries.pop("tests")
        slots.tick._entries.pop("tests.a")
        slots.tick._entries.pop("tests.b")
    assert [entry for entry in seen if entry[0] in (A, B)] == [(A, A), (B, B)] * 2


def test_a_job_whose_place_in_the_queue_is_lost_is_queued_again_once(kind: str, settings) -> None:
    settings.TASKS = QUEUE
    registry.register(kind)(lambda run: None)
    job = jobs.enqueue(kind, by=ANI)
    later = job.due_at + execution.lease()
    assert due.take_up_again(A, later) == 0  # a worker will come to it
    DBTaskResult.objects.all().delete()
    assert due.take_up_again(B, later) == 0
    assert due.take_up_again(A, later) == 1
    assert due.take_up_again(A, later) == 0
    assert worker.run_until_empty() == 1
    job.refresh_from_db()
    assert job.state == State.DONE


def test_old_jobs_and_entries_of_the_queue_are_forgotten(kind: str, settings) -> None:
    settings.TASKS = QUEUE
    registry.register(kind)(lambda run: None)
    jobs.enqueue(kind, by=ANI)
    worker.run_until_empty()
    now = clock.now()
    assert (due.forget_finished(A, now), due.forget_queue_entries(now)) == (0, 0)
    later = now + timedelta(days=91)
    assert (due.forget_finished(A, later), due.forget_queue_entries(later)) == (1, 1)
    assert (Job.objects.count(), DBTaskResult.objects.count()) == (0, 0)


def test_the_queue_keeps_the_class_of_a_fault_and_none_of_its_words(settings, monkeypatch, caplog):
    settings.TASKS = QUEUE

    def broken(*_ids: object) -> None:
        raise ValueError("Siti binti Ahmad")

    monkeypatch.setattr("suar.jobs.background.execute", broken)
    with transaction.atomic():
        jobs.enqueue("any", uuid4(), by=ANI)
    assert worker.run_until_empty() == 1
    entry = DBTaskResult.objects.get()
    assert "JobFault: ValueError" in entry.traceback
    assert "Siti" not in entry.traceback + caplog.text
