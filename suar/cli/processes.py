"""Web server and worker as two processes that live and end together."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

GRACE = 10.0  # seconds that a process has to end by itself
PORTS_TRIED = 20


@dataclass(frozen=True, slots=True)
class Server:
    """How the web server listens."""

    address: str = "127.0.0.1"
    port: int = 8000
    processes: int = 1
    threads: int = 4
    certificate: str = ""
    key: str = ""

    @property
    def url(self) -> str:
        """Return the address for a browser on this machine."""
        host = "localhost" if self.address in {"0.0.0.0", "::"} else self.address  # noqa: S104
        host = f"[{host}]" if ":" in host else host
        return f"{'https' if self.certificate else 'http'}://{host}:{self.port}/"

    def command(self) -> list[str]:
        """Return the command line of the web server."""
        line = [
            sys.executable, "-m", "granian", "--interface", "wsgi", "--no-ws",
            "--host", self.address, "--port", str(self.port),
            "--workers", str(self.processes), "--blocking-threads", str(self.threads),
            "--respawn-failed-workers", "--no-access-log", "--log-level", "warning",
        ]  # fmt: skip
        if self.certificate:
            line += ["--ssl-certificate", self.certificate, "--ssl-keyfile", self.key]
        return [*line, "suar.config.wsgi:application"]


def is_free(address: str, port: int) -> bool:
    """Say whether a server can listen there now."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError:
            return False
    return True


def next_free(address: str, port: int) -> int | None:
    """Return the port, or the next one that is free; None where twenty are busy."""
    return next((p for p in range(port, port + PORTS_TRIED) if is_free(address, p)), None)


def wait_until_answering(server: Server, process: subprocess.Popen[bytes], seconds: float) -> bool:
    """Wait until the server takes connections; False where it ended or time ran out."""
    deadline = time.monotonic() + seconds
    host = "127.0.0.1" if server.address == "0.0.0.0" else server.address  # noqa: S104
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with socket.create_connection((host, server.port), timeout=0.2):
                return True
        except OSError:
            time.sleep(0.1)
    return False


@contextmanager
def together(commands: Sequence[list[str]]) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Start processes in a session of their own each, and end all of them with the block.

    A session of its own: Ctrl-C reaches only us, and we end them in order.
    """
    started: list[subprocess.Popen[bytes]] = []
    try:
        for command in commands:
            started.append(
                subprocess.Popen(command, start_new_session=True)  # noqa: S603 - our own commands
            )
        yield started
    finally:
        for process in started:
            _signal(process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE
        for process in started:
            try:
                process.wait(timeout=max(deadline - time.monotonic(), 0.1))
            except subprocess.TimeoutExpired:
                _signal(process, signal.SIGKILL)
                process.wait()


def watch(processes: Sequence[subprocess.Popen[bytes]]) -> int:
    """Wait until one of them ends by itself or we are told to stop; return the exit code."""
    stopping = False

    def stop(_number: int, _frame: Any) -> None:
        nonlocal stopping
        stopping = True

    before = {s: signal.signal(s, stop) for s in (signal.SIGINT, signal.SIGTERM)}
    try:
        while not stopping:
            for process in processes:
                code = process.poll()
                if code is not None:
                    return code or 1  # nobody told it to end
            time.sleep(0.2)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    return 0


def _signal(process: subprocess.Popen[bytes], number: int) -> None:
    if process.poll() is None:
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            return
