"""What was typed about one receiver is not laid over the question about another."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from suar.ui.models import Draft

pytestmark = pytest.mark.django_db


def test_an_answer_begun_for_one_receiver_does_not_come_back_for_another(way, cast):
    client = cast.client_for(cast.ani)
    there = reverse("cases:consent_new", args=[way.case.pk])

    def shown(receiver):
        query = {"purpose": "CON_SHARE_REF", "receiver": str(receiver.pk), "kinds": "name"}
        return client.get(there, query).content.decode()

    key = re.search(r'data-draft-key="([^"]+)"', shown(cast.b))[1]
    typed = {"_draft_key": key, "state": "GIVEN", "explained_by": "Ani", "text": "x"}
    assert client.post(reverse("ui:draft"), typed).status_code == 200
    assert Draft.objects.count() == 1
    assert 'class="alert alert-info"' in shown(cast.b)
    assert 'class="alert alert-info"' not in shown(cast.c)
