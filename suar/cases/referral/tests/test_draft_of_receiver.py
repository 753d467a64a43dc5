"""What was typed for one receiver and not saved comes back for that receiver alone."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from suar.cases.referral import receiving
from suar.kit import clock
from suar.network.queries import local_day
from suar.ui import drafts
from suar.ui.models import Draft

pytestmark = pytest.mark.django_db
TYPED = "Canary takut pada suaminya"


def page(way, receiver):
    address = reverse("cases:referral_draft", args=[way.case.pk, receiver.pk])
    client = way.cast.client_for(way.cast.ani)
    return client.get(address + "?service=SHL_EMG").content.decode()


def keep(way, receiver):
    key = re.search(r'data-draft-key="([^"]+)"', page(way, receiver))[1]
    drafts.keep(form_key=key, fields={"need": [TYPED]}, by=way.ani, at=clock.now())
    return key


def test_what_was_typed_for_one_receiver_never_stands_in_the_form_for_another(way, cast):
    keep(way, cast.b)
    assert TYPED not in page(way, cast.c)
    assert TYPED in page(way, cast.b)


def test_a_draft_of_a_referral_goes_with_its_case(way, cast):
    assert keep(way, cast.b).endswith(f":{way.case.pk}")
    assert drafts.forget([way.case.pk], by=way.ani, at=way.at) == 1
    assert not Draft.objects.exists()


def test_what_the_receiver_typed_into_a_report_comes_back_until_it_is_saved(way, cast):
    referral = way.sent()
    receiving.accept(referral_id=referral.pk, by=way.citra, at=way.at)
    address = reverse("cases:report", args=[referral.pk])
    client = cast.client_for(cast.citra)
    keep_as = {"form_key": f"cases.report:{referral.pk}", "fields": {"note": [TYPED]}}
    drafts.keep(**keep_as, by=way.citra, at=clock.now())
    assert TYPED in client.get(address).content.decode()
    today = local_day(cast.b, clock.now()).isoformat()
    answers = {"service": "SHL_EMG", "started_on": today, "note": TYPED}
    assert client.post(address, answers).status_code == 302
    assert not Draft.objects.exists()
