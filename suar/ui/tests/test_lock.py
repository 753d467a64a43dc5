"""The quick lock: nothing of the session is shown until the password is given again."""

from urllib.parse import unquote

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


def way_back(answer):
    """Return the signed way back that a lock page's address carries."""
    return answer["Location"].partition("?back=")[2]


def test_a_locked_screen_shows_no_page(locked):
    for path in ("/", "/stage/parts/", "/absent/"):
        answer = locked.get(path)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/lock/?back=")


def test_a_locked_screen_takes_nothing(locked):
    assert locked.post("/draft/", {"_draft_key": "a.b", "x": "1"}).status_code == 423
    assert locked.post("/stage/form/", {"title": "a"}).status_code == 423


def test_a_locked_fragment_leads_to_the_lock(locked):
    answer = locked.get("/stage/parts/", headers={"HX-Request": "true"})
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/lock/?back=")


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
    back = unquote(way_back(locked.get("/stage/parts/")))
    answer = locked.post("/lock/open/", {"password": PASSWORD, "back": back})
    assert answer["Location"] == "/stage/parts/"
    assert locked.session.session_key != before
    assert locked.get("/").status_code == 200


@pytest.mark.parametrize("forged", ["", "/cases/", "IiI:1abc:x", "//example.org"])
def test_a_way_back_that_we_did_not_sign_leads_to_the_first_page(locked, forged):
    answer = locked.post("/lock/open/", {"password": PASSWORD, "back": forged})
    assert answer["Location"] == "/"


def test_the_way_back_stays_in_the_house(client):
    back = way_back(client.post("/lock/", {"next": "https://example.org/"}))
    assert client.post("/lock/open/", {"password": PASSWORD, "back": back})["Location"] == "/"


def test_two_tabs_that_are_locked_at_once_each_go_on_where_they_were(client):
    """In the other tab another person's file may be open: nobody may write there by mistake."""
    one = way_back(client.post("/lock/", {"next": "/stage/parts/"}))
    other = way_back(client.post("/lock/", {"next": "/stage/form/"}))
    third = way_back(client.get("/stage/"))
    page = client.get(f"/lock/?back={other}").content.decode()
    assert 'name="back"' in page
    assert f'name="next" value="/lock/?back={other}"' in page, "another language leads back, too"
    opened = client.post("/lock/open/", {"password": PASSWORD, "back": unquote(other)})
    assert opened["Location"] == "/stage/form/"
    assert client.get(f"/lock/?back={one}")["Location"] == "/stage/parts/"
    late = client.post("/lock/open/", {"password": PASSWORD, "back": unquote(third)})
    assert late["Location"] == "/stage/"


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
