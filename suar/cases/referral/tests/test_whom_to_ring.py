"""Both sides of an urgent referral read whom to telephone: "telephone first" needs a number."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.cases.referral.codes import Urgency
from suar.network.models import Organisation, ServiceOffer
from tests.support.seen import seen

pytestmark = pytest.mark.django_db
OURS, THEIRS = "0370-000-333", "0370-000-444"


@pytest.fixture
def rung(way, cast):
    """Both houses have an office number in the directory; a RED referral was sent."""
    for house, unit, number in ((cast.a, cast.unit_a, OURS), (cast.b, cast.unit_b, THEIRS)):
        ServiceOffer.objects.create(
            organisation=house, unit=unit, service="LEG_INF", focal_point="Meja rujukan",
            focal_phone=number, coverage="nationwide", made_at=way.at, made_by=cast.ani.pk,
        )  # fmt: skip
    Organisation.objects.filter(pk=cast.a.pk).update(letterhead="Kantor A")
    return way.sent(urgency=Urgency.RED)


def test_the_receiver_reads_the_senders_number_and_nobody_else_opens_the_page(rung, cast):
    address = reverse("cases:incoming", args=[rung.pk])
    assert cast.client_for(cast.eko).get(address).status_code in (403, 404)
    page = cast.client_for(cast.citra).get(address).content.decode()
    assert f'href="tel:{OURS}"' in page
    assert "Kantor A" in page


def test_the_sender_reads_the_receivers_number(rung, way, cast):
    address = reverse("cases:referral", args=[way.case.pk, rung.pk])
    assert f'href="tel:{THEIRS}"' in cast.client_for(cast.ani).get(address).content.decode()


def test_the_inbox_names_the_service_beside_its_urgency(rung, cast):
    page = seen(cast.client_for(cast.citra).get(reverse("cases:inbox")).content.decode())
    assert "MERAH" in page
    assert "Rumah aman" in page
