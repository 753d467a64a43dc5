"""A first day stands only with a service that was given."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.cases.models import ServiceRecord
from suar.kit import clock
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db


def test_an_offer_is_written_down_with_no_day_that_nobody_typed(way, cast):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    page = reverse("cases:service_new", args=[way.case.pk])
    form = client.get(page).context["form"]
    shown = {"service": "SHL_EMG", "started_on": form["started_on"].value() or ""}
    offered = {"id": str(new_id()), **shown, "state": "OFFERED"}
    assert client.post(page, offered).status_code == 302
    assert ServiceRecord.objects.get().started_on is None
    today = clock.now().date().isoformat()
    typed = client.post(page, {"id": str(new_id()), **shown, "state": "OFFERED",
                               "started_on": today})  # fmt: skip
    assert typed.status_code == 422
    assert "Take the first day out" in typed.content.decode()
    given = client.post(page, {"id": str(new_id()), **shown, "state": "GIVEN"})
    assert given.status_code == 422
    assert ServiceRecord.objects.count() == 1
