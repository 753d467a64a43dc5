"""What a receiver answers is said to the sender in words: why not, how it ended, begun or not."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.agenda.models import Task
from suar.cases.referral import receiving
from suar.cases.referral.codes import DeclineReason, Outcome
from suar.cases.reminders import Kind

pytestmark = pytest.mark.django_db


def shown(way, cast, referral, language="en"):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = language
    page = reverse("cases:referral", args=[way.case.pk, referral.pk])
    return client.get(page).content.decode()


def looks(way):
    return Task.objects.filter(
        kind=Kind.LOOK_AT_ANSWER.value, user_id=way.ani.user_id, state="open"
    ).count()


def test_a_refusal_comes_with_its_reason(way, cast):
    referral = way.sent()
    receiving.decline(
        referral_id=referral.pk, reason=DeclineReason.SEX_OR_AGE, by=way.citra, at=way.at
    )
    assert "Declined: Limit of sex or age" in shown(way, cast, referral)
    assert "Ditolak: Batasan jenis kelamin atau usia" in shown(way, cast, referral, "id")


@pytest.mark.parametrize(("started", "tasks"), [(True, 0), (False, 1)])
def test_begun_and_not_yet_are_told_apart_and_not_yet_is_looked_at(way, cast, started, tasks):
    referral = way.sent()
    asked = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    receiving.accept(**asked)
    Task.objects.filter(kind=Kind.LOOK_AT_ANSWER.value).delete()  # of the yes
    for _twice in range(2):
        receiving.feedback(**asked, started=started)
    page = shown(way, cast, referral)
    assert ("The service has begun" in page) is started
    assert ("The service has not begun yet" in page) is not started
    assert looks(way) == tasks


def test_the_end_comes_with_its_outcome(way, cast):
    referral = way.sent()
    asked = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    receiving.accept(**asked)
    receiving.finish(**asked, outcome=Outcome.PARTLY)
    assert "Finished: partly met" in shown(way, cast, referral)
