"""A later sitting stands on what was answered before, of one episode, and on what it rested."""

from __future__ import annotations

import lxml.html
import pytest
from django.urls import reverse

from suar.cases.consent import actions as consent
from suar.cases.consent.codes import Purpose, State
from suar.cases.identification import queries
from suar.cases.identification.codes import Answered, TickSource
from suar.cases.models import ElementTick, Sitting
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db
TRAFFICKED = {
    "ACT_RECRUIT": "YES", "MNS_DECEIVE": "YES", "MNS_DECEIVE_phase": ["RECRUITMENT"],
    "PRP_FL": "YES", "act_source": "DOCUMENT", "act_reason": "Kontrak", "worked": "on",
    "age_recruited": "29",
}  # fmt: skip


@pytest.fixture
def ani(cast):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    return client


def shown(client, address):
    """Return every field of the form that a page shows, as a browser would send it."""
    page = client.get(address)
    assert page.status_code == 200
    forms = lxml.html.fromstring(page.content).forms
    form = next(f for f in forms if "held_on" in f.fields)
    sent = {}
    for name, value in form.form_values():
        sent.setdefault(name, []).append(value)
    return sent


def send(client, address, **typed):
    sent = shown(client, address)
    answer = client.post(address, {**sent, "order_reason": "Mendesak", **typed})
    assert answer.status_code == 302, answer.context["form"].errors


def page_of(way, episode=None):
    address = reverse("cases:interview", args=[way.case.pk])
    return f"{address}?episode={episode}" if episode else address


def answers(way):
    return queries.answers_so_far(way.case, by=way.ani, at=way.at)


def test_a_second_job_starts_empty_and_nothing_of_the_first_is_saved_for_it(way, ani):
    send(ani, page_of(way), **TRAFFICKED)
    link = "?episode=2"
    assert link in ani.get(page_of(way)).content.decode()
    send(ani, page_of(way, 2), ACT_SEND="YES")
    found = answers(way)
    assert [t.element for t in found.ticks[2]] == ["ACT_SEND"]
    assert {t.element for t in found.ticks[1]} == {"ACT_RECRUIT", "MNS_DECEIVE", "PRP_FL"}
    view = queries.latest_proposal(way.case, by=way.ani, at=way.at)
    second = [r["proposal"] for r in view.results if r["episode"] == 2]
    assert second
    assert "PRESUMED" not in second


def test_the_link_chooses_the_episode_and_each_page_shows_its_own_answers(way, ani):
    assert "?episode=" not in ani.get(page_of(way)).content.decode()
    send(ani, page_of(way), **TRAFFICKED)
    send(ani, page_of(way, 2), ACT_SEND="YES")
    first, second = shown(ani, page_of(way, 1)), shown(ani, page_of(way, 2))
    assert (first["ACT_RECRUIT"], first["ACT_SEND"]) == (["YES"], ["NOT_ASKED"])
    assert (second["ACT_RECRUIT"], second["ACT_SEND"]) == (["NOT_ASKED"], ["YES"])
    assert second["episode"] == ["2"]
    for strange in ("7", "0", "dua", "²"):
        assert shown(ani, page_of(way, strange))["episode"] == ["1"]


def test_what_was_typed_of_one_episode_is_not_laid_over_another(way, ani):
    send(ani, page_of(way), **TRAFFICKED)
    form = ani.get(page_of(way, 2)).context["form"]
    typed = {"_draft_key": form.draft_key, "episode": "2", "ACT_HARBOR": "YES"}
    ani.post(reverse("ui:draft"), typed)
    assert Draft.objects.exists()
    assert ani.get(page_of(way, 1)).context["form"].draft is None
    assert ani.get(page_of(way, 2)).context["form"].draft is not None


def test_a_page_sent_as_it_stands_keeps_what_each_answer_rests_on(way, ani):
    send(ani, page_of(way), **TRAFFICKED)
    before = answers(way).ticks
    send(ani, page_of(way), note="Sesi pendek")
    assert Sitting.objects.count() == 2
    after = answers(way).ticks
    assert after == before
    acts = {t.element: (t.source, t.reason) for t in after[1]}
    assert acts["ACT_RECRUIT"] == (TickSource.DOCUMENT, "Kontrak")
    send(ani, page_of(way), PRP_FL="NOT_ASKED", ACT_RECRUIT="NO")
    said = {t.element: t.state for t in answers(way).ticks[1]}
    assert said == {"ACT_RECRUIT": Answered.NO, "MNS_DECEIVE": Answered.YES}
    assert ElementTick.objects.filter(element="MNS_DECEIVE").count() == 1


def test_who_refused_the_interview_has_her_papers_looked_at_again(way, ani):
    way.agree(Purpose.INTERVIEW, state=State.REFUSED)
    send(ani, page_of(way), ACT_RECRUIT="YES", act_source="DOCUMENT", act_reason="Kontrak")
    send(ani, page_of(way))
    send(ani, page_of(way), ACT_SEND="YES")
    assert Sitting.objects.count() == 3
    refused = ani.post(page_of(way), {**shown(ani, page_of(way)), "PRP_FL": "YES"})
    assert refused.status_code == 422


def test_what_she_said_before_she_withdrew_does_not_stand_against_papers(way, ani):
    line = way.agree(Purpose.INTERVIEW)
    send(ani, page_of(way), **TRAFFICKED)
    consent.withdraw(case_id=way.case.pk, line_id=line.pk, how="phone", by=way.ani, at=way.at)
    send(ani, page_of(way), ACT_SEND="YES")
    assert {t.element for t in answers(way).ticks[1]} >= {"ACT_SEND", "PRP_FL"}


def test_exploited_younger_than_recruited_is_refused(way, ani):
    there = page_of(way)
    typed = {**shown(ani, there), **TRAFFICKED, "age_recruited": "40", "age_exploited": "9"}
    answer = ani.post(there, {**typed, "order_reason": "Mendesak"})
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {"age_exploited"}
    assert not Sitting.objects.exists()


def test_a_means_whose_time_is_not_known_counts_and_stands_so_the_next_time(way, ani):
    there = page_of(way)
    silent = {**TRAFFICKED, "MNS_DECEIVE_phase": []}
    refused = ani.post(there, {**shown(ani, there), **silent, "order_reason": "Mendesak"})
    assert "choose when it happened" in refused.content.decode()
    both = {**TRAFFICKED, "MNS_DECEIVE_phase": ["RECRUITMENT", "not_known"]}
    refused = ani.post(there, {**shown(ani, there), **both, "order_reason": "Mendesak"})
    assert "not both" in refused.content.decode()
    send(ani, there, **{**TRAFFICKED, "MNS_DECEIVE_phase": ["not_known"]})
    tick = ElementTick.objects.get(element="MNS_DECEIVE")
    assert tick.phase == ""
    assert shown(ani, there)["MNS_DECEIVE_phase"] == ["not_known"]
    page = ani.get(reverse("cases:proposal", args=[way.case.pk])).content.decode()
    assert "Proposal: " in page
