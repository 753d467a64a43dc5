"""One referral on both sides: who may not, what goes out, and when the doors close."""

from __future__ import annotations

from datetime import timedelta

import pytest

from suar import audit, vault
from suar.agenda.models import Task
from suar.cases import scope
from suar.cases.consent import actions as consent
from suar.cases.models import InboxMark, Referral, ReferralService
from suar.cases.referral import actions, inbox, receiving
from suar.cases.referral.codes import DeclineReason, Outcome, RefState, Urgency
from suar.cases.referral.queries import open_referral
from suar.cases.triage import actions as triage
from suar.documents.codes import Datum
from suar.kit.actor import system_actor
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.people import actions as people
from suar.people.actions.contact import MustNotEntry
from suar.people.codes import MustNot
from suar.policy import Grant
from suar.reference.models import PublicHoliday

pytestmark = pytest.mark.django_db


def refused(action) -> list[Reason]:
    with pytest.raises(Problem) as problem:
        action()
    return [b.code for b in problem.value.reasons]


def test_a_referral_out_of_order_needs_a_reason(way):
    assert refused(lambda: way.draft(order_reason="")) == [Reason.STEP_NEEDS_REASON]


def test_nobody_but_the_team_drafts_or_sends(way):
    assert refused(lambda: way.draft(by=way.eko)) == [Reason.NOT_FOUND]
    assert refused(lambda: way.draft(by=way.citra)) == [Reason.NO_PERMISSION]
    draft = way.draft()
    for actor in (way.eko, way.citra):
        with pytest.raises(Problem):
            actions.send(referral_id=draft.pk, by=actor, at=way.at)
    assert not scope.sent_to(way.citra, way.at).exists()


def test_who_has_not_the_case_neither_changes_nor_takes_back_its_referral(way):
    draft = way.draft()
    content = actions.Content(
        service=ServiceCode.SHL_EMG, urgency=Urgency.GREEN, need="Lain", letter={}, contact=""
    )
    by_eko = {"referral_id": draft.pk, "by": way.eko, "at": way.at}
    assert refused(lambda: actions.change(**by_eko, content=content, expected=draft.version)) == [
        Reason.NOT_FOUND
    ]
    assert refused(lambda: actions.revoke(**by_eko, expected=draft.version)) == [Reason.NOT_FOUND]
    assert Referral.objects.get(pk=draft.pk).state == RefState.DRAFT


def test_without_consent_for_this_receiver_and_these_data_nothing_goes(way):
    draft = way.draft()

    def send():
        return actions.send(referral_id=draft.pk, by=way.ani, at=way.at)

    assert refused(send) == [Reason.NO_CONSENT_FOR_RECEIVER]
    way.agree_to_share(receiver_id=way.cast.c.pk)
    assert refused(send) == [Reason.NO_CONSENT_FOR_RECEIVER]
    way.agree_to_share(data=[Datum.SEX, Datum.AGE])
    assert refused(send) == [Reason.DATA_NOT_AGREED]
    assert not Grant.objects.filter(to_organisation=way.cast.b.pk).exists()
    way.agree_to_share()
    assert send().state == RefState.SENT


def test_a_receiver_on_the_list_of_who_must_not_know_waits_for_a_decision(way):
    person = way.again().person
    people.set_must_not_know(
        person_id=person.pk,
        entries=[MustNotEntry(MustNot.OFFICE, organisation_id=way.cast.b.pk)],
        expected=person.version,
        by=way.ani,
        at=way.at,
    )
    way.agree_to_share()
    draft = way.draft()
    send = {"referral_id": draft.pk, "by": way.ani, "at": way.at}
    assert refused(lambda: actions.send(**send)) == [Reason.MUST_NOT_KNOW]
    triage.decide_contact(
        id=new_id(), case_id=way.case.pk, receiver_id=way.cast.b.pk, about="referral",
        reason="Penyintas setuju, petugas lain", by=way.ani, at=way.at,
    )  # fmt: skip
    assert actions.send(**send).state == RefState.SENT


