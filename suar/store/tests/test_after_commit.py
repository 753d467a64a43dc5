"""What is done after a commit: each by itself, and a failure says nothing of content."""

from __future__ import annotations

import pytest

from suar.store.work import act, after_commit

pytestmark = pytest.mark.django_db(transaction=True)
TYPED = "Sulastri binti Ahmad"


def test_one_that_fails_stops_neither_the_others_nor_the_verb(caplog):
    done = []

    def fails():
        raise ValueError(TYPED)

    @act
    def verb():
        after_commit(lambda: done.append("first"))
        after_commit(fails)
        after_commit(lambda: done.append("last"))
        return "saved"

    assert verb() == "saved"
    assert done == ["first", "last"]
    assert "after the commit: builtins.ValueError" in caplog.text
    assert TYPED not in caplog.text


def test_nothing_is_done_after_a_verb_that_failed():
    done = []

    @act
    def verb():
        after_commit(lambda: done.append("never"))
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        verb()
    assert done == []
