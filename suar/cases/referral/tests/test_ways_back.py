"""Every step beside a referral leads back to it, and what was typed is not lost on the way."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from suar import vault
from suar.agenda.models import Task
from suar.cases.consent.codes import Purpose
from suar.cases.models import ReferralEvent
from suar.cases.referral import actions, receiving
from suar.cases.referral.codes import RefState, Verb
from suar.cases.triage.codes import About
from suar.documents.codes import Datum
from suar.kit import clock
from suar.kit.ids import new_id
from suar.network.queries import local_day
from suar.people import actions as people
from suar.people.actions import MustNotEntry
from suar.people.codes import MustNot
from suar.ui import drafts
from suar.ui.models import Draft
from tests.support.case_way import LETTER

pytestmark = pytest.mark.django_db
BACK = "The answer is written down. Back at the draft: check it, then send."
TYPED = "Canary takut pada suaminya"


@pytest.fixture
def ani(cast):
    return english(cast.client_for(cast.ani))


@pytest.fixture
def citra(cast):
    return english(cast.client_for(cast.citra))


def english(client):
    client.cookies["django_language"] = "en"
    return client


def at(name, way, row):
    return reverse(f"cases:{name}", args=[way.case.pk, row.pk])


def said(answer):
    return [str(message) for message in get_messages(answer.wsgi_request)]


def bar(way):
    person = way.again().person
    entries = [MustNotEntry(MustNot.OFFICE, organisation_id=way.cast.b.pk)]
    people.set_must_not_know(
        person_id=person.pk, entries=entries, expected=person.version, by=way.ani, at=way.at
    )


def accepted(way):
    row = way.sent()
    return receiving.accept(referral_id=row.pk, by=way.citra, at=way.at)


def answer_of_consent(way, **more):
    return {
        "id": str(new_id()), "purpose": Purpose.SHARE_REF.value, "state": "GIVEN",
        "receiver": str(way.cast.b.pk), "kinds": ["sex", "age"],
        "given_on": local_day(way.cast.a, clock.now()).isoformat(), "form": "WRITTEN",
        "text_version": "1", "language": "ind", "explained_by": "Ani", "understood": "on",
        "evidence": "Lemari A", **more,
    }  # fmt: skip


# --- consent and decision lead back -------------------------------------------------------------


def test_consent_asked_for_a_draft_leads_back_to_it(way, ani):
    row = way.draft()
    address = reverse("cases:consent_new", args=[way.case.pk])
    asked = f"{address}?purpose=CON_SHARE_REF&receiver={way.cast.b.pk}"
    assert ani.get(asked).context["cancel"] == at("referral", way, row)
    answer = ani.post(asked, answer_of_consent(way))
    assert (answer.status_code, answer["Location"]) == (302, at("referral", way, row))
    assert said(answer) == [BACK]


def test_consent_leads_to_the_ledger_where_no_draft_waits_for_it(way, ani):
    ledger = reverse("cases:consent", args=[way.case.pk])
    address = reverse("cases:consent_new", args=[way.case.pk])
    assert ani.post(address, answer_of_consent(way))["Location"] == ledger
    row = way.draft()
    answer = ani.post(address, answer_of_consent(way, purpose=Purpose.INTERVIEW.value))
    assert answer["Location"] == ledger
    elsewhere = answer_of_consent(way, receiver=str(way.cast.c.pk))
    assert ani.post(address, elsewhere)["Location"] == ledger
    actions.revoke(referral_id=row.pk, expected=row.version, by=way.ani, at=way.at)
    assert ani.post(address, answer_of_consent(way))["Location"] == ledger


def test_a_decision_leads_back_to_the_draft_and_else_to_the_case(way, ani):
    bar(way)
    address = reverse("cases:contact_decision", args=[way.case.pk, way.cast.b.pk])

    def decide():
        return ani.post(address, {"id": str(new_id()), "about": "referral", "reason": "Aman"})

    assert decide()["Location"] == reverse("cases:case", args=[way.case.pk])
    row = way.draft()
    answer = decide()
    assert answer["Location"] == at("referral", way, row)
    assert said(answer)[-1] == BACK


def test_a_decision_asked_from_one_draft_leads_back_to_that_draft(way, ani):
    bar(way)
    row, _newer = way.draft(), way.draft()
    page = at("referral_reach", way, row)
    assert ani.get(page).context["form"].initial["about"] == About.REFERRAL.value
    answer = ani.post(page, {"id": str(new_id()), "about": "referral", "reason": ""})
    assert (answer.status_code, "reason" in answer.context["form"].errors) == (422, True)
    answer = ani.post(page, {"id": str(new_id()), "about": "referral", "reason": "Aman"})
    assert answer["Location"] == at("referral", way, row)
    assert said(answer)[-1] == BACK


# --- whether the service has begun --------------------------------------------------------------


def test_after_not_begun_the_receiver_can_still_say_arrived_and_begun(way, citra):
    row = accepted(way)
    due = row.feedback_by
    page = reverse("cases:incoming", args=[row.pk])
    assert "Say whether the service has begun" in citra.get(page).content.decode()
    sent = {"id": str(new_id()), "started": "no", "note": ""}
    for _twice in range(2):
        assert citra.post(reverse("cases:feedback", args=[row.pk]), sent).status_code == 302
    row.refresh_from_db()
    assert row.state == RefState.ACCEPTED
    assert row.feedback_by > due
    assert ReferralEvent.objects.filter(referral=row, verb=Verb.NOT_BEGUN).count() == 1
    asked = Task.objects.filter(kind="referral.feedback", record_id=row.pk, state="open")
    assert [task.due_at for task in asked] == [row.feedback_by]
    receiving.hand_over(referral_id=row.pk, by=way.citra, at=clock.now())
    receiving.feedback(referral_id=row.pk, started=True, by=way.citra, at=clock.now())
    row.refresh_from_db()
    assert row.state == RefState.FEEDBACK
    assert not asked.all().exists()


def test_an_arrival_told_after_the_beginning_is_told_once_and_leaves_the_state(way, ani, citra):
    row = accepted(way)
    receiving.feedback(referral_id=row.pk, started=True, by=way.citra, at=way.at)
    page = reverse("cases:incoming", args=[row.pk])
    assert "HAND_OVER" in citra.get(page).context["possible"]
    for _twice in range(2):
        receiving.hand_over(referral_id=row.pk, by=way.citra, at=way.at)
    row.refresh_from_db()
    assert row.state == RefState.FEEDBACK
    assert ReferralEvent.objects.filter(referral=row, verb=Verb.HAND_OVER).count() == 1
    assert "HAND_OVER" not in citra.get(page).context["possible"]
    assert not ani.get(at("referral", way, row)).context["may_hand_over"]


# --- the draft's own page -----------------------------------------------------------------------


def test_no_consent_is_asked_for_a_letter_that_lacks_sex_or_age(way, ani):
    row = way.draft(letter={Datum.NAME: "Sulastri"})
    page = ani.get(at("referral", way, row)).content.decode()
    assert "Complete the letter first" in page
    assert reverse("cases:consent_new", args=[way.case.pk]) not in page
    whole = ani.get(at("referral", way, way.draft())).content.decode()
    assert "Complete the letter first" not in whole
    assert reverse("cases:consent_new", args=[way.case.pk]) in whole


def test_dropping_a_draft_speaks_of_no_letter_and_ending_an_access_does(way, ani):
    row = way.draft()
    page = ani.get(at("referral_revoke", way, row))
    assert (page.context["confirm"].title, page.context["confirm"].danger) == (
        "Drop the draft", False,
    )  # fmt: skip
    assert "Nothing was sent. The receiver knows nothing." in page.content.decode()
    assert "cannot be called back" not in page.content.decode()
    sent = {"note": "", "version": row.version}
    assert said(ani.post(at("referral_revoke", way, row), sent)) == ["The draft is dropped."]
    sent = ani.get(at("referral_revoke", way, way.sent())).content.decode()
    assert "cannot be called back" in sent


def test_a_draft_without_a_known_service_leads_to_the_choice(way, cast, ani):
    address = reverse("cases:referral_draft", args=[way.case.pk, cast.b.pk])
    choose = reverse("cases:referral_new", args=[way.case.pk])
    for asked in ("", "?service=", "?service=NONSENSE"):
        assert ani.get(address + asked)["Location"] == choose
    nobody = reverse("cases:referral_draft", args=[way.case.pk, new_id()])
    assert ani.get(nobody).status_code == 404


# --- the hand-over that must not be -------------------------------------------------------------


def test_a_refused_hand_over_is_said_on_the_page_with_the_way_to_decide(way, cast, ani):
    row = accepted(way)
    page = ani.get(at("referral", way, row))
    assert (page.context["why_not"], page.context["must_decide"]) == ([], False)
    bar(way)
    answer = ani.post(at("referral_hand_over", way, row))
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert answer.templates[0].name == "cases/referral/referral.html"
    assert "Nothing is sent yet" not in shown
    decide = at("referral_reach", way, row)
    words = f"Reach {cast.b.name} all the same"
    for one in (shown, ani.get(at("referral", way, row)).content.decode()):
        assert f'href="{decide}">{words}<' in one
    assert f"<h2>{words}</h2>" in ani.get(decide).content.decode()
    decided = {"id": str(new_id()), "about": About.HAND_OVER.value, "reason": "Aman"}
    assert cast.client_for(cast.eko).post(decide, decided).status_code == 404
    back = ani.post(decide, decided)
    assert (back.status_code, back["Location"]) == (302, at("referral", way, row))
    assert said(back) == ["The decision is written down. The hand-over can be told from here."]
    assert ani.get(back["Location"]).context["may_hand_over"]
    assert ani.post(at("referral_hand_over", way, row)).status_code == 302
    row.refresh_from_db()
    assert row.state == RefState.HANDOVER


# --- looking again ------------------------------------------------------------------------------

STEPS = ("referral_send", "referral_letter", "referral_hand_over")


@pytest.mark.parametrize("step", STEPS)
def test_a_step_looked_at_again_leads_to_the_referral_and_does_nothing(way, cast, ani, step):
    row = way.draft()
    assert cast.client_for(cast.eko).get(at(step, way, row)).status_code == 404
    answer = ani.get(at(step, way, row))
    assert (answer.status_code, answer["Location"]) == (302, at("referral", way, row))
    row.refresh_from_db()
    assert row.state == RefState.DRAFT


def test_a_changed_draft_comes_back_until_it_is_saved(way, ani):
    row = way.draft()
    address = at("referral_change", way, row)
    key = f"cases.referral_change:{row.pk}"
    assert f'data-draft-key="{key}"' in ani.get(address).content.decode()
    drafts.keep(form_key=key, fields={"need": [TYPED]}, by=way.ani, at=clock.now())
    assert TYPED in ani.get(address).content.decode()
    letter = {f"d_{datum.value}": text for datum, text in LETTER.items()}
    answers = {"urgency": "AMBER", "need": TYPED, "contact": "Ani", "version": row.version}
    assert ani.post(address, answers | letter).status_code == 302
    assert not Draft.objects.exists()


def test_what_was_typed_into_a_letter_goes_when_the_person_is_erased(way):
    row = way.draft()
    key = f"cases.referral_change:{row.pk}"
    drafts.keep(form_key=key, fields={"need": [TYPED]}, by=way.ani, at=clock.now())
    officer = way.cast.actor(way.cast.gilang)
    vault.erase(way.person.subject_id, by=officer, at=way.at, reason="request")
    assert not Draft.objects.exists()
