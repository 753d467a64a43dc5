"""Sessions: ended from elsewhere, over at the end of the shift, locked when nobody is there."""

from datetime import timedelta
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from suar.accounts.actions import own, people
from suar.accounts.codes import Ending, Factor
from suar.accounts.models import SignedSession
from suar.audit.models import Event
from suar.kit.clock import now
from suar.policy import Role
from suar.store import tenancy
from tests.support.cast import PASSWORD, client_for, make_user
from tests.support.seen import seen

pytestmark = pytest.mark.django_db


def row_of(client):
    return SignedSession.objects.get(pk=client.session["accounts.session"])


def test_nobody_ends_the_session_of_somebody_else(cast):
    client_for(cast.beni)
    other = SignedSession.objects.get(user=cast.beni)
    client = client_for(cast.ani)
    assert client.post(f"/account/sessions/{other.pk}/end/").status_code == 404
    other.refresh_from_db()
    assert other.ended_at is None


def test_a_login_without_our_session_row_is_no_session(cast):
    client = Client()
    client.force_login(cast.ani, backend="django.contrib.auth.backends.ModelBackend")
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_a_row_of_somebody_else_is_no_session(cast):
    foreign = row_of(client_for(cast.beni))
    client = client_for(cast.ani)
    session = client.session
    session["accounts.session"] = str(foreign.pk)
    session.save()
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_a_session_ended_elsewhere_is_out_at_its_next_request(cast):
    here, there = client_for(cast.ani), client_for(cast.ani)
    assert here.post(f"/account/sessions/{row_of(there).pk}/end/").status_code == 302
    assert there.get("/account/")["Location"].startswith("/sign-in/")
    assert here.get("/account/").status_code == 200


def test_all_others_are_ended_and_this_one_stays(cast):
    here, there, third = client_for(cast.ani), client_for(cast.ani), client_for(cast.ani)
    here.post("/account/sessions/end/")
    for client in (there, third):
        assert client.get("/account/").status_code == 302
    assert here.get("/account/").status_code == 200
    assert Event.objects.get(verb="sessions.ended").facts == {"count": 2}


def test_a_session_is_over_at_the_end_of_the_shift(cast, settings):
    client = client_for(cast.ani, at=now() - settings.ACCOUNTS_SHIFT - timedelta(minutes=1))
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_an_idle_session_is_locked_and_comes_back_to_the_same_page(cast, settings):
    client = client_for(cast.ani)
    idle = timedelta(seconds=settings.SUAR_IDLE_SECONDS + 60)
    SignedSession.objects.update(seen_at=now() - idle)
    lock = client.get("/account/password/")["Location"]
    assert lock.startswith("/lock/?back=")
    assert client.get("/account/")["Location"].startswith("/lock/")
    assert "Ani" not in seen(client.get(lock).content.decode())
    assert Event.objects.get(verb="session.locked").facts == {"idle": True}
    back = unquote(lock.partition("?back=")[2])
    answer = client.post("/lock/open/", {"password": PASSWORD, "back": back})
    assert answer["Location"] == "/account/password/"
    assert client.get("/account/password/").status_code == 200
    assert Event.objects.filter(verb="session.unlocked").count() == 1


UNATTENDED = {"X-Suar-Unattended": "1", "HX-Request": "true"}


def test_a_request_that_no_person_made_keeps_no_session_open(cast, settings):
    """A page that renews its progress bar asks every two seconds; the screen locks all the same."""
    client = client_for(cast.ani)
    left = now() - timedelta(seconds=settings.SUAR_IDLE_SECONDS - 60)
    SignedSession.objects.update(seen_at=left)
    assert client.get("/account/", headers=UNATTENDED).status_code == 200
    assert row_of(client).seen_at == left
    SignedSession.objects.update(seen_at=left - timedelta(minutes=2))
    answer = client.get("/account/", headers=UNATTENDED)
    assert answer.status_code == 204
    assert answer["HX-Redirect"].startswith("/lock/?back=")


def test_a_request_that_a_person_made_keeps_the_session_open(cast, settings):
    client = client_for(cast.ani)
    left = now() - timedelta(seconds=settings.SUAR_IDLE_SECONDS - 60)
    SignedSession.objects.update(seen_at=left)
    client.get("/account/")
    assert row_of(client).seen_at > left


def test_the_lock_by_hand_hides_every_page_and_is_noted(cast):
    client = client_for(cast.ani)
    client.post("/lock/", {"next": "/account/"})
    assert client.get("/account/")["Location"].startswith("/lock/")
    assert Event.objects.get(verb="session.locked").facts == {"idle": False}


def test_a_locked_session_has_no_actor(cast):
    client = client_for(cast.ani)
    client.post("/lock/", {"next": "/account/"})
    assert client.get("/lock/").wsgi_request.actor is None


def test_five_wrong_passwords_at_the_lock_sign_out(cast):
    client = client_for(cast.ani)
    client.post("/lock/", {"next": "/account/"})
    for number in range(5):
        client.post("/lock/open/", {"password": "no"}, REMOTE_ADDR=f"10.0.0.{number}")
    client.post("/lock/open/", {"password": PASSWORD})
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_a_locked_session_can_sign_out(cast):
    client = client_for(cast.ani)
    client.post("/lock/", {"next": "/account/"})
    assert client.post("/sign-out/")["Location"] == "/sign-in/"
    assert SignedSession.objects.get().ended_why == Ending.SIGNED_OUT


