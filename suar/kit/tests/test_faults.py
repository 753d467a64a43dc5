"""A fault is told by its class and its place; what an error quotes stays out of every line."""

from __future__ import annotations

import io
import logging
import sys
import threading

import pytest

from suar.kit import faults

TYPED = "Sulastri binti Ahmad"


def caught() -> BaseException:
    """Return an error with a cause, both of which quote what was typed."""
    try:
        try:
            raise KeyError(TYPED)
        except KeyError as cause:
            raise ValueError(f"Key (name)=({TYPED}) already exists") from cause
    except ValueError as error:
        return error


def test_an_error_is_told_by_class_place_and_cause_without_its_words():
    said = faults.told(caught())
    assert TYPED not in said
    assert "already exists" not in said
    assert said.startswith("builtins.ValueError < ")
    assert "; because of builtins.KeyError < " in said
    assert "test_faults.py" in said
    assert "in caught" in said


def test_a_cause_that_was_hidden_stays_hidden_and_a_ring_of_causes_ends():
    try:
        raise RuntimeError from None
    except RuntimeError as error:
        bare = error
    bare.__context__ = caught()
    assert "KeyError" not in faults.told(bare)
    first, second = ValueError(TYPED), KeyError(TYPED)
    first.__cause__, second.__cause__ = second, first
    assert faults.told(first) == "builtins.ValueError; because of builtins.KeyError"


def line_of(error: BaseException | None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else (None, None, None)
    return logging.LogRecord("any", logging.ERROR, __file__, 1, "broken: %s", ("AB12",), info)


def test_a_line_of_the_log_tells_the_error_beside_it_without_values():
    formatter = faults.LineFormatter("%(name)s %(message)s")
    record = line_of(caught())
    logging.Formatter().format(record)  # another handler: it writes the words into the record
    assert TYPED in record.exc_text
    line = formatter.format(record)
    assert line.startswith("any broken: AB12\nbuiltins.ValueError")
    assert TYPED not in line
    assert formatter.format(line_of(None)) == "any broken: AB12"


@pytest.fixture
def hooks(monkeypatch):
    for owner, name in ((sys, "excepthook"), (sys, "unraisablehook"), (threading, "excepthook")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)
    faults.tell_without_values()


@pytest.mark.usefixtures("hooks")
def test_what_nobody_caught_is_told_in_the_same_way(caplog, capsys):
    error = caught()
    sys.excepthook(type(error), error, error.__traceback__)

    def broken() -> None:
        raise error

    thread = threading.Thread(target=broken)
    thread.start()
    thread.join()
    sys.excepthook(SystemExit, SystemExit(TYPED), None)
    said = caplog.text + "".join(capsys.readouterr())
    assert said.count("uncaught: builtins.ValueError") == 2
    assert TYPED not in said


@pytest.mark.usefixtures("hooks")
def test_a_log_that_cannot_be_written_does_not_print_the_error_instead(capsys):
    stream = io.StringIO()
    broken = logging.StreamHandler(stream)
    stream.close()  # as a full disk or a closed pipe: every write fails
    log = logging.getLogger("suar.errors")
    log.addHandler(broken)
    try:
        error = caught()
        sys.excepthook(type(error), error, error.__traceback__)
    finally:
        log.removeHandler(broken)
    assert TYPED not in "".join(capsys.readouterr())
