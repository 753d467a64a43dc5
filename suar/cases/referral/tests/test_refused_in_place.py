"""A step that is refused is said where it was pressed, and what was typed is not lost."""

from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from suar.cases.models import Referral, ReferralEvent, ReferralService
from suar.cases.referral import actions, receiving
from suar.cases.referral.actions import Content
from suar.cases.referral.codes import RefState, Urgency, Verb
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.reasons import Reason
from suar.network.codes import ServiceCode
from suar.policy.roles import Role
from tests.support.case_way import LETTER
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
TYPED = "Kamar di lantai dua sudah disiapkan"
PRESSED = ("acknowledge", "hand_over")
ANSWERED = {
    "accept": {},
    "decline": {"reason": "CAPACITY"},
    "feedback": {"started": "yes"},
    "report": {"service": "SHL_EMG", "started_on": "2020-01-01"},
    "finish": {"outcome": "MET"},
}


@pytest.fixture
def ani(cast):
    return english(cast.client_for(cast.ani))


@pytest.fixture
def citra(cast):
    return english(cast.client_for(cast.citra))


def english(client):
    client.cookies["django_language"] = "en"
    return client


def here(step, row):
    return reverse(f"cases:{step}", args=[row.pk])


def at(step, way, row):
    return reverse(f"cases:{step}", args=[way.case.pk, row.pk])


def again(row):
    return Referral.objects.get(pk=row.pk)


def accepted(way):
    return receiving.accept(referral_id=way.sent().pk, by=way.citra, at=way.at)


def end(way, row):
    now = again(row)
    actions.revoke(referral_id=row.pk, expected=now.version, by=way.ani, at=way.at)


# --- who is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize("step", [*PRESSED, *ANSWERED])
def test_another_house_learns_nothing_of_a_referral_open_or_over(way, cast, step):
    row = way.sent()
    eko = cast.client_for(make_user("Putra", cast.c, Role.SERVICE_FOCAL_POINT))
    for _open_then_over in range(2):
        answer = eko.post(here(step, row), {"note": TYPED, **ANSWERED.get(step, {})})
        assert answer.status_code == 404
        assert row.code not in answer.content.decode()
        end(way, row) if _open_then_over == 0 else None
    assert not ReferralEvent.objects.filter(referral=row, side="RECEIVER").exists()


@pytest.mark.parametrize("step", PRESSED)
def test_a_press_looked_at_again_leads_to_the_referral_and_does_nothing(way, citra, step):
    row = way.sent()
    answer = citra.get(here(step, row))
    assert (answer.status_code, answer["Location"]) == (302, here("incoming", row))
    assert again(row).state == RefState.SENT


# --- the receiver -------------------------------------------------------------------------------


def test_a_press_that_comes_too_late_is_said_on_top_of_the_referral(way, citra):
    row = accepted(way)
    answer = citra.post(here("acknowledge", row))
    page = answer.content.decode()
    assert answer.status_code == 409
    assert answer.templates[0].name == "cases/referral/incoming.html"
    assert "This step does not fit the state of the referral any more." in page
    assert page.index('role="alert"') < page.index("What is shared")


def test_a_press_met_by_another_change_says_where_it_stands(way, citra, monkeypatch):
    row = way.sent()

    def meanwhile(**_values):
        monkeypatch.undo()
        receiving.accept(referral_id=row.pk, by=way.citra, at=way.at)
        raise Problem.conflict()

    monkeypatch.setattr("suar.cases.referral.receiving_views.receiving.acknowledge", meanwhile)
    answer = citra.post(here("acknowledge", row))
    assert answer.status_code == 409
    assert "it is now “accepted”" in answer.content.decode()


@pytest.mark.parametrize("step", ANSWERED)
def test_an_answer_to_what_is_over_is_shown_to_be_copied_and_changes_nothing(way, citra, step):
    row = accepted(way) if step in ("report", "finish", "feedback") else way.sent()
    end(way, row)
    answer = citra.post(here(step, row), {"note": TYPED, **ANSWERED[step]})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert TYPED in page
    assert "Nothing was saved: this referral was over already" in page
    assert "access ended" in page
    assert "<dd>—</dd>" not in page, "what was left empty is nothing to copy"
    assert LETTER[next(iter(LETTER))] not in page, "the letter is closed to the receiver"
    assert again(row).state == RefState.WITHDRAWN
    assert not ReferralService.objects.exists()


@pytest.mark.parametrize("step", PRESSED)
def test_a_press_on_what_is_over_says_so_too(way, citra, step):
    row = accepted(way) if step == "hand_over" else way.sent()
    end(way, row)
    answer = citra.post(here(step, row))
    assert answer.status_code == 409
    assert "Nothing was saved: this referral was over already" in answer.content.decode()


def test_a_missing_reason_stands_beside_its_field_and_the_note_stays(way, citra):
    row = way.sent()
    answer = citra.post(here("decline", row), {"note": TYPED})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["form"].errors["reason"] == ["Choose or write the reason."]
    assert TYPED in page
    assert again(row).state == RefState.SENT
    row = accepted(way)
    answer = citra.post(here("finish", row), {"note": TYPED})
    assert "outcome" in answer.context["form"].errors
    assert TYPED in answer.content.decode()