def test_signing_out_ends_the_row_and_clears_the_browser(cast):
    client = client_for(cast.ani)
    row = row_of(client)
    answer = client.post("/sign-out/")
    assert "storage" in answer["Clear-Site-Data"]
    row.refresh_from_db()
    assert row.ended_why == Ending.SIGNED_OUT
    assert client.get("/account/").status_code == 302


def test_signing_out_by_a_link_is_refused(cast):
    assert client_for(cast.ani).get("/sign-out/").status_code == 405


def test_a_seat_taken_away_ends_the_session_at_once(cast):
    client = client_for(cast.ani)
    assert client.get("/account/").status_code == 200
    with tenancy.acting_for(cast.a.pk):
        people.suspend(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    assert client.get("/account/")["Location"].startswith("/sign-in/")


def test_nobody_works_in_an_organisation_without_a_seat(cast):
    client = client_for(cast.ani)
    assert client.post("/account/seat/", {"organisation": cast.b.pk}).status_code == 404
    assert client.post("/account/seat/", {"organisation": "x"}).status_code == 404


def test_who_sits_in_two_organisations_changes_between_them(cast):
    make_user("Citra", cast.a, Role.ANALYST, email=cast.citra.email)
    client = client_for(cast.citra, organisation=cast.b)
    assert client.get("/account/").wsgi_request.actor.organisation_id == cast.b.pk
    assert client.post("/account/seat/", {"organisation": cast.a.pk}).status_code == 302
    actor = client.get("/account/").wsgi_request.actor
    assert actor.organisation_id == cast.a.pk
    assert actor.roles == {"analyst"}
    assert Event.objects.get(verb="seat.chosen").organisation_id == cast.a.pk


def test_the_organisation_is_left_again_after_each_request(cast):
    client_for(cast.ani).get("/account/")
    assert tenancy.current_organisation() is None


def test_the_list_shows_browser_and_system_and_no_place(cast):
    client = client_for(cast.dewi, factor=Factor.NONE)
    agent = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"
    Client().post(
        "/sign-in/", {"email": cast.dewi.email, "password": PASSWORD}, HTTP_USER_AGENT=agent
    )
    page = client.get("/account/").content.decode()
    assert "Firefox, Linux" in page
    assert "127.0.0.1" not in page


def test_a_changed_password_ends_the_others_and_keeps_this_one(cast):
    here, there = client_for(cast.ani), client_for(cast.ani)
    new = "sebuah kalimat panjang sekali"
    wrong = here.post("/account/password/", {"present": "no", "password": new, "again": new})
    assert wrong.status_code == 422
    answer = here.post("/account/password/", {"present": PASSWORD, "password": new, "again": new})
    assert answer.status_code == 302
    assert here.get("/account/").status_code == 200
    assert there.get("/account/").status_code == 302
    assert Event.objects.get(verb="password.changed").facts == {"ended": 1}


@pytest.mark.parametrize("weak", ["short", "password1234", "ani@pma.example", "123456789012"])
def test_a_weak_password_is_refused_with_words_beside_it(cast, weak):
    client = client_for(cast.ani)
    answer = client.post(
        "/account/password/", {"present": PASSWORD, "password": weak, "again": weak}
    )
    assert answer.status_code == 422
    cast.ani.refresh_from_db()
    assert cast.ani.check_password(PASSWORD)


def test_pages_are_kept_by_no_cache(cast):
    assert "no-store" in client_for(cast.ani).get("/account/")["Cache-Control"]


def test_a_page_costs_the_same_queries_however_many_sessions_there_are(
    cast, django_assert_num_queries
):
    client = client_for(cast.ani)
    client.get("/account/")
    with CaptureQueriesContext(connection) as counted:
        client.get("/account/")
    assert len(counted) < 20
    for _more in range(10):
        client_for(cast.ani)
    with django_assert_num_queries(len(counted)):
        client.get("/account/")


def test_a_new_password_does_not_open_again_what_an_administrator_ended_meanwhile(cast):
    here, there = client_for(cast.ani), client_for(cast.ani)
    kept, other = row_of(here), row_of(there)
    people.end_sessions_of(user_id=cast.ani.pk, by=cast.actor(cast.admin_a), at=now())
    own.change_password(
        user=cast.ani, password_hash="x", keep=kept, by=cast.actor(cast.ani), at=now()
    )
    for row in (kept, other):
        row.refresh_from_db()
        assert (row.ended_at is not None, row.ended_why) == (True, Ending.REVOKED)
    assert here.get("/account/")["Location"].startswith("/sign-in/")
    assert Event.objects.get(verb="password.changed").facts == {"ended": 0}


def test_a_new_password_ends_every_session_but_this_one(cast):
    here, there = client_for(cast.ani), client_for(cast.ani)
    own.change_password(
        user=cast.ani, password_hash="x", keep=row_of(here), by=cast.actor(cast.ani), at=now()
    )
    assert (row_of(here).ended_at, row_of(here).ended_why) == (None, "")
    assert row_of(there).ended_why == Ending.PASSWORD_CHANGED
    assert Event.objects.get(verb="password.changed").facts == {"ended": 1}
