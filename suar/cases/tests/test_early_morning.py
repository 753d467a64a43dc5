"""At six in the morning in the office: UTC is still at yesterday, the rules are at today."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from suar.cases.closure import actions as closing
from suar.cases.consent import queries as consents
from suar.cases.consent.actions import record_ground
from suar.cases.consent.codes import Ground, Purpose, VoiceBand
from suar.cases.followup import actions as followup
from suar.cases.models import Proposal
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.models import Organisation
from suar.people import actions as people
from suar.people.codes import Source

pytestmark = pytest.mark.django_db
EARLY = datetime(2026, 3, 3, 22, 30, tzinfo=UTC)  # 06.30 of 4 March in Makassar
YESTERDAY, TODAY = date(2026, 3, 3), date(2026, 3, 4)


@pytest.fixture
def early(way):
    Organisation.objects.filter(pk=way.cast.a.pk).update(time_zone="Asia/Makassar")
    return replace(way, at=EARLY)


def test_a_contact_planned_for_the_day_that_has_passed_here_is_refused(early):
    plan = {"id": new_id(), "case_id": early.case.pk, "by": early.ani, "at": EARLY}
    with pytest.raises(Problem) as problem:
        followup.plan(**plan, due_on=YESTERDAY)
    assert [b.code for b in problem.value.reasons] == [Reason.DAY_HAS_PASSED]
    assert followup.plan(**plan, due_on=TODAY).due_on == TODAY


def test_a_consent_is_over_on_the_morning_after_its_last_day(early):
    line = early.agree(Purpose.INTERVIEW, valid_until=YESTERDAY)
    shown = consents.ledger(early.again(), by=early.ani, at=EARLY).lines
    assert [(v.row.pk, v.over) for v in shown] == [(line.pk, True)]


def test_a_ground_is_late_on_the_morning_after_its_review(early):
    record_ground(
        id=new_id(), case_id=early.case.pk, ground=Ground.VITAL, reason="Tidak sadar",
        decided_on=YESTERDAY - timedelta(days=3), review_on=YESTERDAY, by=early.ani, at=EARLY,
    )  # fmt: skip
    (ground,) = consents.ledger(early.again(), by=early.ani, at=EARLY).grounds
    assert ground.overdue


def test_a_safety_check_of_this_morning_lets_a_case_close(early):
    wish = early.wish(safety_checked_on=TODAY)
    closure = closing.ask(id=new_id(), case_id=early.case.pk, wish=wish, by=early.ani, at=EARLY)
    assert closure.safety_checked_on == TODAY


def test_who_turns_18_today_speaks_for_herself(early):
    people.add_birth_date(
        id=new_id(), person_id=early.person.pk, born=PartialDate(2008, 3, 4),
        source=Source.BIRTH_CERTIFICATE, by=early.ani, at=EARLY,
    )  # fmt: skip
    assert consents.band_of(early.again(), by=early.ani, at=EARLY) is VoiceBand.ADULT
    day_before = EARLY - timedelta(days=1)
    assert consents.band_of(early.again(), by=early.ani, at=day_before) is VoiceBand.FROM_15


def test_a_proposal_is_of_today(early):
    early.sit(order_reason="Hanya bisa hari ini")
    assert Proposal.objects.get().on == TODAY
