"""What the pages say where a child is asked: to whom what is read out, who signed, which age."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from suar.cases.consent.codes import Purpose, Signer
from suar.kit.dates import PartialDate
from suar.kit.ids import new_id
from suar.people import actions as people
from suar.people.codes import Source
from suar.people.models import BirthDate
from tests.support.case_way import ASKED

pytestmark = pytest.mark.django_db


def born(way, years):
    people.add_birth_date(
        id=new_id(), person_id=way.person.pk, born=PartialDate(way.at.year - years),
        source=Source.DIPLOMA, by=way.ani, at=way.at,
    )  # fmt: skip


def page(cast, way, name="cases:consent", **query):
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    return client.get(reverse(name, args=[way.case.pk]), query).content.decode()


def aloud(text):
    return text.split('id="aloud"')[-1].split("</section>")[0]


def test_an_adult_hears_the_sentence_for_an_adult(way, cast):
    born(way, 30)
    said = aloud(page(cast, way, "cases:consent_new"))
    assert "You decide. You may say no" in said
    assert "To the child" not in said


def test_a_child_and_who_signs_for_it_hear_each_their_own(way, cast):
    born(way, 12)
    query = {"purpose": "CON_SHARE_LE", "receiver": str(cast.b.pk), "kinds": "name"}
    said = aloud(page(cast, way, "cases:consent_new", **query))
    assert "You decide. You may say no" not in said
    to_child, to_parent = said.split("To the parent or guardian")
    assert f"May we tell {cast.b.name} this about you: name?" in to_child
    assert "the best interest of the child" in to_child, "who is feared is never asked"
    assert "You decide for your child" in to_parent
    assert f"we tell {cast.b.name} only this about your child: name." in to_parent


@pytest.mark.parametrize(
    ("years", "shown"),
    [
        (None, "age not known: counts as a child of 6 to 14</strong>"),
        (12, "child of 6 to 14 (1"),
        (30, "adult ("),
    ],
)
def test_the_line_of_age_says_what_is_known(way, cast, years, shown):
    BirthDate.objects.filter(person=way.person).delete()
    if years:
        born(way, years)
    assert f"<strong>{shown}" in page(cast, way)


def test_the_ledger_names_who_signed_and_how_that_was_checked(way, cast):
    born(way, 12)
    signed = replace(
        ASKED, signer=Signer.PARENT, guardian="Siti (ibu), KTP diperiksa", assent="Mau dibantu"
    )
    way.agree(Purpose.STORE, asked=signed)
    shown = page(cast, way)
    assert "Consent of a parent:" in shown
    assert "Siti (ibu), KTP diperiksa" in shown
    assert "Mau dibantu" in shown
    assert "Lemari A, map 3" in shown, "where the paper is kept"


def test_a_yes_only_spoken_is_named_no_consent_where_it_is_chosen(way, cast):
    shown = page(cast, way, "cases:consent_new")
    assert "only spoken, with a witness (no consent)" in shown
    assert "On the telephone record the sound" in shown
    assert reverse("cases:ground_new", args=[way.case.pk]) in shown
