"""One urgent item is handled without asking the other eleven again; nothing heard is lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.agenda import queries as agenda
from suar.agenda.models import Task
from suar.audit.models import Event
from suar.cases.models import TriageCheck
from suar.cases.reminders import Kind
from suar.cases.triage import actions, queries
from suar.cases.triage.codes import Answer, Item
from suar.kit.ids import new_id
from suar.kit.problem import Kind as Refusal
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db


def handled(way, item=Item.DANGER_NOW, note="Sudah di rumah aman", expected=1, **more):
    return actions.handled(
        id=more.pop("id", new_id()), case_id=way.case.pk, item=item, note=note, expected=expected,
        by=more.pop("by", way.ani), at=more.pop("at", way.at),
    )  # fmt: skip


def refused(call):
    with pytest.raises(Problem) as problem:
        call()
    return problem.value


def latest(way):
    return queries.latest(way.again(), by=way.ani, at=way.at)


def open_tasks(way):
    rows = Task.objects.filter(record_id=way.case.pk, kind=Kind.URGENT.value, state="open")
    return rows.order_by("source")


def test_nobody_else_says_so(way):
    way.check({"U01": "YES"})
    for actor, kind in ((way.eko, Refusal.NOT_FOUND), (way.citra, Refusal.FORBIDDEN)):
        assert refused(lambda actor=actor: handled(way, by=actor)).kind is kind
    assert way.again().risk == "RED"


def test_it_needs_a_note_an_item_that_is_urgent_and_the_check_that_was_shown(way):
    assert refused(lambda: handled(way, expected=0)).kind is Refusal.CONFLICT
    way.check({"U01": "YES", "U05": "NO"})
    assert [b.code for b in refused(lambda: handled(way, note=" ")).reasons] == [Reason.REQUIRED]
    not_urgent = refused(lambda: handled(way, item=Item.SEXUAL_ASSAULT))
    assert [b.code for b in not_urgent.reasons] == [Reason.ALREADY_DONE]
    way.check({"U01": "YES"}, expected=1)
    assert refused(lambda: handled(way, expected=1)).kind is Refusal.CONFLICT


def test_the_item_is_a_yes_that_was_handled_the_others_stay_and_the_history_is_kept(way):
    assault = way.at - timedelta(hours=3)
    way.check({"U01": "YES", "U05": "YES", "U07": "DECLINES"}, last_assault=assault, note="Awal")
    row_id = new_id()
    handled(way, id=row_id)
    handled(way, id=row_id)  # the same press, sent twice
    found = latest(way)
    assert found.number == 2
    assert found.answers == {
        Item.DANGER_NOW: Answer.HANDLED, Item.SEXUAL_ASSAULT: Answer.YES,
        Item.NO_SAFE_PLACE: Answer.DECLINES,
    }  # fmt: skip
    assert found.last_assault == assault
    lines = queries.history(found.checks)
    assert [(x.note, x.settled, x.who) for x in lines] == [
        ("Sudah di rumah aman", (Item.DANGER_NOW,), "Ani"), ("Awal", (), "Ani"),
    ]  # fmt: skip
    assert [t.source for t in open_tasks(way)] == ["triage.U05"]
    assert Event.objects.filter(verb="triage.item_handled").count() == 1
    assert "U01" not in str(Event.objects.get(verb="triage.item_handled").facts)
    handled(way, item=Item.SEXUAL_ASSAULT, note="Sudah ke klinik", expected=2)
    assert way.again().risk != "RED"
    assert TriageCheck.objects.filter(case=way.case).count() == 3


def test_what_stays_urgent_keeps_its_first_hour(way):
    way.check({"U01": "YES", "U05": "YES"})
    handled(way, at=way.at + timedelta(minutes=50))
    due = next(d for d in latest(way).due if d.item is Item.SEXUAL_ASSAULT)
    assert due.at == way.at + timedelta(hours=1)
    assert open_tasks(way).get().due_at == due.at


def test_each_urgent_item_is_a_task_with_its_own_title_and_time_left(way):
    way.check({"U01": "YES", "U03": "YES", "U07": "YES"})
    tasks = list(open_tasks(way))
    titles = [str(agenda.label_of(t)) for t in tasks]
    assert len(set(titles)) == 3
    assert not any(t.is_overdue(way.at) for t in tasks)
    assert [t.is_overdue(way.at + timedelta(hours=1)) for t in tasks] == [True, True, False]


def test_the_page_takes_one_short_note_beside_the_item(way, cast):
    way.check({"U01": "YES", "U05": "YES"})
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    page = reverse("cases:triage", args=[way.case.pk])
    there = reverse("cases:triage_handled", args=[way.case.pk, "U01"])
    shown = client.get(page).content.decode()
    assert there in shown
    assert client.get(reverse("cases:triage_handled", args=[way.case.pk, "U99"])).status_code == 404
    empty = client.post(there, {"id": str(new_id()), "version": "1", "note": ""})
    assert empty.status_code == 422
    assert "This item stays a yes" in client.get(there).content.decode()
    tomorrow = {"id": str(new_id()), "version": "1", "note": "Dijemput besok"}
    still = client.post(there, tomorrow)
    assert still.status_code == 422
    assert "Until then the item stays urgent" in still.content.decode()
    assert "Dijemput besok" in still.content.decode()
    assert latest(way).graded.yes
    sent = {"id": str(new_id()), "version": "1", "note": "Dijemput, aman", "over": "on"}
    assert client.post(there, sent)["Location"] == page
    after = client.get(page).content.decode()
    assert "Dijemput, aman" in after
    assert there not in after
    late = client.post(there, {"id": str(new_id()), "version": "1", "note": "x", "over": "on"})
    assert late.status_code == 409
    assert cast.client_for(cast.eko).get(there).status_code == 404


def test_what_was_never_urgent_is_not_called_handled(way):
    for before in ({}, {"U01": "NO"}):
        number = TriageCheck.objects.filter(case=way.case).count()
        if before:
            way.check(before, expected=number)
            number += 1
        problem = refused(lambda n=number: way.check({"U01": "HANDLED"}, expected=n))
        assert [b.field for b in problem.reasons] == ["U01"]


def test_handled_is_no_answer_that_is_heard_but_stays_with_the_next_check(way, cast):
    way.check({"U01": "YES", "U05": "NO"})
    handled(way)
    assert latest(way).graded.yes == ()
    assert Item.DANGER_NOW not in latest(way).graded.open
    page = reverse("cases:triage", args=[way.case.pk])
    shown = cast.client_for(cast.ani).get(page).content.decode()
    assert shown.count('value="HANDLED"') == 1
    way.check({"U01": "HANDLED", "U05": "YES"}, expected=2)
    assert [d.item for d in latest(way).due if d.item] == [Item.SEXUAL_ASSAULT]
    way.check({"U01": "YES", "U05": "YES"}, expected=3)  # it is urgent again
    assert len(latest(way).graded.yes) == 2


@pytest.mark.parametrize("silence", ["DECLINES", "DOES_NOT_KNOW", "NOT_ASKED"])
def test_danger_that_was_heard_stays_red_until_it_is_a_no_or_handled(way, silence):
    others = {f"U{n:02}": "NO" for n in range(2, 13)}
    way.check({"U01": "YES", **others})
    way.check({"U01": silence, **others}, expected=1)  # he is listening: she cannot speak
    assert way.again().risk == "RED"
    assert latest(way).graded.yes == (Item.DANGER_NOW,)
    assert [t.source for t in open_tasks(way)] == ["triage.U01"]
    handled(way, expected=2)
    assert way.again().risk == "GREEN"
    assert not open_tasks(way).exists()
    way.check({"U01": silence, **others}, expected=3)
    assert way.again().risk != "RED", "what was settled does not come back by silence"


def test_the_line_beside_an_item_is_kept_as_it_is_typed_and_only_for_its_writer(way, cast):
    way.check({"U01": "YES", "U05": "YES"})
    client, page = cast.client_for(cast.ani), reverse("cases:triage", args=[way.case.pk])
    there = reverse("cases:triage_handled", args=[way.case.pk, "U01"])
    key = f"cases.handled:u01:{way.case.pk}"
    for shown in (client.get(page), client.get(there)):
        assert f'data-draft-key="{key}"' in shown.content.decode()
    sent = {"_draft_key": key, "note": "Sudah dijemput", "version": "1"}
    assert client.post(reverse("ui:draft"), sent).status_code == 200
    assert "Sudah dijemput" not in cast.client_for(cast.beni).get(page).content.decode()
    for shown in (client.get(page), client.get(there)):
        assert shown.content.decode().count("Sudah dijemput") == 1
    done = {"id": str(new_id()), "version": "1", "note": "Sudah dijemput", "over": "on"}
    saved = client.post(there, done)
    assert saved.status_code == 302
    assert not Draft.objects.filter(form_key=key).exists()
