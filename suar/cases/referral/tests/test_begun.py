"""With what a draft begins: the urgency of the check, and what the receiver must not do."""

from __future__ import annotations

import pytest
from django.urls import reverse

from suar.audit.models import Event
from suar.cases.referral import queries, rules
from suar.cases.referral.codes import Urgency
from suar.documents.codes import NotToDo
from suar.network.codes import Kind
from suar.network.models import Organisation
from suar.people import actions as people
from suar.people.actions import MustNotEntry
from suar.people.codes import MustNot


def bar(way, *entries):
    person = way.again().person
    people.set_must_not_know(
        person_id=person.pk, entries=entries, expected=person.version, by=way.ani, at=way.at
    )


def begun(way):
    return queries.begun(way.again(), by=way.ani, at=way.at)


def test_every_category_keeps_the_receiver_from_something():
    assert set(rules.NOT_TO_DO) == set(MustNot)
    assert rules.must_not_do([]) == ()
    assert rules.must_not_do([MustNot.SPOUSE]) == (NotToDo.CALL_FAMILY, NotToDo.VISIT_HOME)
    assert rules.must_not_do([MustNot.RECRUITER, MustNot.AGENCY]) == (NotToDo.TELL_AGENCY,)
    assert rules.must_not_do([MustNot.POLICE_UNIT]) == (NotToDo.TELL_POLICE,)
    assert NotToDo.TELL_VILLAGE in rules.must_not_do([MustNot.VILLAGE_OFFICIAL])
    assert rules.must_not_do([], embassy=True) == (NotToDo.TELL_EMBASSY,)


@pytest.mark.django_db
def test_a_case_that_is_not_red_begins_amber_with_nothing_ticked(way):
    way.check({"U07": "YES"})
    assert begun(way) == queries.Begun(Urgency.AMBER, (), asked=False)


@pytest.mark.django_db
def test_a_red_case_begins_red_and_what_was_said_is_ticked(way):
    way.check({"U01": "YES"})
    bar(way, MustNotEntry(MustNot.PARENT), MustNotEntry(MustNot.RECRUITER, name="Pak Canary"))
    found = begun(way)
    assert found.urgency is Urgency.RED
    assert found.not_to_do == (NotToDo.CALL_FAMILY, NotToDo.VISIT_HOME, NotToDo.TELL_AGENCY)


@pytest.mark.django_db
def test_a_mission_on_the_list_is_not_told(way):
    Organisation.objects.filter(pk=way.cast.c.pk).update(kind=Kind.MISSION.value)
    bar(way, MustNotEntry(MustNot.OFFICE, organisation_id=way.cast.c.pk))
    assert NotToDo.TELL_EMBASSY in begun(way).not_to_do


@pytest.mark.django_db
def test_the_page_of_the_draft_says_that_it_was_filled_in_and_names_nobody(way, cast):
    way.check({"U01": "YES"})
    bar(way, MustNotEntry(MustNot.RECRUITER, name="Pak Canary"))
    client = cast.client_for(cast.ani)
    client.cookies["django_language"] = "en"
    address = reverse("cases:referral_draft", args=[way.case.pk, cast.b.pk]) + "?service=SHL_EMG"
    before = Event.objects.count()
    page = client.get(address).content.decode()
    assert Event.objects.count() > before, "reading who must not know is a look"
    assert "the urgent check of this case is RED" in page
    assert "about who must not know" in page
    assert "Pak Canary" not in page
    checked = [line for line in page.split("<input") if " checked" in line]
    assert any('value="RED"' in line for line in checked)
    assert any('value="tell_agency"' in line for line in checked)
    assert not any('value="call_family"' in line for line in checked)
