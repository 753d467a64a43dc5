"""Files on a case and on a line of consent: the team opens them, a receiver never does."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from suar.cases.consent.codes import Purpose
from suar.cases.models import Case, ConsentLine
from suar.files import scope as files_scope
from suar.files.models import OriginalOpening, StoredFile
from suar.kit.ids import new_id
from suar.policy import Role
from tests.support.cast import make_user

pytestmark = pytest.mark.django_db
TEXT = b"Surat pernyataan CANARY-KERTAS"


@pytest.fixture(autouse=True)
def _disk(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def add(kind, row):
    return reverse("files:add", args=[kind, row.pk])


def upload(name="pernyataan CANARY-NAMA.txt", body=TEXT):
    return SimpleUploadedFile(name, body, content_type="text/plain")


def attach(client, kind, row):
    sent = {"id": str(new_id()), "file": upload(), "remark": "halaman 1"}
    return client.post(add(kind, row), sent)


@pytest.mark.parametrize("kind", ["case", "consent"])
def test_neither_outsiders_nor_colleagues_nor_receivers_attach_or_list(way, cast, kind):
    row = way.case if kind == "case" else way.agree()
    way.sent()
    mira = make_user("Mira", cast.a, Role.CASEWORKER, unit=cast.unit_a)
    for user in (mira, cast.eko, cast.citra, cast.dewi):
        client = cast.client_for(user)
        assert attach(client, kind, row).status_code in (403, 404), user.name
        listed = client.get(reverse("files:of_record", args=[kind, row.pk]))
        assert listed.status_code in (403, 404), user.name
    assert not StoredFile.objects.exists()


@pytest.mark.parametrize("kind", ["case", "consent"])
def test_the_team_opens_the_clean_copy_and_the_receiver_of_a_referral_never(way, cast, kind):
    row = way.case if kind == "case" else way.agree()
    ani = cast.client_for(cast.ani)
    assert attach(ani, kind, row).status_code == 302
    file = StoredFile.objects.get()
    assert (file.subject_id, file.record_id) == (way.case.subject_id, row.pk)
    assert file.neutral_name.startswith(way.case.code)
    way.sent()
    address = reverse("files:download", args=[file.pk])
    assert TEXT in b"".join(ani.get(address).streaming_content)
    assert cast.client_for(cast.citra).get(address).status_code == 404
    assert not files_scope.visible_to(way.citra, way.at).exists()


def test_the_original_asks_the_supervisor_for_a_reason(way, cast):
    attach(cast.client_for(cast.ani), "case", way.case)
    address = reverse("files:original", args=[StoredFile.objects.get().pk])
    assert cast.client_for(cast.ani).post(address, {"reason": "x"}).status_code == 403
    beni = cast.client_for(cast.beni)
    assert beni.post(address, {"id": str(new_id())}).status_code == 422
    assert not OriginalOpening.objects.exists()
    given = beni.post(address, {"id": str(new_id()), "reason": "Diminta pengadilan"})
    assert b"".join(given.streaming_content) == TEXT


def test_a_closed_case_takes_no_file(way, cast):
    Case.objects.filter(pk=way.case.pk).update(closed_at=way.at, close_reason="GOALS")
    client = cast.client_for(cast.ani)
    assert attach(client, "case", way.case).status_code == 422
    assert not StoredFile.objects.exists()
    page = client.get(reverse("files:of_record", args=["case", way.case.pk]))
    assert add("case", way.case) not in page.content.decode()


def test_the_first_tab_and_the_ledger_list_the_files_without_their_names(way, cast):
    line = way.agree()
    client = cast.client_for(cast.ani)
    case_page = reverse("cases:case", args=[way.case.pk])
    ledger = reverse("cases:consent", args=[way.case.pk])
    assert add("case", way.case) in client.get(case_page).content.decode()
    assert add("consent", line) in client.get(ledger).content.decode()
    attach(client, "case", way.case)
    attach(client, "consent", line)
    for page, row in ((case_page, way.case), (ledger, line)):
        file = StoredFile.objects.get(record_id=row.pk)
        text = client.get(page).content.decode()
        assert reverse("files:download", args=[file.pk]) in text
        assert file.neutral_name in text
        assert "CANARY" not in text.replace("Sulastri Canary", "")
    assert "/files/" not in client.get(case_page, {"tab": "health"}).content.decode()


def consent_form(**more):
    return {
        "id": str(new_id()), "purpose": Purpose.STORE.value, "state": "GIVEN",
        "given_on": "2026-03-02", "form": "WRITTEN", "language": "ind", "explained_by": "Ani",
        "understood": "on", **more,
    }  # fmt: skip


def test_the_paper_comes_with_the_line_and_stands_for_where_it_is_kept(way, cast):
    client = cast.client_for(cast.ani)
    address = reverse("cases:consent_new", args=[way.case.pk])
    assert client.post(address, consent_form()).status_code == 422  # neither paper nor place
    sent = consent_form()
    for _twice in range(2):
        assert client.post(address, {**sent, "file": upload()}).status_code == 302
    line = ConsentLine.objects.get()
    file = StoredFile.objects.get()
    assert (file.record_id, file.record_type) == (line.pk, "consent")


def test_a_paper_that_is_refused_writes_no_line_and_a_refused_line_keeps_no_paper(
    way, cast, tmp_path
):
    client = cast.client_for(cast.ani)
    address = reverse("cases:consent_new", args=[way.case.pk])
    bad = client.post(address, consent_form(file=upload("x.exe", b"MZ\x90\x00" + b"\0" * 200)))
    assert bad.status_code == 422
    spoken = client.post(address, consent_form(form="ORAL_WITNESS", file=upload()))
    assert spoken.status_code == 422
    assert not ConsentLine.objects.exists()
    assert not StoredFile.objects.exists()
    assert [p for p in tmp_path.rglob("*") if p.is_file()] == []
