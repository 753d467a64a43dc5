"""Pages of estimates: who is stopped, what each audience reads, and a table on its way."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from suar.jobs.execution import execute
from suar.kit.ids import new_id
from suar.policy import Role
from suar.statistics import actions, reading
from suar.statistics.models import Estimate
from suar.statistics.rules import rounded_cases
from tests.support import estimates
from tests.support.cast import make_user
from tests.support.estimates import APART, CSV
from tests.support.seen import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def dewi(cast):
    return cast.actor(cast.dewi)


@pytest.fixture
def hana(cast):
    return cast.actor(cast.hana)


def english(client):
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
    return client


def page(client, name, *args, status=200):
    answer = client.get(reverse(f"statistics:{name}", args=args))
    assert answer.status_code == status, answer.status_code
    return seen(answer.content.decode())


def words(**more):
    return {
        "id": str(new_id()), "title": "Awak kapal", "population": "Awak kapal dewasa",
        "place": "Pelabuhan Rekaan", "period": "2025", "method": "auto", "max_order": "2",
        "pthresh": "0.02", "nboot": "60", "level": "0.95", "seed": "1",
        "file": SimpleUploadedFile("tabel.csv", CSV), **more,
    }  # fmt: skip


def send(client, **more):
    return client.post(reverse("statistics:new"), words(**more))


# --- who is stopped -----------------------------------------------------------------------------


def test_who_reads_no_statistics_meets_a_closed_door_and_no_menu(cast):
    client = cast.client_for(cast.ani)
    page(client, "list", status=403)
    assert "/estimates/" not in client.get("/").content.decode()
    assert "/estimates/" in cast.client_for(cast.dewi).get("/").content.decode()


def test_another_organisation_meets_what_is_absent(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    rini = cast.client_for(make_user("Rini", cast.b, Role.ANALYST, Role.DOMAIN_LEAD))
    for name in ("estimate", "progress", "again", "ask", "answer", "withdraw", "discard"):
        page(rini, name, row.pk, status=404)
    for name in ("report", "file"):
        page(rini, name, row.pk, "id", status=404)
    assert row.code not in page(rini, "list")


def test_a_reader_opens_neither_forms_nor_what_is_not_published(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    admin = cast.client_for(cast.admin_a)
    page(admin, "estimate", row.pk, status=404)
    page(admin, "report", row.pk, "id", status=404)
    page(admin, "new", status=403)
    page(admin, "answer", row.pk, status=403)
    actions.approve(estimate_id=row.pk, note="", by=hana, at=cast.at)
    assert "sekitar" in page(admin, "estimate", row.pk)


def test_the_report_speaks_two_languages_and_no_third(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    client = cast.client_for(cast.dewi)
    assert "Anggapan dan batasnya" in page(client, "report", row.pk, "id")
    assert "What it rests on" in page(client, "report", row.pk, "en")
    page(client, "report", row.pk, "fr", status=404)


# --- the table at the door ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        (b"a,b,count\n1,0,3\n0,1,x\n", "Row 2 below the heads, column “count”: A count must"),
        (b"nama,list\nP1,a\n", "Column “nama”: This column looks like the identity"),
        (b"person,list\nP1,a\nSiti Aminah,b\n", "Row 2 below the heads, column “person”: This"),
        (b"a,b,count\n1,0,3\n0,1,3\n", "No case stands on two lists"),
        (b"", "This cannot be read as a table"),
    ],
)
def test_a_fault_of_the_file_stands_beside_it_and_what_was_typed_is_kept(cast, csv, told):
    client = english(cast.client_for(cast.dewi))
    answer = send(client, file=SimpleUploadedFile("t.csv", csv))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert told in seen(text)
    assert 'value="Pelabuhan Rekaan"' in text
    assert "Siti Aminah" not in text
    assert not Estimate.objects.exists()


def test_what_is_left_empty_means_what_stood_there(cast):
    empty = dict.fromkeys(("method", "max_order", "pthresh", "nboot", "level", "seed"), "")
    send(cast.client_for(cast.dewi), **empty)
    row = Estimate.objects.get()
    assert row.options == {
        "method": "auto", "model": None, "max_order": 2, "pthresh": 0.02, "nboot": 1000,
        "level": 0.95, "seed": 1,
    }  # fmt: skip


def test_what_few_need_is_folded_until_somebody_fills_it_in(cast):
    client = cast.client_for(cast.dewi)
    assert client.get(reverse("statistics:new")).content.decode().count("<details") >= 2
    empty = {"file": SimpleUploadedFile("t.csv", b""), "nboot": "1000"}
    shut = send(client, **empty).content.decode()
    opened = send(client, **empty, seed="8").content.decode()
    assert shut.count('suar-section"><summary') == opened.count('suar-section"><summary') + 1


def test_the_fault_is_told_in_indonesian_too(cast):
    answer = send(
        cast.client_for(cast.dewi), file=SimpleUploadedFile("t.csv", b"a,b,count\n1,0,x\n")
    )
    assert "Baris 1 di bawah judul kolom, kolom “count”" in seen(answer.content.decode())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"method": "chapman"}, "This method does not fit a table of 3 lists"),
        ({"method": "fixed"}, "Please name the model"),
        ({"method": "bic", "model": "[12]"}, "A model is named for the method"),
        ({"method": "fixed", "model": "[19]"}, "Write lists that depend in brackets"),
        ({"by": "tahun"}, "The file has no column “tahun”"),
        ({"count": "banyak"}, "The file has no column “banyak”"),
    ],
)
def test_a_choice_that_does_not_fit_is_told_beside_it(cast, more, told):
    answer = send(english(cast.client_for(cast.dewi)), **more)
    assert answer.status_code == 422
    assert told in seen(answer.content.decode())


def test_a_table_that_is_taken_leads_to_its_page(cast):
    client = english(cast.client_for(cast.dewi))
    answer = send(client)
    row = Estimate.objects.get()
    assert answer["Location"] == reverse("statistics:estimate", args=[row.pk])
    text = page(client, "estimate", row.pk)
    assert "552 cases on 3 lists" in text
    assert "Nothing to be careful about was found" in text
    assert "waiting" in text
    execute(row.job_id, row.organisation_id)
    text = page(client, "estimate", row.pk)
    assert "persons in all" in text
    assert "Cases by the lists that hold them" in text


# --- while it is computed -----------------------------------------------------------------------


def test_the_progress_renews_itself_and_draws_the_page_anew_when_more_is_known(cast, dewi):
    row = estimates.begun(dewi, cast.at)
    client = cast.client_for(cast.dewi)
    address = reverse("statistics:progress", args=[row.pk])
    whole = client.get(reverse("statistics:estimate", args=[row.pk])).content.decode()
    known = re.search(r"progress/\?known=([^\"]+)\"", whole)[1]
    same = client.get(f"{address}?known={known}", headers={"HX-Request": "true"})
    assert "HX-Refresh" not in same
    assert "hx-get" in same.content.decode()
    execute(row.job_id, row.organisation_id)
    after = client.get(f"{address}?known={known}", headers={"HX-Request": "true"})
    assert after["HX-Refresh"] == "true"
    assert client.get(address).status_code == 302, "without scripts: the page itself"


def test_point_and_panel_stand_there_before_the_range(cast, dewi):
    row = estimates.begun(dewi, cast.at)
    found = estimates.computed(dewi, cast.at)
    half = {**found.result, "interval": None, "draws": None}
    actions.keep(estimate_id=row.pk, result=half, groups=[], complete=False, by=dewi, at=cast.at)
    text = page(english(cast.client_for(cast.dewi)), "estimate", row.pk)
    assert "persons in all" in text
    assert "The range is not known yet" in text
    assert "No range was computed" not in text
    assert "By another method" in text


def test_work_that_was_cancelled_is_offered_once_more(cast, dewi):
    row = estimates.begun(dewi, cast.at)
    client = english(cast.client_for(cast.dewi))
    other = cast.client_for(make_user("Sari", cast.a, Role.ANALYST))
    address = reverse("statistics:stop", args=[row.pk])
    assert other.post(address).status_code == 404, "it is somebody else's work"
    assert client.post(address).status_code == 302
    text = page(client, "estimate", row.pk)
    assert "not finished" in text
    assert "Compute once more" in text
    client.post(reverse("statistics:run", args=[row.pk]))
    assert "waiting" in page(client, "estimate", row.pk)


def test_a_colleague_sees_that_it_is_computed_and_cannot_cancel_it(cast, dewi):
    row = estimates.begun(dewi, cast.at)
    other = english(cast.client_for(make_user("Sari", cast.a, Role.ANALYST)))
    text = other.get(reverse("statistics:estimate", args=[row.pk])).content.decode()
    assert "being computed" in text
    assert "/stop/" not in text


# --- what each audience reads -------------------------------------------------------------------


def test_counts_exact_numbers_and_fingerprint_are_for_the_operational_audience(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    for user, exact in ((cast.dewi, True), (cast.beni, True), (cast.hana, False),
                        (cast.admin_a, False)):  # fmt: skip
        text = page(english(cast.client_for(user)), "estimate", row.pk)
        assert ("Cases by the lists that hold them" in text) == exact
        assert (row.sha256 in text) == exact
        assert ("552" in text) == exact
        assert ("rounded to three digits" in text) != exact


@pytest.mark.parametrize("who", ["dewi", "admin_a"])
@pytest.mark.parametrize("name", ["report", "file"])
def test_the_report_is_rounded_for_everybody(cast, dewi, hana, who, name):
    row = estimates.published(dewi, hana, cast.at)
    client = cast.client_for(getattr(cast, who))
    answer = client.get(reverse(f"statistics:{name}", args=[row.pk, "en"]))
    text = answer.content.decode()
    assert row.sha256 not in text
    assert "552" not in seen(text)
    assert f"{rounded_cases(row.cases)} of them are on the lists" in text
    for words_ in (row.title, row.population, row.place, row.period, "no data can test it"):
        assert words_ in text
    assert "<svg" in text


def test_the_file_stands_alone(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at, title="<b>Judul</b>")
    answer = cast.client_for(cast.dewi).get(reverse("statistics:file", args=[row.pk, "id"]))
    text = answer.content.decode()
    assert answer["Content-Disposition"] == f'attachment; filename="{row.code}-id.html"'
    assert text.startswith('<!doctype html>\n<html lang="id">')
    assert "<b>Judul" not in text
    assert not re.search(r"(src|href)=|<script", text)


def test_a_group_of_few_shows_no_number_outside(cast, dewi, hana):
    csv = b"a,b,th,count\n1,0,24,90\n0,1,24,70\n1,1,24,19\n1,0,25,5\n0,1,25,4\n1,1,25,1\n"
    row = estimates.published(dewi, hana, cast.at, csv=csv, by_group="th")
    inside = page(english(cast.client_for(cast.dewi)), "estimate", row.pk)
    outside = page(english(cast.client_for(cast.hana)), "estimate", row.pk)
    assert "fewer than 11 on the lists" not in inside
    assert "fewer than 11 on the lists" in outside
    assert "On the lists" not in outside


def test_a_withheld_headline_is_shown_as_withheld_with_what_each_method_gives(cast, dewi):
    row = estimates.computed(dewi, cast.at, APART)
    text = page(english(cast.client_for(cast.dewi)), "estimate", row.pk)
    assert "No number is given. The methods differ by" in text
    assert "By another method" in text
    assert "persons in all. " not in text
    forced = estimates.computed(dewi, cast.at, APART, force="Diminta tim kajian", before=row)
    report = page(cast.client_for(cast.dewi), "report", forced.pk, "en")
    assert "The reason given: Diminta tim kajian" in report
    assert "Draft: not approved" in report


# --- two persons --------------------------------------------------------------------------------


def test_asking_offers_colleagues_who_may_approve_and_nobody_else(cast, dewi):
    row = estimates.computed(dewi, cast.at)
    client = cast.client_for(cast.dewi)
    text = page(client, "ask", row.pk)
    assert "Hana" in text
    assert "Beni" in text
    assert "Ani" not in text
    sent = {"id": str(new_id()), "approver": str(cast.ani.pk), "note": ""}
    assert client.post(reverse("statistics:ask", args=[row.pk]), sent).status_code == 422
    sent["approver"] = str(cast.hana.pk)
    assert client.post(reverse("statistics:ask", args=[row.pk]), sent).status_code == 302
    assert "Hana diminta menyetujuinya" in page(client, "estimate", row.pk)


def test_where_nobody_may_approve_the_page_says_what_to_do(cast):
    lone = make_user("Rini", cast.b, Role.ANALYST)
    row = estimates.computed(cast.actor(lone), cast.at)
    text = page(english(cast.client_for(lone)), "ask", row.pk)
    assert "Nobody else in this organisation may approve" in text


def test_the_second_person_returns_with_a_reason_then_approves(cast, dewi, hana):
    row = estimates.waiting(dewi, hana, cast.at)
    client = english(cast.client_for(cast.hana))
    assert "Mohon dicek" in page(client, "answer", row.pk)
    address = reverse("statistics:answer", args=[row.pk])
    assert client.post(address, {"verdict": "return", "reason": " "}).status_code == 422
    client.post(address, {"verdict": "return", "reason": "Masa belum jelas"})
    text = page(english(cast.client_for(cast.dewi)), "estimate", row.pk)
    assert "Returned by the second person" in text
    assert "Masa belum jelas" in text
    actions.ask(estimate_id=row.pk, approver=hana.user_id, note="", by=dewi, at=cast.at)
    client.post(address, {"verdict": "approve", "reason": ""})
    assert "published" in page(client, "estimate", row.pk)
    assert "Nobody waits for an answer" in page(client, "answer", row.pk)


def test_a_withdrawn_figure_shows_its_reason_and_no_number_to_readers(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    client = cast.client_for(cast.dewi)
    client.post(reverse("statistics:withdraw", args=[row.pk]), {"reason": "Daftar ganda"})
    text = page(english(cast.client_for(cast.admin_a)), "estimate", row.pk)
    assert "Daftar ganda" in text
    assert "persons in all" not in text
    page(client, "report", row.pk, "id", status=404)
    page(client, "file", row.pk, "id", status=404)


def test_a_new_version_begins_with_what_stood_there_and_the_same_counts(cast, dewi, hana):
    row = estimates.published(dewi, hana, cast.at)
    client = cast.client_for(cast.dewi)
    address = reverse("statistics:again", args=[row.pk])
    assert 'value="Pelabuhan Rekaan"' in client.get(address).content.decode()
    sent = words(seed="7")
    sent.pop("file")
    client.post(address, sent)
    second = Estimate.objects.get(number=2)
    assert second.table == row.table
    assert second.options["seed"] == 7
    assert "versi yang lebih baru" in page(client, "estimate", row.pk)
    sent = words(by="tahun")
    sent.pop("file")
    assert client.post(address, sent).status_code == 422


def test_throwing_away_is_asked_before_it_is_done(cast, dewi):
    row = estimates.computed(dewi, cast.at)
    client = english(cast.client_for(cast.dewi))
    assert "The counts of its table are deleted" in page(client, "discard", row.pk)
    client.post(reverse("statistics:discard", args=[row.pk]))
    page(client, "estimate", row.pk, status=404)


def test_the_list_costs_the_same_however_long(cast, dewi, django_assert_max_num_queries):
    client = cast.client_for(cast.dewi)
    for _ in range(6):
        estimates.begun(dewi, cast.at)
    with django_assert_max_num_queries(20):
        text = page(client, "list")
    assert text.count("Pelabuhan Rekaan") == 6


def test_an_empty_list_says_what_to_do(cast):
    assert "Begin with a table" in page(english(cast.client_for(cast.dewi)), "list")
    assert "Nothing published yet" in page(english(cast.client_for(cast.hana)), "list")


def test_taken_counts_are_those_of_the_file():
    assert reading.take(CSV).table.n == 552
