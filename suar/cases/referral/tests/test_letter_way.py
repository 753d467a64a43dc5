"""The letter prints the agreed day and our number; what is empty is left out, never denied."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from suar.cases.models import Referral
from suar.cases.referral import letters
from suar.documents.models import IssuedLetter
from suar.documents.referral import Office, compose
from suar.network.models import ServiceOffer
from tests.support.cast import make_unit

pytestmark = pytest.mark.django_db
OFFICE = Office(("Kantor A",), "Mataram", "Ani", "Pendamping")


def written(way, referral):
    found = Referral.objects.select_related("receiver", "case").get(pk=referral.pk)
    content = letters._content(found, (), way.ani, way.at)
    letter = compose(content, office=OFFICE, number="1", on=date(2026, 3, 2))
    rows = {label: text for b in letter.blocks if b.kind == "fields" for label, text in b.rows}
    return rows, letter.slip.send_back


def our_number(way, number, unit=None):
    ServiceOffer.objects.create(
        organisation=way.cast.a, unit=unit, service="PSY_CNS", focal_point="Ani",
        focal_phone=number, coverage="nationwide", made_at=way.at, made_by=way.cast.admin_a.pk,
        verified_on=way.at.date(),
    )  # fmt: skip


def test_what_nobody_filled_in_is_not_on_the_letter(way):
    rows, back = written(way, way.sent())
    assert "Pendamping perjalanan" not in rows
    assert "Hari serah terima yang disepakati" not in rows
    assert "tidak ada" not in rows.values()
    assert rows["Narahubung kami"] == "Ani, kantor A"
    assert back == "Mohon dikembalikan kepada: Ani, kantor A"


def test_the_agreed_day_and_our_number_are_printed(way):
    referral = way.sent()
    Referral.objects.filter(pk=referral.pk).update(hand_over_on=date(2026, 3, 4))
    our_number(way, "0370-000-222", make_unit(way.cast.a, "Kantor lain"))
    our_number(way, "0370-000-111", way.cast.unit_a)
    rows, back = written(way, referral)
    assert rows["Hari serah terima yang disepakati"] == "4 Maret 2026"
    assert rows["Narahubung kami"] == "Ani, kantor A, telepon 0370-000-111"
    assert back == "Mohon dikembalikan kepada: Ani, kantor A, telepon 0370-000-111"


def test_a_number_written_by_hand_is_not_printed_twice(way):
    our_number(way, "+62 370 000 111")
    referral = way.sent()
    row = Referral.objects.get(pk=referral.pk)
    row.contact = "Ani, (0370) 000-111"
    row.save_change(expected=row.version, fields=["contact"])
    assert written(way, referral)[0]["Narahubung kami"] == "Ani, (0370) 000-111"


def test_a_letter_without_its_signer_is_refused_at_the_top_of_the_page(way, cast):
    referral = way.sent()
    address = reverse("cases:referral_letter", args=[way.case.pk, referral.pk])
    answer = cast.client_for(cast.ani).post(address, {"signer_name": "Ani", "signer_office": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert page.count('id="form-errors"') == 1
    summary = page.split('id="form-errors"')[1].split("</div>")[0]
    assert 'href="#id_signer_office"' in summary
    assert page.index('id="form-errors"') < page.index('id="div_id_signer_office"')
    assert not IssuedLetter.objects.exists()


def test_a_copy_that_may_not_go_out_is_said_at_the_top_too(way, cast):
    referral = way.sent()
    address = reverse("cases:referral_letter", args=[way.case.pk, referral.pk])
    sent = {"signer_name": "Ani", "signer_office": "Pendamping", "copy_1": str(cast.c.pk)}
    page = cast.client_for(cast.ani).post(address, sent).content.decode()
    assert page.count('id="form-errors"') == 1
    assert 'href="#id_copy_1"' in page.split('id="form-errors"')[1].split("</div>")[0]
