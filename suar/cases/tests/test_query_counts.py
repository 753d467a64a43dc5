"""The pages ask the same number of questions for five cases and for fifty."""

import pytest
from django.db import connections
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from suar.cases import actions
from suar.cases.models import Case, Note
from suar.cases.referral import receiving
from suar.cases.rows import base
from suar.cases.telling import News
from suar.kit.ids import new_id
from suar.notices import actions as notices
from suar.notices.models import Notice
from suar.notices.rules import Audience
from suar.store.work import act
from tests.support.people import make_person

pytestmark = pytest.mark.django_db
FEW, MANY = 5, 50


def open_cases(cast, count):
    ani = cast.actor(cast.ani)
    for _ in range(count):
        person = make_person(ani, cast.at)
        actions.open_case(id=new_id(), person=person, unit=cast.unit_a, by=ani, at=cast.at)


@act
def add_notes(*, case, count, by, at):
    for number in range(count):
        Note(**base(case, new_id(), by, at), text=f"Catatan {number}", on=at.date()).save(
            force_insert=True
        )


def asked(client, path):
    with (
        CaptureQueriesContext(connections["default"]) as data,
        CaptureQueriesContext(connections["keys"]) as keys,
    ):
        page = client.get(path)
    assert page.status_code == 200
    return [len(data), len(keys)]


def counted(cast, paths):
    """Return the questions of each page, in sessions that were used before."""
    found = {}
    for who in ("ani", "beni"):
        client = cast.client_for(getattr(cast, who))
        found |= {(who, path): asked(client, path) for path in paths}
    return found


def test_home_and_the_list_of_cases(cast):
    paths = ("/", reverse("cases:list"), reverse("cases:list") + "?risk=NOT_ASKED&overdue=")
    open_cases(cast, FEW)
    few = counted(cast, paths)
    open_cases(cast, MANY - FEW)
    assert Case.objects.count() == MANY
    assert counted(cast, paths) == few


def test_the_page_of_a_case_with_many_notes_and_events(cast):
    open_cases(cast, 2)
    ani = cast.actor(cast.ani)
    first, second = Case.objects.order_by("made_at", "id")
    add_notes(case=first, count=FEW, by=ani, at=cast.at)
    add_notes(case=second, count=MANY, by=ani, at=cast.at)
    client = cast.client_for(cast.ani)
    pages = [reverse("cases:case", args=[case.pk]) for case in (first, second)]
    assert asked(client, pages[0]) == asked(client, pages[1])


def test_the_page_of_news(way, cast):
    """Every line leads somewhere; none of them is asked for one by one."""

    def news():
        referral = way.sent()
        receiving.acknowledge(referral_id=referral.pk, by=way.citra, at=way.at)
        for _ in range(4):
            notices.deliver(
                audience=Audience(cast.a.pk, user_id=cast.ani.pk), kind=News.ACKNOWLEDGED.value,
                record_id=referral.pk, record_code=referral.code, but=new_id(), by=way.beni,
                at=way.at,
            )  # fmt: skip
        return referral

    sent = news()
    few = counted(cast, [reverse("notices:mine")])
    for _ in range(4):
        news()
    assert counted(cast, [reverse("notices:mine")]) == few
    notice = Notice.objects.filter(user_id=cast.ani.pk, record_id=sent.pk).first()
    read = cast.client_for(cast.ani).post(reverse("notices:read", args=[notice.pk]))
    assert read["Location"] == reverse("cases:sent", args=[sent.pk])
    led = cast.client_for(cast.ani).get(reverse("cases:sent", args=[sent.pk]))
    assert led["Location"] == reverse("cases:referral", args=[way.case.pk, sent.pk])
    assert cast.client_for(cast.citra).get(reverse("cases:sent", args=[sent.pk])).status_code in (
        403, 404,
    )  # fmt: skip
