"""The real web server on this machine, and a browser that sends one form again and again."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from typing import BinaryIO
from urllib.parse import urlencode
from uuid import UUID

from tests.prove.processes import ROOT, Installation, new_form, run_to_end

STARTS_WITHIN = 120.0  # seconds
NEW_REPORT = "/intake/new/"


def free_port() -> int:
    """Return a port on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class WebServer:
    """granian with two processes, as `suar run` starts it; killed with all that it started."""

    def __init__(
        self, place: Installation, port: int, *, says: BinaryIO | None = None, **environment: str
    ) -> None:
        self.port = port
        command = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
            "--host", "127.0.0.1", "--port", str(port), "--workers", "2",
            "--blocking-threads", "4", "--no-access-log", "--log-level", "error",
            "suar.config.wsgi:application",
        ]  # fmt: skip
        self._process = subprocess.Popen(
            command, cwd=ROOT, env=place.environ(**environment), start_new_session=True,
            stdout=says, stderr=says,
        )  # fmt: skip

    def __enter__(self) -> WebServer:
        self.wait()
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def wait(self) -> None:
        """Wait until it answers."""
        ends = time.monotonic() + STARTS_WITHIN
        while time.monotonic() < ends and self._process.poll() is None:
            with contextlib.suppress(OSError, http.client.HTTPException):
                connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
                connection.request("GET", "/healthz")
                if connection.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise AssertionError("the web server does not answer")

    def kill(self) -> None:
        """kill -9 of the server and all its processes."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


class Browser:
    """One signed-in browser with a connection of its own."""

    def __init__(self, cookies: dict[str, str], port: int) -> None:
        self._cookies, self._port = dict(cookies), port
        self._connection: http.client.HTTPConnection | None = None
        self._token = ""

    def take(self, form_id: UUID | str, story: str) -> tuple[int, str]:
        """Send the form of a new report; returns the status and where it leads.

        Raises ``OSError`` or ``HTTPException`` where no answer came.
        """
        if not self._token:
            self._open_form()
        fields = {
            "csrfmiddlewaretoken": self._token, "id": str(form_id), "channel": "phone",
            "speaker": "person", "where": "unknown", "call_name": "X",
            "contact_number": "0812-0000-0000", "story": story,
        }  # fmt: skip
        status, headers, body = self._ask("POST", NEW_REPORT, urlencode(fields))
        assert status != 422, re.findall(r'class="[^"]*(?:invalid|error|alert)[^"]*".{0,300}', body)
        return status, headers.get("Location", "")

    def _open_form(self) -> None:
        status, _headers, body = self._ask("GET", NEW_REPORT)
        assert status == 200, (status, body[:2000])
        found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', body)
        assert found is not None
        self._token = found[1]

    def _ask(
        self, method: str, path: str, body: str | None = None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=60)
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self._cookies.items())}
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Referer"] = f"http://127.0.0.1:{self._port}{path}"
        try:
            self._connection.request(method, path, body, headers)
            answer = self._connection.getresponse()
            text = answer.read().decode(errors="replace")
        except (OSError, http.client.HTTPException):
            self._connection.close()
            self._connection = None
            raise
        for header in answer.headers.get_all("Set-Cookie", []):
            name, _, value = header.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, answer.headers, text


def sign_in(place: Installation) -> dict[str, str]:
    """Return the cookies of a signed-in session."""
    cookies: dict[str, str] = json.loads(run_to_end(place, "browser"))
    return cookies


__all__ = ["NEW_REPORT", "Browser", "WebServer", "free_port", "new_form", "sign_in"]