def test_a_second_yes_with_words_of_its_own_is_not_lost_in_silence(way, citra):
    row = way.sent()
    sent = {"id": str(new_id()), "note": ""}
    for _twice in range(2):
        assert citra.post(here("accept", row), sent).status_code == 302
    assert ReferralEvent.objects.filter(referral=row, verb=Verb.ACCEPT).count() == 1
    answer = citra.post(here("accept", row), {"id": str(new_id()), "note": TYPED})
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert answer.context["form"].non_field_errors()


# --- whether the service has begun --------------------------------------------------------------


def at_feedback_by_not_begun(way):
    """Build what an earlier version wrote: "not begun" moved the referral on."""
    row = accepted(way)
    receiving.feedback(referral_id=row.pk, started=False, by=way.citra, at=way.at)
    Referral.objects.filter(pk=row.pk).update(state=RefState.FEEDBACK.value)
    return again(row)


def test_who_said_begun_does_not_say_not_begun_after_it(way, citra):
    row = accepted(way)
    receiving.feedback(referral_id=row.pk, started=True, by=way.citra, at=way.at)
    with pytest.raises(Problem) as caught:
        receiving.feedback(referral_id=row.pk, started=False, by=way.citra, at=way.at)
    assert [b.code for b in caught.value.reasons] == [Reason.REFERRAL_NOT_AT_THIS_STEP]
    assert "FEEDBACK" not in citra.get(here("incoming", row)).context["possible"]


def test_feedback_by_not_begun_can_still_say_begun(way, citra):
    row = at_feedback_by_not_begun(way)
    assert "FEEDBACK" in citra.get(here("incoming", row)).context["possible"]
    answer = citra.post(here("feedback", row), {"started": "yes", "note": ""})
    assert answer.status_code == 302
    assert again(row).state == RefState.FEEDBACK
    said = ReferralEvent.objects.filter(referral=row, verb=Verb.FEEDBACK)
    assert [event.state for event in said] == [RefState.FEEDBACK.value]
    assert "FEEDBACK" not in citra.get(here("incoming", row)).context["possible"]


# --- the case's side ----------------------------------------------------------------------------


def test_who_has_not_the_case_ends_nothing_whatever_version_she_names(way, cast):
    row = way.sent()
    for version in (row.version, 0, 99):
        sent = {"note": TYPED, "version": version}
        answer = cast.client_for(cast.eko).post(at("referral_revoke", way, row), sent)
        assert answer.status_code == 404
    assert again(row).state == RefState.SENT


def test_ending_an_access_that_moved_on_meanwhile_is_told_first_and_then_a_decision(way, ani):
    row = way.sent()
    seen = row.version
    receiving.accept(referral_id=row.pk, by=way.citra, at=way.at)
    answer = ani.post(at("referral_revoke", way, row), {"note": TYPED, "version": seen})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert again(row).state == RefState.ACCEPTED
    assert "it is now “accepted”" in page
    assert TYPED in page
    assert f'name="version" value="{again(row).version}"' in page
    sent = {"id": str(new_id()), "note": TYPED, "version": again(row).version}
    for _twice in range(2):
        assert ani.post(at("referral_revoke", way, row), sent).status_code == 302
    ended = ReferralEvent.objects.filter(referral=row, verb=Verb.REVOKE)
    assert (ended.count(), again(row).state) == (1, RefState.WITHDRAWN)


def test_two_who_end_an_access_at_once_are_both_heard(way, ani):
    row = way.sent()
    actions.revoke(
        referral_id=row.pk, expected=row.version, note="Catatan Beni", by=way.beni, at=way.at
    )
    answer = ani.post(at("referral_revoke", way, row), {"note": TYPED, "version": row.version})
    assert answer.status_code == 422
    assert TYPED in answer.content.decode()
    assert "it is now “access ended”" in answer.content.decode()
    ended = ReferralEvent.objects.filter(referral=row, verb=Verb.REVOKE)
    assert [event.by_label for event in ended] == [way.beni.label]


def test_a_draft_that_a_colleague_changed_does_not_leave_unread(way, ani):
    way.agree_to_share()
    row = way.draft()
    content = Content(
        service=ServiceCode.SHL_EMG, urgency=Urgency.AMBER, need="Lain", letter=LETTER, contact=""
    )
    seen = row.version
    actions.change(referral_id=row.pk, content=content, expected=seen, by=way.beni, at=way.at)
    answer = ani.post(at("referral_send", way, row), {"version": seen})
    assert answer.status_code == 409
    assert answer.templates[0].name == "cases/referral/referral.html"
    assert "Somebody else changed this referral meanwhile" in answer.content.decode()
    assert answer.context["why_title"] == "This step cannot be taken now"
    assert again(row).state == RefState.DRAFT
    shown = answer.content.decode()
    assert f'name="version" value="{again(row).version}"' in shown
    sent = ani.post(at("referral_send", way, row), {"version": again(row).version})
    assert [str(m) for m in get_messages(sent.wsgi_request)]
    assert again(row).state == RefState.SENT


def test_a_letter_refused_is_said_on_its_page_and_the_signer_stays(way, ani):
    row = way.sent()
    end(way, row)
    sent = {"signer_name": "Dewi Penandatangan", "signer_office": "Kepala"}
    answer = ani.post(at("referral_letter", way, row), sent)
    assert answer.status_code == 409
    assert answer.templates[0].name == "cases/referral/referral.html"
    assert "This step does not fit the state of the referral any more." in answer.content.decode()
