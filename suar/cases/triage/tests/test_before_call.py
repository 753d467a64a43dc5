"""Before a call: the hour, the ways, who must not know; and a decision for each way of reaching."""

from __future__ import annotations

from datetime import time

import lxml.html
import pytest
from django.urls import reverse

from suar.cases.models import ContactDecision
from suar.cases.referral import actions as referring
from suar.cases.referral import receiving
from suar.cases.referral.codes import RefState, Urgency
from suar.cases.triage import actions, queries
from suar.cases.triage.codes import About
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people.actions import MustNotEntry
from suar.people.codes import Channel, MustNot
from suar.people.contact import SafeContactRules, SafeHours

pytestmark = pytest.mark.django_db


def bar(way):
    """Put the receiver onto the list of who must not know."""
    person = way.again().person
    people.set_must_not_know(
        person_id=person.pk, entries=[MustNotEntry(MustNot.OFFICE, organisation_id=way.cast.b.pk)],
        expected=person.version, by=way.ani, at=way.at,
    )  # fmt: skip


def decide(way, about, reason="Penyintas setuju"):
    return actions.decide_contact(
        id=new_id(), case_id=way.case.pk, receiver_id=way.cast.b.pk, about=about, reason=reason,
        by=way.ani, at=way.at,
    )  # fmt: skip


def why(way, about):
    found = queries.why_not_reach(way.again(), way.cast.b, about=about, by=way.ani, at=way.at)
    return [b.code for b in found]


def test_strangers_and_other_roles_do_not_see_it(way, cast):
    page = f"/cases/{way.case.pk}/reach/"
    assert cast.client_for(cast.dewi).get(page).status_code == 403
    assert cast.client_for(cast.eko).get(page).status_code == 404


def test_a_decision_needs_a_reason_and_a_known_kind(way):
    for wrong in ({"about": "party"}, {"about": About.CALL, "reason": " "}):
        with pytest.raises(Problem):
            decide(way, **wrong)
    assert not ContactDecision.objects.exists()


@pytest.mark.parametrize(
    ("decided", "open_to"),
    [
        (About.CALL, {About.CALL}),
        (About.VISIT, {About.VISIT}),
        (About.HAND_OVER, {About.HAND_OVER}),
        (About.REFERRAL, {About.REFERRAL, About.CALL, About.HAND_OVER}),
    ],
)
def test_a_decision_opens_what_it_is_about(way, decided, open_to):
    bar(way)
    assert all(why(way, about) == [Reason.MUST_NOT_KNOW] for about in About)
    decide(way, decided)
    assert {about for about in About if not why(way, about)} == open_to


def test_a_hand_over_stops_where_the_list_has_grown_since_the_referral(way):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    bar(way)
    over = {"referral_id": referral.pk, "by": way.ani, "at": way.at}
    with pytest.raises(Problem) as problem:
        receiving.hand_over(**over)
    assert [b.code for b in problem.value.reasons] == [Reason.MUST_NOT_KNOW]
    decide(way, About.HAND_OVER)
    assert receiving.hand_over(**over).state == RefState.HANDOVER


def test_the_page_says_per_way_whether_this_hour_is_safe(way, cast):
    people.set_safe_contact(
        id=new_id(), person_id=way.person.pk, expected=0, by=way.ani, at=way.at,
        rules=SafeContactRules(
            channels=(Channel.WHATSAPP,), hours=(SafeHours(time(0), time(23, 59)),),
            code_word="melati",
        ),
    )  # fmt: skip
    bar(way)
    client = cast.client_for(cast.ani)
    page = f"/cases/{way.case.pk}/reach/"
    assert page in client.get(f"/cases/{way.case.pk}/").content.decode()
    shown = client.get(page).content.decode()
    assert "WhatsApp" in shown
    assert shown.count("ya, dikatakan aman pada jam ini") == 1
    assert "melati" in shown
    assert cast.b.name in shown
    asked = client.get(f"{page}{cast.b.pk}/?about=visit")
    assert asked.context["form"]["about"].value() == "visit"
    client.post(f"{page}{cast.b.pk}/", {"id": str(new_id()), "about": "visit", "reason": "Aman"})
    assert ContactDecision.objects.get().about == "visit"


def test_a_red_referral_shows_both_checks_before_the_telephone(way, cast):
    bar(way)
    client = cast.client_for(cast.ani)
    way.agree_to_share()
    draft = way.draft(urgency=Urgency.RED)
    page = f"/cases/{way.case.pk}/referrals/{draft.pk}/"
    barred = client.get(page).content.decode()
    assert "Sebelum menelepon penerima" in barred
    assert "sudah ada untuk penerima ini" in barred
    assert "penerima ini tidak terhalang" not in barred
    decide(way, About.REFERRAL)
    assert "penerima ini tidak terhalang" in client.get(page).content.decode()
    writing = f"/cases/{way.case.pk}/referrals/new/{cast.b.pk}/?service=SHL_EMG"
    assert "Sebelum menelepon penerima" in client.get(writing).content.decode()
    referring.send(referral_id=draft.pk, by=way.ani, at=way.at)


def test_a_calm_referral_is_not_a_matter_of_the_telephone(way, cast):
    draft = way.draft(urgency=Urgency.GREEN)
    page = f"/cases/{way.case.pk}/referrals/{draft.pk}/"
    assert "Sebelum menelepon penerima" not in cast.client_for(cast.ani).get(page).content.decode()


def test_each_link_bears_the_title_of_the_page_to_which_it_leads(way, cast):
    bar(way)
    client = cast.client_for(cast.ani)

    def page(address):
        return lxml.html.fromstring(client.get(address).content.decode())

    case_page, before = (reverse(f"cases:{n}", args=[way.case.pk]) for n in ("case", "before_call"))
    (to_here,) = page(case_page).xpath(f'//a[@href="{before}"]')
    links = [(to_here.text_content(), before)]
    safe = reverse("people:safe_contact", args=[way.person.pk])
    reach = reverse("cases:contact_decision", args=[way.case.pk, cast.b.pk]) + "?about=call"
    for address in (safe, reach):
        (link,) = page(before).xpath(f'//section//a[@href="{address}"]')
        links.append((link.text_content(), address))
    for words, address in links:
        titles = [h.text_content().strip() for h in page(address).xpath("//main//h1|//main//h2")]
        assert words.strip() in titles, (words, titles)
