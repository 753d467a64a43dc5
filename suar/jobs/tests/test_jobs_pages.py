"""The pages of long work: whose they are, what they show, and stopping."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import reverse
from django.utils import translation

import suar.jobs as jobs
from suar.audit.models import Event
from suar.jobs import actions, execution, queries, registry, views
from suar.jobs.codes import State
from suar.jobs.models import Job
from suar.jobs.run import Run
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.policy import Permission, SignInNeeded
from suar.store import tenancy

A, B = uuid4(), uuid4()
KIND = "tests.pages"
MAY = frozenset({str(Permission.JOB_VIEW)})


def _seat(organisation: UUID = A, permissions: frozenset[str] = MAY) -> Actor:
    return Actor(user_id=uuid4(), organisation_id=organisation, label="x", permissions=permissions)


ANI, BENI = _seat(), _seat()
EKO = Actor(user_id=ANI.user_id, organisation_id=B, permissions=MAY)  # the same person elsewhere

pytestmark = pytest.mark.django_db(databases=["default", "keys"])


@pytest.fixture(autouse=True)
def _place():
    with tenancy.acting_for(A), translation.override("en"):
        yield
    registry.forget(KIND)


def _ask(view, actor: Actor | None, *args: object, post: bool = False, htmx: bool = False):
    factory = RequestFactory()
    headers = {"HX-Request": "true"} if htmx else {}
    request = factory.post("/", headers=headers) if post else factory.get("/", headers=headers)
    request.actor = actor
    return view(request, *args)


def _waiting(by: Actor = ANI) -> Job:
    return Job.objects.create(
        organisation_id=by.organisation_id,
        made_by=by.user_id,
        made_at=clock.now(),
        due_at=clock.now(),
        kind=KIND,
    )


@pytest.mark.parametrize("view", [views.jobs, views.job, views.cancel])
def test_nobody_and_seats_without_the_permission_are_refused(view) -> None:
    args = () if view is views.jobs else (_waiting().id,)
    post = view is views.cancel
    with pytest.raises(SignInNeeded):
        _ask(view, None, *args, post=post)
    with pytest.raises(Problem) as refused:
        _ask(view, _seat(permissions=frozenset()), *args, post=post)
    assert refused.value.kind == Kind.FORBIDDEN


@pytest.mark.parametrize("outsider", [BENI, EKO])
@pytest.mark.parametrize("view", [views.job, views.cancel])
def test_the_job_of_somebody_else_is_not_found(view, outsider: Actor) -> None:
    job = _waiting()
    for job_id in (job.id, uuid4()):
        with pytest.raises(Problem) as refused:
            _ask(view, outsider, job_id, post=view is views.cancel)
        assert refused.value.kind == Kind.NOT_FOUND
    job.refresh_from_db()
    assert job.state == State.QUEUED


def _text(response: HttpResponse) -> str:
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_shows_my_jobs_only() -> None:
    registry.register(KIND, label="Import of a list")(lambda run: None)
    mine, _other = _waiting(), _waiting(BENI)
    page = _text(_ask(views.jobs, ANI))
    assert page.count("Import of a list") == 1
    assert str(mine.id) in page
    assert "Nothing here yet" in _text(_ask(views.jobs, _seat()))


def test_the_page_shows_progress_and_the_fragment_is_a_part_of_it() -> None:
    job = _waiting()
    Job.objects.update(done=120, total=500, state=State.RUNNING)
    page, part = _text(_ask(views.job, ANI, job.id)), _text(_ask(views.job, ANI, job.id, htmx=True))
    for text in (page, part):
        assert "120 of 500" in text
        assert 'value="120"' in text
        assert reverse("jobs:cancel", args=[job.id]) in text
    assert "<html" in page
    assert "<html" not in part


def test_a_result_is_led_to_only_when_it_is_there() -> None:
    registry.register(KIND, result_url=lambda row: f"/made/{row}/")(lambda run: None)
    job, made = _waiting(), uuid4()
    assert queries.progress(job).result_url == ""
    Job.objects.update(state=State.DONE, finished_at=clock.now(), result_id=made)
    job.refresh_from_db()
    assert queries.progress(job).result_url == f"/made/{made}/"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        ("bad_header", "The first row has no headings."),
        (Reason.NO_PERMISSION, "Your role does not allow this step."),
        ("given_up", "tried several times"),
        ("KeyError", "could not be finished"),
    ],
)
def test_a_failure_is_said_in_words(error: str, words: str) -> None:
    registry.register(KIND, messages={"bad_header": "The first row has no headings."})(print)
    job = _waiting()
    Job.objects.update(state=State.FAILED, finished_at=clock.now(), error=error)
    assert words in _text(_ask(views.job, ANI, job.id))


def test_a_waiting_job_is_cancelled_at_once_and_leaves_one_event() -> None:
    job = _waiting()
    response = _ask(views.cancel, ANI, job.id, post=True)
    assert (response.status_code, response.url) == (302, reverse("jobs:job", args=[job.id]))
    actions.cancel(job_id=job.id, by=ANI, at=clock.now())  # sent twice
    job.refresh_from_db()
    assert job.state == State.CANCELLED
    [event] = Event.objects.filter(record_id=job.id)
    assert (event.verb, event.actor_id) == ("job.cancelled", ANI.user_id)
    execution.execute(job.id, A)
    job.refresh_from_db()
    assert (job.state, job.attempt) == (State.CANCELLED, 0)


def test_a_finished_job_cannot_be_cancelled() -> None:
    job = _waiting()
    Job.objects.update(state=State.DONE, finished_at=clock.now())
    with pytest.raises(Problem) as refused:
        actions.cancel(job_id=job.id, by=ANI, at=clock.now())
    assert [r.code for r in refused.value.reasons] == [Reason.JOB_FINISHED]
    assert not Event.objects.filter(record_id=job.id).exists()


def test_a_running_job_stops_between_two_batches_and_keeps_what_was_done() -> None:
    handled: list[int] = []

    def handle(rows: list[int]) -> None:
        handled.extend(rows)
        if len(handled) == 4:
            actions.cancel(job_id=job_id, by=ANI, at=clock.now())
            assert queries.progress(Job.objects.get(pk=job_id)).cancel_url == ""

    def work(run: Run) -> None:
        run.in_batches(
            lambda cursor, size: list(range(int(cursor or 0) + 1, 11))[:size],
            handle,
            key=lambda n: n,
            total=10,
            size=2,
        )

    registry.register(KIND)(work)
    job_id = uuid4()
    job = jobs.run_now(KIND, by=ANI, job_id=job_id)
    assert (job.state, job.done, handled) == (State.CANCELLED, 4, [1, 2, 3, 4])
