"""Pages of intake: who is turned away, what is kept, what a tired officer sees."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from urllib.parse import quote

import pytest

from suar import vault
from suar.cases.models import Case
from suar.intake import opening
from suar.intake.models import Report
from suar.intake.opening import Who
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.kit.reasons import Reason
from suar.people import actions as people
from suar.people.codes import Channel
from suar.people.contact import SafeContactRules, why_not_contact
from suar.people.models import Phone, SafeContact
from suar.policy import Role
from suar.reference.load import load
from suar.ui.paging import cursor_page
from tests.support.cast import make_user
from tests.support.people import make_person

pytestmark = pytest.mark.django_db
TYPED = {
    "channel": "phone", "speaker": "person", "call_name": "Contoh Sari",
    "contact_number": "0812 0000 0001", "where": "indonesia", "urgent_U07": "YES",
}  # fmt: skip


def test_a_stranger_is_led_to_the_sign_in_and_an_analyst_refused(cast, client):
    assert client.get("/intake/").status_code in (302, 401)
    for path in ("/intake/", "/intake/new/"):
        assert cast.client_for(cast.dewi).get(path).status_code == 403


def test_a_report_of_another_organisation_is_not_found(cast):
    page = cast.client_for(cast.fitri)
    page.post("/intake/new/", TYPED)
    report = Report.objects.get()
    stranger = cast.client_for(cast.eko)
    for path in ("", "no-case/", "search/"):
        assert stranger.get(f"/intake/{report.pk}/{path}").status_code == 404
    assert stranger.post(f"/intake/{report.pk}/case/", {"how": "nameless"}).status_code == 404


def test_what_was_typed_is_kept_when_an_answer_is_missing(cast):
    page = cast.client_for(cast.fitri)
    answer = page.post("/intake/new/", {**TYPED, "where": "", "story": "Butuh bantuan segera"})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Contoh Sari" in text
    assert "Butuh bantuan segera" in text
    assert not Report.objects.exists()


def test_the_content_is_folded_until_it_is_opened(cast):
    page = cast.client_for(cast.fitri)
    saved = page.post("/intake/new/", TYPED)
    folded = page.get(saved["Location"])
    assert "Contoh Sari" not in folded.content.decode()
    opened = page.get(saved["Location"] + "?open=1")
    assert "Contoh Sari" in opened.content.decode()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"contact_from": "20:00"}, "contact_until"),
        ({"contact_from": "20:00", "contact_until": "20:00"}, "contact_until"),
        ({"contact_days": ["0"], "contact_any_hour": "on"}, "contact_any_hour"),
    ],
)
def test_safe_hours_that_say_nothing_clear_are_asked_again(cast, wrong, field):
    answer = cast.client_for(cast.fitri).post("/intake/new/", {**TYPED, **wrong})
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert not Report.objects.exists()


def test_a_name_of_who_must_not_know_is_never_dropped_in_silence(cast):
    page = cast.client_for(cast.fitri)
    answer = page.post("/intake/new/", {**TYPED, "must_not_know_whom": "Pak Joko"})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["must_not_know"]
    assert "Pak Joko" in answer.content.decode()
    typed = {"must_not_know_whom": "Pak Joko", "must_not_know": ["neighbour"]}
    saved = page.post("/intake/new/", {**TYPED, **typed})
    assert "Pak Joko" in page.get(saved["Location"] + "?open=1").content.decode()


@pytest.mark.parametrize(
    ("typed", "shown", "why_not"),
    [
        ({}, "belum dicatat: tanyakan dulu", [Reason.ASK_SAFE_HOURS]),
        ({"contact_hours": "setelah isya"}, "setelah isya", [Reason.ASK_SAFE_HOURS]),
        ({"contact_any_hour": "on"}, "jam berapa pun", []),
        (
            {"contact_from": "20:00", "contact_until": "21:30", "contact_days": ["0", "2"]},
            "20.00–21.30",
            [Reason.OUTSIDE_SAFE_HOURS],
        ),
    ],
)
def test_safe_hours_go_from_the_report_to_the_person_as_rules(cast, typed, shown, why_not):
    page = cast.client_for(cast.fitri)
    page.post("/intake/new/", {**TYPED, "contact_ways": ["voice"], "urgent_U01": "YES", **typed})
    report = Report.objects.get()
    assert shown in page.get(f"/intake/{report.pk}/?open=1").content.decode()
    at, fitri = now(), cast.actor(cast.fitri)
    opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=fitri, at=at,
    )  # fmt: skip
    safe = SafeContact.objects.get()
    with vault.opened(safe, by=cast.actor(cast.ani), at=at, purpose="test"):
        rules = SafeContactRules.from_json(safe.rules.open(), do_not_contact=False)
    monday_morning = datetime(2026, 3, 2, 9, 0)
    assert why_not_contact(rules, Channel.VOICE, monday_morning) == why_not


@pytest.mark.parametrize("own_is_kept", [False, True])
def test_a_linked_record_names_no_colleagues_client_before_a_case_is_opened(cast, own_is_kept):
    rina, at = make_user("Rina", cast.a, Role.CASEWORKER, unit=cast.unit_a), now()
    ani = cast.actor(cast.ani)
    own = make_person(ani, at, name="Wagiyem")
    hers = make_person(cast.actor(rina), at, name="Contoh Sari Kusumaningrum")
    kept, merged = (own, hers) if own_is_kept else (hers, own)
    people.merge(id=new_id(), kept_id=kept.pk, merged_id=merged.pk, by=ani, at=at)
    page = cast.client_for(cast.ani)
    page.post("/intake/new/", TYPED)
    address = f"/intake/{Report.objects.get().pk}/search/"
    shown = page.post(address, {"text": "Contoh Sari Kusumaningrum"}).content.decode()
    found = shown.split('id="found"')[1].split('class="suar-form"')[0]
    assert "Kusumaningrum" not in found
    assert kept.code in found
    offered = 'name="how" value="existing"' in found
    assert offered == own_is_kept, "only of a record that is open a case can be opened"


def test_the_way_from_report_to_case_by_an_intake_officer_and_her_colleague(cast):
    page = cast.client_for(cast.fitri)
    saved = page.post("/intake/new/", TYPED)
    report = Report.objects.get()
    found = page.post(f"/intake/{report.pk}/search/", {"text": "Contoh Sari"})
    form = found.context["new_form"]
    assert page.get("/intake/").content.decode().count(report.code) >= 1
    opened = page.post(
        f"/intake/{report.pk}/case/",
        {"how": "new", "id": form.row_id, "ticket": form.initial["ticket"],
         "person_id": form.initial["person_id"], "name": "Contoh Sari", "sex": "female",
         "unit": str(cast.unit_a.pk), "worker": str(cast.ani.pk)},
    )  # fmt: skip
    assert opened.status_code == 302
    report.refresh_from_db()
    assert report.state == "case_opened"
    assert saved.status_code == 302


def test_a_way_to_a_case_that_no_page_offers_is_not_found(cast):
    page = cast.client_for(cast.fitri)
    page.post("/intake/new/", TYPED)
    team = {"unit": str(cast.unit_a.pk), "worker": str(cast.ani.pk)}
    answer = page.post(f"/intake/{Report.objects.get().pk}/case/", {"how": "x", **team})
    assert answer.status_code == 404


def test_a_new_person_without_a_worker_keeps_what_was_typed(cast):
    page = cast.client_for(cast.fitri)
    page.post("/intake/new/", TYPED)
    report = Report.objects.get()
    found = page.post(f"/intake/{report.pk}/search/", {"text": "Contoh Sari"})
    ticket = found.context["answer"].ticket
    answer = page.post(
        f"/intake/{report.pk}/case/",
        {"how": "new", "ticket": ticket, "name": "Contoh Sari", "sex": "female"},
    )
    assert answer.status_code == 422
    assert "Contoh Sari" in answer.content.decode()


@pytest.mark.parametrize("wrong", ["sari@", "@contoh.org", "telepon saja"])
def test_a_way_to_reach_somebody_that_is_neither_number_nor_address_is_asked_again(cast, wrong):
    answer = cast.client_for(cast.fitri).post("/intake/new/", {**TYPED, "contact_number": wrong})
    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["contact_number"]
    assert not Report.objects.exists()


def test_an_e_mail_address_is_a_safe_contact_and_goes_to_the_person(cast):
    page = cast.client_for(cast.fitri)
    typed = {"contact_number": "Sari@Contoh.org", "contact_ways": ["email"], "urgent_U01": "YES"}
    page.post("/intake/new/", {**TYPED, **typed})
    report = Report.objects.get()
    shown = page.get(f"/intake/{report.pk}/?open=1").content.decode()
    assert "sari@contoh.org" in shown
    at, fitri = now(), cast.actor(cast.fitri)
    opening.open_case(
        case_id=new_id(), report_id=report.pk, who=Who(new_id(), nameless=True),
        unit=cast.unit_a, worker_id=cast.ani.pk, by=fitri, at=at,
    )  # fmt: skip
    kept = Phone.objects.get()
    with vault.opened(kept, by=cast.actor(cast.ani), at=at, purpose="test"):
        assert kept.number.open() == "sari@contoh.org"
    found = cast.client_for(cast.ani).post("/people/", {"number": "SARI@contoh.org"})
    assert [hit.by_number for hit in found.context["answer"].hits] == [True]


def test_every_save_says_that_it_is_saved(cast):
    page = cast.client_for(cast.fitri)
    saved = page.post("/intake/new/", TYPED, follow=True)
    report = Report.objects.get()
    assert f"Tersimpan. Kode pengaduan ini {report.code}." in saved.content.decode()
    ended = page.post(f"/intake/{report.pk}/no-case/", {"why": "information"}, follow=True)
    assert f"Tersimpan. Pengaduan {report.code} selesai." in ended.content.decode()


def test_the_waiting_reports_are_paged_and_home_counts_what_the_list_shows(cast, monkeypatch):
    page = cast.client_for(cast.fitri)
    for n in range(3):
        page.post("/intake/new/", {**TYPED, "call_name": f"Contoh {n}"})
    red = {**TYPED, "urgent_U01": "YES", "call_name": "Contoh Merah"}
    page.post("/intake/new/", red)
    assert "Semua 4 pengaduan yang menunggu" in page.get("/").content.decode()
    monkeypatch.setattr("suar.intake.views.cursor_page", partial(cursor_page, size=3))
    first = page.get("/intake/")
    assert len(first.context["table"].rows) == 3
    assert first.context["page"].rows[0].grade == "RED"
    last = page.get("/intake/", {"cursor": first.context["page"].older})
    assert len(last.context["table"].rows) == 1
    assert "cursor=" in first.content.decode()


def test_a_field_that_is_needed_says_so_in_words(cast):
    shown = cast.client_for(cast.fitri).get("/intake/new/").content.decode()
    assert shown.count("(wajib)") >= 4, "channel, speaker, where, and the line that explains it"
    assert shown.count("(wajib, atau centang “") == 2, "a name, and a safe contact"


def test_everything_that_is_missing_is_said_at_once(cast):
    answer = cast.client_for(cast.fitri).post("/intake/new/", {"channel": "phone"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {
        "speaker", "call_name", "contact_number", "where",
    }  # fmt: skip


def test_the_numbers_of_a_report_say_who_can_dial_them(cast):
    load(at=cast.at)
    page = cast.client_for(cast.fitri)
    page.cookies["django_language"] = "en"
    saved = page.post("/intake/new/", {**TYPED, "where": "abroad", "country": "MY"})
    shown = page.get(saved["Location"]).content.decode()
    assert "only inside Malaysia" in shown
    assert "tel:999" not in shown
    assert "tel:+60176688032" in shown


def test_a_very_long_address_is_refused_beside_its_field(cast):
    typed = {**TYPED, "contact_number": "a" * 50 + "@dinas.contoh.go.id"}
    answer = cast.client_for(cast.fitri).post("/intake/new/", typed)
    assert answer.status_code == 422
    assert "contact_number" in answer.content.decode()


def test_who_calls_again_is_led_to_the_case_that_runs(cast):
    page = cast.client_for(cast.ani)
    first = cast.client_for(cast.fitri).post("/intake/new/", TYPED)["Location"]
    fitri = cast.client_for(cast.fitri)
    form = fitri.post(f"{first}search/", {"text": "Contoh Sari"}).context["new_form"]
    opened = fitri.post(
        f"{first}case/",
        {"how": "new", "id": form.row_id, "ticket": form.initial["ticket"],
         "person_id": form.initial["person_id"], "name": "Contoh Sari", "sex": "female",
         "unit": str(cast.unit_a.pk), "worker": str(cast.ani.pk)},
    )  # fmt: skip
    assert opened.status_code == 302
    case = Case.objects.get()
    again = page.post("/intake/new/", TYPED)["Location"]
    shown = page.post(f"{again}search/", {"text": "Contoh Sari"}).content.decode()
    assert f'<a href="/cases/{case.pk}/">{case.code}</a>' in shown
    case.closed_at, case.close_reason = now(), "CL_MOVED"
    case.save_change(expected=case.version, fields=["closed_at", "close_reason"])
    after = page.post(f"{again}search/", {"text": "Contoh Sari"}).content.decode()
    assert case.code not in after


def test_opening_a_case_looked_at_again_leads_to_the_report_and_opens_nothing(cast, client):
    page = cast.client_for(cast.fitri)
    page.post("/intake/new/", TYPED)
    report = Report.objects.get()
    address = f"/intake/{report.pk}/case/"
    assert cast.client_for(cast.eko).get(address).status_code == 404
    assert cast.client_for(cast.dewi).get(address).status_code == 403
    assert quote(address, safe="") in client.get(address)["Location"]
    answer = page.get(address)
    assert (answer.status_code, answer["Location"]) == (302, f"/intake/{report.pk}/")
    assert not Case.objects.exists()
