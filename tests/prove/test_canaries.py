"""Nothing of a person stands in plain: a thousand canaries are typed and searched for everywhere.

They are typed over HTTP into a real installation, its worker does what follows from them, a backup
is made, the server is killed so that its write-ahead log stays. Then every byte that was left is
searched: as it is, as rows, unpacked, and with the backup's own seal taken off. What the search can
find is shown by spilling one canary into each of those places.
"""

from __future__ import annotations

import base64
import gzip
import json
import os
import random
import re
import signal
import subprocess
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

import pytest

from suar.cli.backup import sealing
from tests.prove.canaries import papers, places
from tests.prove.canaries.flock import NUMBER, WORD, Canary, Fate, Flock, written
from tests.prove.canaries.places import Found
from tests.prove.canaries.search import Searcher, holds_open_word
from tests.prove.canaries.walk import Story, round_of
from tests.prove.conftest import COMPILER, ON_POSTGRES, times
from tests.prove.processes import ROOT, Installation, run_to_end
from tests.prove.web import WebServer, free_port

CANARIES = 1000
# Sealed fields that no canary can stand in, because they take no words of anybody's.
NO_WORDS = {
    "cases.ItemAnswer.content": "ages, dates and a code",
    "cases.Proposal.results": "codes of the table and its inputs",
    "cases.TriageCheck.answers": "codes",
    "cases.TriageCheck.last_assault": "a moment",
    "files.StoredFile.original_digest": "a hash",
    "intake.Report.urgent": "codes",
    "people.Address.regency": "a code",
    "people.MustNotKnow.category": "a code",
    "people.MustNotKnow.note": "no page asks for it yet",
}
# Where the few texts may stand that their class leaves in plain: who paid for a service
# (operational), with which name somebody failed to sign in (personal, of staff).
OPEN_PLACES = {"database", "write-ahead log", "rows", "failed sign-ins", "backup unsealed",
               "everything ever written"}  # fmt: skip


@dataclass
class Yard:
    """The installation, its processes, and the evidence gathered from it."""

    place: Installation
    evidence: Path
    environment: dict[str, str]
    logs: dict[str, BinaryIO] = field(default_factory=dict)

    def log(self, name: str) -> BinaryIO:
        """Return the file into which a process says everything."""
        return self.logs.setdefault(name, (self.place.folder / "logs" / name).open("ab"))

    @contextmanager
    def at_work(self) -> Iterator[int]:
        """Server and worker for the length of the block, then killed with -9; yields the port."""
        port = free_port()
        worker = self.start("worker")
        try:
            with WebServer(self.place, port, says=self.log("server"), **self.environment):
                yield port
        finally:
            os.killpg(worker.pid, signal.SIGKILL)
            worker.wait()

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """Start a command of `suar`, in a session of its own."""
        said = self.log(command[0])
        line = [sys.executable, "-m", "suar", *command]
        env = self.place.environ(**self.environment)
        return subprocess.Popen(
            line, cwd=ROOT, env=env, stdout=said, stderr=said, start_new_session=True
        )

    def run(self, *command: str) -> None:
        """Run a command of `suar` to its end."""
        assert self.start(*command).wait() == 0, command

    def backed_up(self) -> None:
        """Make a backup, and take its own seal off."""
        key = self.evidence / "backup.key"
        if not key.exists():
            self.run("backup-key", "--write", str(key))
        recipient = sealing.identity(key).to_public()
        self.run("backup", "--recipient", str(recipient))
        newest = sorted((self.place.folder / "backups").glob("*.age"))[-1]
        target = self.evidence / "unsealed" / newest.stem
        target.mkdir(parents=True)
        sealing.unseal(newest, sealing.identity(key), target)


@pytest.fixture
def yard(installation: Installation, tmp_path: Path, request: pytest.FixtureRequest) -> Yard:
    """An installation of its own, whose every byte can be searched."""
    installation.settings = "tests.prove.canaries.settings"
    evidence = tmp_path / "evidence"
    for folder in (evidence, installation.folder / "logs", installation.folder / "tmp"):
        folder.mkdir()
    installation.environment["TMPDIR"] = str(installation.folder / "tmp")
    watched: dict[str, str] = {}
    if COMPILER:  # temporary files that are gone again are searched, too
        watched = {"LD_PRELOAD": str(request.getfixturevalue("recorder")),
                   "PROVE_FOLDER": str(installation.folder),
                   "PROVE_RECORD": str(evidence / "record")}  # fmt: skip
    return Yard(installation, evidence, watched)


def searched(searcher: Searcher, *found: Found) -> dict[str, list[str]]:
    """Return kind of place -> what was found there; a kind where nothing was is there, empty."""
    hits: dict[str, list[str]] = defaultdict(list)
    for source in found:
        for kind, name, data in source:
            hits[kind] += [f"{name}: {hit}" for hit in searcher.found(data)]
    return hits


def everywhere(yard: Yard, copy: Path) -> list[Found]:
    """Return all that was left: the folder as it lay, its rows, the evidence."""
    lately = {"backup", "logs", "temporary files", "mail", "database"}
    after = (one for one in places.files_of(yard.place.folder) if one[0] in lately)
    return [
        places.files_of(copy),
        places.rows_of(yard.place),
        places.files_of(yard.evidence),
        after,
    ]


def arrived(canary: Canary, opened: str) -> bool:
    """Say whether a canary stands in what was opened, as it was typed or as it is kept."""
    ways = written(canary.text) if re.match(r"\d{4}-", canary.text) else (canary.text.lower(),)
    return any(way in opened for way in ways)


