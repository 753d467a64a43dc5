"""One person's browser: a connection that stays open, a session, and forms that are sent."""

from __future__ import annotations

import http.client
import re
import time
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from suar.kit.ids import new_id

CSRF = "Kq7uXb2vRn9sWc4tYm6zPd8fLh3jGa5e"  # any 32 letters: cookie and field must agree
IDLE = 10.0  # seconds


@dataclass(slots=True)
class Answer:
    """What came back, and how long it took."""

    status: int
    place: str  # where a redirect leads
    body: str
    seconds: float


class Browser:
    """A seat at the measured server."""

    def __init__(self, port: int, seat: dict[str, Any]) -> None:
        self.seat = seat
        self._connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self._last = 0.0
        self._cookies = f"{seat['cookie']}; csrftoken={CSRF}"

    def get(self, path: str) -> Answer:
        """Ask for a page."""
        return self._ask("GET", path, None)

    def post(self, path: str, **fields: Any) -> Answer:
        """Send a form; the id of its row is made here, as a page makes it."""
        sent = {"csrfmiddlewaretoken": CSRF, "id": str(new_id()), **fields}
        return self._ask("POST", path, urlencode(sent, doseq=True))

    def _ask(self, method: str, path: str, body: str | None) -> Answer:
        headers = {"Cookie": self._cookies, "Accept-Language": "id", "User-Agent": "bench"}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        if time.monotonic() - self._last > IDLE:
            self._connection.close()  # the server closes what was idle; a browser opens anew
            self._connection.connect()
        began = time.perf_counter()
        self._connection.request(method, path, body, headers)
        got = self._connection.getresponse()
        text = got.read()
        taken = time.perf_counter() - began
        self._last = time.monotonic()
        if got.status not in (200, 302):
            told = re.sub(r"<[^>]+>|\s+", " ", text.decode())
            raise RuntimeError(f"{method} {path}: {got.status} {told[:600]}")
        return Answer(got.status, got.headers.get("Location", ""), text.decode(), taken)

    def close(self) -> None:
        """Close the connection."""
        self._connection.close()
