"""Every text for people has its Indonesian words, and one idea has one word."""

import pytest

from suar.ui import catalogues


@pytest.mark.parametrize("app", [app.name for app in catalogues.apps()])
def test_every_text_is_translated(app):
    """Absent, empty, fuzzy, unused or with other placeholders: `make messages`, then translate."""
    assert [str(m) for m in catalogues.missing() if m.app == app] == []


def test_the_walk_finds_texts():
    assert {"ui", "site"} <= {app.name for app in catalogues.apps()}


def test_one_idea_has_one_word():
    assert catalogues.contradictions() == []


def test_no_compiled_catalogue_is_committed():
    assert "*.mo" in (catalogues.PACKAGE.parent / ".gitignore").read_text().split()
