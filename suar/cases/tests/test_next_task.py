"""The head of a case leads to where its next task ends."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.agenda.models import Task
from suar.cases import reminders
from suar.cases.followup import actions as following
from suar.cases.reminders import Kind
from suar.kit.ids import new_id

pytestmark = pytest.mark.django_db


def head(way, user):
    client = way.cast.client_for(user)
    client.cookies["django_language"] = "en"
    return client.get(reverse("cases:case", args=[way.case.pk])).content.decode()


def only(way, kind):
    Task.objects.filter(record_id=way.case.pk).exclude(kind=kind.value).delete()


def test_a_planned_contact_leads_to_where_the_contacts_stand(way):
    following.plan(
        id=new_id(), case_id=way.case.pk, due_on=way.at.date() + timedelta(days=3),
        plan_text="", by=way.ani, at=way.at,
    )  # fmt: skip
    only(way, Kind.FOLLOW_UP)
    place = reverse("cases:case", args=[way.case.pk]) + "?tab=reintegration#follow-h"
    page = head(way, way.cast.ani)
    assert f'href="{place}"' in page
    assert "tick it off" not in page
    client = way.cast.client_for(way.cast.ani)
    assert 'id="follow-h"' in client.get(place).content.decode()


def test_a_task_that_no_page_ends_is_ticked_off_by_whom_it_is_for(way):
    reminders.for_worker(way.case, Kind.CHILD_PROTECTION, by=way.ani, at=way.at)
    only(way, Kind.CHILD_PROTECTION)
    says = f'<a href="{reverse("agenda:mine")}">tick it off in My tasks</a>'
    assert says not in head(way, way.cast.beni), "it is not hers to end"
    assert says in head(way, way.cast.ani)
