"""Legal holds: nobody but the safeguarding officer, with a paper and a day, and never for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suar import vault
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.intake import actions as intake
from suar.intake import due
from suar.intake.codes import NoCase
from suar.intake.tests.test_reports import FIVE
from suar.kit.actor import system_actor
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.problem import Kind as Refusal
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.site import erasing, holding
from suar.site.holding import Ground
from suar.site.models import LegalHold
from suar.ui.models import Draft
from suar.vault.models import Erasure, Subject

pytestmark = pytest.mark.django_db
PAPER = {"authority": "Pengadilan Negeri Mataram", "number": "12/Pid.Sus/2026/PN Mtr"}


@pytest.fixture
def gilang(cast):
    return cast.actor(cast.gilang)


@pytest.fixture
def settled_report(cast):
    fitri = cast.actor(cast.fitri)
    report = intake.take_report(
        report_id=new_id(), heard=FIVE, unit_id=cast.unit_a.pk, by=fitri, at=cast.at
    )
    intake.settle_without_case(report_id=report.pk, why=NoCase.INFORMATION, by=fitri, at=cast.at)
    return report


def sent(way, **more):
    day = (now() + timedelta(days=90)).date().isoformat()  # a page asks the clock, no test does
    return {"id": str(new_id()), "ground": "court_order", "review_on": day, **PAPER, **more}


def placed(way, by, **more):
    known = {
        "id": new_id(), "subject_id": way.person.subject_id, "code": way.person.code,
        "ground": Ground.COURT_ORDER, "review_on": (way.at + timedelta(days=90)).date(), **PAPER,
    }  # fmt: skip
    return holding.place(**{**known, **more}, by=by, at=way.at)


def lifted(way, hold, by, **more):
    return holding.lift(
        hold_id=hold.pk, why="Putusan sudah inkrah", expected=hold.version, by=by, at=way.at, **more
    )


def new_page(way):
    return reverse("site:hold_new", args=[way.person.subject_id])


def reasons(call):
    with pytest.raises(Problem) as refused:
        call()
    return [b.code for b in refused.value.reasons]


def erase(way, by):
    return erasing.erase(
        subject_id=way.person.subject_id, code=way.person.code, why=erasing.Why.ASKED,
        by=by, at=way.at,
    )  # fmt: skip


def held(way):
    return Subject.objects.get(pk=way.person.subject_id).held_by


def test_others_are_refused_and_another_house_finds_nothing(way, cast, gilang):
    hold = placed(way, gilang)
    ends = [
        reverse("site:holds"), new_page(way), reverse("site:hold", args=[hold.pk]),
        reverse("site:hold_review", args=[hold.pk]), reverse("site:hold_lift", args=[hold.pk]),
    ]  # fmt: skip
    for user in (cast.ani, cast.beni, cast.admin_a):
        client = cast.client_for(user)
        assert [client.get(end).status_code for end in ends] == [403] * len(ends)
        assert client.post(ends[1], sent(way)).status_code == 403
        assert client.post(ends[4], {"why": "x", "version": "1"}).status_code == 403
    theirs = vault.new_subject(kind="person", by=cast.actor(cast.eko), at=cast.at)
    officer = cast.client_for(cast.gilang)
    for absent in (theirs, new_id()):
        assert officer.get(reverse("site:hold_new", args=[absent])).status_code == 404
        assert officer.get(reverse("site:hold", args=[absent])).status_code == 404
        assert reasons(lambda a=absent: placed(way, gilang, subject_id=a)) == [Reason.NOT_FOUND]
    with pytest.raises(Problem) as refused:
        placed(way, way.ani)
    assert refused.value.kind is Refusal.FORBIDDEN
    assert LegalHold.objects.count() == 1


def test_the_words_of_the_paper_open_to_nobody_who_keeps_no_holds(way, cast, gilang):
    hold = placed(way, gilang)
    for actor in (way.ani, cast.actor(cast.beni), cast.actor(cast.eko)):
        with pytest.raises(Problem), vault.opened(hold, by=actor, at=way.at):
            pass


@pytest.mark.parametrize(
    "wrong", [{"authority": " "}, {"number": ""}, {"ground": ""}, {"review_on": ""},
              {"review_on": "2020-01-01"}, {"review_on": "2099-01-01"}],
)  # fmt: skip
def test_without_a_paper_or_a_day_within_a_year_nothing_is_held(way, cast, wrong):
    assert cast.client_for(cast.gilang).post(new_page(way), sent(way, **wrong)).status_code == 422
    assert not LegalHold.objects.exists()
    assert held(way) == ""


def test_nobody_who_was_erased_is_held(way, cast, gilang):
    erase(way, gilang)
    assert reasons(lambda: placed(way, gilang)) == [Reason.ERASED]
    officer = cast.client_for(cast.gilang)
    assert officer.get(new_page(way)).status_code == 409
    assert new_page(way) not in officer.get(f"/access/{way.person.subject_id}/").content.decode()


def test_while_it_stands_an_erasure_is_refused_with_its_ground(way, cast, gilang):
    officer = cast.client_for(cast.gilang)
    body = sent(way)
    for _twice in range(2):  # the same press, sent twice
        assert officer.post(new_page(way), body)["Location"] == reverse("site:holds")
    hold = LegalHold.objects.get()
    assert reasons(lambda: erase(way, gilang)) == [Reason.HELD_BY_LAW]
    page = reverse("site:erase", args=[way.person.subject_id])
    shown = officer.get(page).content.decode()
    assert "Penetapan atau perintah pengadilan" in shown
    assert reverse("site:hold", args=[hold.pk]) in shown
    assert "btn-danger" not in shown
    asked = {"id": str(new_id()), "why": "person_asked", "code": way.person.code}
    assert officer.post(page, asked).status_code == 422
    assert not Erasure.objects.exists()
    facts = Event.objects.get(verb="hold.placed").facts
    assert facts["ground"] == "court_order"
    assert "Mataram" not in str(facts)


def test_it_is_seen_in_the_list_on_the_access_page_and_on_the_persons_record(way, cast, gilang):
    hold = placed(way, gilang)
    officer = cast.client_for(cast.gilang)
    shown = officer.get(reverse("site:holds")).content.decode()
    assert way.person.code in shown
    assert "Mataram" not in shown
    one = officer.get(reverse("site:hold", args=[hold.pk])).content.decode()
    for words in (*PAPER.values(), "Penetapan atau perintah pengadilan", "Gilang"):
        assert words in one, words
    assert Event.objects.filter(verb="looked", record_id=hold.pk).count() == 1
    access = officer.get(f"/access/{way.person.subject_id}/").content.decode()
    assert "Penetapan atau perintah pengadilan" in access
    record = reverse("people:person", args=[way.person.pk])
    hers = cast.client_for(cast.ani).get(record).content.decode()
    assert "Ada larangan hapus" in hers
    assert "Mataram" not in hers


def test_what_is_held_before_it_was_tied_to_her_keeps_the_whole(way, gilang):
    loose = vault.new_subject(kind="report", by=gilang, at=way.at)
    vault.hold(loose, law="court_order", by=gilang, at=way.at)
    vault.tie(loose, way.person.subject_id, by=gilang, at=way.at)
    assert reasons(lambda: erase(way, gilang)) == [Reason.HELD_BY_LAW]


def test_it_is_lifted_with_a_reason_only(way, cast, gilang):
    hold = placed(way, gilang)
    page = reverse("site:hold_lift", args=[hold.pk])
    officer = cast.client_for(cast.gilang)
    assert officer.post(page, {"version": "1", "why": " "}).status_code == 422
    assert officer.post(page, {"version": "9", "why": "Inkrah"}).status_code == 422
    assert held(way) == "court_order"
    for _twice in range(2):
        assert officer.post(page, {"version": "1", "why": "Inkrah"}).status_code == 302
    hold.refresh_from_db()
    assert hold.lifted_by == cast.gilang.pk
    assert held(way) == ""
    assert "Inkrah" in officer.get(reverse("site:hold", args=[hold.pk])).content.decode()
    assert "Inkrah" not in str(Event.objects.get(verb="hold.lifted").facts)
    assert way.person.code not in officer.get(reverse("site:holds")).content.decode()
    erase(way, gilang)
    after = officer.get(reverse("site:hold", args=[hold.pk])).content.decode()
    assert "Mataram" not in after, "the paper's words go with the person"


def test_two_holds_keep_until_both_are_lifted(way, gilang):
    first = placed(way, gilang)
    second = placed(way, gilang, ground=Ground.CLAIM)
    lifted(way, second, gilang)
    assert held(way) == "court_order"
    assert reasons(lambda: erase(way, gilang)) == [Reason.HELD_BY_LAW]
    lifted(way, first, gilang)
    assert held(way) == ""


def test_it_does_not_end_by_itself_a_task_asks_on_the_day(way, gilang):
    hold = placed(way, gilang)
    task = Task.objects.get(kind=holding.REVIEW)
    assert (task.role, task.due_at.date()) == ("safeguarding_officer", hold.review_on)
    later = (way.at + timedelta(days=200)).date()
    assert reasons(
        lambda: holding.keep_on(
            hold_id=hold.pk, review_on=way.at.date(), expected=1, by=gilang, at=way.at
        )
    ) == [Reason.GROUND_NEEDS_REVIEW]
    holding.keep_on(hold_id=hold.pk, review_on=later, expected=1, by=gilang, at=way.at)
    rows = Task.objects.filter(kind=holding.REVIEW).order_by("due_at")
    assert [(t.state, t.due_at.date()) for t in rows] == [("done", hold.review_on), ("open", later)]
    hold.refresh_from_db()
    lifted(way, hold, gilang)
    assert not Task.objects.filter(kind=holding.REVIEW, state="open").exists()
    assert reasons(
        lambda: holding.keep_on(hold_id=hold.pk, review_on=later, expected=3, by=gilang, at=way.at)
    ) == [Reason.ALREADY_DONE]


def test_a_held_report_is_passed_by_when_its_ground_is_over(way, cast, gilang, settled_report):
    vault.hold(settled_report.subject_id, law="law", by=gilang, at=way.at)
    by, late = system_actor(cast.a.pk), way.at + timedelta(days=400)
    due.run(cast.a.pk, by, late)
    assert not Erasure.objects.exists()
    vault.release(settled_report.subject_id, by=gilang, at=way.at)
    due.run(cast.a.pk, by, late)
    assert Erasure.objects.get().person_id == settled_report.subject_id


def test_what_was_typed_of_a_hold_goes_when_she_is_erased(way, cast, gilang):
    client = cast.client_for(cast.gilang)
    key = f"site.hold:{way.person.subject_id}"
    assert f'data-draft-key="{key}"' in client.get(new_page(way)).content.decode()
    client.post(reverse("ui:draft"), {"_draft_key": key, "number": "12/Pid"})
    assert "12/Pid" in client.get(new_page(way)).content.decode()
    erase(way, gilang)
    assert not Draft.objects.exists()


def test_the_list_of_holds_costs_the_same_for_many(way, gilang):
    placed(way, gilang)
    with CaptureQueriesContext(connection) as few:
        assert len(holding.all_in_force(gilang)) == 1
    for _ in range(4):
        placed(way, gilang)
    with CaptureQueriesContext(connection) as many:
        assert len(holding.all_in_force(gilang)) == 5
    assert len(many) == len(few)
