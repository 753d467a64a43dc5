"""A service that runs on after the access ended: a page of steps, without a word of the person."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.agenda import queries as agenda
from suar.agenda.models import Task
from suar.cases.consent import actions as consent
from suar.cases.models import Referral
from suar.cases.referral import receiving
from suar.cases.reminders import Kind
from suar.network.models import Organisation, ServiceOffer
from tests.support.seen import seen

pytestmark = pytest.mark.django_db
RING = "0370-000-111"


def withdrawn(way, *, accepted=True):
    referral = way.sent()
    if accepted:
        receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    consent.withdraw(
        case_id=way.case.pk, line_id=referral.consent_id, how="phone", by=way.ani, at=way.at
    )
    return Referral.objects.get(pk=referral.pk)


def over(referral):
    return reverse("cases:incoming_over", args=[referral.pk])


def english(cast, user):
    client = cast.client_for(user)
    client.cookies["django_language"] = "en"
    return client


def test_nobody_but_the_receiver_opens_it_and_only_where_a_service_runs_on(way, cast):
    referral = withdrawn(way)
    for user in (cast.eko, cast.ani, cast.beni):
        assert cast.client_for(user).get(over(referral)).status_code in (403, 404)
    assert cast.client_for(cast.citra).get(over(withdrawn(way, accepted=False))).status_code == 404
    assert cast.client_for(cast.citra).get(over(way.sent())).status_code == 404


def test_the_receiver_reads_steps_a_contact_and_a_time_and_nothing_of_the_person(way, cast):
    Organisation.objects.filter(pk=cast.a.pk).update(letterhead="Kantor A\nTelepon 0370-000-222")
    ServiceOffer.objects.create(
        organisation=cast.a, unit=cast.unit_a, service="LEG_INF", focal_point="Meja rujukan",
        focal_phone=RING, coverage="nationwide", made_at=way.at, made_by=cast.ani.pk,
    )  # fmt: skip
    referral = withdrawn(way)
    client = english(cast, cast.citra)
    assert client.get(reverse("cases:incoming", args=[referral.pk])).status_code == 404
    page = client.get(over(referral)).content.decode()
    for said in (referral.code, "Kantor A", RING, "0370-000-222", "Keep the bed", "By 3 Mar"):
        assert said in page
    for secret in ("Sulastri", "Canary", "31", "perempuan", "Tempat aman", way.case.code):
        assert secret not in seen(page), secret


def test_the_task_and_the_ended_line_lead_there_and_the_task_is_ticked_off_there(way, cast):
    referral = withdrawn(way)
    task = Task.objects.get(kind=Kind.RECEIVER_HAND_OVER.value)
    assert agenda.address_of(task) == over(referral)
    client = english(cast, cast.citra)
    assert over(referral) in client.get(reverse("cases:inbox")).content.decode()
    assert reverse("agenda:complete", args=[task.pk]) in client.get(over(referral)).content.decode()
    client.post(reverse("agenda:complete", args=[task.pk]))
    page = client.get(over(referral)).content.decode()
    assert reverse("agenda:complete", args=[task.pk]) not in page


def test_the_senders_task_leads_to_the_steps_on_its_referral(way, cast):
    referral = withdrawn(way)
    task = Task.objects.get(kind=Kind.HAND_OVER.value)
    client = english(cast, cast.ani)
    page = client.get(agenda.address_of(task), follow=True)
    assert page.request["PATH_INFO"] == reverse("cases:referral", args=[way.case.pk, referral.pk])
    text = page.content.decode()
    assert "Ask consent for this receiver" in text
    assert reverse("agenda:complete", args=[task.pk]) in text
    calm = withdrawn(way, accepted=False)
    page = client.get(reverse("cases:referral", args=[way.case.pk, calm.pk])).content.decode()
    assert "Hand over the running service" not in page
