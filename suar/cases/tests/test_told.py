"""Who hears that something is new in a case, who does not, and that no word of it is said."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from suar.accounts.models import User
from suar.cases import actions
from suar.cases.closure import actions as closing
from suar.cases.closure.codes import CloseReason, Told
from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Purpose
from suar.cases.identification import deciding_actions as deciding
from suar.cases.identification.codes import Decision
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.referral.codes import DeclineReason, Outcome, Urgency
from suar.cases.telling import News
from suar.cases.triage.codes import Item
from suar.jobs.models import Job
from suar.kit.actor import system_actor
from suar.kit.ids import new_id
from suar.network.codes import ServiceCode
from suar.notices import queries, slots
from suar.notices.models import Notice
from suar.policy import Role
from suar.store.tenancy import acting_for
from tests.support.cast import make_unit, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def doing(django_capture_on_commit_callbacks):
    """Do one thing, then the jobs that it asked for."""

    def _do(action, **arguments):
        with django_capture_on_commit_callbacks(execute=True):
            return action(**arguments)

    return _do


@pytest.fixture
def others(cast):
    """A colleague, a supervisor of another unit, and a second focal point at B."""
    unit = make_unit(cast.a, "Kantor lain")
    return {
        "mira": make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a),
        "oka": make_user("Oka", cast.a, Role.SUPERVISOR, unit=unit),
        "putri": make_user("Putri", cast.b, Role.SERVICE_FOCAL_POINT, unit=cast.unit_b),
    }


def told(cast, kind):
    names = []
    for house in (cast.a, cast.b, cast.c):
        with acting_for(house.pk):
            ids = Notice.objects.filter(organisation_id=house.pk, kind=kind.value).values_list(
                "user_id", flat=True
            )
            names += [User.objects.get(pk=pk).name for pk in ids]
    return sorted(n.split()[0] for n in names)


def sent(way, doing, **more):
    way.agree_to_share()
    draft = way.draft(**more)
    return doing(referring.send, referral_id=draft.pk, by=way.ani, at=way.at)


def test_the_receivers_focal_points_hear_of_a_referral_and_nobody_else(way, cast, others, doing):
    sent(way, doing)
    assert told(cast, News.RECEIVED) == ["Citra", "Putri"]
    assert told(cast, News.RECEIVED_RED) == []
    assert not slots.kinds.get("referral.received").urgent


def test_a_red_referral_is_urgent(way, cast, doing):
    sent(way, doing, urgency=Urgency.RED)
    assert told(cast, News.RECEIVED_RED) == ["Citra"]
    assert slots.kinds.get("referral.received_red").urgent


def test_the_worker_hears_of_each_answer_and_her_colleagues_do_not(way, cast, others, doing):
    referral = sent(way, doing)
    asked = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    doing(receiving.acknowledge, **asked)
    doing(receiving.accept, **asked)
    doing(receiving.hand_over, **asked)
    doing(receiving.feedback, started=False, **asked)
    doing(
        receiving.report_service, id=new_id(), service=ServiceCode.SHL_EMG,
        started_on=way.at.date(), **asked,
    )  # fmt: skip
    doing(receiving.finish, outcome=Outcome.MET, **asked)
    for kind in (
        News.ACKNOWLEDGED, News.ACCEPTED, News.HANDED_OVER, News.FEEDBACK,
        News.SERVICE_REPORTED, News.FINISHED,
    ):  # fmt: skip
        assert told(cast, kind) == ["Ani"], kind
    assert told(cast, News.DECLINED) == []


def test_whoever_took_the_case_over_hears_of_the_refusal(way, cast, others, doing):
    referral = sent(way, doing)
    doing(
        actions.assign, id=new_id(), case_id=way.case.pk, worker_id=others["mira"].pk, expected=1,
        unit_id=cast.unit_a.pk, by=way.beni, at=way.at,
    )  # fmt: skip
    assert told(cast, News.ASSIGNED) == ["Mira"]
    doing(
        receiving.decline, referral_id=referral.pk, reason=DeclineReason.CAPACITY, by=way.citra,
        at=way.at,
    )  # fmt: skip
    assert told(cast, News.DECLINED) == ["Mira"]


@pytest.mark.parametrize("how", ["revoked", "withdrawn", "expired"])
def test_an_ended_access_sounds_the_same_whatever_its_reason(way, cast, others, doing, how):
    referral = sent(way, doing)
    if how == "revoked":
        doing(
            referring.revoke, referral_id=referral.pk, expected=referral.version, by=way.beni,
            at=way.at, note="alasan",
        )  # fmt: skip
    elif how == "withdrawn":
        doing(
            consent.withdraw, case_id=way.case.pk, line_id=referral.consent_id, how="phone",
            by=way.beni, at=way.at,
        )  # fmt: skip
    else:
        by = system_actor(cast.a.pk)
        doing(referring.expire_due, by=by, at=referral.answer_by + timedelta(hours=1))
    assert told(cast, News.OVER) == ["Ani"]
    assert told(cast, News.ACCESS_ENDED) == ["Citra", "Putri"]
    with acting_for(cast.b.pk):
        rows = Notice.objects.filter(kind=News.ACCESS_ENDED).values_list("record_code")
        assert set(rows) == {(referral.code,)}
    lines = [
        line
        for line in queries.page_of(way.citra, "")[0]
        if line.notice.kind == "referral.access_ended"
    ]
    assert [line.address for line in lines] == ["/referrals/"]


def test_a_dropped_draft_is_news_to_nobody(way, cast, doing):
    draft = way.draft()
    doing(referring.revoke, referral_id=draft.pk, expected=draft.version, by=way.beni, at=way.at)
    assert told(cast, News.OVER) == told(cast, News.ACCESS_ENDED) == []


def test_the_units_supervisors_are_asked_for_closing_and_the_worker_hears_of_a_no(
    way, cast, others, doing
):
    way.check()
    way.agree()
    wish = way.wish(reason=CloseReason.GOALS, told=Told.AGREED)
    asked = doing(closing.ask, id=new_id(), case_id=way.case.pk, wish=wish, by=way.ani, at=way.at)
    assert told(cast, News.CLOSING_ASKED) == ["Beni"]
    doing(
        closing.send_back, case_id=way.case.pk, closure_id=asked.pk, note="Belum lengkap",
        by=way.beni, at=way.at,
    )  # fmt: skip
    assert told(cast, News.CLOSING_RETURNED) == ["Ani"]


def test_a_decision_that_waits_is_told_to_the_units_supervisors(way, cast, others, doing):
    way.check()
    way.agree()
    way.agree(Purpose.INTERVIEW)
    way.sit({"A03": ""})
    doing(
        deciding.decide, id=new_id(), case_id=way.case.pk, decision=Decision.NOT_IDENTIFIED_YET,
        reason="Menurut cerita", by=way.ani, at=way.at,
    )  # fmt: skip
    assert told(cast, News.SECOND_WANTED) == ["Beni"]


def test_a_red_item_wakes_the_supervisor_once_and_amber_does_not(way, cast, others, doing):
    calm = dict.fromkeys(Item, "NO")
    doing(way.check, answers=calm | {Item.INFECTION: "YES"})
    assert told(cast, News.RED) == []
    doing(way.check, answers=calm | {Item.DANGER_NOW: "YES"}, expected=1)
    assert told(cast, News.RED) == ["Beni"]
    with acting_for(cast.a.pk):
        Notice.objects.update(read_at=way.at)
    way.at += timedelta(hours=1)
    doing(way.check, answers=calm | {Item.DANGER_NOW: "YES"}, expected=2)
    assert told(cast, News.RED) == ["Beni"]
    assert slots.kinds.get("case.red").urgent


def test_no_job_and_no_mail_says_whom_or_what(way, cast, doing):
    doing(way.check, answers=dict.fromkeys(Item, "NO") | {Item.DANGER_NOW: "YES"})
    sent(way, doing, urgency=Urgency.RED)
    said = " ".join(m.subject + m.body + " ".join(m.extra_headers) for m in mail.outbox)
    assert len(mail.outbox) >= 2, "urgent kinds are mailed at any hour"
    for house in (cast.a, cast.b):
        with acting_for(house.pk):
            said += " ".join(str(a) for job in Job.objects.all() for a in job.arguments)
    for word in ("Sulastri", "Canary", "Tempat aman", cast.a.name, "rujukan", "referral_id"):
        assert word not in said
    assert way.case.code not in " ".join(m.subject + m.body for m in mail.outbox)
