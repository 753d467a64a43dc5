"""A link of two records gives no right to either: each is shown to whom its own grant opens it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import suar.policy as policy
from suar.audit.models import Event
from suar.kit.clock import now
from suar.kit.ids import new_id
from suar.people import actions, queries
from suar.people.codes import Holder, Sex
from suar.policy import Role
from tests.support.cast import make_user
from tests.support.people import make_nameless, make_person

pytestmark = pytest.mark.django_db
NUMBER = "0812 3456 7890"
HER_PLACE = {"country": "ID", "province": "52", "regency": "5203"}


@pytest.fixture
def moment():
    return now()


@pytest.fixture
def ani_now(cast, moment):
    return replace(cast.actor(cast.ani, at=moment), assured=True)


@pytest.fixture
def rina(cast):
    """A colleague of Ani's unit, with clients of her own."""
    return make_user("Rina", cast.a, Role.CASEWORKER, unit=cast.unit_a)


@pytest.fixture
def hers(cast, rina, moment):
    """Rina's client, with a number by which she can be searched."""
    by = cast.actor(rina, at=moment)
    person = make_person(
        by, moment, name="Wulandari Kusumaningrum", sex=Sex.MALE, **HER_PLACE
    )  # fmt: skip
    actions.add_phone(
        id=new_id(), person_id=person.pk, number=NUMBER, holder=Holder.UNKNOWN, by=by, at=moment
    )
    return person


@pytest.fixture
def own(ani_now, moment):
    return make_person(ani_now, moment, name="Sulastri Handayani", sex=Sex.FEMALE)


def link(kept, merged, by, at):
    actions.merge(id=new_id(), kept_id=kept.pk, merged_id=merged.pk, by=by, at=at)


def by_number(by, at):
    (hit,) = queries.search("", by=by, at=at, number=NUMBER)
    return hit


def looked_at(by, at):
    rows = Event.objects.filter(verb="looked", at=at, actor_id=by.user_id)
    return {row.record_id for row in rows if row.facts == {"purpose": "search"}}


# --- the search ---------------------------------------------------------------------------------


def test_a_link_to_ones_own_record_shows_no_name_of_a_colleagues_client(
    cast, ani_now, own, hers, moment
):
    page = cast.client_for(cast.ani)

    def shown():
        body = {"id": str(new_id()), "text": "", "number": NUMBER}
        return page.post(reverse("people:find"), body).content.decode()

    assert "Wulandari" not in shown()
    compare = reverse("people:compare", args=[own.pk, hers.pk])
    assert page.post(compare, {"id": str(new_id()), "verdict": "same"}).status_code == 302
    body = shown()
    assert "Wulandari" not in body
    assert "Sulastri Handayani" in body, "the record that was kept is her own"
    hit = by_number(ani_now, moment + timedelta(hours=1))
    assert (hit.person_id, hit.name, hit.open, hit.linked) == (
        own.pk, "Sulastri Handayani", True, True,
    )  # fmt: skip
    assert looked_at(ani_now, moment + timedelta(hours=1)) == {own.pk}


def test_records_that_look_alike_name_no_client_of_a_colleague_behind_a_link(
    cast, ani_now, own, rina, moment
):
    other = make_person(ani_now, moment, name="Bejo")
    twin = make_person(cast.actor(rina), moment, name="Soelastri Handajani")
    link(other, twin, ani_now, moment)
    (hit,) = queries.alike(own, by=ani_now, at=moment)
    assert (hit.person_id, hit.name, hit.linked) == (other.pk, "Bejo", True)
    page = cast.client_for(cast.ani).get(reverse("people:duplicates", args=[own.pk]))
    assert "Soelastri" not in page.content.decode()