def test_a_service_that_is_not_offered_or_takes_no_such_person_is_refused(way, cast):
    way.agree_to_share()
    other = way.draft(service=ServiceCode.LEG_INF)
    assert refused(lambda: actions.send(referral_id=other.pk, by=way.ani, at=way.at)) == [
        Reason.SERVICE_NOT_OFFERED
    ]
    way.person.refresh_from_db()
    way.person.sex = "male"
    way.person.save_change(expected=way.person.version)
    draft = way.draft()
    assert refused(lambda: actions.send(referral_id=draft.pk, by=way.ani, at=way.at)) == [
        Reason.SEX_NOT_ACCEPTED
    ]


def test_the_receiver_sees_what_was_sent_and_nothing_else(way):
    referral = way.sent()
    found = scope.incoming(referral.pk, way.citra, way.at)
    shown = open_referral(found, by=way.citra, at=way.at)
    assert dict(shown.letter)[Datum.NAME] == "Sulastri"
    assert Datum.SAFE_CONTACT not in dict(shown.letter)
    for subject in (way.case.subject_id, way.person.subject_id):
        with pytest.raises(Problem) as closed, vault.opened(subject, by=way.citra, at=way.at):
            pass
        assert closed.value.kind is Kind.NOT_FOUND
    assert not scope.visible_to(way.citra, way.at).exists()
    assert not scope.sent_to(way.eko, way.at).exists()


def test_sending_twice_is_sending_once(way):
    referral = way.sent()
    actions.send(referral_id=referral.pk, by=way.ani, at=way.at)
    assert Grant.objects.filter(to_organisation=way.cast.b.pk).count() == 1
    assert len(inbox.page_of(way.citra, way.at).lines) == 1


def test_the_whole_way_to_done_closes_the_door(way):
    referral = way.sent()
    as_citra = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    for actor in (way.ani, way.eko):
        with pytest.raises(Problem):
            receiving.accept(referral_id=referral.pk, by=actor, at=way.at)
    receiving.acknowledge(**as_citra)
    receiving.accept(**as_citra, note="Kamar siap")
    receiving.hand_over(**as_citra)
    receiving.feedback(**as_citra, started=True)
    row_id = new_id()
    for _twice in range(2):
        receiving.report_service(
            **as_citra, id=row_id, service=ServiceCode.SHL_EMG, started_on=way.at.date()
        )
    assert ReferralService.objects.filter(referral=referral).count() == 1
    receiving.finish(**as_citra, outcome=Outcome.MET)
    referral.refresh_from_db()
    assert referral.state == RefState.DONE
    waiting = Task.objects.filter(organisation_id=way.cast.b.pk, state="open")
    assert not waiting.exists()
    assert Task.objects.filter(kind="case.look_at_answer", user_id=way.ani.user_id).exists()
    assert refused(lambda: receiving.accept(**as_citra)) == [Reason.NOT_FOUND]
    with pytest.raises(Problem), vault.opened(referral, by=way.citra, at=way.at):
        pass
    line = inbox.page_of(way.citra, way.at).lines[0]
    assert (line.referral, line.mark.ended_as) == (None, "DONE")
    mine = open_referral(scope.outgoing(referral.pk, way.ani, way.at), by=way.ani, at=way.at)
    assert [e.verb for e, _note in mine.events] == [
        "SEND", "ACKNOWLEDGE", "ACCEPT", "HAND_OVER", "FEEDBACK", "REPORT", "FINISH",
    ]  # fmt: skip
    verbs = {e.verb for e in audit.events_about([way.case.subject_id])}
    assert {"referral.accepted", "referral.service_reported", "referral.finished"} <= verbs


def test_declining_needs_a_reason_and_ends_the_access(way):
    referral = way.sent()
    as_citra = {"referral_id": referral.pk, "by": way.citra, "at": way.at}
    assert refused(lambda: receiving.decline(**as_citra, reason=None)) == [
        Reason.DECLINE_NEEDS_REASON
    ]
    receiving.decline(**as_citra, reason=DeclineReason.CAPACITY)
    assert not scope.sent_to(way.citra, way.at).exists()
    assert way.mark(referral).ended_as == "DECLINED"


