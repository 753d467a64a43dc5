"""Paging by cursor: every row once, in order, forwards and backwards."""

import base64
from datetime import UTC, datetime, timedelta

import pytest

from suar.accounts.models import User
from suar.kit.ids import new_id
from suar.ui.models import DraftBox
from suar.ui.paging import CursorPage, cursor_page, list_page

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 20, tzinfo=UTC)
ORDER = ("-made_at",)


@pytest.fixture
def rows():
    made = [
        DraftBox(id=new_id(), organisation_id=new_id(), subject_id=new_id(), made_by=new_id(),
                 made_at=AT + timedelta(minutes=n // 3))
        for n in range(11)
    ]  # fmt: skip  # three share each moment: the id decides
    DraftBox.objects.bulk_create(made)
    return [r.pk for r in DraftBox.objects.order_by("-made_at", "-id")]


def page(cursor="", size=4) -> CursorPage:
    return cursor_page(DraftBox.objects.all(), order=ORDER, cursor=cursor, size=size)


def walk(start: CursorPage, way: str) -> list[CursorPage]:
    pages = [start]
    while cursor := getattr(pages[-1], way):
        pages.append(page(cursor))
        assert len(pages) < 20
    return pages


def test_a_cursor_that_cannot_be_read_means_the_first_page(rows):
    for cursor in ("x", "!!!", "bm9uZQ", "WyJvIiwgWzFdXQ", "W10", "eyJhIjoxfQ", "ééé"):
        assert [r.pk for r in page(cursor).rows] == rows[:4]


def test_every_row_is_shown_once_in_order(rows):
    pages = walk(page(), "older")
    assert [r.pk for p in pages for r in p.rows] == rows
    assert [len(p.rows) for p in pages] == [4, 4, 3]


def test_the_way_back_shows_the_same_pages(rows):
    there = walk(page(), "older")
    back = walk(there[-1], "newer")
    assert [[r.pk for r in p.rows] for p in back] == [[r.pk for r in p.rows] for p in there[::-1]]
    assert back[-1].newer == ""


def test_a_list_of_one_page_has_no_way_on(rows):
    only = page(size=50)
    assert (only.older, only.newer) == ("", "")


def test_an_empty_list_is_a_page(db):
    assert page() == CursorPage([])


def test_a_page_costs_one_query_wherever_it_lies(rows, django_assert_num_queries):
    cursor = page().older
    with django_assert_num_queries(1):
        page(cursor)


def test_a_cursor_of_another_list_means_the_first_page(rows):
    cursor = page().older
    other = cursor_page(DraftBox.objects.all(), order=("-version", "-made_at"), cursor=cursor)
    assert len(other.rows) == 11


# --- an order by words that people typed --------------------------------------------------------


@pytest.fixture
def people(cast):
    return [u.pk for u in User.objects.order_by("name", "id")]


def by_name(cursor="", size=4):
    return cursor_page(
        User.objects.all(), order=("name", "id"), cursor=cursor, size=size, by_id=True
    )


def test_a_cursor_by_id_holds_no_word_that_somebody_typed(people):
    text = base64.urlsafe_b64decode(by_name().older + "==").decode()
    assert str(people[3]) in text
    assert not [u.name for u in User.objects.all() if u.name in text]


def test_a_cursor_by_id_of_a_row_that_is_gone_or_not_in_the_list_means_the_first_page(people):
    cursor = by_name().older
    only = User.objects.exclude(pk=people[3])
    found = cursor_page(only, order=("name", "id"), cursor=cursor, size=4, by_id=True)
    assert [u.pk for u in found.rows] == [pk for pk in people if pk != people[3]][:4]
    for written in ("x", "WyJvIixbIngiXV0", "WyJvIixbMV1d"):
        assert [u.pk for u in by_name(written).rows] == people[:4]


def test_by_id_every_row_is_shown_once_there_and_back(people, django_assert_num_queries):
    there = [by_name()]
    while there[-1].older:
        there.append(by_name(there[-1].older))
    assert [u.pk for page in there for u in page.rows] == people
    back = [there[-1]]
    while back[-1].newer:
        back.append(by_name(back[-1].newer))
    assert [list(page.rows) for page in back] == [list(page.rows) for page in there[::-1]]
    with django_assert_num_queries(2):
        by_name(there[0].older)


# --- a list that rules put in order -------------------------------------------------------------


def test_a_list_put_in_order_by_rules_is_cut_into_pages_there_and_back():
    items = list(range(100, 111))

    def cut(cursor=""):
        return list_page(items, key=lambda item: item, cursor=cursor, size=4)

    assert cut("nonsense") == cut("") == CursorPage(items[:4], "104", "")
    assert cut("104") == CursorPage(items[4:8], "108", "100")
    assert cut("108") == CursorPage(items[8:], "", "104")
    assert list_page([], key=str) == CursorPage([])
