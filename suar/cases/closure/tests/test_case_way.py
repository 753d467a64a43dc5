"""From the urgent check to closing and reopening, as actions: who may not, then who may."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from suar import audit
from suar.agenda.models import Task
from suar.cases.closure import actions as closing
from suar.cases.closure.codes import CloseReason, Told
from suar.cases.codes import Stage
from suar.cases.consent import actions as consent
from suar.cases.consent.actions import Asked
from suar.cases.consent.codes import Ground, Purpose, State
from suar.cases.followup import actions as followup
from suar.cases.identification import deciding_actions as deciding
from suar.cases.identification import queries as identification
from suar.cases.identification.codes import Answered, Decision, ItemState
from suar.cases.identification.readback import ItemRead
from suar.cases.models import (
    Closure,
    GroundLine,
    Note,
    Proposal,
    SafetyPlan,
    StatusDecision,
    TriageCheck,
)
from suar.cases.notes import actions as notes
from suar.cases.notes.queries import notes_of
from suar.cases.reminders import Kind
from suar.cases.safety import actions as safety
from suar.cases.services import actions as services
from suar.cases.services.codes import ServiceState
from suar.cases.triage import queries as triage
from suar.cases.triage.codes import Answer, Grade, Item
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.policy import Permission

pytestmark = pytest.mark.django_db
STRONG = {"ACT_RECRUIT": "", "MNS_DECEIVE": "RECRUITMENT", "MNS_CONFINE": "EXPLOITATION",
          "PRP_FL": ""}  # fmt: skip


def refused(action) -> list[Reason]:
    with pytest.raises(Problem) as problem:
        action()
    return [b.code for b in problem.value.reasons]


def decide(way, decision, **more):
    values = {"reason": "Ditipu dan dikurung", "order_reason": "x", "by": way.ani, **more}
    return deciding.decide(id=new_id(), case_id=way.case.pk, decision=decision, at=way.at, **values)


def test_a_red_answer_shows_at_once_and_what_is_open_stays_open(way):
    way.check({"U01": "YES", "U03": "DECLINES"})
    case = way.again()
    assert (case.risk, case.risk_open) == ("RED", 10)  # one was asked and declined
    found = triage.latest(case, by=way.ani, at=way.at)
    assert found.graded.grade is Grade.RED
    assert found.answers == {Item.DANGER_NOW: Answer.YES, Item.MEDICAL: Answer.DECLINES}
    assert found.due[0].item is Item.DANGER_NOW


def test_two_checks_at_once_are_a_conflict_and_both_forms_keep_theirs(way):
    way.check({"U01": "YES"})
    assert refused(lambda: way.check({"U01": "NO"}, by=way.beni)) == [Reason.EDITED_MEANWHILE]
    way.check({"U01": "NO"}, expected=1, by=way.beni)
    assert TriageCheck.objects.filter(case=way.case).count() == 2


def test_strangers_do_not_answer_the_check(way):
    assert refused(lambda: way.check(by=way.eko)) == [Reason.NOT_FOUND]
    assert refused(lambda: way.check(by=way.citra)) == [Reason.NO_PERMISSION]


def test_an_oral_yes_is_refused_and_a_refusal_is_kept(way):
    assert Reason.CONSENT_NEEDS_FORM in refused(lambda: way.agree(asked=Asked()))
    line = way.agree(state=State.REFUSED, asked=Asked())
    assert line.state == "REFUSED"
    verbs = [e.verb for e in audit.events_about([way.case.subject_id])]
    assert verbs.count("consent.refused") == 1


def test_withdrawing_twice_is_withdrawing_once_and_a_refusal_is_not_withdrawn(way):
    line = way.agree()
    for _twice in range(2):
        consent.withdraw(case_id=way.case.pk, line_id=line.pk, how="phone", by=way.ani, at=way.at)
    no = way.agree(Purpose.INTERVIEW, state=State.REFUSED, asked=Asked())
    assert refused(
        lambda: consent.withdraw(
            case_id=way.case.pk, line_id=no.pk, how="phone", by=way.ani, at=way.at
        )
    ) == [Reason.CONSENT_NOT_GIVEN]


def test_a_ground_is_named_with_reason_and_review_and_can_end(way):
    ground = {"case_id": way.case.pk, "decided_on": way.at.date(), "by": way.ani, "at": way.at}
    assert refused(
        lambda: consent.record_ground(
            **ground, id=new_id(), ground=Ground.VITAL, reason="", review_on=None
        )
    ) == [Reason.GROUND_NEEDS_REASON, Reason.GROUND_NEEDS_REVIEW]
    line = consent.record_ground(
        **ground, id=new_id(), ground=Ground.VITAL, reason="Tidak sadar",
        review_on=way.at.date() + timedelta(days=7),
    )  # fmt: skip
    assert way.again().stage == Stage.CONSENT
    consent.end_ground(case_id=way.case.pk, line_id=line.pk, by=way.ani, at=way.at)
    assert GroundLine.objects.get().ended_at == way.at


def test_the_interview_before_consent_needs_one_line_of_reason(way):
    assert refused(lambda: way.sit()) == [Reason.STEP_NEEDS_REASON]
    way.sit(order_reason="Hanya bisa hari ini")
    assert way.again().stage == Stage.SCREEN


def test_a_sitting_proposes_with_causes_and_never_decides(way):
    way.sit(STRONG, order_reason="x")
    case = way.again()
    assert (case.proposal, case.proposal_row, case.decision) == ("PRESUMED_STRONG", 4, "")
    assert case.exploitation == ["PRP_FL"]
    view = identification.latest_proposal(case, by=way.ani, at=way.at)
    causes = {w["input"]: w["cause"] for w in view.shown["why"]}
    assert causes["MEANS"] == "MEANS_TICKED"
    assert causes["PERSON"] == "TOLD_AGE_18"
    assert identification.htcds_status(case) == "PossibleVictimOfTrafficking"


def test_the_next_sitting_adds_and_the_latest_answer_counts(way):
    way.sit({"ACT_RECRUIT": ""}, order_reason="x")
    way.sit({"PRP_SEX": ""}, expected=1)
    assert refused(lambda: way.sit(expected=1)) == [Reason.EDITED_MEANWHILE]
    (facts,) = identification.episodes(way.again(), by=way.ani, at=way.at)
    assert {a for a, s in facts.acts.items() if s is Answered.YES} == {"ACT_RECRUIT"}
    assert facts.purposes == {"PRP_SEX"}
    assert way.again().proposal == "NO_RULE"


def test_a_told_age_under_18_makes_the_child_rows(way):
    told = ItemRead("A04", "", ItemState.ANSWERED, {"recruited": 16})
    way.sit({"PRP_FL": ""}, items=[told], order_reason="x")
    proposal = Proposal.objects.get()
    assert (proposal.row, proposal.proposal) == (2, "PRESUMED")
    assert "CHILD_PROTECTION_TODAY" in proposal.duties


def test_nothing_is_decided_before_a_sitting(way):
    assert refused(lambda: decide(way, Decision.PRESUMED)) == [Reason.NO_PROPOSAL_YET]


def test_confirming_waits_for_a_second_person_who_is_another(way):
    way.sit(STRONG, order_reason="x")
    row = decide(way, Decision.CONFIRMED)
    assert way.again().decision == ""
    assert way.again().decision_waits
    answer = {"decision_id": row.pk, "case_id": way.case.pk, "agrees": True, "note": "",
              "at": way.at}  # fmt: skip
    assert refused(lambda: deciding.second(**answer, by=way.ani)) == [Reason.NO_PERMISSION]
    for own in (way.ani, way.beni):  # whoever decided is no second person, whatever her role
        StatusDecision.objects.filter(pk=row.pk).update(made_by=own.user_id)
        may = replace(own, permissions=own.permissions | {Permission.STATUS_SECOND})
        assert refused(lambda may=may: deciding.second(**answer, by=may)) == [
            Reason.SECOND_PERSON_SAME
        ]
        assert way.again().decision == ""
    StatusDecision.objects.filter(pk=row.pk).update(made_by=way.ani.user_id)
    deciding.second(**answer, by=way.beni)
    case = way.again()
    assert (case.decision, case.decision_waits) == ("CONFIRMED", False)
    assert identification.htcds_status(case) == "ActualVictimOfTrafficking"
    decide(way, Decision.PRESUMED)
    states = [d.row.state for d in identification.decisions(way.again(), by=way.ani, at=way.at)]
    assert sorted(states) == ["FINAL", "REPLACED"]


def test_a_supervisor_is_not_the_second_person_of_her_own_decision(way):
    way.sit(STRONG, order_reason="x")
    row = decide(way, Decision.CONFIRMED, by=way.beni)
    assert refused(
        lambda: deciding.second(
            decision_id=row.pk, case_id=way.case.pk, agrees=True, note="", by=way.beni, at=way.at
        )
    ) == [Reason.SECOND_PERSON_SAME]


def test_a_second_person_who_does_not_agree_leaves_the_proposal(way):
    way.sit(STRONG, order_reason="x")
    row = decide(way, Decision.NOT_IDENTIFIED_YET)
    deciding.second(
        decision_id=row.pk, case_id=way.case.pk, agrees=False, note="Periksa lagi", by=way.beni,
        at=way.at,
    )  # fmt: skip
    case = way.again()
    assert (case.decision, case.decision_waits, case.proposal) == ("", False, "PRESUMED_STRONG")


def test_the_safety_plan_has_versions_and_a_conflict(way):
    plan = {"id": new_id(), "case_id": way.case.pk, "made_with_person": True, "review_on": None,
            "at": way.at}  # fmt: skip
    assert refused(lambda: safety.save_plan(**plan, content={}, expected=0, by=way.ani)) == [
        Reason.REQUIRED
    ]
    safety.save_plan(**plan, content={"steps": "Keluar lewat belakang"}, expected=0, by=way.ani)
    safety.save_plan(**plan, content={"steps": "B"}, expected=1, by=way.ani)
    late = {**plan, "content": {"steps": "C"}, "expected": 1, "by": way.beni}
    assert refused(lambda: safety.save_plan(**late)) == [Reason.EDITED_MEANWHILE]
    found = triage.safety_plan(way.again(), by=way.ani, at=way.at)
    assert (found.content["steps"], SafetyPlan.objects.count()) == ("B", 1)


def test_notes_are_kept_once_and_read_by_the_team(way):
    note = {"id": new_id(), "case_id": way.case.pk, "on": way.at.date(), "at": way.at}
    assert refused(lambda: notes.add(**note, text=" ", by=way.ani)) == [Reason.REQUIRED]
    for _twice in range(2):
        notes.add(**note, text="Menelepon", by=way.ani)
    assert [n.text for n in notes_of(way.again(), by=way.beni, at=way.at)] == ["Menelepon"]
    assert Note.objects.count() == 1


def test_services_are_open_at_every_status(way):
    details = services.Details(ServiceCode.MAT_BAS, ServiceState.GIVEN, started_on=way.at.date())
    row = services.record(id=new_id(), case_id=way.case.pk, details=details, by=way.ani, at=way.at)
    assert way.again().stage == Stage.RECOVER
    bad = services.Details(ServiceCode.MAT_BAS, ServiceState.DECLINED)
    assert refused(
        lambda: services.change(
            case_id=way.case.pk, row_id=row.pk, details=bad, expected=1, by=way.ani, at=way.at
        )
    ) == [Reason.DECLINE_NEEDS_REASON]


def test_follow_up_lies_ahead_and_is_written_down(way):
    today = way.at.date()
    base = {"case_id": way.case.pk, "by": way.ani, "at": way.at}
    past = today - timedelta(days=1)
    assert refused(lambda: followup.plan(**base, id=new_id(), due_on=past)) == [
        Reason.DAY_HAS_PASSED
    ]
    row = followup.plan(**base, id=new_id(), due_on=today)
    done = {**base, "row_id": row.pk, "safe": True, "note": "", "expected": 1, "order_reason": "x"}
    assert refused(lambda: followup.finish(**done, done_on=today, reached=None)) == [
        Reason.REQUIRED
    ]
    followup.finish(**done, done_on=today, reached=True)
    assert way.again().stage == Stage.MONITOR


def test_a_case_taken_up_again_has_the_tasks_of_what_was_urgent(way):
    way.check(answers={**dict.fromkeys(Item, "NO"), Item.CONFINED: "YES"})
    wish = way.wish(reason=CloseReason.DECEASED, told=Told.NOT_POSSIBLE)
    closure = closing.ask(id=new_id(), case_id=way.case.pk, wish=wish, by=way.ani, at=way.at)
    answer = {"case_id": way.case.pk, "closure_id": closure.pk, "at": way.at}
    closing.approve(**answer, by=way.beni)
    urgent = Task.objects.filter(kind=Kind.URGENT.value, state="open")
    assert not urgent.exists()
    reopen = {"id": new_id(), "case_id": way.case.pk, "at": way.at}
    closing.reopen(**reopen, reason="Ternyata masih hidup", by=way.beni)
    assert urgent.get().due_at >= way.at


def test_a_case_taken_up_again_has_the_tasks_that_its_closing_dropped(way, cast):
    still = {"record_id": way.case.pk, "state": "open"}
    before = set(Task.objects.filter(**still).values_list("kind", "user_id"))
    assert before
    closure = closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    there = reverse("cases:close_answer", args=[way.case.pk, closure.pk])
    page = cast.client_for(cast.beni).get(there).content.decode()
    assert "Bila kasus ditutup, tugas-tugas ini gugur." in page
    answer = {"case_id": way.case.pk, "closure_id": closure.pk, "at": way.at}
    closing.approve(**answer, by=way.beni)
    assert not Task.objects.filter(**still).exists()
    reopen = {"id": new_id(), "case_id": way.case.pk, "at": way.at}
    closing.reopen(**reopen, reason="Masih perlu bantuan", by=way.beni)
    assert before <= set(Task.objects.filter(**still).values_list("kind", "user_id"))
    assert all(task.due_at > way.at for task in Task.objects.filter(**still))


def test_news_of_a_closing_leads_to_its_answer(way, cast):
    closing_page = reverse("cases:closing", args=[way.case.pk])
    there = reverse("cases:case", args=[way.case.pk]) + "?tab=reintegration"
    assert cast.client_for(cast.beni).get(closing_page)["Location"] == there
    closure = closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.ani, at=way.at)
    answer = reverse("cases:close_answer", args=[way.case.pk, closure.pk])
    assert cast.client_for(cast.beni).get(closing_page)["Location"] == answer
    assert cast.client_for(cast.ani).get(closing_page)["Location"] == there
    assert answer not in cast.client_for(cast.ani).get(there).content.decode()
    assert answer in cast.client_for(cast.beni).get(there).content.decode()
    assert cast.client_for(cast.eko).get(closing_page).status_code == 404


def test_closing_needs_the_supervisor_and_reopening_a_reason(way):
    ask = {"id": new_id(), "case_id": way.case.pk, "at": way.at}
    assert refused(lambda: closing.ask(**ask, wish=way.wish(facts_unknown=[]), by=way.ani)) == [
        Reason.CLOSE_FACTS_MISSING
    ]
    referral = way.sent()
    assert refused(lambda: closing.ask(**ask, wish=way.wish(), by=way.ani)) == [
        Reason.CLOSE_OPEN_REFERRALS
    ]
    consent.withdraw(
        case_id=way.case.pk, line_id=referral.consent_id, how="phone", by=way.ani, at=way.at
    )
    closure = closing.ask(**ask, wish=way.wish(), by=way.ani)
    answer = {"case_id": way.case.pk, "closure_id": closure.pk, "at": way.at}
    assert refused(lambda: closing.approve(**answer, by=way.ani)) == [Reason.NO_PERMISSION]
    closing.approve(**answer, by=way.beni)
    case = way.again()
    assert (case.is_closed, case.stage) == (True, Stage.CLOSED)
    assert refused(lambda: way.check(expected=0)) == [Reason.CASE_IS_CLOSED]
    reopen = {"id": new_id(), "case_id": way.case.pk, "at": way.at}
    assert refused(lambda: closing.reopen(**reopen, reason=" ", by=way.beni)) == [
        Reason.REOPEN_NEEDS_REASON
    ]
    closing.reopen(**reopen, reason="Ancaman baru", by=way.beni)
    assert not way.again().is_closed
    way.check()


def test_a_supervisor_does_not_approve_her_own_request_and_can_send_back(way):
    own = closing.ask(id=new_id(), case_id=way.case.pk, wish=way.wish(), by=way.beni, at=way.at)
    answer = {"case_id": way.case.pk, "closure_id": own.pk, "by": way.beni, "at": way.at}
    assert refused(lambda: closing.approve(**answer)) == [Reason.SECOND_PERSON_SAME]
    Closure.objects.filter(pk=own.pk).update(made_by=way.ani.user_id)
    assert refused(lambda: closing.send_back(**answer, note=" ")) == [Reason.REQUIRED]
    closing.send_back(**answer, note="Cek keamanan dulu")
    assert not way.again().is_closed
