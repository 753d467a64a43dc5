"""An empty "must not be done" says whether anybody asked; a dropped draft had no access to end."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.audit.models import Event
from suar.cases.referral import actions, letters, queries
from suar.cases.referral.tests.test_begun import bar

pytestmark = pytest.mark.django_db
NOT_ASKED = "siapa yang tidak boleh tahu belum ditanyakan"
ENDED = "akses berakhir"


def page_of(way, referral, client=None):
    address = reverse("cases:referral", args=[way.case.pk, referral.pk])
    return (client or way.cast.client_for(way.cast.ani)).get(address).content.decode()


def received(way, referral):
    address = reverse("cases:incoming", args=[referral.pk])
    return way.cast.client_for(way.cast.citra).get(address).content.decode()


def content_of(way, referral):
    return letters._content(referral, (), way.ani, way.at)


def test_where_nobody_asked_both_pages_and_the_letter_say_so(way):
    way.agree_to_share()
    draft = way.draft()
    assert NOT_ASKED in page_of(way, draft)
    referral = actions.send(referral_id=draft.pk, by=way.ani, at=way.at)
    assert NOT_ASKED in page_of(way, referral)
    assert NOT_ASKED in received(way, referral)
    content = content_of(way, referral)
    assert not content.must_not_know_asked


def test_where_somebody_asked_nothing_more_is_said(way):
    bar(way)
    referral = way.sent()
    assert NOT_ASKED not in page_of(way, referral)
    assert NOT_ASKED not in received(way, referral)
    assert content_of(way, referral).must_not_know_asked


def test_what_was_answered_after_the_sending_is_not_in_what_was_sent(way):
    referral = way.sent()
    bar(way)
    assert NOT_ASKED in received(way, referral)
    opened = queries.open_referral(referral, by=way.ani, at=way.at)
    assert not opened.must_not_know_asked


def test_the_form_of_a_draft_says_that_it_was_not_asked(way, cast):
    address = reverse("cases:referral_draft", args=[way.case.pk, cast.b.pk]) + "?service=SHL_EMG"
    client = cast.client_for(cast.ani)
    said = "Siapa yang tidak boleh tahu belum ditanyakan"
    assert said in client.get(address).content.decode()
    bar(way)
    assert said not in client.get(address).content.decode()


def test_a_draft_that_was_dropped_is_not_said_to_have_lost_an_access(way, cast):
    draft = way.draft()
    actions.revoke(referral_id=draft.pk, expected=draft.version, by=way.ani, at=way.at)
    case_page = reverse("cases:case", args=[way.case.pk]) + "?tab=social"
    client = cast.client_for(cast.ani)
    for shown in (page_of(way, draft), client.get(case_page).content.decode()):
        assert ENDED not in shown.lower()
    assert "draf dihapus" in page_of(way, draft)
    assert Event.objects.filter(verb="referral.dropped").count() == 1
    assert not Event.objects.filter(verb="referral.withdrawn").exists()


def test_what_was_sent_and_taken_back_has_its_access_ended(way):
    referral = way.sent()
    actions.revoke(referral_id=referral.pk, expected=referral.version, by=way.ani, at=way.at)
    assert ENDED in page_of(way, referral).lower()
    assert Event.objects.filter(verb="referral.withdrawn").count() == 1
