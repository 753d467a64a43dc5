"""Faults told without values: what broke and where, never what somebody typed.

The message of an error may quote content: a database names the value that it refused, a parser the
text that it could not read. Logs therefore tell the classes of an error and of its causes, and the
places in the code. ``LineFormatter`` does so for every logger, those of other packages too.
"""

from __future__ import annotations

import logging
import sys
import threading
import traceback
from types import TracebackType
from typing import Any

MOST = 40  # places told of each error, the innermost first
log = logging.getLogger("suar.errors")


def told(error: BaseException) -> str:
    """Return classes and places of an error and its causes, the last one first."""
    chain: list[BaseException] = []
    one: BaseException | None = error
    while one is not None and one not in chain:
        chain.append(one)
        one = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
    return "; because of ".join(_one(part) for part in chain)


def _one(error: BaseException) -> str:
    kind = type(error)
    places = [
        f"{frame.filename}:{frame.lineno} in {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__, limit=-MOST)
    ]
    return " < ".join([f"{kind.__module__}.{kind.__qualname__}", *reversed(places)])


class LineFormatter(logging.Formatter):
    """A line of the log; an error that comes with it is told without values."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. A text that another handler made of the error is not taken over."""
        kept, record.exc_text = record.exc_text, None
        try:
            return super().format(record)
        finally:
            record.exc_text = kept

    def formatException(self, ei: Any) -> str:  # noqa: N802 - the name is logging's
        """Return the error in one line."""
        return told(ei[1]) if ei[1] is not None else ""


def tell_without_values() -> None:
    """Let what nobody caught, in this process and its threads, end in the log without values.

    A handler that cannot write (a full disk, a closed pipe) would print the error that was being
    told, words and all: it is silent instead.
    """
    logging.raiseExceptions = False
    sys.excepthook = _uncaught
    sys.unraisablehook = lambda said: _uncaught(said.exc_type, said.exc_value, None)
    threading.excepthook = lambda said: _uncaught(said.exc_type, said.exc_value, None)


def _uncaught(
    _kind: type[BaseException], error: BaseException | None, _places: TracebackType | None
) -> None:
    if error is not None and not isinstance(error, SystemExit):
        log.critical("uncaught: %s", told(error))
