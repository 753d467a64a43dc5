"""The directory and the settings walked in Chromium: both widths, both languages, axe."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from playwright.sync_api import expect

from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.network import actions
from suar.network.answers import AgreementAnswers, OfferAnswers, UnitAnswers
from suar.network.models import Organisation
from suar.policy import Role, permissions_of
from suar.store import tenancy
from tests.browser.conftest import axe, shot, small_targets, too_wide
from tests.support.stage import seated

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True, databases=["default", "keys"]),
]
AT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
URLS = "suar.config.urls"


def seat(name, **facts):
    row_id = new_id()
    with tenancy.acting_for(row_id):
        Organisation.objects.create(
            id=row_id, name=name, short_name=name[:8], kind="cso", level="civil_society",
            province="52", regency="5203", made_at=AT, made_by=new_id(), **facts,
        )  # fmt: skip
    rights = permissions_of([Role.SERVICE_FOCAL_POINT, Role.ORGANISATION_ADMIN])
    return Actor(
        user_id=new_id(), organisation_id=row_id, label="Citra", organisation_label=name,
        permissions=frozenset(rights),
    )  # fmt: skip


@pytest.fixture
def stage():
    """Two organisations, each with an entry; one unit, one agreement."""
    citra, other = seat("Rumah Aman Melati"), seat("Klinik Sehat")
    with tenancy.acting_for(other.organisation_id):
        actions.add_offer(
            row_id=new_id(), unit_id=None, today=date(2025, 1, 1), by=other, at=AT,
            answers=OfferAnswers(service="MED_GEN", coverage="nationwide"),
        )  # fmt: skip
    with tenancy.acting_for(citra.organisation_id):
        unit = actions.add_unit(
            row_id=new_id(), answers=UnitAnswers(name="Kantor Selong"), by=citra, at=AT
        )
        offer = actions.add_offer(
            row_id=new_id(), unit_id=unit.pk, today=AT.date(), by=citra, at=AT,
            answers=OfferAnswers(
                service="SHL_EMG", sexes=("female",), min_age=18, beds_total=6, beds_free=2,
                regencies=("5202", "5203", "5204", "5205"), languages=("ind", "sas"),
                how_to_refer="Telepon narahubung.\nSurat menyusul.", focal_point="Petugas jaga",
                focal_phone="+62370123456",
            ),
        )  # fmt: skip
        actions.add_agreement(
            row_id=new_id(), partner_id=other.organisation_id, by=citra, at=AT,
            answers=AgreementAnswers(
                kind="referral", valid_from=AT.date(), document="01/PKS/2026", signed_by="Ketua"
            ),
        )  # fmt: skip
    return citra, unit, offer


def pages(unit, offer):
    return {
        "list": "/directory/",
        "entry": f"/directory/{offer.pk}/",
        "entry-form": f"/directory/{offer.pk}/edit/",
        "entry-close": f"/directory/{offer.pk}/close/",
        "organisation": "/settings/organisation/",
        "units": "/settings/units/",
        "unit": f"/settings/units/{unit.pk}/",
        "agreements": "/settings/agreements/",
        "agreement-form": "/settings/agreements/new/",
    }


@pytest.mark.parametrize(("width", "language"), list(product(("wide", "phone"), ("id", "en"))))
def test_every_page_is_clean_for_everyone(open_page, stage, width, language):
    citra, unit, offer = stage
    faults = []
    with seated(replace(citra, language=language), urls=URLS):
        for name, path in pages(unit, offer).items():
            page = open_page(path, width=width, language=language)
            shot(page, f"network-{name}-{width}-{language}")
            expect(page.locator("html")).to_have_attribute("lang", language)
            faults += [f"{name}: {fault}" for fault in axe(page) + small_targets(page)]
            faults += [f"{name}: wider than the screen"] if too_wide(page) > 0 else []
            page.context.close()
    assert faults == []


@pytest.mark.parametrize("js", [True, False])
def test_a_search_tells_who_does_not_take_the_person_and_leaves_no_trace(
    open_page,
    stage,
    js,
):
    citra, _unit, _offer = stage
    with seated(citra, urls=URLS):
        page = open_page("/directory/", width="phone", js=js)
        page.get_by_label("Jenis kelamin").select_option("male")
        page.get_by_label("Usia").fill("15")
        page.get_by_role("button", name="Tampilkan").click()
        expect(page.locator("main details")).to_contain_text("1 layanan belum dapat menerima")
        assert page.url.endswith("/directory/"), "sex and age stand in no address"
        page.locator("main details summary").click()
        expect(page.locator("main details")).to_contain_text("Tidak melayani jenis kelamin ini")
        shot(page, f"network-search-phone-{'js' if js else 'plain'}")
        assert not js or axe(page) == []
