"""Days that cannot be: a service before its referral, a hand-over in the past."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.urls import reverse

from suar.agenda import queries as agenda
from suar.agenda.models import Task
from suar.cases import reminders
from suar.cases.models import ReferralService
from suar.cases.referral import receiving, rules
from suar.cases.reminders import Kind
from suar.cases.safety import actions as safety
from suar.kit import clock
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.queries import local_day

SENT, YES, TODAY = date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 9)
DAY = timedelta(days=1)


def facts(started, ended=None, *, by_phone=False, help_first=False):
    return rules.GivenFacts(started, ended, TODAY, SENT, YES, by_phone, help_first)


@pytest.mark.parametrize(
    ("given", "why"),
    [
        (facts(date(2019, 1, 1)), [Reason.SERVICE_BEFORE_REFERRAL]),
        (facts(date(2019, 1, 1), help_first=True), [Reason.SERVICE_BEFORE_REFERRAL]),
        (facts(SENT - DAY, help_first=True), [Reason.SERVICE_BEFORE_REFERRAL]),
        (facts(SENT), [Reason.SERVICE_BEFORE_YES]),
        (facts(SENT - DAY, by_phone=True), [Reason.SERVICE_BEFORE_YES]),
        (facts(TODAY + DAY), [Reason.DAY_LIES_AHEAD]),
        (facts(YES, SENT), [Reason.ENDS_BEFORE_IT_BEGINS]),
        (facts(YES, TODAY + DAY), [Reason.DAY_LIES_AHEAD]),
        (facts(SENT, help_first=True), []),
        (facts(SENT - DAY, by_phone=True, help_first=True), []),
        (facts(YES, TODAY), []),
    ],
)
def test_a_service_is_given_between_its_referral_and_today(given, why):
    assert [b.code for b in rules.why_not_report(given)] == why


@pytest.mark.django_db
def test_the_report_form_refuses_the_day_beside_its_field_and_asks_whether_help_came_first(
    way, cast
):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=clock.now())
    client = cast.client_for(cast.citra)
    address = reverse("cases:report", args=[referral.pk])
    for day, reason in (("2019-01-01", "SERVICE_BEFORE_REFERRAL"), (None, "SERVICE_BEFORE_YES")):
        first = day or local_day(cast.b, way.at).isoformat()
        refused = client.post(address, {"service": "SHL_EMG", "started_on": first})
        assert refused.status_code == 422
        assert refused.context["form"].errors["started_on"], reason
    assert not ReferralService.objects.exists()
    saved = client.post(address, {"service": "SHL_EMG", "started_on": first, "help_first": "on"})
    assert saved.status_code == 302
    assert ReferralService.objects.count() == 1


def test_a_day_of_hand_over_lies_ahead_or_a_day_back_after_a_call():
    for day in (date(2020, 1, 1), TODAY - DAY):
        [why] = rules.why_not_day(day, TODAY, by_phone=False)
        assert (why.code, why.field) == (Reason.DAY_HAS_PASSED, "hand_over_on")
    assert rules.why_not_day(TODAY - 2 * DAY, TODAY, by_phone=True)
    assert not rules.why_not_day(TODAY - DAY, TODAY, by_phone=True)
    assert not rules.why_not_day(TODAY, TODAY, by_phone=False)
    assert not rules.why_not_day(None, TODAY, by_phone=False)


@pytest.mark.django_db
def test_a_draft_with_a_day_of_hand_over_in_the_past_is_refused_beside_the_field(way, cast):
    address = reverse("cases:referral_draft", args=[way.case.pk, cast.b.pk]) + "?service=SHL_EMG"
    client = cast.client_for(cast.ani)
    typed = {"urgency": "AMBER", "need": "x", "contact": "Ani", "order_reason": "Mendesak",
             "hand_over_on": "2020-01-01"}  # fmt: skip
    refused = client.post(address, typed)
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {"hand_over_on"}
    today = local_day(cast.a, clock.now()).isoformat()
    assert client.post(address, {**typed, "hand_over_on": today}).status_code == 302


@pytest.mark.django_db
def test_a_safety_plan_is_not_looked_at_again_in_the_past(way):
    def save(day):
        return safety.save_plan(
            id=new_id(), case_id=way.case.pk, content={"steps": "x"}, expected=0,
            made_with_person=True, review_on=day, by=way.ani, at=way.at,
        )  # fmt: skip

    with pytest.raises(Problem) as refused:
        save(way.at.date() - 2 * DAY)
    assert [(b.code, b.field) for b in refused.value.reasons] == [
        (Reason.DAY_HAS_PASSED, "review_on")
    ]
    assert save(way.at.date() + DAY).review_on == way.at.date() + DAY


@pytest.mark.django_db
def test_the_task_to_look_at_an_answer_leads_to_its_referral(way, cast):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    task = Task.objects.get(kind=Kind.LOOK_AT_ANSWER.value)
    address = agenda.address_of(task)
    assert cast.client_for(cast.eko).get(address).status_code == 404
    page = reverse("cases:referral", args=[way.case.pk, referral.pk])
    for user in (cast.ani, cast.beni):
        assert cast.client_for(user).get(address)["Location"] == page
    task.source = f"{Kind.LOOK_AT_ANSWER.value}.{referral.code}"  # made before ids stood in it
    assert agenda.address_of(task) == reverse("cases:case", args=[way.case.pk])
    assert reminders.referral_of("case.look_at_answer") is None
