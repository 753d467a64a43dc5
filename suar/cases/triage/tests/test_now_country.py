"""Where the person is now: the report says it, the check changes it, its numbers are shown."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.audit.models import Event
from suar.cases.models import Case
from suar.cases.triage import actions
from suar.cases.triage.calling import place_chosen
from suar.cases.triage.codes import Answer, Item
from suar.intake.actions import FirstContact, take_report
from suar.intake.opening import Who, open_case
from suar.kit.ids import new_id
from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.reference.load import load

pytestmark = pytest.mark.django_db


def change(way, country, shown="", by=None):
    return actions.set_now_country(
        case_id=way.case.pk, country=country, shown=shown, by=by or way.ani, at=way.at
    )


def test_nobody_else_changes_where_the_person_is(way):
    for actor, kind in ((way.eko, Kind.NOT_FOUND), (way.citra, Kind.FORBIDDEN)):
        with pytest.raises(Problem) as refused:
            change(way, "MY", by=actor)
        assert refused.value.kind is kind
    assert way.again().now_country == ""


def test_a_code_that_is_no_country_is_refused(way):
    with pytest.raises(Problem) as refused:
        change(way, "XX")
    assert [b.code for b in refused.value.reasons] == [Reason.NOT_FOUND]


def test_two_at_once_the_later_one_sees_what_the_first_one_said(way):
    change(way, "MY")
    assert change(way, "MY").now_country == "MY"  # the same press, sent twice
    with pytest.raises(Problem) as refused:
        change(way, "SG")
    assert refused.value.kind is Kind.CONFLICT
    assert change(way, "", shown="MY").now_country == ""


def test_the_event_does_not_say_the_country(way):
    change(way, "MY")
    event = Event.objects.get(verb="case.place_changed")
    assert "MY" not in str(event.facts)


def test_a_case_of_a_report_begins_with_the_country_of_the_report(cast):
    by, at = cast.actor(cast.ani), cast.at
    heard = FirstContact(
        channel="phone", speaker="person", where="abroad", country="MY", call_name="Yanti",
        contact_number="0812 0000 111", story="x", urgent={Item.DANGER_NOW: Answer.YES},
    )  # fmt: skip
    report = take_report(report_id=new_id(), heard=heard, unit_id=cast.unit_a.pk, by=by, at=at)
    case = open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True), unit=cast.unit_a,
        worker_id=cast.ani.pk, by=by, at=at,
    )  # fmt: skip
    assert Case.objects.get(pk=case.pk).now_country == "MY"


def test_the_page_shows_the_numbers_of_the_place_and_says_when_it_is_not_known(way, cast):
    load(at=way.at)
    way.check()
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    page = reverse("cases:triage", args=[way.case.pk])
    unknown = client.get(page).content.decode()
    assert "these are Indonesia" in unknown
    assert "tel:110" in unknown
    address = reverse("cases:now_country", args=[way.case.pk])
    assert client.post(address, {"country": "MY", "shown": ""}).status_code == 302
    known = client.get(page).content.decode()
    assert "these are Indonesia" not in known
    assert "tel:999" not in known, "dialled here it would ring somewhere else"
    assert "<strong>999</strong>" in known
    assert "only inside Malaysia" in known
    assert known.index("tel:+60176688032") < known.index("<strong>999</strong>")
    assert "tel:+6281290070027" in known
    assert cast.client_for(cast.eko).post(address, {"country": "SG"}).status_code == 404


def test_a_regency_is_one_of_indonesia_and_known(way):
    for country, regency, reason in (
        ("MY", "5202", Reason.REGENCY_ONLY_INDONESIA),
        ("", "5202", Reason.REGENCY_ONLY_INDONESIA),
        ("ID", "9999", Reason.NOT_FOUND),
    ):
        with pytest.raises(Problem) as refused:
            actions.set_now_country(
                case_id=way.case.pk, country=country, regency=regency, shown="", by=way.ani,
                at=way.at,
            )  # fmt: skip
        assert [(b.code, b.field) for b in refused.value.reasons] == [(reason, "regency")]
    assert way.again().now_place == ""


@pytest.mark.parametrize(
    ("given", "meant"),
    [
        ({"country": "ID", "regency": "5202", "shown": ""}, ("ID", "5202")),
        ({"country": "", "regency": "5202", "shown": ""}, ("ID", "5202")),
        ({"country": "MY", "regency": "5202", "shown": "ID5202"}, ("MY", "")),
        ({"country": "", "regency": "5202", "shown": "ID5202"}, ("", "")),
        ({"country": "MY", "regency": "5204", "shown": "ID5202"}, ("MY", "5204")),
    ],
)
def test_a_regency_that_stood_there_before_does_not_hold_the_country(given, meant):
    assert place_chosen(**given) == meant


def test_a_report_from_indonesia_gives_its_country_and_its_regency_to_the_case(cast):
    by, at = cast.actor(cast.ani), cast.at
    for where, regency, now in (
        ("indonesia", "5304", "ID5304"), ("indonesia", "", "ID"), ("at_sea", "", ""),
    ):  # fmt: skip
        heard = FirstContact(
            channel="phone", speaker="person", where=where, regency=regency, call_name="Yanti",
            contact_number="0812 0000 111", story="x", urgent={Item.DANGER_NOW: Answer.YES},
        )  # fmt: skip
        report = take_report(report_id=new_id(), heard=heard, unit_id=cast.unit_a.pk, by=by, at=at)
        case = open_case(
            case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
            unit=cast.unit_a, worker_id=cast.ani.pk, by=by, at=at,
        )  # fmt: skip
        assert Case.objects.get(pk=case.pk).now_place == now


def test_the_regency_is_chosen_and_shown_where_the_country_is(way, cast, monkeypatch):
    load(at=way.at)
    way.check()
    monkeypatch.setattr("suar.cases.triage.views.clock.now", lambda: way.at)
    client = cast.client_for(cast.ani)
    reach = reverse("cases:before_call", args=[way.case.pk])
    assert "Keberadaan klien belum dicatat" in client.get(reach).content.decode()
    address = reverse("cases:now_country", args=[way.case.pk])
    sent = {"country": "ID", "regency": "5202", "shown": ""}
    assert client.post(address, sent).status_code == 302
    assert way.again().now_place == "ID5202"
    page = client.get(reverse("cases:triage", args=[way.case.pk])).content.decode()
    assert '<option value="5202" selected>' in page
    assert 'name="shown" value="ID5202"' in page
    assert "belum diketahui, atau di laut" not in page
    assert "tel:119" in page
    assert "Di Kabupaten Lombok Tengah, tempat klien berada, sekarang pukul" in (
        client.get(reach).content.decode()
    )