def in_the_files(yard: Yard, flock: Flock, opened: dict[str, list[str]]) -> str:
    """Return the canaries that the bodies of the files hold, packed or not."""
    searcher = Searcher(flock)
    bodies = [bytes.fromhex(body) for body in opened.pop("file")]
    return " ".join(hit for body in bodies for hit in searcher.found(body)).lower()


def test_no_canary_is_found_anywhere_and_a_spilt_one_is_found_in_each_place(
    yard: Yard, tmp_path: Path
) -> None:
    flock = Flock()
    said = json.loads(run_to_end(yard.place, "canary_cast"))
    with yard.at_work() as port:
        while len(flock.all) < times(CANARIES):
            round_of(Story(flock, port, said))
        yard.run("worker", "--until-empty")
    copy = places.copied(yard.place, tmp_path / "as-killed")
    assert ON_POSTGRES or (copy / "suar.sqlite3-wal").stat().st_size > 0

    opened = json.loads(run_to_end(yard.place, "canary_open"))
    bodies = in_the_files(yard, flock, opened)
    everything = bodies + " ".join(text for texts in opened.values() for text in texts).lower()
    assert [c.place for c in flock.of(Fate.KEPT) if not arrived(c, everything)] == []
    marked = {name for name, texts in opened.items() if Searcher(flock).found(_bytes(texts))}
    assert set(opened) - marked == set(NO_WORDS)
    assert flock.of(Fate.TYPED) == []

    yard.backed_up()
    places.dump(yard.place, yard.evidence)
    hits = searched(Searcher(flock), *everywhere(yard, copy))
    assert {kind: found[:3] for kind, found in hits.items() if found} == {}
    opens = {kind for source in everywhere(yard, copy) for kind, _name, data in source
             if holds_open_word(data)}  # fmt: skip
    assert {"rows", "failed sign-ins"} <= opens <= OPEN_PLACES

    copy = spilt(yard, flock, tmp_path / "spilt")
    caught = searched(Searcher(flock), *everywhere(yard, copy))
    assert {kind for kind, found in caught.items() if not found} == set()
    assert set(caught) == set(hits)


def spilt(yard: Yard, flock: Flock, into: Path) -> Path:
    """Spill a canary into every kind of place; returns the folder as it lies afterwards."""
    text = flock.word("spilt")
    spill = [sys.executable, "-m", "tests.prove.programs.canary_spill"]
    env = yard.place.environ(**yard.environment, SUAR_PROVE_SPILL=text)
    with yard.at_work():  # a worker has the database open, so that the write-ahead log stays
        subprocess.run(spill, cwd=ROOT, env=env, stderr=yard.log("spill"), check=True)
    copy = places.copied(yard.place, into)
    yard.backed_up()
    with sorted((yard.place.folder / "backups").glob("*.age"))[-1].open("ab") as archive:
        archive.write(text.encode())
    places.dump(yard.place, yard.evidence)
    return copy


def test_the_search_sees_through_every_dress() -> None:
    flock = Flock()
    word, number, day = flock.word("a name"), flock.number("a telephone"), flock.day("a birth")
    searcher, chance = Searcher(flock), random.Random(7)
    noise = chance.randbytes(4000)
    assert searcher.found(chance.randbytes(300_000)) == []
    assert searcher.found(f"{NUMBER}9999 {WORD[:-1]} 1930-12-30".encode()) == []
    for text in (word, word.upper(), word.lower(), number, _grouped(number), *written(day)):
        for name, dressed in dresses(text):
            assert searcher.found(noise + dressed + noise), (text, name)


def _grouped(number: str) -> str:
    return f"+62 {number[:3]}-{number[3:7]}-{number[7:]}"


def dresses(text: str) -> Iterator[tuple[str, bytes]]:
    """Yield a text as it may lie in a file; the rarer ones are looked for in whole marks only."""
    plain = text.encode()
    yield "plain", plain
    yield "utf-16", text.encode("utf-16-le")
    yield "utf-16, other end", text.encode("utf-16-be")
    yield "percent", quote(text, safe="").encode()
    yield "json", json.dumps({"said": text}).encode()
    packed = (b"said: " + plain) * 3
    yield "zlib", zlib.compress(packed)
    yield "gzip", gzip.compress(packed)
    yield "bytes of pg_dump", b"\\x" + zlib.compress(packed).hex().encode()
    yield "session", b"." + base64.urlsafe_b64encode(zlib.compress(packed))
    if text.isalnum():
        for shift in range(3):
            yield f"base64 {shift}", base64.b64encode(b"~" * shift + plain)
        yield "base64 of utf-16", base64.b64encode(text.encode("utf-16-le"))
        yield "hex", plain.hex().encode()
        yield "HEX", plain.hex().upper().encode()
        yield "every byte percent", "".join(f"%{byte:02X}" for byte in plain).encode()
        yield "escaped", "".join(f"\\u{ord(letter):04x}" for letter in text).encode()
        yield "backwards" if text.isalpha() else "plain", plain[::-1] if text.isalpha() else plain


@pytest.mark.parametrize("kind", list(papers.KINDS))
def test_the_search_sees_into_every_kind_of_file(kind: str) -> None:
    flock = Flock()
    body = papers.KINDS[kind](lambda: flock.word(kind))
    assert Searcher(flock).found(body)


def test_the_search_reads_a_mail_as_its_reader_does() -> None:
    flock = Flock()
    message = EmailMessage()
    message["Subject"] = f"é {flock.word('subject')}"
    message.set_content(f"é{' ' * 70}{flock.word('text')}é", cte="base64")
    found = Searcher(flock).found(b"MIME-Version: 1.0\n" + bytes(message))
    assert len(found) >= 2


def _bytes(texts: list[str]) -> bytes:
    return " ".join(texts).encode()
