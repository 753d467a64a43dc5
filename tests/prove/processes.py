"""Starting, asking, killing the programs of the proofs."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4, uuid5

ROOT = Path(__file__).parents[2]
PATIENCE = 120.0  # seconds for any single answer


@dataclass
class Installation:
    """A folder with its databases, keys and settings."""

    folder: Path
    environment: dict[str, str] = field(default_factory=dict)
    settings: str = "tests.prove.settings"

    def environ(self, **more: str) -> dict[str, str]:
        """Return the environment of its processes."""
        return {
            **os.environ,
            **self.environment,
            "SUAR_PROVE_DIR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": self.settings,
            "PYTHONPATH": str(ROOT),
            **more,
        }


class Program:
    """One running program of ``tests/prove/programs``, asked line by line."""

    def __init__(self, place: Installation, name: str, **environment: str) -> None:
        command = [sys.executable, "-m", f"tests.prove.programs.{name}"]
        self._process = subprocess.Popen(
            command,
            cwd=ROOT,
            env=place.environ(**environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )
        self._hears, self._says = self._process.stdin, self._process.stdout
        self._left = b""

    def __enter__(self) -> Program:
        assert self.line() == "ready"
        return self

    def __exit__(self, *_error: object) -> None:
        self.kill()

    def ask(self, *lines: str) -> None:
        """Send lines; a program that is already dead does not hear them."""
        try:
            self._hears.write("".join(f"{line}\n" for line in lines).encode())
            self._hears.flush()
        except BrokenPipeError:
            pass

    def line(self, patience: float = PATIENCE) -> str:
        """Wait for one line; empty at the end of the program or of the patience."""
        ends = time.monotonic() + patience
        while b"\n" not in self._left:
            ready = select.select([self._says], [], [], max(0, ends - time.monotonic()))
            if not ready[0]:
                return ""
            read = os.read(self._says.fileno(), 65536)
            if not read:
                return ""
            self._left += read
        line, _, self._left = self._left.partition(b"\n")
        return line.decode()

    def lines_now(self) -> list[str]:
        """Return the whole lines that were said until now, also by a dead program."""
        found = []
        while line := self.line(patience=0.0):
            found.append(line)
        return found

    def kill(self) -> None:
        """kill -9, and wait until the process is gone."""
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()

    def end(self) -> int:
        """Close its ears and wait for its own end."""
        self._hears.close()
        return self._process.wait(PATIENCE)


class Child(Program):
    """A program that a nursery forked: killed and asked like any other."""

    def __init__(self, nursery: Nursery, name: str) -> None:
        folder = Path(tempfile.mkdtemp(dir=nursery.pipes))
        for pipe in ("in", "out"):
            os.mkfifo(folder / pipe)
        nursery.ask(f"{name} {folder / 'in'} {folder / 'out'}")
        self.number = int(nursery.line())
        self._hears = (folder / "in").open("wb", buffering=0)
        self._says = (folder / "out").open("rb", buffering=0)
        self._left = b""

    def kill(self) -> None:
        """kill -9, and wait until the process is gone."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.number, signal.SIGKILL)
        self._wait()

    def end(self) -> int:
        """Close its ears and wait for its own end."""
        self._hears.close()
        self._wait()
        return 0

    def _wait(self) -> None:
        ends = time.monotonic() + PATIENCE
        while Path(f"/proc/{self.number}").exists():
            assert time.monotonic() < ends, "a process does not end"
            time.sleep(0.002)


class Nursery(Program):
    """Forks programs that are ready at once."""

    def __init__(self, place: Installation) -> None:
        self.pipes = place.folder.with_name("pipes")
        self.pipes.mkdir(exist_ok=True)
        super().__init__(place, "nursery")


class Examiner(Program):
    """Looks installations over; one process for many."""

    def look(self, folder: Path, *, open_all: bool = True) -> dict[str, Any]:
        """Return the facts of an installation."""
        self.ask(json.dumps({"folder": str(folder), "open": open_all}))
        answer = self.line()
        assert answer, "the examiner could not open the installation"
        return json.loads(answer)


def run_to_end(place: Installation, name: str) -> str:
    """Run a program to its end and return what it said."""
    command = [sys.executable, "-m", f"tests.prove.programs.{name}"]
    done = subprocess.run(
        command, cwd=ROOT, env=place.environ(), check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def new_form() -> UUID:
    """Return the id that a form makes for its row."""
    return uuid4()


def job_of(form_id: str) -> str:
    """Return the id of the job that a form asks for."""
    return str(uuid5(UUID(form_id), "job"))


def faults_of(facts: dict[str, Any], *, acknowledged: set[str], sent: set[str]) -> list[str]:
    """Return every way in which an installation is not as it must be after a fall."""
    reports = facts["reports"]
    here = set(reports)
    found = [f"damage: {text}" for text in facts["damage"]]
    found += [f"chain: {facts['chain']}"] if facts["chain"] else []
    found += [f"lost: {form}" for form in sorted(acknowledged - here)]
    found += [f"out of nowhere: {form}" for form in sorted(here - sent)]
    found += [f"doubled: {form}" for form in here if reports.count(form) != 1]
    for name in ("taken", "granted"):
        counts = facts[name]
        found += [f"{name} {counts.get(f, 0)} times: {f}" for f in here if counts.get(f) != 1]
        found += [f"{name} without report: {f}" for f in sorted(set(counts) - here)]
    found += [f"no job: {form}" for form in here if job_of(form) not in facts["jobs"]]
    found += [f"no key: {form}" for form in facts["without_key"]]
    found += [f"does not open: {form}" for form in facts["closed_books"]]
    for job, rows in facts["counted"].items():
        found += [f"job {job} did a row twice"] if len(rows) != len(set(rows)) else []
    return found
