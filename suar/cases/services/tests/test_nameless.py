"""Whoever lets no data be kept is helped all the same: four facts, no person, no case."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.audit.models import Event
from suar.cases.consent.codes import Purpose, State
from suar.cases.models import NamelessService, ServiceRecord
from suar.cases.services import actions
from suar.cases.services.actions import Details
from suar.cases.services.codes import ServiceState
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.network.codes import ServiceCode
from suar.people.codes import AgeBand, Sex

pytestmark = pytest.mark.django_db
ADDRESS = "/services/without-name/"


def write(way, by=None, **more):
    given = {"id": new_id(), "given_on": way.at.date(), "by": by or way.ani, **more}
    return actions.record_nameless(
        service=ServiceCode.SHL_EMG, sex=Sex.FEMALE, age_band=AgeBand.B30_38, at=way.at, **given
    )


def test_who_records_no_consent_writes_none(way, cast):
    for user in (cast.citra, cast.dewi, cast.sysadmin):
        with pytest.raises(Problem) as refused:
            write(way, by=cast.actor(user))
        assert refused.value.kind is Kind.FORBIDDEN
        assert cast.client_for(user).get(ADDRESS).status_code == 403
    assert not NamelessService.objects.exists()


def test_a_service_of_next_week_is_not_given_yet(way):
    with pytest.raises(Problem):
        write(way, given_on=way.at.date() + timedelta(days=7))


def test_nothing_in_the_row_or_its_event_leads_to_a_person_or_a_case(way):
    row = write(way)
    names = {f.name for f in NamelessService._meta.get_fields()}
    assert names == {
        "id", "organisation", "version", "made_at", "made_by", "service", "given_on", "sex",
        "age_band",
    }  # fmt: skip
    event = Event.objects.get(verb="nameless_service.recorded")
    assert event.facts == {"service": "SHL_EMG"}
    assert event.subjects == []
    assert str(way.case.pk) not in f"{event.record_id} {event.facts} {row.pk}"


def test_the_same_form_twice_is_one_row(way):
    same = new_id()
    assert write(way, id=same) == write(way, id=same)
    assert NamelessService.objects.count() == 1


def test_the_ledger_leads_to_the_form_once_storing_is_refused(way, cast):
    client = cast.client_for(cast.ani)
    ledger = reverse("cases:consent", args=[way.case.pk])
    assert ADDRESS not in client.get(ledger).content.decode()
    way.agree(Purpose.STORE, state=State.REFUSED)
    assert ADDRESS in client.get(ledger).content.decode()
    way.at += timedelta(minutes=1)
    way.agree(Purpose.STORE)
    assert ADDRESS not in client.get(ledger).content.decode()


def test_a_refusal_takes_no_help_away(way):
    way.agree(Purpose.STORE, state=State.REFUSED)
    given = actions.record(
        id=new_id(), case_id=way.case.pk, by=way.ani, at=way.at,
        details=Details(ServiceCode.SHL_EMG, ServiceState.GIVEN, started_on=way.at.date()),
    )  # fmt: skip
    assert ServiceRecord.objects.filter(pk=given.pk).exists()
    assert way.draft(), "a referral may be begun as before"


def test_the_form_is_filled_and_shown_again_to_its_writer_alone(way, cast):
    client = cast.client_for(cast.fitri)
    client.cookies["django_language"] = "en"
    assert client.post(ADDRESS, {"service": "SHL_EMG"}).status_code == 422
    answer = client.post(
        ADDRESS,
        {"id": str(new_id()), "service": "SHL_EMG", "given_on": "2026-03-02", "sex": "female",
         "age_band": "30-38"},
    )  # fmt: skip
    assert answer.status_code == 302
    assert "30-38</td>" in client.get(ADDRESS).content.decode()
    assert "30-38</td>" not in cast.client_for(cast.ani).get(ADDRESS).content.decode()
