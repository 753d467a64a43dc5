"""The shell: who sees which words, what every answer carries, what an error page tells."""

import logging

import pytest
from django.test import Client
from django.utils import translation

from suar.ui import slots
from tests.support.stage import ANI, seated

pytestmark = pytest.mark.django_db


@pytest.fixture
def ani():
    with seated(ANI):
        yield Client(raise_request_exception=False)


@pytest.fixture
def nobody():
    with seated(None):
        yield Client(raise_request_exception=False)


@pytest.fixture
def two_entries(monkeypatch):
    monkeypatch.setattr(slots.menu, "_entries", dict(slots.menu._entries))
    slots.menu.fill("t1", slots.MenuEntry("Boleh", "stage_parts", permission="case.list"))
    slots.menu.fill("t2", slots.MenuEntry("Tidak boleh", "stage_form", permission="rule.edit"))
    slots.menu.fill("t3", slots.MenuEntry("Tidak terpasang", "nowhere:list"))
    slots.menu.fill("t4", slots.MenuEntry("Konteks mati", "stage_form", context="agencies"))


def test_somebody_not_signed_in_sees_no_staff_page(nobody):
    for path in ("/", "/stage/parts/"):
        assert nobody.get(path)["Location"].startswith("/sign-in/")
    assert nobody.post("/draft/", {"_draft_key": "a.b", "x": "1"})["Location"] == "/sign-in/"


def test_the_menu_holds_only_what_the_seat_may_use(ani, two_entries, monkeypatch):
    monkeypatch.setattr(slots.context_is_on, "_entries", {})
    slots.context_is_on.fill("t", lambda actor, context: context != "agencies")
    page = ani.get("/").content.decode()
    assert "Boleh" in page
    assert "Tidak boleh" not in page
    assert "Tidak terpasang" not in page
    assert "Konteks mati" not in page


def test_the_entry_of_the_page_is_marked_as_current(ani, two_entries):
    page = ani.get("/stage/parts/").content.decode()
    assert 'href="/stage/parts/" aria-current="page"' in page
    assert page.count("aria-current=") == 3  # menu, tab, crumb


def test_the_page_names_organisation_and_person_but_its_title_is_neutral(ani):
    page = ani.get("/").content.decode()
    assert ANI.organisation_label in page
    title = page.split("<title>")[1].split("</title>")[0]
    assert title == "Beranda · Suar"


def test_no_answer_may_be_kept_by_a_cache_and_every_answer_carries_the_headers(ani, nobody):
    for client, path in ((ani, "/"), (ani, "/absent/"), (nobody, "/lock/"), (ani, "/healthz")):
        answer = client.get(path)
        assert answer["Cache-Control"] == "no-store, private"
        policy = answer["Content-Security-Policy"]
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer["Referrer-Policy"] == "same-origin"
        assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "camera=()" in answer["Permissions-Policy"]


@pytest.mark.parametrize(
    ("kind", "status", "words"),
    [
        ("absent", 404, "Tidak ditemukan"),
        ("forbidden", 403, "Tidak ada izin"),
        ("refused", 409, "Langkah ini sudah dilakukan."),
        ("invalid", 422, "Belum terisi."),
        ("conflict", 409, "jendela lain"),
    ],
)
def test_a_problem_becomes_its_page_in_the_readers_language(ani, kind, status, words):
    answer = ani.get(f"/stage/problem/{kind}/")
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert "Yang dapat Anda lakukan" in answer.content.decode()


def test_absent_and_not_granted_look_alike(ani):
    absent = ani.get("/stage/problem/absent/").content.decode()
    nowhere = ani.get("/nowhere-at-all/").content.decode()
    token = 'name="csrfmiddlewaretoken"'

    def bare(text):
        lines = [line for line in text.splitlines() if token not in line and "next" not in line]
        return "\n".join(lines)

    assert bare(absent) == bare(nowhere)


def test_a_refusal_comes_to_htmx_as_a_fragment(ani):
    answer = ani.get("/stage/problem/refused/", headers={"HX-Request": "true"})
    assert answer.status_code == 409
    assert answer["HX-Retarget"] == "#problems"
    assert "<html" not in answer.content.decode()


def test_a_fault_shows_a_number_and_never_what_broke(ani, caplog):
    with caplog.at_level(logging.ERROR, logger="suar.errors"):
        answer = ani.get("/stage/problem/broken/")
    page = answer.content.decode()
    assert answer.status_code == 500
    assert "rahasia-besar" not in page
    assert "Traceback" not in page
    number = page.split('class="suar-code">')[1].split("<")[0]
    assert any(number in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("code", [400, 403, 404, 409, 422, 429, 500, 503])
@pytest.mark.parametrize(("language", "next_step"), [("id", "Yang dapat"), ("en", "What to do")])
def test_every_error_page_tells_what_to_do_next(nobody, code, language, next_step):
    nobody.cookies["django_language"] = language
    answer = nobody.get(f"/stage/status/{code}/")
    assert answer.status_code == code
    assert next_step in answer.content.decode()
    assert f'lang="{language}"' in answer.content.decode()


def test_english_is_not_overlaid_by_the_indonesian_catalogue():
    with translation.override("en"):
        assert translation.gettext("Save") == "Save"
        assert translation.gettext("Not found") == "Not found"
    with translation.override("id"):
        assert translation.gettext("Save") == "Simpan"


def test_the_language_switch_changes_the_page_and_goes_nowhere_else(ani):
    answer = ani.post("/i18n/", {"language": "en", "next": "/stage/parts/"})
    assert answer["Location"] == "/stage/parts/"
    assert "Main menu" in ani.get("/").content.decode()
    outside = ani.post("/i18n/", {"language": "id", "next": "https://example.org/"})
    assert outside["Location"] == "/"
    assert (
        ani.post("/i18n/", {"language": "xx", "next": "/"}).cookies.get("django_language") is None
    )


def test_a_chosen_language_is_told_to_whoever_remembers_it(ani, monkeypatch):
    told = []
    monkeypatch.setattr(slots.language_chosen, "_entries", {})
    slots.language_chosen.fill("t", lambda request, code: told.append(code))
    ani.post("/i18n/", {"language": "en"})
    assert told == ["en"]


def test_time_is_shown_in_the_persons_zone(ani, monkeypatch):
    monkeypatch.setattr(slots.time_zone_of, "_entries", {})
    slots.time_zone_of.fill("t", lambda request: "Asia/Jayapura")
    assert "16.30" in ani.get("/stage/parts/").content.decode()
    slots.time_zone_of.fill("t", lambda request: "Not/AZone")
    assert "14.30" in ani.get("/stage/parts/").content.decode()


def test_a_banner_stands_above_every_page(nobody, monkeypatch):
    monkeypatch.setattr(slots.banners, "_entries", {})
    slots.banners.fill(
        "t", lambda request: slots.Banner("Peragaan", details=("tanpa faktor kedua",))
    )
    page = nobody.get("/absent/").content.decode()
    assert "Peragaan" in page
    assert "tanpa faktor kedua" in page


def test_a_page_asks_the_form_to_be_sent_with_its_token():
    with seated(ANI):
        strict = Client(enforce_csrf_checks=True)
        answer = strict.post("/i18n/", {"language": "en"})
    assert answer.status_code == 403
    assert "muat ulang halaman" in answer.content.decode()
