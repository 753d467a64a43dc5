"""Who takes this person: near where she is now; who is only far away can be chosen all the same."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.cases.referral import queries
from suar.cases.triage import actions as triage
from suar.network.models import ServiceOffer

pytestmark = pytest.mark.django_db


def offer(way, organisation, **more):
    return ServiceOffer.objects.create(
        organisation=organisation, made_at=way.at, made_by=way.cast.admin_b.pk,
        verified_on=way.at.date(),
        **{"service": "SHL_EMG", "sexes": ["female"], "coverage": "places", **more},
    )  # fmt: skip


def is_in(way, country, regency=""):
    triage.set_now_country(
        case_id=way.case.pk, country=country, regency=regency, shown=way.again().now_place,
        by=way.ani, at=way.at,
    )  # fmt: skip


@pytest.fixture
def shown(way, cast, monkeypatch):
    """Return the page of choosing, as a function of the service."""
    monkeypatch.setattr("suar.cases.referral.views.clock.now", lambda: way.at)

    def page(service="SHL_EMG", language="id"):
        client = cast.client_for(cast.ani)
        client.cookies["django_language"] = language
        address = reverse("cases:referral_new", args=[way.case.pk])
        return client.get(address, {"service": service}).content.decode()

    return page


@pytest.fixture
def praya(way, cast):
    """B's shelter serves Lombok Tengah alone; the person is from elsewhere."""
    ServiceOffer.objects.all().delete()
    way.person.__class__.objects.filter(pk=way.person.pk).update(province="53", regency="5304")
    return offer(way, cast.b, regencies=["5202"])


def choice(way, organisation):
    return reverse("cases:referral_draft", args=[way.case.pk, organisation.pk])


def test_who_does_not_take_this_sex_or_is_paused_cannot_be_chosen(way, cast, praya, shown):
    for refusal in ({"sexes": ["male"]}, {"max_age": 17}, {"paused": True}):
        ServiceOffer.objects.all().delete()
        offer(way, cast.b, regencies=["5202"], **refusal)
        page = shown()
        assert choice(way, cast.b) not in page
        assert "Di luar wilayah layanannya" not in page


def test_who_serves_another_area_is_warned_of_and_can_be_chosen(way, cast, praya, shown):
    near = offer(way, cast.c, regencies=["5304"])
    page = shown()
    assert near.organisation.name in page
    assert "Di luar wilayah layanan" in page
    assert page.index(choice(way, cast.c)) < page.index(choice(way, cast.b))


def test_it_is_looked_for_near_where_the_person_is_now(way, cast, praya, shown):
    assert "Keberadaannya sekarang belum dicatat; dekat daerah asalnya: Kabupaten Belu" in shown()
    is_in(way, "ID", "5202")
    found = queries.matches(way.again(), "SHL_EMG", by=way.ani, at=way.at)
    assert [m.offer.pk for m in found.accepting] == [praya.pk]
    page = shown()
    assert "Dekat tempatnya sekarang: Kabupaten Lombok Tengah." in page
    assert "Di luar wilayah layanan" not in page
    assert choice(way, cast.b) in page
    assert "Near where the person is now: Kabupaten Lombok Tengah." in shown(language="en")


def test_abroad_what_serves_the_place_of_origin_alone_is_far(way, cast, praya, shown):
    offer(way, cast.c, coverage="abroad", countries=["MY"])
    is_in(way, "MY")
    page = shown()
    assert "Dekat tempatnya sekarang: Malaysia." in page
    assert page.index(choice(way, cast.c)) < page.index("Di luar wilayah layanannya")


def test_of_a_service_that_nobody_gives_the_page_says_what_to_do(way, praya, shown):
    page = shown("MED_URG")
    assert "Belum ada di direktori:" in page
    assert "hubungi 119" in page
    assert reverse("cases:service_new", args=[way.case.pk]) in page
    assert "alasannya di bawah" not in page
    is_in(way, "MY")
    assert "119" not in shown("MED_URG").split("Belum ada di direktori:")[1].split("</p>")[0]
    assert "tanyakan kepada koordinator" in shown("SEC_PLN")


def test_reasons_below_are_promised_only_where_they_stand(way, cast, shown):
    ServiceOffer.objects.all().update(paused=True)
    page = shown()
    assert "alasannya di bawah" in page
    assert "Tutup atau dihentikan sementara" in page


def test_what_to_ask_first_is_one_sentence(way, cast, shown):
    ServiceOffer.objects.all().update(sexes=[], beds_free=3, beds_at=None)
    assert "Tanyakan dulu: jenis kelamin yang dilayani, jumlah tempat tidur (data lama)" in shown()
    assert "Ask first: which sex they take, number of beds (old data)" in shown(language="en")
