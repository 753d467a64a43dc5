"""What was heard stands on the case, folded; the scope of the report decides who reads it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suar import audit, policy
from suar.cases import actions as cases
from suar.cases import team
from suar.cases.models import Case
from suar.cases.triage.codes import Answer, Item
from suar.intake import on_case
from suar.intake.actions import FirstContact, take_report
from suar.intake.models import Report
from suar.intake.opening import Who, open_case
from suar.kit.ids import new_id
from suar.policy import Ground, Part, Role
from suar.policy.models import Grant
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
STORY = "Paspornya dipegang majikan."
PLACE = "Rumah cat hijau dekat pasar"
NUMBER = "0812 0000 0077"


def taken(cast, at=None, **more):
    heard = FirstContact(
        **{"channel": "phone", "speaker": "reporter", "relation": "sibling", "where": "indonesia",
           "reporter_name": "Wati Contoh", "reporter_contact": NUMBER, "call_name": "Yanti",
           "contact_number": "0812 0000 111", "regency": "5202", "place": PLACE, "story": STORY,
           **more},
    )  # fmt: skip
    by, at = cast.actor(cast.fitri), at or cast.at
    return take_report(report_id=new_id(), heard=heard, unit_id=cast.unit_a.pk, by=by, at=at)


@pytest.fixture
def case(cast):
    """The intake officer opens the case of a report for Ani."""
    report = taken(cast, urgent={Item.DANGER_NOW: Answer.YES})
    made = open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True), unit=cast.unit_a,
        worker_id=cast.ani.pk, by=cast.actor(cast.fitri), at=cast.at,
    )  # fmt: skip
    return Case.objects.get(pk=made.pk)


@pytest.fixture
def page(cast, case, monkeypatch):
    monkeypatch.setattr("suar.cases.views.clock.now", lambda: cast.at)

    def get(user, unfold="heard"):
        answer = cast.client_for(user).get(reverse("cases:case", args=[case.pk]), {"open": unfold})
        return answer.content.decode() if answer.status_code == 200 else ""

    return get


def give_to(cast, case, worker):
    times = team.times_given(case)
    cases.assign(
        id=new_id(), case_id=case.pk, worker_id=worker.pk, unit_id=cast.unit_a.pk,
        expected=times, by=cast.actor(cast.beni), at=cast.at,
    )  # fmt: skip


def test_a_colleague_a_former_worker_and_the_desk_see_nothing(cast, case, page):
    mira = make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    for user in (mira, cast.fitri, cast.eko):
        assert STORY not in page(user)
        assert on_case.heard(case, cast.actor(user), cast.at, unfolded=True) is None
    give_to(cast, case, mira)
    assert on_case.heard(case, cast.actor(cast.ani), cast.at, unfolded=True) is None
    assert STORY not in page(cast.ani)
    assert STORY in page(mira)


def test_whoever_opens_the_case_alone_does_not_read_the_report(cast, case, page):
    """Emergency access and oversight open the case; the report is not on their line."""
    policy.grant(
        ground=Ground.BREAK_GLASS, subjects=[case.subject_id, case.person.subject_id],
        parts=list(Part), rests_on=case.pk, to_user=make_user(
            "Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a
        ).pk, by=cast.actor(cast.beni), at=cast.at,
    )  # fmt: skip
    mira = Grant.objects.get(ground=Ground.BREAK_GLASS.value, subject_id=case.subject_id).to_user
    shown = page(type(cast.ani).objects.get(pk=mira))
    assert case.code in shown
    assert 'id="heard"' not in shown


def test_it_is_folded_and_opening_it_is_a_look(cast, case, page):
    report = Report.objects.get()
    before = audit.looks_at([report.subject_id]).count()
    folded = page(cast.ani, unfold="")
    assert "Buka yang didengar" in folded
    for text in (STORY, PLACE, "Wati Contoh", NUMBER):
        assert text not in folded
    assert audit.looks_at([report.subject_id]).count() == before
    shown = page(cast.ani)
    for text in (STORY, PLACE, "Wati Contoh", NUMBER, reverse("intake:report", args=[report.pk])):
        assert text in shown
    assert "jangan beri tahu pelapor apa pun" in shown
    assert audit.looks_at([report.subject_id]).count() == before + 1


def test_the_supervisor_of_the_unit_reads_it_too(cast, page):
    assert STORY in page(cast.beni)


def test_the_reporters_number_is_for_whoever_may_open_contacts(cast, case, page):
    report = Report.objects.get()
    for line in Grant.objects.filter(subject_id=report.subject_id, ended_at=None):
        Grant.objects.filter(pk=line.pk).update(parts=line.parts.replace(" contact ", " "))
    shown = page(cast.ani)
    assert "Wati Contoh" in shown
    assert NUMBER not in shown


def test_several_reports_stand_newest_first_and_are_read_at_once(cast, case, page):
    def asked():
        client = cast.client_for(cast.ani)
        with (
            CaptureQueriesContext(connections["default"]) as data,
            CaptureQueriesContext(connections["keys"]) as keys,
        ):
            client.get(reverse("cases:case", args=[case.pk]), {"open": "heard"})
        return [len(data), len(keys)]

    one = asked()
    for number in range(4):
        later = cast.at + timedelta(minutes=number) - timedelta(hours=1)
        more = taken(cast, at=later, story=f"Telepon {number}")
        Report.objects.filter(pk=more.pk).update(case_id=case.pk)
        by = cast.actor(cast.beni)
        team.open_to_team(team.current(case), [more.subject_id], by=by, at=later)
    many = asked()
    assert many[0] - one[0] <= 4  # the looks alone: an event for each report
    shown = page(cast.ani)
    places = [shown.index(text) for text in (STORY, *(f"Telepon {n}" for n in (3, 2, 1, 0)))]
    assert places == sorted(places)
