"""The same form sent twice at the same moment makes one row, and both senders get it."""

from __future__ import annotations

import threading
from uuid import uuid4

import pytest
from django.db import connections, transaction

from suar.jobs.models import Job
from suar.kit import clock
from suar.kit.actor import Actor
from suar.kit.problem import Kind, Problem
from suar.store import tenancy
from suar.store.models import replayed

ANI = Actor(user_id=uuid4(), organisation_id=uuid4())
pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def _make(row_id, before_commit=lambda: None) -> str:
    """What every action does first and last."""
    with tenancy.acting_for(ANI.organisation_id), transaction.atomic():
        if replayed(Job, row_id, ANI) is not None:
            return "there already"
        Job.objects.create(
            id=row_id, organisation_id=ANI.organisation_id, made_by=ANI.user_id,
            made_at=clock.now(), due_at=clock.now(), kind="tests.twin",
        )  # fmt: skip
        before_commit()
        return "made"


def test_the_row_of_somebody_else_is_not_found() -> None:
    row_id = uuid4()
    assert _make(row_id) == "made"
    other = Actor(user_id=uuid4(), organisation_id=ANI.organisation_id)
    with tenancy.acting_for(ANI.organisation_id), pytest.raises(Problem) as refused:
        replayed(Job, row_id, other)
    assert refused.value.kind == Kind.NOT_FOUND


def test_a_twin_waits_for_the_first_and_then_finds_its_row() -> None:
    row_id, said, begun = uuid4(), [], threading.Event()

    def twin() -> None:
        begun.set()
        try:
            said.append(_make(row_id))
        except Exception as error:  # noqa: BLE001 - it is the result
            said.append(repr(error))
        finally:
            connections.close_all()

    second = threading.Thread(target=twin)

    def send_the_twin() -> None:
        second.start()
        begun.wait(10)
        second.join(0.5)  # it must still be waiting: the first has not committed
        assert second.is_alive()

    assert _make(row_id, before_commit=send_the_twin) == "made"
    second.join(20)
    assert said == ["there already"]


@pytest.mark.postgres  # one writer at a time is SQLite's nature
def test_different_forms_do_not_wait_for_each_other() -> None:
    said: list[str] = []

    def other() -> None:
        try:
            said.append(_make(uuid4()))
        finally:
            connections.close_all()

    def send_the_other() -> None:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(10)
        assert said == ["made"]

    assert _make(uuid4(), before_commit=send_the_other) == "made"
