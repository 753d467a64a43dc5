"""Closing while red items are open: never a child's own wish, never without a sentence why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from suar.cases import actions as cases
from suar.cases.closure import actions, queries, rules
from suar.cases.closure.codes import CloseReason, Told
from suar.cases.closure.tests.test_closure_rules import READY, codes
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people.codes import Sex
from tests.support.people import make_person
from tests.support.seen import seen

WITHOUT_WORDS = (CloseReason.DECEASED, CloseReason.LOST, CloseReason.TRANSFER)
WHY = "Ia dewasa dan memilih pergi; nomor 110 dan 129 ada padanya."


# --- rules --------------------------------------------------------------------------------------


def test_a_childs_own_wish_closes_no_red_case():
    wish = replace(READY, reason=CloseReason.CLIENT, red_open=True, child=True)
    (found,) = rules.why_not_close(wish)
    assert (found.code, found.field) == (Reason.CLOSE_CHILD_STAYS, "reason")
    assert rules.why_not_close(replace(wish, red_open=False)) == []


def test_an_adult_may_always_go():
    wish = replace(READY, reason=CloseReason.CLIENT, red_open=True, child=False)
    assert rules.why_not_close(wish) == []


@pytest.mark.parametrize("reason", CloseReason)
def test_over_red_items_the_supervisor_writes_why_but_for_death_transfer_and_lost_contact(reason):
    found = rules.why_not_leave_red(reason, red_open=True, written=False)
    wanted = [] if reason in WITHOUT_WORDS else [Reason.CLOSE_RED_NEEDS_WORDS]
    assert codes(found) == wanted
    assert all(b.field == "red_reason" for b in found)
    assert rules.why_not_leave_red(reason, red_open=True, written=True) == []
    assert rules.why_not_leave_red(reason, red_open=False, written=False) == []


# --- actions ------------------------------------------------------------------------------------


@pytest.fixture
def child(way):
    """A girl of 14, alone with whom she fears, with thoughts of suicide."""
    person = make_person(
        way.ani, way.at, name="Kenanga", born=PartialDate(2012, 1), sex=Sex.FEMALE, country="ID"
    )
    case = cases.open_case(id=new_id(), person=person, unit=way.cast.unit_a, by=way.ani, at=way.at)
    way.case = case
    way.check({"U04": "YES", "U06": "YES"})
    return way


@pytest.fixture
def red(way):
    way.check({"U01": "YES", "U04": "YES", "U07": "YES"})
    return way


def ask(way, reason):
    wish = way.wish(reason=reason, told=Told.AGREED)
    return actions.ask(id=new_id(), case_id=way.case.pk, wish=wish, by=way.ani, at=way.at)


def refused(call):
    with pytest.raises(Problem) as problem:
        call()
    return [(b.code, b.field) for b in problem.value.reasons]


@pytest.mark.django_db
def test_a_child_in_danger_is_not_closed_because_she_wishes_it(child):
    assert refused(lambda: ask(child, CloseReason.CLIENT)) == [(Reason.CLOSE_CHILD_STAYS, "reason")]


@pytest.mark.django_db
def test_a_red_that_came_after_the_wish_stops_it_at_the_answer(child):
    child.check({"U04": "NO", "U06": "NO"}, expected=1)
    row = ask(child, CloseReason.CLIENT)
    child.check({"U04": "YES"}, expected=2)
    answer = {"case_id": child.case.pk, "closure_id": row.pk, "by": child.beni, "at": child.at}
    assert refused(lambda: actions.approve(**answer, red_reason=WHY)) == [
        (Reason.CLOSE_CHILD_STAYS, "reason")
    ]


@pytest.mark.django_db
def test_whose_age_nobody_knows_counts_as_a_child(way):
    person = make_person(way.ani, way.at, name="Melati", born=None, sex=Sex.FEMALE, country="ID")
    way.case = cases.open_case(
        id=new_id(), person=person, unit=way.cast.unit_a, by=way.ani, at=way.at
    )
    way.check({"U04": "YES"})
    assert refused(lambda: ask(way, CloseReason.CLIENT)) == [(Reason.CLOSE_CHILD_STAYS, "reason")]


@pytest.mark.django_db
def test_an_adult_leaves_with_the_supervisors_sentence_and_it_is_kept(red):
    row = ask(red, CloseReason.CLIENT)
    answer = {"case_id": red.case.pk, "closure_id": row.pk, "by": red.beni, "at": red.at}
    for words in ("", "  "):
        assert refused(lambda words=words: actions.approve(**answer, red_reason=words)) == [
            (Reason.CLOSE_RED_NEEDS_WORDS, "red_reason")
        ]
        assert not red.again().is_closed
    actions.approve(**answer, red_reason=WHY)
    assert red.again().close_reason == "CL_CLIENT"
    (view,) = queries.closures_of(red.again(), by=red.beni, at=red.at)
    assert view.red_reason == WHY


@pytest.mark.django_db
def test_the_red_items_are_named_worst_alone(red):
    named = [str(label) for label in queries.red_left(red.again(), by=red.beni, at=red.at)]
    assert len(named) == 2, "no safe place tonight is amber"
    calm = red.again()
    calm.risk = "AMBER"
    assert queries.red_left(calm, by=red.beni, at=red.at) == []


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_of_the_answer_names_them_and_refuses_beside_the_field(red, cast):
    row = ask(red, CloseReason.CLIENT)
    page = reverse("cases:close_answer", args=[red.case.pk, row.pk])
    client = cast.client_for(cast.beni)
    client.cookies["django_language"] = "en"
    shown = client.get(page).content.decode()
    assert "Thoughts of suicide or self-harm" in shown
    assert "(required to close the case)" in shown
    empty = client.post(page, {"answer": "approve", "note": "Setuju"})
    assert empty.status_code == 422
    assert "write why the case closes all the same" in empty.content.decode()
    assert "#id_red_reason" in empty.content.decode()
    client.post(page, {"answer": "approve", "red_reason": WHY})
    assert red.again().is_closed
    tab = reverse("cases:case", args=[red.case.pk]) + "?tab=reintegration"
    assert WHY in seen(client.get(tab).content.decode())


@pytest.mark.django_db
def test_sending_back_asks_for_no_such_words_and_a_calm_case_shows_no_such_field(red, cast, way):
    row = ask(red, CloseReason.CLIENT)
    page = reverse("cases:close_answer", args=[red.case.pk, row.pk])
    client = cast.client_for(cast.beni)
    client.post(page, {"answer": "return", "note": "Temui dia dulu"})
    assert not red.again().is_closed
    red.check({"U01": "NO", "U04": "NO", "U07": "NO"}, expected=1)
    row = ask(red, CloseReason.CLIENT)
    page = reverse("cases:close_answer", args=[red.case.pk, row.pk])
    assert "red_reason" not in client.get(page).content.decode()


@pytest.mark.django_db
def test_the_worker_reads_what_to_do_for_the_child(child, cast):
    page = reverse("cases:close", args=[child.case.pk])
    sent = {
        "reason": "CL_CLIENT", "told": "AGREED", "safety_checked_on": "2026-03-01",
        "retention_until": date(2040, 1, 1).isoformat(), "facts_unknown": ["ORIGIN"],
    }  # fmt: skip
    answer = cast.client_for(cast.ani).post(page, sent)
    assert answer.status_code == 422
    words = " ".join(seen(answer.content.decode()).split())
    assert "keinginan anak saja bukan alasan untuk menutup kasus" in words
    assert "UPTD PPA" in words


@pytest.mark.django_db
def test_a_day_in_the_past_until_which_the_record_is_kept_is_called_so(way, cast):
    page = reverse("cases:close", args=[way.case.pk])
    sent = {"reason": "CL_MOVED", "told": "AGREED", "retention_until": "2020-01-01"}
    words = seen(cast.client_for(cast.ani).post(page, sent).content.decode())
    assert "Tanggal ini sudah lewat." in words
    assert "Hari ini sudah lewat" not in words
