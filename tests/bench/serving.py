"""The measured server: granian as `suar run` starts it, and what its processes used."""

from __future__ import annotations

import http.client
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

from suar.cli.processes import PORTS_TRIED, Server, is_free, wait_until_answering
from tests.bench.sets import ROOT, DataSet

FIRST_PORT = 8_700
SERVER_PG = "postgresql://postgres@127.0.0.1:5432"


@dataclass(frozen=True, slots=True)
class Served:
    """A running server and how to ask what it used."""

    server: Server
    process: subprocess.Popen[bytes]
    data: DataSet

    def cpu(self) -> float:
        """Return the seconds of processor time of the web processes so far."""
        return sum(_used(pid) for pid in _tree(self.process.pid))

    def database_cpu(self) -> float:
        """Return the seconds of the PostgreSQL processes that serve this data set so far."""
        if not self.data.pg_name:
            return 0.0
        with psycopg.connect(f"{SERVER_PG}/postgres") as connection:
            names = (self.data.pg_name, f"{self.data.pg_name}_keys")
            found = connection.execute(
                "SELECT pid FROM pg_stat_activity WHERE datname = ANY(%s)", [list(names)]
            ).fetchall()
        return sum(_used(pid) for (pid,) in found)

    def memory(self) -> int:
        """Return the megabytes that the web processes hold."""
        return sum(_resident(pid) for pid in _tree(self.process.pid)) // 1024


@contextmanager
def serving(data: DataSet, *, processes: int) -> Iterator[Served]:
    """Serve a data set until the block ends."""
    port = next(p for p in range(FIRST_PORT, FIRST_PORT + PORTS_TRIED) if is_free("127.0.0.1", p))
    server = Server(port=port, processes=processes)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            server.command(), env=data.environment, cwd=ROOT, stderr=said, stdout=said
        )
        try:
            if not wait_until_answering(server, process, 60) or not _healthy(server):
                said.seek(0)
                sys.stderr.write(said.read().decode())
                raise RuntimeError("the server did not start")
            yield Served(server, process, data)
        finally:
            process.terminate()
            process.wait(timeout=20)


def _healthy(server: Server) -> bool:
    connection = http.client.HTTPConnection(server.address, server.port, timeout=30)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


def _tree(pid: int) -> list[int]:
    """Return a process and all beneath it."""
    found = [pid]
    for parent in found:
        for task in Path(f"/proc/{parent}/task").glob("*/children"):
            found += [int(child) for child in task.read_text().split()]
    return found


def _used(pid: int) -> float:
    """Return the processor seconds of all threads of a process, in nanoseconds' steps."""
    total = 0
    for task in Path(f"/proc/{pid}/task").glob("*/schedstat"):
        try:
            total += int(task.read_text().split()[0])
        except OSError:  # the thread ended meanwhile
            continue
    return total / 1e9


def _resident(pid: int) -> int:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)
