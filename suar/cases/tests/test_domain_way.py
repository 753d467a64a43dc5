"""What the field asks of the way: no is no, the police apart, drafts are due, closing elsewhere."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suar.agenda.models import Task
from suar.cases.closure import queries as closing
from suar.cases.closure.codes import CloseReason
from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Purpose, State
from suar.cases.identification import actions as sitting
from suar.cases.identification import deciding_actions
from suar.cases.identification import queries as interview
from suar.cases.identification.actions import EpisodeAnswers
from suar.cases.identification.codes import Answered, Decision, HtcdsDecisionOrg
from suar.cases.identification.deciding_actions import OutsideBody
from suar.cases.identification.readback import TickRead
from suar.cases.models import StatusDecision
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.referral.codes import DeclineReason, Urgency
from suar.cases.reminders import Kind
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.codes import Kind as OrganisationKind
from suar.network.models import Organisation
from tests.support.case_way import LETTER

pytestmark = pytest.mark.django_db
ALL = tuple(LETTER)


def reasons(act, **values):
    with pytest.raises(Problem) as refused:
        act(**values)
    return [b.code for b in refused.value.reasons]


def make_police(way):
    Organisation.objects.filter(pk=way.cast.b.pk).update(kind=OrganisationKind.POLICE.value)


def test_a_later_no_ends_an_earlier_yes_for_the_same_receiver(way):
    way.agree_to_share()
    way.at += timedelta(hours=1)
    way.agree_to_share(state=State.REFUSED)
    draft = way.draft()
    found = reasons(referring.send, referral_id=draft.pk, by=way.ani, at=way.at)
    assert found == [Reason.CONSENT_REFUSED]


def test_after_a_withdrawal_an_older_yes_does_not_come_back(way):
    way.agree_to_share()
    way.at += timedelta(hours=1)
    newer = way.agree_to_share()
    consent.withdraw(case_id=way.case.pk, line_id=newer.pk, how="phone", by=way.ani, at=way.at)
    draft = way.draft()
    found = reasons(referring.send, referral_id=draft.pk, by=way.ani, at=way.at)
    assert found == [Reason.CONSENT_WITHDRAWN]


def test_the_police_are_asked_about_apart(way):
    make_police(way)
    assert reasons(way.agree_to_share) == [Reason.CONSENT_POLICE_APART]
    way.agree(Purpose.SHARE_LE, receiver_id=way.cast.b.pk, data=ALL)
    draft = way.draft()
    assert referring.send(referral_id=draft.pk, by=way.ani, at=way.at).sent_at == way.at


def test_a_consent_given_before_does_not_bring_the_data_to_the_police(way):
    way.agree_to_share()
    make_police(way)
    draft = way.draft()
    found = reasons(referring.send, referral_id=draft.pk, by=way.ani, at=way.at)
    assert found == [Reason.NO_CONSENT_FOR_RECEIVER]


def to_send(way):
    return Task.objects.filter(record_id=way.case.pk, kind=Kind.SEND_REFERRAL.value, state="open")


def test_a_draft_is_a_task_until_it_is_sent(way):
    way.agree_to_share()
    draft = way.draft()
    assert [t.due_at for t in to_send(way)] == [way.at + timedelta(hours=24)]
    referring.send(referral_id=draft.pk, by=way.ani, at=way.at)
    assert not to_send(way).exists()


def test_a_red_draft_is_due_within_the_hour_and_ends_when_it_is_dropped(way):
    draft = way.draft(urgency=Urgency.RED)
    assert [(t.due_at, t.urgent) for t in to_send(way)] == [(way.at + timedelta(hours=1), True)]
    referring.revoke(referral_id=draft.pk, expected=draft.version, by=way.ani, at=way.at)
    assert not to_send(way).exists()


def test_a_referral_that_was_declined_is_no_referral_elsewhere(way):
    def elsewhere():
        values = {
            "reason": CloseReason.NOTELIG, "told": None, "safety_checked_on": None,
            "retention_until": None, "facts_unknown": (), "by": way.ani, "at": way.at,
        }  # fmt: skip
        return closing.close_facts(way.again(), **values).referrals_made

    referral = way.sent()
    assert elsewhere() == 0
    receiving.decline(
        referral_id=referral.pk, reason=DeclineReason.CAPACITY, by=way.citra, at=way.at
    )
    assert elsewhere() == 0
    again = way.draft()
    referring.send(referral_id=again.pk, by=way.ani, at=way.at)
    receiving.accept(referral_id=again.pk, by=way.citra, at=way.at)
    assert elsewhere() == 1


def test_a_means_denied_in_the_next_sitting_no_longer_counts(way):
    way.sit({"ACT_RECRUIT": "", "MNS_DEBT": "RECRUITMENT", "PRP_FL": ""}, order_reason="Mendesak")
    case = way.again()
    (first,) = interview.episodes(case, by=way.ani, at=way.at)
    assert first.means
    denied = [EpisodeAnswers(1, [TickRead("MNS_DEBT", "", Answered.NO)])]
    sitting.save_sitting(
        id=new_id(), case_id=case.pk, held_on=way.at.date(), circumstances={}, episodes=denied,
        expected=1, by=way.ani, at=way.at,
    )  # fmt: skip
    (then,) = interview.episodes(case, by=way.ani, at=way.at)
    assert (then.means, then.purposes, then.acts) == (frozenset(), first.purposes, first.acts)


def test_a_decision_of_our_own_names_our_own_kind_of_body(way):
    Organisation.objects.filter(pk=way.cast.a.pk).update(kind=OrganisationKind.UPTD_PPA.value)
    way.sit({"ACT_RECRUIT": ""}, order_reason="Mendesak")
    deciding_actions.decide(
        id=new_id(), case_id=way.case.pk, decision=Decision.PRESUMED, reason="Contoh",
        body=OutsideBody(HtcdsDecisionOrg.NGO, "", "", ""), order_reason="Mendesak",
        by=way.ani, at=way.at,
    )  # fmt: skip
    row = StatusDecision.objects.get(case=way.case)
    assert row.body_kind == HtcdsDecisionOrg.GOVERNMENT
