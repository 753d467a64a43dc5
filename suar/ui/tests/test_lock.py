"""The quick lock: nothing of the session is shown until the password is given again."""

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from suar.ui import lock as locks
from tests.support.stage import ANI, seated

pytestmark = pytest.mark.django_db(databases=["default", "keys"])
PASSWORD = "kapal-lontar-mangga-17"


@pytest.fixture
def client():
    user = get_user_model().objects.create_user(email="ani@example.org", password=PASSWORD)
    browser = Client()
    browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    with seated(ANI):
        yield browser


@pytest.fixture
def locked(client):
    client.post("/lock/", {"next": "/stage/parts/"})
    return client


def test_a_locked_screen_shows_no_page(locked):
    for path in ("/", "/stage/parts/", "/absent/"):
        answer = locked.get(path)
        assert answer.status_code == 302
        assert answer["Location"] == "/lock/"


def test_a_locked_screen_takes_nothing(locked):
    assert locked.post("/draft/", {"_draft_key": "a.b", "x": "1"}).status_code == 423
    assert locked.post("/stage/form/", {"title": "a"}).status_code == 423


def test_a_locked_fragment_leads_to_the_lock(locked):
    answer = locked.get("/stage/parts/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"] == "/lock/"


def test_the_lock_page_is_neutral(locked):
    page = locked.get("/lock/").content.decode()
    assert "Layar terkunci" in page
    for tell_tale in (ANI.label, ANI.organisation_label, "Beranda", "menu"):
        assert f">{tell_tale}" not in page


def test_a_wrong_password_opens_nothing(locked):
    answer = locked.post("/lock/open/", {"password": "salah"})
    assert answer.status_code == 422
    assert "tidak cocok" in answer.content.decode()
    assert locked.get("/").status_code == 302


def test_the_fifth_wrong_password_ends_the_session(locked):
    for _ in range(locks.ATTEMPTS):
        locked.post("/lock/open/", {"password": "salah"})
    assert "_auth_user_id" not in locked.session
    assert locks.LOCKED not in locked.session


def test_somebody_elses_password_opens_nothing(locked):
    get_user_model().objects.create_user(email="beni@example.org", password="lain-sekali-99")
    assert locked.post("/lock/open/", {"password": "lain-sekali-99"}).status_code == 422


def test_the_right_password_leads_back_with_a_new_session_key(locked):
    before = locked.session.session_key
    answer = locked.post("/lock/open/", {"password": PASSWORD})
    assert answer["Location"] == "/stage/parts/"
    assert locked.session.session_key != before
    assert locked.get("/").status_code == 200


def test_the_way_back_stays_in_the_house(client):
    client.post("/lock/", {"next": "https://example.org/"})
    assert client.post("/lock/open/", {"password": PASSWORD})["Location"] == "/"


def test_locking_twice_keeps_the_first_place(locked):
    locked.post("/lock/", {"next": "/other/"})
    assert locked.post("/lock/open/", {"password": PASSWORD})["Location"] == "/stage/parts/"


def test_the_language_may_be_changed_and_the_server_asked_for_its_health(locked):
    assert locked.post("/i18n/", {"language": "en", "next": "/lock/"}).status_code == 302
    assert locked.get("/healthz").status_code == 200
    assert "Screen locked" in locked.get("/lock/").content.decode()


def test_without_a_session_there_is_nothing_to_lock():
    with seated(None):
        browser = Client()
        assert browser.get("/lock/")["Location"] == "/"
        assert browser.post("/lock/")["Location"] == "/"
        assert browser.post("/lock/open/", {"password": "x"})["Location"] == "/"


def test_an_open_session_has_no_lock_page(client):
    assert client.get("/lock/")["Location"] == "/"
