"""`suar run`: the web server and its worker, until Ctrl-C or the service manager ends them."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace

from django.conf import settings
from django.db import connections

from suar.cli import processes, readiness
from suar.cli.processes import Server
from suar.cli.refusal import Refused
from suar.cli.speech import say

WORKER = [sys.executable, "-m", "suar", "worker"]
STARTS_WITHIN = 60.0  # seconds


def configure(parser: argparse.ArgumentParser) -> None:
    """Take the address and port; the rest comes from the settings."""
    parser.add_argument("--address", default=None)
    parser.add_argument("--port", type=int, default=None)
    parser.add_argument("--web-only", action="store_true")


def run(options: argparse.Namespace) -> int:
    """Serve, if everything is as it must be."""
    readiness.refuse_unsafe()
    server = from_settings(options.address, options.port)
    if not processes.is_free(server.address, server.port):
        raise Refused(
            f"Port {server.port} is in use. Choose another: --port {server.port + 1}",
            f"Port {server.port} sedang dipakai. Pilih yang lain: --port {server.port + 1}",
        )
    return serve(server, with_worker=not options.web_only)


def from_settings(address: str | None = None, port: int | None = None) -> Server:
    """Return the server as the settings want it."""
    certificate, key = settings.SERVE_TLS
    return Server(
        address=address or settings.SERVE_ADDRESS,
        port=port or settings.SERVE_PORT,
        processes=settings.SERVE_PROCESSES,
        threads=settings.SERVE_THREADS,
        certificate=certificate,
        key=key,
    )


def with_free_port(server: Server) -> Server:
    """Return the server on the next free port, saying so; raises ``Refused`` where none is."""
    port = processes.next_free(server.address, server.port)
    if port is None:
        raise Refused(
            f"Ports {server.port} to {server.port + processes.PORTS_TRIED - 1} are all in use.",
            f"Port {server.port} sampai {server.port + processes.PORTS_TRIED - 1} dipakai semua.",
        )
    if port != server.port:
        say(
            f"Port {server.port} is in use; taking {port}.",
            f"Port {server.port} sedang dipakai; memakai {port}.",
        )
    return replace(server, port=port)


def serve(server: Server, *, with_worker: bool = True, welcome: str = "") -> int:
    """Start both processes, greet, and wait; returns the exit code."""
    connections.close_all()  # nothing of ours stays open while the children work
    commands = [server.command(), *([WORKER] if with_worker else [])]
    with processes.together(commands) as started:
        if not processes.wait_until_answering(server, started[0], STARTS_WITHIN):
            raise Refused("The web server did not start.", "Server web gagal dijalankan.")
        say(
            f"Suar is at {server.url}  (Ctrl-C ends it)",
            f"Suar ada di {server.url}  (Ctrl-C untuk berhenti)",
        )
        if welcome:
            print(welcome, flush=True)
        code = processes.watch(started)
    say("Ended.", "Selesai.")
    return code
