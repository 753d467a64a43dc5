"""What renews itself says so, or a screen that somebody left would never lock."""

import re

import pytest

from tests.support.tree import files

OPENING_TAG = re.compile(r"<[a-z][^<>]*hx-trigger=[^<>]*>", re.IGNORECASE)
ITSELF = re.compile(r"""hx-trigger=["'][^"']*\b(?:every|load|revealed|intersect)\b""")
MARK = "X-Suar-Unattended"


def unmarked(page: str) -> list[str]:
    page = re.sub(r"\{%.*?%\}", "", page)
    tags = OPENING_TAG.findall(page)
    return [tag for tag in tags if ITSELF.search(tag) and MARK not in tag]


@pytest.mark.parametrize("path", files(".html"), ids=lambda p: p.name)
def test_a_fragment_that_renews_itself_keeps_no_session_open(path):
    assert unmarked(path.read_text(encoding="utf-8")) == []


def test_a_fragment_without_the_mark_would_be_found():
    assert unmarked('<div hx-get="/x/" hx-trigger="every 5s">')
    assert not unmarked('<div hx-get="/x/" hx-trigger="click">')
