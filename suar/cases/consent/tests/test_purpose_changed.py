"""What was typed for one purpose is no part of the answer to another."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.cases.consent.codes import Purpose
from suar.cases.consent.forms import ConsentForm
from suar.cases.models import ConsentLine
from suar.documents.codes import Datum
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db


def typed(way, cast, purpose, **more):
    return {
        "id": str(new_id()), "purpose": purpose.value, "receiver": str(cast.b.pk),
        "kinds": ["health", "name"], "about": "ronsen", "state": "REFUSED",
        "given_on": way.at.date().isoformat(), "language": "ind", **more,
    }  # fmt: skip


@pytest.mark.parametrize("purpose", [Purpose.INTERVIEW, Purpose.STORE, Purpose.STATS])
def test_a_line_about_keeping_names_no_receiver_and_no_data(way, cast, purpose):
    page = reverse("cases:consent_new", args=[way.case.pk])
    answer = cast.client_for(cast.ani).post(page, typed(way, cast, purpose))
    assert answer.status_code == 302
    line = ConsentLine.objects.get()
    assert (line.receiver, line.data) == (None, [])
    ledger = cast.client_for(cast.ani).get(answer["Location"]).content.decode()
    assert "ronsen" not in ledger
    assert cast.b.name not in ledger


def test_what_cannot_be_seen_cannot_refuse_the_form(way, cast):
    gone = typed(way, cast, Purpose.STORE, receiver=str(new_id()))
    page = reverse("cases:consent_new", args=[way.case.pk])
    assert cast.client_for(cast.ani).post(page, gone).status_code == 302
    shared = {**gone, "id": str(new_id()), "purpose": Purpose.SHARE_REF.value}
    assert cast.client_for(cast.ani).post(page, shared).status_code == 422


def test_what_belongs_to_the_purpose_stays(way, cast):
    def cleaned(purpose):
        form = ConsentForm(typed(way, cast, purpose), own=cast.a.pk, child=False)
        assert form.is_valid(), form.errors
        return [bool(form.cleaned_data[name]) for name in ("receiver", "kinds", "about")]

    assert cleaned(Purpose.SHARE_REF) == [True, True, False]
    assert cleaned(Purpose.RETURN) == [True, True, False]
    assert cleaned(Purpose.MEDICAL) == [False, False, True]


def test_no_other_door_writes_a_receiver_where_nothing_is_shared(way, cast):
    line = way.agree(Purpose.STORE, receiver_id=cast.b.pk, data=[Datum.NAME])
    assert (line.receiver_id, line.data) == (None, [])
