"""A consent with a last day: what went out on it closes when that day is over."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suar.agenda import ticking
from suar.cases import scope
from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Purpose, State
from suar.cases.models import Referral
from suar.cases.referral import lapsing, receiving
from suar.cases.referral.actions import send
from suar.cases.referral.codes import RefState
from suar.documents.codes import Datum
from suar.kit.actor import system_actor
from tests.support.case_way import LETTER

pytestmark = pytest.mark.django_db


@pytest.fixture
def lapsing_one(way):
    way.agree_to_share(valid_until=way.at.date())
    referral = send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    return referral


def sees(way, days):
    return scope.sent_to(way.citra, way.at + timedelta(days=days)).exists()


def close(way, days):
    system = system_actor(way.cast.a.pk)
    return lapsing.close_lapsed(by=system, at=way.at + timedelta(days=days))


def test_the_receiver_keeps_access_through_the_last_day_and_no_longer(way, lapsing_one):
    assert close(way, 0) == []
    assert sees(way, 0)
    assert [r.pk for r in close(way, 2)] == [lapsing_one.pk]
    assert not sees(way, 2)
    mark = way.mark(lapsing_one)
    assert (mark.ended_as, mark.hand_over) == ("ENDED", True)
    assert close(way, 3) == []


def test_the_round_of_due_work_closes_it(way, lapsing_one, cast):
    ticking.tick(cast.a.pk, way.at + timedelta(days=2))
    assert Referral.objects.get(pk=lapsing_one.pk).state == RefState.WITHDRAWN


def test_a_newer_answer_for_the_same_data_carries_it_on_until_it_is_withdrawn(way, lapsing_one):
    newer = way.agree(Purpose.SHARE_REF, receiver_id=way.cast.b.pk, data=tuple(LETTER))
    assert close(way, 2) == []
    assert sees(way, 2)
    later = way.at + timedelta(days=2)
    consent.withdraw(case_id=way.case.pk, line_id=newer.pk, how="phone", by=way.ani, at=later)
    assert not sees(way, 2)


@pytest.fixture
def running(way):
    way.agree_to_share()
    referral = send(referral_id=way.draft().pk, by=way.ani, at=way.at)
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    return referral


def refuse(way, *data):
    return way.agree_to_share(data=data, state=State.REFUSED)


def test_a_later_no_to_the_same_data_ends_the_access_of_what_runs(way, running):
    refuse(way, *LETTER)
    assert not sees(way, 0)
    assert Referral.objects.get(pk=running.pk).state == RefState.WITHDRAWN


def test_a_no_to_other_data_does_not_end_a_stay(way, running):
    others = [d for d in Datum if d not in LETTER][:1]
    refuse(way, *others)
    assert sees(way, 0)


def test_when_the_newer_of_two_answers_is_withdrawn_the_older_does_not_carry_on(way, running):
    newer = way.agree_to_share()
    consent.withdraw(case_id=way.case.pk, line_id=newer.pk, how="phone", by=way.ani, at=way.at)
    assert not sees(way, 0)
