"""What a form refuses when it is empty is marked as needed, or says with which answer it is."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from suar.cases.closure import actions as closing
from suar.cases.followup import actions as followup
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db
MARK = re.compile(r'<span class="suar-required">\(([^<]*)\)</span>')


def marks(client, name, *more):
    """Return field -> what its label says of being needed."""
    client.cookies["django_language"] = "en"
    page = client.get(reverse(f"cases:{name}", args=more)).content.decode()
    found = {}
    for block in page.split('id="div_id_')[1:]:
        said = MARK.search(block.split("</legend>")[0].split("</label>")[0])
        found[block.split('"')[0]] = said.group(1) if said else ""
    return found


def test_a_contact_and_a_closing_mark_what_is_always_needed(way, cast):
    client, case = cast.client_for(cast.ani), way.case.pk
    row = followup.plan(id=new_id(), case_id=case, due_on=way.at.date(), by=way.ani, at=way.at)
    assert marks(client, "follow_up", case, row.pk)["reached"] == "required"
    close = marks(client, "close", case)
    assert close["told"] == close["retention_until"] == "required"
    assert close["safety_checked_on"].startswith("required, unless contact is lost")


def test_all_that_stands_in_the_way_of_closing_is_said_at_once(way, cast):
    way.check({"U01": "YES"})
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    page = reverse("cases:close", args=[way.case.pk])
    said = client.post(page, {"reason": "CL_GOALS"}).content.decode()
    for words in ("Say how the person was told", "not stable", "Set until when the record is kept"):
        assert words in said


def test_a_consent_says_what_a_yes_needs(way, cast):
    found = marks(cast.client_for(cast.ani), "consent_new", way.case.pk)
    for name in ("form", "language", "explained_by", "understood"):
        assert found[name] == "required if the consent is given", name
    assert found["evidence"] == "required if the consent is given, or attach it below"
    assert found["interpreter"] == ""


def test_a_ground_a_plan_an_answer_and_a_reopening_say_so(way, cast):
    ani, beni, case = cast.client_for(cast.ani), cast.client_for(cast.beni), way.case.pk
    ground = marks(ani, "ground_new", case)
    assert ground["reason"] == ground["review_on"] == "required"
    assert marks(ani, "safety", case)["steps"] == "required, unless another part is filled in"
    row = closing.ask(id=new_id(), case_id=case, wish=way.wish(), by=way.ani, at=way.at)
    assert marks(beni, "close_answer", case, row.pk)["note"] == "required to send back"
    closing.approve(case_id=case, closure_id=row.pk, by=way.beni, at=way.at)
    assert marks(beni, "reopen", case)["reason"] == "required"


def test_the_head_says_of_what_the_badge_speaks(way, cast):
    way.check({"U01": "YES", "U02": "NO", "U03": "DECLINES"})
    page = reverse("cases:case", args=[way.case.pk])
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    assert "Risk: 9" not in client.get(page).content.decode()
    way.check({"U01": "NO", "U02": "NO", "U03": "NO"}, expected=1)
    head = client.get(page).content.decode()
    assert "Risk: 9 items not asked" in head
    assert "9 urgent items not yet asked" not in head, "said once"
    client.cookies["django_language"] = "id"
    assert "Risiko: 9 butir belum ditanya" in client.get(page).content.decode()
