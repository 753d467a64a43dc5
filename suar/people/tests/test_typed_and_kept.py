"""What was typed into a form of the person record and met a locked screen is offered again."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

import suar.vault as vault
from suar.kit.clock import now
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.people import actions, queries
from suar.people.codes import Source
from suar.ui import drafts
from suar.ui.models import Draft
from tests.support.people import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(cast):
    at = now()
    return make_person(cast.actor(cast.ani, at=at), at, name="Sulastri Handayani")


def pages(person, by):
    """Every page of the record that takes a text, with one field and what is typed there."""
    one = [person.pk]
    name = queries.identity(person, by=by, at=now()).names[0].id
    born = actions.add_birth_date(
        id=new_id(),
        person_id=person.pk,
        born=PartialDate(2009),
        source=Source.OWN_WORD,
        by=by,
        at=now(),
    )
    found = {
        reverse("people:basics", args=one): ("description", "rambut pendek"),
        reverse("people:safe_contact", args=one): ("hours_said", "sesudah magrib"),
        reverse("people:must_not_know", args=one): ("name_1", "Pak Joko"),
        reverse("people:relate", args=one): ("note", "kakak kandung"),
        reverse("people:correct", args=[person.pk, "names", name]): ("text", "Sulastri H."),
        reverse("people:new"): ("description", "perempuan, kira-kira 30 tahun"),
    }
    for section, field in (
        ("names", "text"), ("documents", "number"), ("addresses", "text"), ("phones", "note"),
    ):  # fmt: skip
        found[reverse("people:add", args=[person.pk, section])] = (field, f"ketikan {section}")
    found[reverse("people:doubt", args=[person.pk, born.pk])] = ("reason", "terlalu muda")
    return found


def key_of(html):
    return re.search(r'data-draft-key="([^"]+)"', html)[1]


def keep(client, key, **fields):
    return client.post(reverse("ui:draft"), {"_draft_key": key, **fields})


def test_a_colleague_and_a_locked_session_are_given_nothing_back(cast, person):
    client = cast.client_for(cast.ani)
    there = reverse("people:safe_contact", args=[person.pk])
    key = key_of(client.get(there).content.decode())
    assert keep(client, key, code_word="jemuran").status_code == 200
    assert "jemuran" not in cast.client_for(cast.beni).get(there).content.decode()
    client.post(reverse("ui:lock"))
    assert keep(client, key, code_word="lain").status_code == 423
    assert "jemuran" not in client.get(there, follow=True).content.decode()


def test_each_form_keeps_what_was_typed_and_offers_it_again(cast, person):
    client = cast.client_for(cast.ani)
    for there, (field, typed) in pages(person, cast.actor(cast.ani, at=now())).items():
        key = key_of(client.get(there).content.decode())
        assert keep(client, key, **{field: typed}).status_code == 200, there
        assert typed in client.get(there).content.decode(), there


def test_what_is_saved_is_no_draft_any_more(cast, person):
    client = cast.client_for(cast.ani)
    there = reverse("people:add", args=[person.pk, "names"])
    key = key_of(client.get(there).content.decode())
    keep(client, key, text="Sulis")
    sent = {"id": str(new_id()), "text": "Sulis", "kind": "alias", "source": "own_word"}
    assert client.post(there, sent).status_code == 302
    assert not Draft.objects.exists()


def test_the_name_that_was_searched_wins_over_an_older_draft_which_is_shown_beside(cast):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    there, begun = reverse("people:new"), {"begin": "1", "name": "Budi", "ticket": str(new_id())}
    keep(client, "people.new", name="Siti", description="bertato", ticket=str(new_id()))
    shown = client.post(there, begun).content.decode()
    assert 'value="Budi"' in shown
    assert begun["ticket"] in shown
    assert "What to call the person: Siti" in shown
    assert "bertato" in shown
    assert "Ticket" not in shown  # nobody typed it, so nobody is told of it


def test_an_erasure_takes_what_colleagues_had_typed_of_her(cast, person):
    at, ani = now(), cast.actor(cast.ani, at=now())
    for key in (f"people.names:{person.pk}", f"people.names:{new_id()}:{person.pk}", "people.new"):
        drafts.keep(form_key=key, fields={"text": ["Sulis"]}, by=ani, at=at)
    vault.erase(person.subject_id, by=ani, at=at, reason="person_asked")
    assert [d.form_key for d in Draft.objects.all()] == ["people.new"]
