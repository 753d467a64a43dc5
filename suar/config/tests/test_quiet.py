"""The web server's log learns that an answer broke, never what the error says."""

from __future__ import annotations

import traceback

import pytest

from suar.config.quiet import AnswerBroken, quiet

TYPED = "Sulastri binti Ahmad"


def broken_before(environ, start_response):
    raise ValueError(TYPED)


def broken_within(environ, start_response):
    def pieces():
        yield b"begun"
        raise ValueError(TYPED)

    return pieces()


@pytest.mark.parametrize("application", [broken_before, broken_within])
def test_an_error_outside_django_is_told_by_class_and_place(application, caplog):
    with pytest.raises(AnswerBroken) as broken:
        b"".join(quiet(application)({}, None))
    assert TYPED not in "".join(traceback.format_exception(broken.value))
    assert TYPED not in caplog.text
    assert "builtins.ValueError" in caplog.text
    assert "test_quiet.py" in caplog.text


def test_a_whole_answer_passes_and_is_ended():
    class Whole(list):
        ended = False

        def close(self):
            self.ended = True

    whole = Whole([b"one", b"two"])
    answer = quiet(lambda environ, start_response: whole)({}, None)
    assert b"".join(answer) == b"onetwo"
    answer.close()
    assert whole.ended
    quiet(lambda environ, start_response: [b"plain"])({}, None).close()
