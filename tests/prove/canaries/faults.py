"""Everything that can break while it has a canary in its hands, with the canary in its message."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from django.db import connection
from django.http import HttpResponse, StreamingHttpResponse
from django.template import Context, Template
from django.views.decorators.csrf import csrf_exempt

from suar import jobs, vault
from suar.accounts.models import User
from suar.intake.models import Report
from suar.jobs import slots
from suar.jobs.run import Run
from suar.kit import clock
from suar.kit.ids import new_id
from suar.policy import public
from suar.store.work import act, after_commit

WORK = "canaries.broken"


def error(text: str) -> None:
    """Break with the text as the message, and another one as its cause."""
    try:
        raise KeyError(text)
    except KeyError as cause:
        raise ValueError(f"cannot read {text!r}") from cause


def taken(text: str) -> None:
    """Break at the database: it refuses a second row and may name the value."""
    row: dict[str, Any] = {"email": f"{text}@x.example", "name": text, "made_at": clock.now()}
    User.objects.bulk_create([User(id=new_id(), **row), User(id=new_id(), **row)])


def wrong_type(text: str) -> None:
    """Break at the database: PostgreSQL names the text that is no date; SQLite takes anything."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS date)", [text])
    raise ValueError(text)


def template(text: str) -> None:
    """Break while a page is drawn."""
    Template("{{ broken }}").render(Context({"broken": lambda: error(text)}))


def later(text: str) -> None:
    """Break after the commit."""
    act(lambda: after_commit(lambda: error(text)))()


def thread(text: str) -> None:
    """Break in a thread that nobody waits for, and where nobody can catch."""
    one = threading.Thread(target=error, args=[text])
    one.start()
    one.join()

    class Unraisable:
        def __del__(self) -> None:
            error(text)

    Unraisable()


def stream(text: str) -> StreamingHttpResponse:
    """Break while the answer is on its way."""

    def pieces() -> Iterator[bytes]:
        yield b"begun"
        error(text)

    return StreamingHttpResponse(pieces())


WAYS: dict[str, Callable[[str], HttpResponse | None]] = {
    way.__name__: way for way in (error, taken, wrong_type, template, later, thread, stream)
}


@csrf_exempt
@public("of a proof only")
def door(request: Any, how: str) -> HttpResponse:
    """Break in one way with what was typed; 204 where the browser is told nothing of it."""
    return WAYS[how](request.POST["text"]) or HttpResponse(status=204)


@csrf_exempt
@public("of a proof only")
def job(request: Any) -> HttpResponse:
    """Ask for work that breaks with the story of a report in its message."""
    jobs.enqueue(WORK, request.POST["report"], by=request.actor)
    return HttpResponse(status=204)


@jobs.register(WORK)
def work(run: Run, report_id: UUID) -> None:
    """Open a report and break with what it says."""
    report = Report.objects.get(pk=report_id)
    with vault.opened_by_system([report.subject_id], by=run.actor, at=clock.now(), why="proof"):
        error(str(report.story.open()))


def due(_at: Any) -> None:
    """Be due every minute, and break each time."""
    error("tick")


slots.tick_installation.fill("canaries", due)
