"""The receiver's list: RED that wait first, whatever page they would stand on by their age."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from suar.cases.models import InboxMark, Referral
from suar.cases.referral import actions, inbox, receiving
from suar.cases.referral.codes import Urgency
from suar.kit.ids import new_id
from suar.ui.paging import SIZE

pytestmark = pytest.mark.django_db


def listed(way, by=None, size=2, at=None):
    """Return the codes of all pages."""
    found, pages, cursor = [], [], ""
    while not pages or cursor:
        here = inbox.page_of(by or way.citra, at or way.at, cursor=cursor, size=size)
        cursor = here.page.older
        pages.append(here)
        found += [line.mark.referral_id for line in here.lines]
    return found


def arrived(way, minutes, **more):
    """Send one that arrived so many minutes later than the others."""
    found = way.sent(**more)
    moment = way.at + timedelta(minutes=minutes)
    InboxMark.objects.filter(referral_id=found.pk).update(received_at=moment)
    return found.pk


def test_nobody_else_lists_what_was_sent_here(way):
    way.sent()
    assert listed(way, by=way.eko) == []
    assert way.cast.client_for(way.cast.eko).get(reverse("cases:inbox")).status_code in (403, 404)


def test_red_stands_first_then_the_late_the_waiting_the_accepted_and_what_is_over(way):
    red = arrived(way, 0, urgency=Urgency.RED)
    late, accepted, waits, over = (arrived(way, n) for n in (1, 2, 3, 4))
    hour = timedelta(hours=1)
    Referral.objects.filter(pk=late).update(acknowledge_by=way.at - hour)
    receiving.accept(referral_id=accepted, by=way.citra, at=way.at)
    version = Referral.objects.get(pk=over).version
    actions.revoke(referral_id=over, expected=version, by=way.ani, at=way.at)
    assert listed(way) == [red, late, waits, accepted, over]
    Referral.objects.filter(pk=red).update(acknowledge_by=way.at - hour)
    second = arrived(way, 5, urgency=Urgency.RED)
    assert listed(way, size=1) == [red, second, late, waits, accepted, over]


def test_the_newest_stands_first_among_equals(way):
    sent = [arrived(way, minutes) for minutes in (1, 3, 2)]
    assert listed(way) == [sent[1], sent[2], sent[0]]


def test_a_page_costs_two_queries_however_many_there_are(way, django_assert_num_queries):
    for _n in range(3):
        way.sent()
    for size in (1, 3):
        with django_assert_num_queries(2):
            inbox.page_of(way.citra, way.at, size=size)


def test_the_page_leads_to_the_next_one(way, cast):
    waits = way.sent()
    InboxMark.objects.bulk_create(
        InboxMark(
            id=new_id(), organisation_id=cast.b.pk, made_at=way.at, made_by=cast.citra.pk,
            referral_id=new_id(), code=f"RJ-{n:06}", sender=cast.a, received_at=way.at,
            ended_at=way.at, ended_as="ENDED",
        )
        for n in range(SIZE)
    )  # fmt: skip
    client = cast.client_for(cast.citra)
    first = client.get(reverse("cases:inbox"))
    assert waits.code in first.content.decode()
    older = first.context["page"].older
    assert older
    last = client.get(reverse("cases:inbox"), {"cursor": older})
    assert (len(last.context["page"].rows), last.context["page"].older) == (1, "")
    assert last.context["page"].newer
