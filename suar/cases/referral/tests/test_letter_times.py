"""A letter gives each step its own time, on the receiver's clock, and no other."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from suar.cases.models import Referral
from suar.cases.referral import letters, receiving
from suar.documents import words
from suar.documents.codes import Urgency
from suar.documents.referral import Office, compose

OFFICE = Office(("Kantor A",), "Mataram", "Ani", "Pendamping")


def said(way, referral):
    found = Referral.objects.select_related("receiver").get(pk=referral.pk)
    content = letters._content(found, (), way.ani, way.at)
    letter = compose(content, office=OFFICE, number="1", on=date(2026, 3, 2))
    return {label: text for b in letter.blocks if b.kind == "fields" for label, text in b.rows}


def test_the_urgency_itself_promises_no_second_time():
    for urgency in (Urgency.RED, Urgency.AMBER, Urgency.GREEN):
        for language in ("en", "id"):
            assert not any(s.isdigit() for s in words.URGENCIES[urgency].in_language(language))


def test_a_moment_is_written_with_its_zone():
    at = datetime(2026, 11, 23, 6, 20, tzinfo=UTC).astimezone(ZoneInfo("Asia/Makassar"))
    assert words.moment_in_words(at, "id") == "23 November 2026, 14.20 WITA"
    assert words.moment_in_words(at, "en") == "23 November 2026, 14:20 WITA"


@pytest.mark.django_db
def test_what_the_receiver_did_already_is_not_asked_again(way):
    referral = way.sent()
    arrival, answer = "Batas waktu konfirmasi", "Batas waktu jawaban"
    first = said(way, referral)
    zone = ZoneInfo(referral.receiver.time_zone)
    for label, due in ((arrival, referral.acknowledge_by), (answer, referral.answer_by)):
        assert first[label] == words.moment_in_words(due.astimezone(zone), "id")
    assert first["Kedaruratan"] == "KUNING: mendesak"
    receiving.acknowledge(referral_id=referral.pk, by=way.citra, at=way.at)
    assert {arrival, answer} & set(said(way, referral)) == {answer}
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    assert not {arrival, answer} & set(said(way, referral))


@pytest.mark.django_db
def test_the_receivers_page_gives_the_same_two_times(way, cast):
    referral = way.sent()
    client = cast.client_for(cast.citra)
    client.cookies["django_language"] = "en"
    address = reverse("cases:incoming", args=[referral.pk])
    page = client.get(address).content.decode()
    assert "Acknowledge by" in page
    assert "Accept or decline by" in page
    receiving.acknowledge(referral_id=referral.pk, by=way.citra, at=way.at)
    page = client.get(address).content.decode()
    assert "Acknowledge by" not in page
    assert "Accept or decline by" in page