def test_withdrawing_the_consent_closes_every_door_at_once(way):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    line = referral.consent_id
    consent.withdraw(case_id=way.case.pk, line_id=line, how="phone", by=way.ani, at=way.at)
    assert not scope.sent_to(way.citra, way.at).exists()
    assert not Grant.objects.filter(consent_id=line, ended_at=None).exists()
    mark = way.mark(referral)
    assert (mark.ended_as, mark.hand_over) == ("ENDED", True)
    open_tasks = Task.objects.filter(state="open", kind__endswith="hand_over")
    assert {t.organisation_id for t in open_tasks} == {way.cast.a.pk, way.cast.b.pk}
    referral.refresh_from_db()
    assert referral.state == RefState.WITHDRAWN


def test_revoking_looks_the_same_to_the_receiver(way):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    referral.refresh_from_db()
    with pytest.raises(Problem):
        actions.revoke(referral_id=referral.pk, expected=referral.version, by=way.citra, at=way.at)
    actions.revoke(
        referral_id=referral.pk,
        expected=referral.version,
        by=way.ani,
        at=way.at,
        note="Rahasia pengirim",
    )
    mark = way.mark(referral)
    assert (mark.ended_as, mark.hand_over) == ("ENDED", True)
    assert not scope.sent_to(way.citra, way.at).exists()


def test_unanswered_referrals_expire_only_after_their_time(way, cast):
    referral = way.sent()
    system = system_actor(cast.a.pk)
    assert actions.expire_due(by=system, at=referral.answer_by) == []
    ended = actions.expire_due(by=system, at=referral.answer_by + timedelta(minutes=1))
    assert [r.pk for r in ended] == [referral.pk]
    assert way.mark(referral).ended_as == "EXPIRED"


def test_one_that_is_answered_just_now_keeps_no_other_from_expiring(way, cast, monkeypatch):
    answered, other = way.sent(), way.sent()
    system, late = system_actor(cast.a.pk), other.answer_by + timedelta(minutes=1)

    def read_before_the_answer(state, answer_by, at):
        receiving.accept(referral_id=answered.pk, by=way.citra, at=way.at)
        monkeypatch.undo()
        return []

    monkeypatch.setattr(actions.rules, "why_not_expire", read_before_the_answer)
    assert [r.pk for r in actions.expire_due(by=system, at=late)] == [other.pk]
    answered.refresh_from_db()
    assert answered.state == RefState.ACCEPTED


def test_joint_leave_moves_no_deadline(way):
    PublicHoliday.objects.bulk_create(
        PublicHoliday(
            country="ID", valid_from=way.at.date() + timedelta(days=n), kind=kind, name_id="Libur"
        )
        for n, kind in ((1, "joint_leave"), (2, "public"))
    )  # fmt: skip
    referral = way.sent()
    days = (referral.answer_by - way.at).days
    PublicHoliday.objects.filter(kind="joint_leave").delete()
    again = way.sent()
    assert (again.answer_by - way.at).days == days


def test_what_waits_stands_before_what_is_over_however_old(way):
    waits = way.sent()
    for _n in range(3):
        over = way.sent()
        actions.revoke(referral_id=over.pk, expected=over.version, by=way.ani, at=way.at)
    InboxMark.objects.exclude(referral_id=waits.pk).update(
        received_at=way.at + timedelta(minutes=5)
    )
    first = inbox.page_of(way.citra, way.at, size=1).lines
    assert [line.mark.referral_id for line in first] == [waits.pk]
    assert inbox.waiting_here(way.citra) == 1


def test_a_sent_referral_is_not_changed(way):
    referral = way.sent()
    content = actions.Content(
        service=ServiceCode.SHL_EMG, urgency=Urgency.RED, need="Lain", letter={Datum.SEX: "x"}
    )
    assert refused(
        lambda: actions.change(
            referral_id=referral.pk, content=content, expected=referral.version, by=way.ani,
            at=way.at,
        )
    ) == [Reason.REFERRAL_NOT_AT_THIS_STEP]  # fmt: skip


def test_two_people_changing_one_draft_is_a_conflict(way):
    draft = way.draft()
    content = actions.Content(
        service=ServiceCode.SHL_EMG, urgency=Urgency.GREEN, need="Lain", letter={Datum.SEX: "x"}
    )
    both = {"referral_id": draft.pk, "content": content, "expected": 1, "at": way.at}
    actions.change(**both, by=way.ani)
    assert refused(lambda: actions.change(**both, by=way.beni)) == [Reason.EDITED_MEANWHILE]
    assert Referral.objects.get(pk=draft.pk).data == ["sex"]
