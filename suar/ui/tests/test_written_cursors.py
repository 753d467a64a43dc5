"""A cursor stands in an address: anybody may write one, and none of them breaks a page."""

import base64
import json

import pytest
from django.db.models import IntegerField, Value
from django.urls import reverse

from suar.audit.models import Event
from suar.ui.paging import cursor_page

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "values",
    [[1, 2], [None, None], ["x", "y"], [True, "x"], [[], {}], [{"t": "2026-01-05"}, "no id"],
     [{"t": "x"}, "x"], [10**400, 10**400],
     [{"t": "0001-01-01T00:00:00+14:00"}, "0197c2a0-0000-7000-8000-000000000000"],
     [{"t": "2026-01-05T00:00:00"}, "0197c2a0-0000-7000-8000-000000000000"],
     [{"t": "2026-01-05"}, "0197c2a0-0000-7000-8000-000000000000"]],
)  # fmt: skip
def test_a_cursor_that_nobody_was_given_means_the_first_page(cast, values):
    text = json.dumps(["o", values]).encode()
    written = base64.urlsafe_b64encode(text).decode().rstrip("=")
    first = cursor_page(Event.objects.all(), order=["-at"], size=3)
    found = cursor_page(Event.objects.all(), order=["-at"], cursor=written, size=3)
    assert [e.pk for e in found.rows] == [e.pk for e in first.rows]
    assert len(found.rows) == 3
    following = cursor_page(Event.objects.all(), order=["-at"], cursor=first.older, size=3)
    assert not {e.pk for e in following.rows} & {e.pk for e in first.rows}


@pytest.mark.parametrize("rank", ["x", {"t": "2026-01-05"}, 10**400, -1, 1.5])
def test_a_rank_that_nobody_was_given_means_the_first_page(cast, rank):
    rows = Event.objects.annotate(rank=Value(0, output_field=IntegerField()))
    first = cursor_page(rows, order=["rank", "-at"], size=3)
    direction, values = json.loads(base64.urlsafe_b64decode(first.older + "=="))
    text = json.dumps([direction, [rank, *values[1:]]]).encode()
    written = base64.urlsafe_b64encode(text).decode().rstrip("=")
    found = cursor_page(rows, order=["rank", "-at"], cursor=written, size=3)
    assert [e.pk for e in found.rows] == [e.pk for e in first.rows]
    following = cursor_page(rows, order=["rank", "-at"], cursor=first.older, size=3)
    assert not {e.pk for e in following.rows} & {e.pk for e in first.rows}


@pytest.mark.parametrize("offset", ["+23:59", "-23:59", "+16:00"])
def test_a_moment_in_a_zone_that_no_clock_has_is_the_same_moment_of_ours(cast, offset):
    moment = f"2999-01-05T00:00:00{offset}"
    text = json.dumps(["o", [{"t": moment}, "0197c2a0-0000-7000-8000-000000000000"]]).encode()
    written = base64.urlsafe_b64encode(text).decode().rstrip("=")
    first = cursor_page(Event.objects.all(), order=["-at"], size=3)
    found = cursor_page(Event.objects.all(), order=["-at"], cursor=written, size=3)
    assert [e.pk for e in found.rows] == [e.pk for e in first.rows], "all are older than that"


@pytest.mark.parametrize("text", [b"[" * 3000, b'{"t":' * 3000, b"[" * 3000 + b"]" * 3000])
def test_a_cursor_of_thousands_of_brackets_means_the_first_page(cast, text):
    written = base64.urlsafe_b64encode(text).decode()
    first = cursor_page(Event.objects.all(), order=["-at"], size=3)
    found = cursor_page(Event.objects.all(), order=["-at"], cursor=written, size=3)
    assert [e.pk for e in found.rows] == [e.pk for e in first.rows]
    for page in ("cases:list", "notices:mine", "accounts:people"):
        client = cast.client_for(cast.admin_a if page.startswith("accounts") else cast.ani)
        assert client.get(reverse(page), {"cursor": written}).status_code == 200, page


@pytest.mark.parametrize("word", ["\x00", "\ud800", "a\udfff"])
def test_a_cursor_with_a_text_that_no_database_keeps_means_the_first_page(cast, word):
    text = json.dumps(["o", [word, "0197c2a0-0000-7000-8000-000000000000"]]).encode()
    written = base64.urlsafe_b64encode(text).decode().rstrip("=")
    first = cursor_page(Event.objects.all(), order=["verb"], size=3)
    found = cursor_page(Event.objects.all(), order=["verb"], cursor=written, size=3)
    assert [e.pk for e in found.rows] == [e.pk for e in first.rows]
