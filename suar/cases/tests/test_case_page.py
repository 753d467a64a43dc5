"""What the case page leads to: closing, what others gave, and a word after every save."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.cases import actions, queries
from suar.cases.closure import actions as closing
from suar.cases.models import Assignment, ServiceRecord
from suar.cases.referral import queries as referrals
from suar.cases.referral import receiving
from suar.cases.referral.codes import Outcome
from suar.cases.team import times_given
from suar.kit import clock
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.network.codes import ServiceCode
from suar.network.queries import local_day
from suar.policy import Role
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db


def page(cast, user, way, tab=""):
    client = cast.client_for(user)
    client.cookies["django_language"] = "en"
    address = reverse("cases:case", args=[way.case.pk])
    return client.get(address, {"tab": tab} if tab else {}).content.decode()


@pytest.fixture
def reported(way):
    """B has accepted, and reports a shelter of some days."""
    referral = way.sent()
    as_citra = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    receiving.acknowledge(**as_citra)
    receiving.accept(**as_citra)
    report = {
        "id": new_id(), "service": ServiceCode.SHL_EMG, "outcome": Outcome.MET,
        "started_on": way.at.date(), "note": "Canary catatan",
    }  # fmt: skip
    receiving.report_service(**as_citra, **report)
    receiving.report_service(**as_citra, **report)  # the same press, sent twice
    return referral


def test_outsiders_see_nothing_of_what_was_given(way, cast, reported):
    for user in (cast.eko, cast.citra):
        assert reported.code not in page(cast, user, way)


def test_a_service_of_the_receiver_stands_once_among_the_services(way, cast, reported):
    assert len(referrals.given_through(way.again())) == 1
    assert not ServiceRecord.objects.exists(), "our own record is not written for them"
    shown = page(cast, cast.ani, way, "social")
    given = f"given by {cast.b.short_name} through the referral"
    assert shown.count(given) == 1
    assert "Canary catatan" not in shown, "the note stays under the referral's own subject"
    assert "No service recorded" not in shown
    assert given not in page(cast, cast.ani, way, "legal")


def test_the_timeline_says_which_service_of_whom(way, reported):
    lines = queries.timeline(way.again())
    (line,) = [x for x in lines if "reported" in str(x.title) or "dilaporkan" in str(x.title)]
    assert reported.receiver.short_name in line.text
    assert reported.code in line.text
    assert "" in [x.text for x in lines], "what is about no referral says nothing more"


def test_closing_is_asked_for_and_answered_from_every_heading(way, cast):
    ask = reverse("cases:close", args=[way.case.pk])
    answer = reverse("cases:closing", args=[way.case.pk])
    for tab in ("", "health"):
        assert ask in page(cast, cast.ani, way, tab)
        assert answer not in page(cast, cast.beni, way, tab)
    closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    for_ani, for_beni = page(cast, cast.ani, way), page(cast, cast.beni, way)
    assert ask not in for_ani
    assert answer not in for_ani
    assert "waits for the supervisor" in for_ani
    assert answer in for_beni
    assert ask not in for_beni


def test_whoever_asked_for_closing_is_not_led_to_answer_it(way, cast):
    closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.beni, at=way.at)
    assert reverse("cases:closing", args=[way.case.pk]) not in page(cast, cast.beni, way)


def saves(way):
    """Return name -> (address of the form, what is typed)."""
    here = [way.case.pk]
    day = local_day(way.case.organisation, clock.now())
    today, later = day.isoformat(), (day + timedelta(days=9)).isoformat()
    return {
        "check": (reverse("cases:triage", args=here), {"U01": "YES"}),
        "safety": (reverse("cases:safety", args=here), {"signs": "x"}),
        "ground": (reverse("cases:ground_new", args=here), {
            "ground": "GR_VITAL", "reason": "x", "review_on": later,
        }),
        "service": (reverse("cases:service_new", args=here), {
            "service": "SHL_EMG", "state": "GIVEN", "started_on": today,
        }),
        "follow-up": (reverse("cases:follow_up_new", args=here), {
            "due_on": later, "plan": "x",
        }),
        "note": (reverse("cases:note_new", args=here), {"text": "x", "on": today}),
        "draft": (
            reverse("cases:referral_draft", args=[*here, way.cast.b.pk]) + "?service=SHL_EMG",
            {"urgency": "RED", "need": "x", "contact": "Ani", "order_reason": "x"},
        ),
    }  # fmt: skip


@pytest.mark.parametrize(
    "name", ["check", "safety", "ground", "service", "follow-up", "note", "draft"]
)
def test_a_save_is_followed_by_a_short_word(way, cast, name):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    address, typed = saves(way)[name]
    answer = client.post(address, {"id": str(new_id()), **typed}, follow=True)
    assert answer.redirect_chain, answer.content.decode()[-3000:]
    assert "alert-success" in answer.content.decode()
    again = client.get(answer.redirect_chain[-1][0]).content.decode()
    assert "alert-success" not in again, "it is said once"


def test_two_supervisors_at_once_the_later_one_sees_to_whom_it_went(way, cast):
    lia = make_user("Lia", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    mira = make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    seen = times_given(way.case)
    give = {"case_id": way.case.pk, "unit_id": cast.unit_a.pk, "at": way.at}
    actions.assign(id=new_id(), worker_id=lia.pk, expected=seen, by=way.beni, **give)
    with pytest.raises(Problem) as refused:
        actions.assign(id=new_id(), worker_id=mira.pk, expected=seen, by=way.beni, **give)
    assert refused.value.kind is Kind.CONFLICT
    client = cast.client_for(cast.beni)
    address = reverse("cases:assign", args=[way.case.pk])
    typed = {"id": str(new_id()), "unit": str(cast.unit_a.pk), "worker": str(mira.pk)}
    late = client.post(address, {**typed, "version": str(seen)})
    assert late.status_code == 409
    shown = late.content.decode()
    assert "\nMira</div>" in shown
    assert "\nLia</div>" in shown
    assert way.again().worker_id == lia.pk
    assert client.post(address, {**typed, "version": str(seen + 1)}).status_code == 302
    assert way.again().worker_id == mira.pk
    assert Assignment.objects.filter(case=way.case).count() == 3
