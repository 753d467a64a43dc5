"""A code typed into the search for people: who is told nothing, then where it leads."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from suar.intake.models import Report
from suar.intake.tests.test_report_pages import TYPED

pytestmark = pytest.mark.django_db
FIND = "/people/"
NOBODY_S = "SR-222222"


def typed(client, text, **more):
    return client.post(FIND, {"text": text, **more})


def told(client, code):
    """Return the page without what differs by itself: the code that was typed and tokens."""
    page = typed(client, code).content.decode().replace(code, "CODE")
    return re.sub(r'(csrfmiddlewaretoken|name="id")[^>]*value="[^"]*"', "", page)


def test_what_is_closed_and_what_is_absent_read_alike(way, cast):
    sent = way.sent()
    for user in (cast.eko, cast.fitri, cast.citra):
        client = cast.client_for(user)
        for code in (way.case.code, way.person.code):
            answer = typed(client, code)
            assert answer.status_code in (200, 403), user.name
            absent = re.sub(r"(?<=-).*", lambda body: "2" * len(body[0]), code)
            assert told(client, code) == told(client, absent), user.name
    assert typed(cast.client_for(cast.eko), sent.code).status_code == 200


def test_an_erased_person_is_absent(way, cast):
    way.person.erased_at = way.at
    way.person.save(update_fields=["erased_at"])
    assert typed(cast.client_for(cast.ani), way.person.code).status_code == 200


@pytest.mark.parametrize(
    "shape", [str, str.lower, lambda c: c.replace("-", " "), lambda c: f"  {c.lower()} ",
              lambda c: c.replace("-", "-", 1).replace("SR", "5r")],
)  # fmt: skip
def test_a_code_leads_to_the_case_however_it_is_typed(way, cast, shape):
    way.case.code = "SR-7K3F2A"
    type(way.case).objects.filter(pk=way.case.pk).update(code=way.case.code)
    answer = typed(cast.client_for(cast.ani), shape(way.case.code))
    assert answer["Location"] == reverse("cases:case", args=[way.case.pk])


def test_the_code_of_a_person_and_of_a_referral_lead_there(way, cast):
    referral = way.sent()
    ani, citra = cast.client_for(cast.ani), cast.client_for(cast.citra)
    person = reverse("people:person", args=[way.person.pk])
    assert typed(ani, way.person.code)["Location"] == person
    assert typed(ani, way.person.code.replace("O", "0", 1))["Location"] == person
    assert typed(ani, "", number=way.person.code)["Location"] == person
    sent = reverse("cases:referral", args=[way.case.pk, referral.pk])
    assert typed(ani, referral.code)["Location"] == sent
    if citra.get(FIND).status_code == 200:
        incoming = reverse("cases:incoming", args=[referral.pk])
        assert typed(citra, referral.code)["Location"] == incoming


def test_a_report_that_waits_is_found_by_the_code_that_was_read_out(cast):
    fitri = cast.client_for(cast.fitri)
    fitri.post("/intake/new/", TYPED)
    report = Report.objects.get()
    assert typed(fitri, report.code)["Location"] == reverse("intake:report", args=[report.pk])
    assert "Location" not in typed(cast.client_for(cast.eko), report.code)


def test_an_unknown_code_is_said_to_be_unknown_and_asks_for_no_registration(cast):
    page = typed(cast.client_for(cast.ani), NOBODY_S).content.decode()
    assert "Tidak ditemukan" in page
    assert 'name="ticket"' not in page


@pytest.mark.parametrize("name", ["Kartika", "Kadeks", "Odette", "Srihar"])
def test_a_name_is_a_name(cast, name):
    assert typed(cast.client_for(cast.ani), name).context["answer"] is not None


def test_a_passport_that_looks_like_a_code_is_searched_as_a_number(cast):
    answer = typed(cast.client_for(cast.ani), "", number="K234567")
    assert answer.context["answer"] is not None
