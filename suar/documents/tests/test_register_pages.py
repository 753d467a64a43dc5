"""The register of a year, page by page: as many queries for many letters as for few."""

from __future__ import annotations

from suar.documents import queries
from suar.documents.codes import LetterCode
from suar.documents.models import IssuedLetter
from suar.files.tests.conftest import AT, scene  # noqa: F401 - the same small cast
from suar.kit.ids import new_id
from suar.ui.paging import SIZE
from tests.support.stage import seated


def fill(scene, how_many, begin=0):  # noqa: F811
    IssuedLetter.objects.bulk_create(
        IssuedLetter(
            id=new_id(), organisation_id=scene.beni.organisation_id, subject_id=scene.subject,
            made_at=AT, made_by=scene.beni.user_id, code=LetterCode.L_REF.value,
            number=f"{n:04}/SR/2026", serial=n, dated=AT.date(), language="id",
            record_type="referral", record_id=new_id(), record_code="R-1", part="letter",
        )
        for n in range(begin, begin + how_many)
    )  # fmt: skip


def listed(by, size=2):
    pages, cursor = [], ""
    while not pages or cursor:
        found = queries.register(actor=by, at=AT, year=AT.year, cursor=cursor, size=size)
        cursor = found.page.older
        pages.append([line.number for line in found.lines])
    return pages


def test_another_organisation_pages_through_nothing(scene):  # noqa: F811
    fill(scene, 3)
    assert listed(scene.eko) == [[]]


def test_every_letter_stands_on_one_page_the_newest_first(scene):  # noqa: F811
    fill(scene, 5)
    numbers = [f"{n:04}/SR/2026" for n in (4, 3, 2, 1, 0)]
    assert listed(scene.beni) == [numbers[:2], numbers[2:4], numbers[4:]]


def test_a_page_costs_two_queries_however_many_there_are(scene, django_assert_num_queries):  # noqa: F811
    fill(scene, 3)
    for how_many in (0, 60):
        fill(scene, how_many, begin=10)
        with django_assert_num_queries(2):
            queries.register(actor=scene.beni, at=AT, year=AT.year)


def test_the_page_leads_on_and_keeps_the_year(scene, client):  # noqa: F811
    fill(scene, SIZE + 1)
    with seated(scene.beni, urls="suar.config.urls"):
        first = client.get("/letters/", {"year": AT.year})
        assert len(first.context["table"].rows) == SIZE
        text = first.content.decode()
        assert f"year={AT.year}&amp;cursor=" in text
        last = client.get("/letters/", {"year": AT.year, "cursor": first.context["page"].older})
    assert len(last.context["table"].rows) == 1
