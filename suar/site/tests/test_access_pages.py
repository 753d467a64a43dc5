"""Who looked: nobody but the safeguarding officer asks, and nobody asks about another house."""

from __future__ import annotations

import pytest

from suar import vault
from suar.kit.ids import new_id
from suar.people import scope as people_scope
from tests.support import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast):
    return people.make_person(cast.actor(cast.ani), cast.at)


def test_caseworker_supervisor_and_administrator_are_refused(cast, person):
    for user in (cast.ani, cast.beni, cast.admin_a):
        page = cast.client_for(user)
        assert page.get("/access/").status_code == 403
        assert page.get(f"/access/{person.subject_id}/").status_code == 403


def test_a_subject_of_another_organisation_is_not_found(cast):
    theirs = vault.new_subject(kind="person", by=cast.actor(cast.eko), at=cast.at)
    page = cast.client_for(cast.gilang)
    foreign, absent = page.get(f"/access/{theirs}/"), page.get(f"/access/{new_id()}/")
    assert foreign.status_code == absent.status_code == 404


def test_an_unknown_code_is_said_beside_the_field_and_kept(cast):
    answer = cast.client_for(cast.gilang).post("/access/", {"code": "O-AAAA-AAAA"})
    assert answer.status_code == 422
    assert "O-AAAA-AAAA" in answer.content.decode()


def test_it_shows_who_looked_and_who_can_see_without_any_name(cast, person):
    ani = cast.actor(cast.ani)
    with vault.opened(person, by=ani, at=cast.at):
        pass
    page = cast.client_for(cast.gilang)
    answer = page.post("/access/", {"code": person.code.lower().replace("-", " ")}, follow=True)
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "Ani" in text
    assert "Sulastri" not in text
    everything = page.get(f"/access/{person.subject_id}/?show=all").content.decode()
    assert "Orang didaftarkan" in everything


def test_whoever_takes_a_colleagues_name_is_known_by_the_address_of_her_sign_in(cast, person):
    cast.client_for(cast.ani).post(
        "/account/", {"name": cast.beni.name, "language": "id", "time_zone": "Asia/Jakarta"}
    )
    cast.ani.refresh_from_db()
    assert cast.ani.name == cast.beni.name
    with vault.opened(person, by=cast.actor(cast.ani), at=cast.at):
        pass
    text = cast.client_for(cast.gilang).get(f"/access/{person.subject_id}/").content.decode()
    looks, lines = text.split("<table", 2)[1:]
    assert cast.ani.email in looks
    assert cast.ani.email in lines
    assert cast.beni.email not in text


def test_looking_at_the_log_opens_nothing_to_the_officer(cast, person):
    cast.client_for(cast.gilang).get(f"/access/{person.subject_id}/")
    assert not people_scope.visible_to(cast.actor(cast.gilang), cast.at).exists()