def test_ones_own_client_linked_into_a_colleagues_keeps_her_name_and_opens_nothing_else(
    cast, ani_now, own, hers, rina, moment
):
    link(hers, own, ani_now, moment)
    later = moment + timedelta(hours=1)
    (hit,) = queries.search("Soelastri Handajani", by=ani_now, at=later)
    assert (hit.person_id, hit.name, hit.open) == (hers.pk, "Sulastri Handayani", False)
    assert looked_at(ani_now, later) == {own.pk}
    found = cast.client_for(cast.ani).post(
        reverse("people:find"), {"id": str(new_id()), "text": "Sulastri Handayani"}
    )  # fmt: skip
    body = found.content.decode()
    assert "Wulandari" not in body
    assert f'href="{reverse("people:person", args=[hers.pk])}"' not in body
    (hit,) = queries.search("Sulastri Handayani", by=cast.actor(rina), at=later)
    assert (hit.name, hit.open) == ("Wulandari Kusumaningrum", True), "the colleague sees hers"


def test_with_neither_record_open_there_is_no_name_and_no_look(ani_now, own, hers, moment):
    link(own, hers, ani_now, moment)
    policy.end_grants(rests_on=own.pk, by=ani_now, at=moment, why="test")
    later = moment + timedelta(minutes=1)
    hit = by_number(ani_now, later)
    assert (hit.name, hit.open, hit.initials) == ("", False, "W.K.")
    assert looked_at(ani_now, later) == set()


def test_a_nameless_record_that_was_kept_is_reached_without_the_others_name(
    cast, ani_now, hers, moment
):
    nameless = make_nameless(ani_now, moment)
    link(nameless, hers, ani_now, moment)
    body = cast.client_for(cast.ani).post(
        reverse("people:find"), {"id": str(new_id()), "text": "", "number": NUMBER}
    ).content.decode()  # fmt: skip
    assert "Wulandari" not in body
    assert reverse("people:person", args=[nameless.pk]) in body


def test_many_linked_hits_cost_as_many_questions_as_one(cast, ani_now, rina, moment):
    by = cast.actor(rina, at=moment)

    def pair(n):
        kept = make_person(ani_now, moment, name=f"Bejo {chr(97 + n) * 4}")
        link(kept, make_person(by, moment, name=f"Wulandari {chr(97 + n) * 4}"), ani_now, moment)

    def asked(hours):
        with CaptureQueriesContext(connection) as context:
            hits = queries.search("Wulandari", by=ani_now, at=moment + timedelta(hours=hours))
        assert all(hit.name.startswith("Bejo") for hit in hits)
        read = [q["sql"] for q in context if q["sql"].startswith("SELECT")]
        return len(hits), len([sql for sql in read if "audit_event" not in sql])  # one per look

    pair(0)
    one, few = asked(1)
    for n in range(1, 6):
        pair(n)
    six, many = asked(2)
    assert (one, six) == (1, 6)
    assert many == few


# --- two records side by side -------------------------------------------------------------------


def test_comparing_tells_of_a_closed_record_no_more_than_a_hit(cast, own, hers):
    page = cast.client_for(cast.ani).get(reverse("people:compare", args=[own.pk, hers.pk]))
    body = page.content.decode()
    for closed in ("Wulandari", "Lombok Timur", "laki-laki"):
        assert closed not in body, closed
    for told in (hers.code, "Sulastri Handayani", "perempuan"):
        assert told.lower() in body.lower(), told


def test_comparing_two_open_records_tells_sex_and_origin_of_both(
    cast, ani_now, rina, own, hers, moment
):
    policy.grant(
        ground=policy.Ground.ASSIGNMENT, subjects=[hers.subject_id], parts=[policy.Part.IDENTITY],
        to_user=cast.ani.pk, rests_on=hers.pk, by=cast.actor(rina), at=moment,
    )  # fmt: skip
    page = cast.client_for(cast.ani).get(reverse("people:compare", args=[own.pk, hers.pk]))
    body = page.content.decode()
    for told in ("Wulandari Kusumaningrum", "Lombok Timur", "laki-laki"):
        assert told.lower() in body.lower(), told


def test_a_nameless_open_record_is_not_called_closed(cast, ani_now, own, moment):
    nameless = make_nameless(ani_now, moment)
    page = cast.client_for(cast.ani).get(reverse("people:compare", args=[own.pk, nameless.pk]))
    assert "tidak terbuka untuk Anda" not in page.content.decode()
