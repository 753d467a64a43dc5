"""What breaks outside Django's own care is told to the log in our words.

The web server would write the message of such an error into its log, and the message may quote
content: an error while an answer is on its way, or in the page for errors itself.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from suar.kit import faults

log = logging.getLogger("suar.errors")
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


class AnswerBroken(Exception):  # noqa: N818 - what the web server may know: that it broke
    """An answer was not finished; what broke stands in our own log."""


class Answer:
    """The pieces of an answer, and its end."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self._pieces = pieces

    def __iter__(self) -> Iterator[bytes]:
        try:
            yield from self._pieces
        except Exception as error:  # noqa: BLE001 - whatever it was, its words stay here
            log.error("unhandled in an answer: %s", faults.told(error))
            raise AnswerBroken from None

    def close(self) -> None:
        """End the request: Django waits for it."""
        if callable(end := getattr(self._pieces, "close", None)):
            end()


def quiet(application: Application) -> Application:
    """Return the same application, of whose errors the web server learns no word."""

    def serve(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return Answer(application(environ, start_response))
        except Exception as error:  # noqa: BLE001 - whatever it was, its words stay here
            log.error("unhandled before an answer: %s", faults.told(error))
            raise AnswerBroken from None

    return serve
