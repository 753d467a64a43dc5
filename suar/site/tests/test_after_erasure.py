"""After an erasure nothing is written of the person any more, on either side of a referral."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar import policy
from suar.agenda.models import Task
from suar.agenda.ticking import tick
from suar.audit.models import Event
from suar.cases import scope as cases
from suar.cases.models import Case, FollowUp, Referral, ServiceRecord
from suar.cases.notes import actions as notes
from suar.cases.referral import receiving
from suar.cases.referral.codes import Outcome, RefState
from suar.cases.reminders import Kind
from suar.intake import actions as intake
from suar.intake import scope as reports
from suar.intake.actions import FirstContact
from suar.intake.codes import NoCase
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people import scope as persons
from suar.people.codes import Holder
from suar.policy import Grant, Ground, Part
from suar.site import erasing
from suar.vault.models import Subject

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "keys"])


def erase(way, cast, subject_id=None, code=None):
    return erasing.erase(
        subject_id=subject_id or way.person.subject_id, code=code or way.person.code,
        why=erasing.Why.ASKED, by=cast.actor(cast.gilang), at=now(),
    )  # fmt: skip


def hers(way):
    return Subject.objects.filter(erased_at__isnull=False).values("pk")


def test_the_case_of_an_erased_person_takes_nothing_any_more(way, cast):
    erase(way, cast)
    client, day = cast.client_for(cast.ani), now().date()
    client.raise_request_exception = False
    said = {
        name: client.post(
            reverse(name, args=[way.case.pk]), {"id": str(new_id()), **data}
        ).status_code
        for name, data in {
            "cases:now_country": {"country": "MY", "shown": ""},
            "cases:service_new": {
                "service": "SHL_EMG", "state": "GIVEN", "started_on": day.isoformat(),
            },
            "cases:follow_up_new": {"due_on": (day + timedelta(days=9)).isoformat()},
            "cases:note_new": {"text": "halo", "on": day.isoformat()},
        }.items()
    }  # fmt: skip
    assert set(said.values()) == {404}, said
    case = Case.objects.get(pk=way.case.pk)
    assert (case.now_country, case.is_closed) == ("", False)
    assert not ServiceRecord.objects.filter(case=case).exists()
    assert not FollowUp.objects.filter(case=case).exists()


def test_a_line_left_open_from_before_opens_no_case_of_an_erased_person(way, cast):
    erase(way, cast)
    Grant.objects.filter(subject_id=way.case.subject_id).update(ended_at=None)
    client = cast.client_for(cast.ani)
    client.raise_request_exception = False
    answer = client.post(
        reverse("cases:note_new", args=[way.case.pk]),
        {"id": str(new_id()), "text": "halo", "on": now().date().isoformat()},
    )
    assert answer.status_code == 422
    assert "dihapus" in answer.content.decode()


@pytest.fixture
def erased_meanwhile(way, cast, monkeypatch):
    """Erase what a scope has just found, before anything is held."""

    def between(scope, name, subject_id=None, code=None):
        real, done = getattr(scope, name), []

        def found_then_erased(*asked):
            found = real(*asked)
            if not done:
                done.append(erase(way, cast, subject_id=subject_id, code=code))
            return found

        monkeypatch.setattr(scope, name, found_then_erased)

    return between


def refused(work, **asked):
    with pytest.raises(Problem) as problem:
        work(**asked)
    return [because.code for because in problem.value.reasons]


def test_a_case_erased_while_its_worker_waited_takes_no_note(way, erased_meanwhile):
    erased_meanwhile(cases, "get")
    said = refused(
        notes.add, id=new_id(), case_id=way.case.pk, text="halo", on=way.at.date(), by=way.ani,
        at=way.at,
    )  # fmt: skip
    assert said == [Reason.ERASED]


def test_a_person_erased_while_her_worker_waited_takes_no_number(way, erased_meanwhile):
    erased_meanwhile(persons, "get")
    said = refused(
        people.add_phone, id=new_id(), person_id=way.person.pk, number="0812 3456 7890",
        holder=Holder.SELF, by=way.ani, at=way.at,
    )  # fmt: skip
    assert said == [Reason.ERASED]


def test_a_letter_erased_while_its_receiver_waited_takes_no_answer(way, erased_meanwhile):
    referral = way.sent()
    erased_meanwhile(cases, "_one")
    said = refused(receiving.acknowledge, referral_id=referral.pk, by=way.citra, at=way.at)
    assert said == [Reason.ERASED]


def test_a_report_erased_while_the_desk_waited_is_not_settled(way, cast, erased_meanwhile):
    heard = FirstContact(
        channel="phone", speaker="self", where="at_sea", call_name="Sri", no_safe_number=True
    )
    report = intake.take_report(
        report_id=new_id(), heard=heard, unit_id=cast.unit_a.pk, by=way.fitri, at=way.at
    )
    erased_meanwhile(reports, "_one", report.subject_id, report.code)
    said = refused(
        intake.settle_without_case, report_id=report.pk, why=next(iter(NoCase)), by=way.fitri,
        at=way.at,
    )  # fmt: skip
    assert said == [Reason.ERASED]


def test_the_receiver_answers_nothing_any_more_and_learns_that_its_access_ended(way, cast):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    draft = way.draft()
    erase(way, cast)
    said = refused(
        receiving.finish, referral_id=referral.pk, outcome=Outcome.MET, by=way.citra, at=now(),
        note="selesai",
    )  # fmt: skip
    assert said == [Reason.NOT_FOUND]
    states = Referral.objects.filter(pk__in=[referral.pk, draft.pk]).values_list("state", flat=True)
    assert set(states) == {RefState.WITHDRAWN.value}
    assert (way.mark(referral).ended_as, way.mark(referral).hand_over) == ("ENDED", True)
    left = Task.objects.filter(record_id__in=[way.case.pk, referral.pk, way.person.pk])
    assert {task.kind for task in left.filter(state="open")} <= {Kind.RECEIVER_HAND_OVER.value}
    assert tick(cast.a.pk, now() + timedelta(days=60)) >= 0


def test_no_line_on_her_stays_open_and_each_says_why_it_ended(way, cast):
    later = now() + timedelta(minutes=1)
    policy.grant(
        ground=Ground.OVERSIGHT, subjects=[way.case.subject_id], parts=[Part.CASE],
        to_user=cast.gilang.pk, rests_on=way.case.pk, by=cast.actor(cast.gilang), at=later,
    )  # fmt: skip
    erase(way, cast)
    lines = Grant.objects.filter(subject_id__in=hers(way))
    assert lines.exists()
    assert not lines.filter(ended_at=None).exists()
    ended = lines.filter(end_reason="erased").count()
    told = [e for e in Event.objects.filter(verb="grant.ended") if e.facts["why"] == "erased"]
    assert len(told) == ended > 0


def test_receipt_and_who_looked_stay_with_the_safeguarding_officer(way, cast):
    cast.client_for(cast.ani).get(reverse("cases:case", args=[way.case.pk]))
    erase(way, cast)
    officer = cast.client_for(cast.gilang)
    subject = way.person.subject_id
    assert officer.get(f"/access/{subject}/receipt/").status_code == 200
    shown = officer.get(f"/access/{subject}/")
    assert shown.status_code == 200
    assert "Ani" in shown.content.decode()
