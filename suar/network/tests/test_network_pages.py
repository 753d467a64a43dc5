"""Pages of the directory and of the settings: first who is refused."""

from dataclasses import replace

import pytest
from django.test import Client

from suar.kit.ids import new_id
from suar.network import actions
from suar.network.answers import AgreementAnswers, OfferAnswers, UnitAnswers
from suar.network.models import Agreement, Organisation, ServiceOffer, Unit
from suar.network.tests.conftest import AT
from suar.store import tenancy
from suar.ui.models import Draft
from tests.support.stage import seated

URLS = "suar.config.urls"
SHELTER = OfferAnswers(
    service="SHL_EMG", sexes=("female",), min_age=18, regencies=("5203",), beds_total=6,
    beds_free=2, how_to_refer="Telepon narahubung",
)  # fmt: skip
TYPED = {
    "service": "SHL_EMG", "sexes": ["female"], "min_age": "18", "nationals": "on",
    "coverage": "places", "regencies": ["5203"], "beds_total": "6", "beds_free": "2",
    "cost": "free", "hours": "08-16",
}  # fmt: skip


@pytest.fixture
def shelter(citra):
    with tenancy.acting_for(citra.organisation_id):
        return actions.add_offer(
            row_id=new_id(), answers=SHELTER, unit_id=None, today=AT.date(), by=citra, at=AT
        )


def get(actor, path, **headers):
    with seated(actor, urls=URLS):
        return Client().get(path, **headers)


def post(actor, path, data=None):
    with seated(actor, urls=URLS):
        return Client().post(path, data or {})


OWN = ["edit/", "beds/", "verify/", "close/"]


@pytest.mark.parametrize("path", OWN)
def test_an_entry_of_another_organisation_answers_like_one_that_is_not_there(
    admin_a, shelter, path
):
    foreign = post(admin_a, f"/directory/{shelter.pk}/{path}", TYPED)
    absent = post(admin_a, f"/directory/{new_id()}/{path}", TYPED)
    assert foreign.status_code == absent.status_code == 404
    assert ServiceOffer.objects.get().version == 1


@pytest.mark.parametrize(
    "path",
    ["/directory/new/", "/settings/organisation/", "/settings/units/", "/settings/units/new/",
     "/settings/agreements/", "/settings/agreements/new/"],
)  # fmt: skip
def test_a_caseworker_reaches_no_editing_page(ani, path):
    assert get(ani, path).status_code == 403


def test_a_foreign_unit_and_agreement_are_not_found(admin_a, admin_b, house_a):
    with tenancy.acting_for(admin_b.organisation_id):
        unit = actions.add_unit(row_id=new_id(), answers=UnitAnswers(name="K"), by=admin_b, at=AT)
        paper = actions.add_agreement(
            row_id=new_id(), partner_id=house_a.id, by=admin_b, at=AT,
            answers=AgreementAnswers(
                kind="referral", valid_from=AT.date(), document="01/2026", signed_by="Ketua"
            ),
        )  # fmt: skip
    for path in (f"units/{unit.pk}/", f"units/{unit.pk}/close/", f"agreements/{paper.pk}/"):
        assert get(admin_a, f"/settings/{path}").status_code == 404
    page = get(admin_a, "/settings/agreements/").content.decode()
    assert "01/2026" in page
    assert f"agreements/{paper.pk}" not in page


def test_an_empty_directory_says_what_to_do(ani):
    page = get(ani, "/directory/")
    assert page.status_code == 200
    assert "suar-empty" in page.content.decode()


def test_a_caseworker_reads_the_directory_of_others_without_buttons_to_edit(ani, shelter):
    listed = get(ani, "/directory/").content.decode()
    assert f"/directory/{shelter.pk}/" in listed
    page = get(ani, f"/directory/{shelter.pk}/").content.decode()
    assert "Telepon narahubung" in page
    assert "edit/" not in page
    assert "beds/" not in page


def test_who_does_not_take_the_person_is_shown_apart_with_the_reason(ani, shelter):
    answer = post(ani, "/directory/", {"service": "SHL_EMG", "sex": "male", "age": "30"})
    page = answer.content.decode()
    assert "Tidak melayani jenis kelamin ini" in page
    only = post(ani, "/directory/", {"sex": "male", "only_accepting": "on"}).content.decode()
    assert f"/directory/{shelter.pk}/" not in only


