"""A busy database or a full disk is said in words, with the status that asks to try again."""

from __future__ import annotations

import pytest
from django.db import OperationalError
from django.test import RequestFactory
from django.utils import translation

from suar.store.errors import Busy
from suar.ui import error_pages


def _full() -> OperationalError:
    error = OperationalError("database or disk is full")
    error.__cause__ = type("Cause", (Exception,), {"sqlite_errorname": "SQLITE_FULL"})()
    return error


def _answer(error: Exception, **headers: str):
    """Call the page as Django does, while the error is being handled."""
    request = RequestFactory().post("/", headers=headers)
    try:
        raise error
    except type(error):
        with translation.override("en"):
            return error_pages.server_error(request)


def test_another_error_stays_500_with_its_reference(caplog) -> None:
    answer = _answer(KeyError("Sulastri binti Ahmad"))
    assert answer.status_code == 500
    assert b"Reference number" in answer.content
    assert "builtins.KeyError" in caplog.text
    assert "Sulastri" not in caplog.text + answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "words"),
    [
        (Busy("database is locked"), 503, "Many people are saving"),
        (_full(), 507, "no room left on the server"),
    ],
)
def test_a_passing_trouble_is_said_in_words(error: Exception, status: int, words: str) -> None:
    page = _answer(error)
    part = _answer(error, **{"HX-Request": "true"})
    for answer in (page, part):
        assert answer.status_code == status
        assert int(answer["Retry-After"]) > 0
        assert words in answer.content.decode()
    assert b"Reference number" not in page.content
    assert part["HX-Retarget"] == "#problems"
    assert b"<html" not in part.content
