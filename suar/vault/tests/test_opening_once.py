"""A page that opens the same record again and again asks and notes once, and no more than that."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

import suar.policy as policy
import suar.vault as vault
from suar.audit.models import Event
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.policy import Ground, Part
from suar.vault import keyring

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani(cast):
    return cast.actor(cast.ani)


@pytest.fixture
def subject(cast, ani):
    made = vault.new_subject(kind="case", by=ani, at=cast.at)
    policy.grant(
        ground=Ground.ASSIGNMENT, subjects=[made], parts=[Part.CASE], to_user=ani.user_id,
        rests_on=new_id(), by=ani, at=cast.at,
    )  # fmt: skip
    return made


def looks():
    return Event.objects.filter(verb="looked").count()


def test_somebody_else_inside_an_open_block_is_asked_for_her_own_grant(cast, ani, subject):
    eko = cast.actor(cast.eko)
    with (
        vault.opened(subject, by=ani, at=cast.at),
        pytest.raises(Problem) as refused,
        vault.opened(subject, by=eko, at=cast.at),
    ):
        pass
    assert refused.value.status == 404


def test_another_record_inside_an_open_block_is_a_look_of_its_own(cast, ani, subject):
    other = vault.new_subject(kind="case", by=ani, at=cast.at)
    with (
        vault.opened(subject, by=ani, at=cast.at),
        pytest.raises(Problem),
        vault.opened(other, by=ani, at=cast.at),
    ):
        pass
    assert looks() == 1


def test_a_key_that_was_dropped_meanwhile_is_asked_for_again(cast, ani, subject):
    with vault.opened(subject, by=ani, at=cast.at):
        keyring.forget([subject])
        with CaptureQueriesContext(connection) as asked, vault.opened(subject, by=ani, at=cast.at):
            pass
    assert len(asked) > 0


def test_the_same_again_inside_an_open_block_asks_nothing_and_notes_nothing(cast, ani, subject):
    with (
        vault.opened(subject, by=ani, at=cast.at),
        CaptureQueriesContext(connection) as asked,
        vault.opened(subject, by=ani, at=cast.at, purpose="notes"),
    ):
        pass
    assert len(asked) == 0
    assert looks() == 1


def test_after_the_block_everything_is_asked_anew(cast, ani, subject):
    with vault.opened(subject, by=ani, at=cast.at):
        pass
    policy.end_grants(subjects=[subject], by=ani, at=cast.at, why="test")
    with pytest.raises(Problem), vault.opened(subject, by=ani, at=cast.at):
        pass


def test_a_look_of_a_moment_ago_takes_no_turn_among_the_writers(cast, ani, subject):
    with vault.opened(subject, by=ani, at=cast.at):
        pass
    with CaptureQueriesContext(connection) as asked, vault.opened(subject, by=ani, at=cast.at):
        pass
    assert all(q["sql"].startswith("SELECT") for q in asked.captured_queries)
    assert looks() == 1