def test_a_search_that_cannot_be_read_is_kept_and_said_beside_the_field(ani, shelter):
    answer = post(ani, "/directory/", {"age": "999", "sex": "female"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="999"' in page
    assert "suar-errors" in page


def test_a_focal_point_puts_an_entry_in_and_a_wrong_one_is_kept_as_typed(citra):
    wrong = post(citra, "/directory/new/", TYPED | {"max_age": "10"})
    assert wrong.status_code == 422
    assert 'value="08-16"' in wrong.content.decode()
    row_id = str(new_id())
    for _ in range(2):  # sent twice, stands once
        done = post(citra, "/directory/new/", TYPED | {"id": row_id})
        assert done["Location"] == f"/directory/{row_id}/"
    assert ServiceOffer.objects.get().hours == "08-16"


def test_what_was_typed_comes_back_until_it_is_saved(citra, shelter):
    for path in ("/directory/new/", f"/directory/{shelter.pk}/edit/"):
        key = "network.offer" if "new" in path else f"network.offer:{shelter.pk}"
        post(citra, "/draft/", {"_draft_key": key, "hours": "setelah magrib"})
        assert "setelah magrib" in get(citra, path).content.decode(), path
        saved = post(citra, path, TYPED | {"id": str(new_id()), "version": "1"})
        assert saved.status_code == 302
        assert "setelah magrib" not in get(citra, path).content.decode(), path
    assert not Draft.objects.exists()


def test_two_people_who_edit_one_entry_both_keep_their_text(citra, shelter):
    first = post(citra, f"/directory/{shelter.pk}/edit/", TYPED | {"version": "1"})
    assert first.status_code == 302
    second = post(
        citra, f"/directory/{shelter.pk}/edit/", TYPED | {"version": "1", "hours": "malam"}
    )
    page = second.content.decode()
    assert second.status_code == 409
    assert "malam" in page
    assert "08-16" in page
    assert "suar-mine" in page
    assert page.count("suar-mine") == 1, "only the field that differs is shown twice"
    assert ServiceOffer.objects.get().hours == "08-16"
    again = post(
        citra, f"/directory/{shelter.pk}/edit/", TYPED | {"version": "2", "hours": "malam"}
    )
    assert again.status_code == 302
    assert ServiceOffer.objects.get().hours == "malam"


def test_beds_are_counted_verified_and_the_entry_taken_out(citra, shelter):
    base = f"/directory/{shelter.pk}/"
    assert post(citra, base + "beds/", {"beds_free": "9", "version": "1"}).status_code == 422
    assert post(citra, base + "beds/", {"beds_free": "0", "version": "1"}).status_code == 302
    assert post(citra, base + "verify/").status_code == 302
    assert get(citra, base + "close/").status_code == 200
    assert ServiceOffer.objects.get().closed_on is None, "asking takes nothing out"
    assert post(citra, base + "close/").status_code == 302
    assert get(citra, base).status_code == 404
    assert ServiceOffer.objects.get().beds_free == 0


def settings_of(house, **more):
    return {
        "name": house.name, "short_name": "LA", "kind": "cso", "level": "civil_society",
        "country": "ID", "province": "52", "regency": "5203", "time_zone": "Asia/Makassar",
        "language": "id", "letter_number": "{no}/{office}/{month}/{year}",
        "contexts": ["intake", "cases"], "version": "1", **more,
    }  # fmt: skip


def test_an_administrator_keeps_the_settings_and_a_wrong_pattern_is_said(admin_a, house_a):
    wrong = post(admin_a, "/settings/organisation/", settings_of(house_a, letter_number="{no}"))
    assert wrong.status_code == 422
    assert post(admin_a, "/settings/organisation/", settings_of(house_a)).status_code == 302
    stored = Organisation.objects.get(pk=house_a.pk)
    assert (stored.time_zone, stored.regency) == ("Asia/Makassar", "5203")
    late = post(admin_a, "/settings/organisation/", settings_of(house_a, short_name="ZZ"))
    assert late.status_code == 409


def test_units_are_added_renamed_and_closed(admin_a):
    assert "suar-empty" in get(admin_a, "/settings/units/").content.decode()
    assert post(admin_a, "/settings/units/new/", {"name": "Praya", "regency": "5202"})
    unit = Unit.objects.get()
    assert (unit.name, unit.province) == ("Praya", "52")
    taken = post(admin_a, "/settings/units/new/", {"name": "praya"})
    assert taken.status_code == 422
    post(admin_a, f"/settings/units/{unit.pk}/", {"name": "Selong", "version": "1"})
    assert post(admin_a, f"/settings/units/{unit.pk}/close/").status_code == 302
    assert Unit.objects.get().closed_on is not None


def test_an_agreement_is_written_down_and_ended(admin_a, house_b):
    typed = {
        "partner": str(house_b.pk), "kind": "referral", "valid_from": "2026-01-01",
        "document": "01/PKS/2026", "signed_by": "Ketua",
    }  # fmt: skip
    assert post(admin_a, "/settings/agreements/new/", typed).status_code == 302
    row = Agreement.objects.get()
    end = f"/settings/agreements/{row.pk}/"
    assert post(admin_a, end, {"valid_to": "2025-01-01", "version": "1"}).status_code == 422
    assert post(admin_a, end, {"valid_to": "2026-06-30", "version": "1"}).status_code == 302
    assert str(Agreement.objects.get().valid_to) == "2026-06-30"


def test_pages_speak_both_languages(ani, shelter):
    english = get(replace(ani, language="en"), "/directory/").content.decode()
    assert "Services directory" in english
    assert "Emergency shelter" in english
    indonesian = get(ani, "/directory/").content.decode()
    assert "Direktori layanan" in indonesian
    assert "Rumah aman darurat" in indonesian


def test_the_directory_costs_the_same_queries_however_long(
    ani, citra, shelter, django_assert_num_queries
):
    def count():
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as found:
            assert get(ani, "/directory/").status_code == 200
        return len(found)

    few = count()
    with tenancy.acting_for(citra.organisation_id):
        for hours in ("a", "b", "c"):
            actions.add_offer(
                row_id=new_id(), answers=replace(SHELTER, hours=hours), unit_id=None,
                today=AT.date(), by=citra, at=AT,
            )  # fmt: skip
    assert count() == few
