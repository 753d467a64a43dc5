"""Two who write down the same contact are both kept."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.cases.followup import actions
from suar.cases.models import FollowUp
from suar.cases.rows import opened
from suar.kit import clock
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.network.queries import local_day
from suar.vault import opened as opened_vault

pytestmark = pytest.mark.django_db
FIRST, SECOND = "Bertemu di rumah bibi", "Telepon tidak diangkat"


@pytest.fixture
def planned(way):
    today = local_day(way.cast.a, clock.now())
    return actions.plan(id=new_id(), case_id=way.case.pk, due_on=today, by=way.ani, at=clock.now())


@pytest.fixture
def ani(cast):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    return client


def page_of(way, row):
    return reverse("cases:follow_up", args=[way.case.pk, row.pk])


def answers(way, row, note, reached="yes"):
    return {
        "version": row.version, "done_on": local_day(way.cast.a, clock.now()).isoformat(),
        "reached": reached, "safe": "yes" if reached == "yes" else "", "note": note,
        "order_reason": "Diminta klien",
    }  # fmt: skip


def finish(way, row, expected, by=None):
    return actions.finish(
        case_id=way.case.pk, row_id=row.pk, done_on=local_day(way.cast.a, clock.now()),
        reached=True, safe=True, note=FIRST, expected=expected, by=by or way.beni, at=clock.now(),
        order_reason="Diminta klien",
    )  # fmt: skip


def note_of(way, row):
    found = FollowUp.objects.select_related("case").get(pk=row.pk)
    with opened_vault(found.case, by=way.ani, at=clock.now(), record=found.case, purpose="test"):
        return opened(found.note)


def test_who_has_not_the_case_meets_no_conflict_but_nothing(way, cast, planned):
    finish(way, planned, planned.version)
    answer = cast.client_for(cast.eko).post(page_of(way, planned), answers(way, planned, SECOND))
    assert answer.status_code == 404
    assert note_of(way, planned) == FIRST


def test_a_version_that_is_over_is_a_conflict(way, planned):
    finish(way, planned, planned.version)
    with pytest.raises(Problem) as caught:
        finish(way, planned, planned.version)
    assert caught.value.kind is Kind.CONFLICT


def test_both_texts_are_shown_and_saving_again_is_a_decision(way, ani, planned):
    finish(way, planned, planned.version)
    answer = ani.post(page_of(way, planned), answers(way, planned, SECOND, "no"))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert (FIRST in page, SECOND in page) == (True, True)
    assert note_of(way, planned) == FIRST
    now = FollowUp.objects.get(pk=planned.pk)
    assert ani.post(page_of(way, planned), answers(way, now, SECOND, "no")).status_code == 302
    assert note_of(way, planned) == SECOND


def test_a_contact_opened_again_shows_what_was_written(way, ani, planned):
    assert FIRST not in ani.get(page_of(way, planned)).content.decode()
    finish(way, planned, planned.version)
    assert FIRST in ani.get(page_of(way, planned)).content.decode()
