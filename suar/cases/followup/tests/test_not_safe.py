"""Whoever says at a follow-up that she is not safe is heard: task, notice, badge, no closing."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse

from suar.agenda.models import Task
from suar.cases.closure import actions as closing
from suar.cases.closure.codes import CloseReason
from suar.cases.followup import actions, queries, rules
from suar.cases.followup.rules import Contact
from suar.cases.reminders import Kind
from suar.cases.telling import News
from suar.cases.triage import actions as triage
from suar.cases.triage import rules as urgent
from suar.cases.triage.codes import Answer, Item
from suar.kit.ids import new_id
from suar.kit.problem import Kind as Refusal
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.notices.models import Notice
from suar.store.tenancy import acting_for
from tests.support.seen import seen

MONDAY, HOUR = date(2026, 3, 2), timedelta(hours=1)
NINE = datetime(2026, 3, 2, 2, tzinfo=UTC)
CALM = dict.fromkeys((i.value for i in Item), "NO")


def contact(days: int, safe: bool | None) -> Contact:
    return Contact(MONDAY + timedelta(days=days), NINE + timedelta(days=days), safe)


# --- rules --------------------------------------------------------------------------------------


def test_silence_and_a_safe_answer_say_nothing_of_danger():
    assert rules.not_safe_on([], None) is None
    assert rules.not_safe_on([contact(0, None)], None) is None
    assert rules.not_safe_on([contact(0, True)], None) is None


def test_not_safe_stands_until_she_is_safe_or_everything_was_asked():
    said = [contact(1, False)]
    tuesday = MONDAY + timedelta(days=1)
    assert rules.not_safe_on(said, None) == tuesday
    assert rules.not_safe_on([*said, contact(0, True)], None) == tuesday
    assert rules.not_safe_on([*said, contact(2, None)], None) == tuesday, "not asked is no yes"
    assert rules.not_safe_on(said, NINE) == tuesday, "that check was made before"
    assert rules.not_safe_on(said, NINE + timedelta(days=1, minutes=5)) is None
    assert rules.not_safe_on([*said, contact(2, True)], None) is None


def test_a_check_is_whole_only_where_every_item_was_asked():
    whole = dict.fromkeys(Item, Answer.NO)
    assert urgent.all_asked({**whole, Item.HUNGER: Answer.DECLINES})
    assert not urgent.all_asked({**whole, Item.HUNGER: Answer.NOT_ASKED})
    assert not urgent.all_asked({i: a for i, a in whole.items() if i is not Item.HUNGER})


# --- actions ------------------------------------------------------------------------------------


@pytest.fixture
def planned(way):
    base = {"case_id": way.case.pk, "by": way.ani, "at": way.at}
    return actions.plan(**base, id=new_id(), due_on=way.at.date())


def finish(way, row, safe, **more):
    values = {"reached": True, "note": "", "expected": 1, "order_reason": "x", "by": way.ani}
    return actions.finish(
        case_id=way.case.pk, row_id=row.pk, done_on=way.at.date(), safe=safe, at=way.at,
        **{**values, **more},
    )  # fmt: skip


def check_again(way):
    return Task.objects.filter(
        record_id=way.case.pk, kind=Kind.CHECK_AGAIN.value, state="open", user_id=way.ani.user_id
    )


def news(way):
    with acting_for(way.cast.a.pk):
        return list(Notice.objects.filter(kind=News.NOT_SAFE).values_list("user_id", flat=True))


@pytest.mark.django_db
def test_others_do_not_write_the_contact_down(way, planned):
    for actor, kind in ((way.eko, Refusal.NOT_FOUND), (way.citra, Refusal.FORBIDDEN)):
        with pytest.raises(Problem) as refused:
            finish(way, planned, False, by=actor)
        assert refused.value.kind is kind
    assert not check_again(way).exists()


@pytest.mark.django_db
def test_not_safe_is_an_urgent_task_and_wakes_the_supervisor(
    way, planned, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        finish(way, planned, False)
    task = check_again(way).get()
    assert (task.urgent, task.due_at) == (True, way.at + HOUR)
    assert news(way) == [way.beni.user_id]
    assert queries.not_safe_on(way.again()) == way.at.date()


@pytest.mark.django_db
@pytest.mark.parametrize("safe", [True, None])
def test_safe_and_not_asked_wake_nobody(way, planned, safe, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        finish(way, planned, safe)
    assert not check_again(way).exists()
    assert news(way) == []


@pytest.mark.django_db
def test_only_a_whole_check_after_it_ends_the_task(way, planned):
    way.check({**CALM, "U01": "YES"})
    way.at += HOUR
    finish(way, planned, False)
    way.at += HOUR
    triage.handled(
        id=new_id(), case_id=way.case.pk, item=Item.DANGER_NOW, note="Sudah pindah", expected=1,
        by=way.ani, at=way.at,
    )  # fmt: skip
    way.check({"U01": "NO"}, expected=2)
    assert check_again(way).exists(), "eleven items were not asked again"
    assert queries.not_safe_on(way.again()) is not None
    way.check(CALM, expected=3)
    assert not check_again(way).exists()
    assert queries.not_safe_on(way.again()) is None


@pytest.mark.django_db
def test_what_was_written_by_mistake_is_taken_back_and_mended_words_wake_nobody_again(way, planned):
    finish(way, planned, False)
    way.at += HOUR
    way.check(CALM)
    finish(way, planned, False, note="Dijemput adiknya", expected=2)
    assert not check_again(way).exists()
    assert queries.not_safe_on(way.again()) is None
    finish(way, planned, True, expected=3)
    finish(way, planned, False, expected=4)
    assert check_again(way).exists()
    finish(way, planned, True, expected=5)
    assert not check_again(way).exists()


@pytest.mark.django_db
def test_a_case_does_not_close_as_stable_over_a_contact_that_was_not_safe(way, planned):
    way.check(CALM)
    way.at += HOUR
    finish(way, planned, False)
    ask = {"id": new_id(), "case_id": way.case.pk, "by": way.ani}
    with pytest.raises(Problem) as refused:
        closing.ask(**ask, wish=way.wish(), at=way.at)
    assert [(b.code, b.field) for b in refused.value.reasons] == [(Reason.CLOSE_NOT_SAFE, "reason")]
    moved = closing.ask(**ask, wish=way.wish(reason=CloseReason.MOVED), at=way.at)
    closing.send_back(
        case_id=way.case.pk, closure_id=moved.pk, note="Cek dulu", by=way.beni, at=way.at
    )
    way.at += HOUR
    way.check(CALM, expected=1)
    closing.ask(**{**ask, "id": new_id()}, wish=way.wish(), at=way.at)


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_pages_say_it_and_lead_to_the_urgent_check(way, planned, cast, monkeypatch):
    monkeypatch.setattr("suar.kit.clock.now", lambda: way.at)
    client = cast.client_for(cast.ani)
    there = reverse("cases:follow_up", args=[way.case.pk, planned.pk])
    tab = reverse("cases:case", args=[way.case.pk]) + "?tab=reintegration"
    check = reverse("cases:triage", args=[way.case.pk])
    sent = {"done_on": way.at.date().isoformat(), "safe": "no", "version": "1", "note": "",
            "order_reason": "Ia menelepon"}  # fmt: skip
    empty = client.post(there, sent)
    assert empty.status_code == 422
    assert tab in empty.content.decode(), "cancel leads back to the case"
    saved = client.post(there, {**sent, "reached": "yes"})
    assert saved["Location"] == check
    told = client.get(check).content.decode()
    assert "klien TIDAK aman. Ulangi cek risiko darurat sekarang." in told
    assert "TIDAK aman pada kontak terakhir (2 Mar 2026)." in told
    listed = client.get(tab).content.decode()
    assert "suar-pill-stop" in listed
    assert "TIDAK aman pada kontak terakhir (2 Mar 2026)" in listed
    closing_page = client.get(reverse("cases:close", args=[way.case.pk])).content.decode()
    assert "TIDAK aman pada kontak terakhir" in closing_page
    client.cookies["django_language"] = "en"
    assert "NOT safe" in seen(client.get(tab).content.decode())
    way.at += HOUR
    way.check(CALM)
    assert "NOT safe at the last contact" not in client.get(tab).content.decode()


@pytest.mark.django_db
def test_who_was_safe_comes_back_to_the_list_and_it_says_so(way, planned, cast, monkeypatch):
    monkeypatch.setattr("suar.kit.clock.now", lambda: way.at)
    client = cast.client_for(cast.ani)
    there = reverse("cases:follow_up", args=[way.case.pk, planned.pk])
    sent = {"done_on": way.at.date().isoformat(), "reached": "yes", "safe": "yes", "version": "1",
            "order_reason": "x"}  # fmt: skip
    saved = client.post(there, sent)
    assert "tab=reintegration" in saved["Location"]
    assert "suar-pill-ok" in client.get(saved["Location"]).content.decode()
