"""The power goes at any moment: what was acknowledged is there, what was erased is not."""

from __future__ import annotations

import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.prove.conftest import times
from tests.prove.powercut import WRITE, Disk, Step, read_record
from tests.prove.processes import Examiner, Installation, Program, faults_of, new_form

CUTS = 1000
TAKEN, ERASED = 40, 12  # forms of one recording


@dataclass
class Said:
    """What the processes had acknowledged up to a moment."""

    taken: set[str] = field(default_factory=set)
    made: dict[str, str] = field(default_factory=dict)  # form -> subject
    gone: set[str] = field(default_factory=set)  # subjects

    def hear(self, step: Step) -> None:
        for line in step.data.decode().splitlines():
            match line.split():
                case ["ok", "take", form]:
                    self.taken.add(form)
                case ["ok", "made", form, subject]:
                    self.made[form] = subject
                case ["ok", "gone", _form, subject]:
                    self.gone.add(subject)


def record(place: Installation, recorder: Path, **environment: str) -> tuple[list[Step], set[str]]:
    """Let a process write while its writes are recorded; returns the steps and all forms sent."""
    before = place.folder.with_name("before")
    shutil.copytree(place.folder, before)
    record_file = place.folder.with_name("record")
    orders = [("take", str(new_form())) for _ in range(TAKEN)]
    orders += [("erase", str(new_form())) for _ in range(ERASED)]
    random.Random(7).shuffle(orders)
    with Program(
        place,
        "writer",
        LD_PRELOAD=str(recorder),
        PROVE_FOLDER=str(place.folder),
        PROVE_RECORD=str(record_file),
        **environment,
    ) as writer:
        writer.ask(*(" ".join(order) for order in orders))
        assert writer.end() == 0
    steps = read_record(record_file, place.folder)
    assert sum(step.kind == WRITE for step in steps) > 1000
    return steps, {form for order, form in orders if order == "take"}


def cuts(
    place: Installation, steps: list[Step], count: int, seed: int, into: Path
) -> Iterator[tuple[Path, Said]]:
    """Cut the power at ``count`` moments; yields what is found and what had been said."""
    chance = random.Random(seed)
    moments = Counter(chance.randrange(1, len(steps) + 1) for _ in range(count))
    disk, said = Disk(place.folder, place.folder.with_name("before")), Said()
    for number, step in enumerate(steps, start=1):
        disk.take(step)
        if step.kind == WRITE and step.name.startswith("answers-"):
            said.hear(step)
        for again in range(moments[number]):
            found = into / f"cut-{number}-{again}"
            disk.cut(found, chance)
            shutil.copytree(place.folder / "master-keys", found / "master-keys")
            yield found, said
            shutil.rmtree(found)


def erasure_faults(found: Path, facts: dict, said: Said) -> list[str]:
    """Return the erased persons whose key is still somewhere, or whose erasure is forgotten."""
    keys = set(facts["keys"])
    faults = [f"key came back: {subject}" for subject in said.gone & keys]
    faults += [
        f"not on the list: {subject}" for subject in said.gone if subject not in facts["listed"]
    ]
    kept = set(said.made.values()) - said.gone
    last = set(list(said.made.values())[-1:])  # its erasure may be under way
    faults += [f"key lost: {subject}" for subject in kept - last - keys]
    raw = b"".join(path.read_bytes() for path in found.glob("keys.sqlite3*"))
    for subject in said.gone:
        if subject.replace("-", "").encode() in raw:
            faults.append(f"bytes of a destroyed key: {subject}")
    return faults


def test_nothing_acknowledged_is_lost_and_nothing_erased_comes_back(
    installation: Installation, recorder: Path, tmp_path: Path
) -> None:
    steps, sent = record(installation, recorder)
    seen = 0
    with Examiner(installation, "examine") as examiner:
        for found, said in cuts(installation, steps, times(CUTS), seed=11, into=tmp_path):
            facts = examiner.look(found)
            faults = faults_of(facts, acknowledged=said.taken, sent=sent)
            faults += erasure_faults(found, facts, said)
            assert faults == [], found.name
            seen += 1
    assert seen == times(CUTS)


def test_an_engine_that_acknowledges_too_early_is_caught(
    installation: Installation, recorder: Path, tmp_path: Path
) -> None:
    """The counter-proof: with one line undone the same cuts lose what was acknowledged."""
    installation.environment["SUAR_PROVE_CARELESS"] = "1"
    steps, sent = record(installation, recorder)
    lost = 0
    with Examiner(installation, "examine") as examiner:
        for found, said in cuts(installation, steps, times(CUTS) // 5, seed=12, into=tmp_path):
            facts = examiner.look(found, open_all=False)
            faults = faults_of(facts, acknowledged=said.taken, sent=sent)
            lost += any(fault.startswith("lost") for fault in faults)
    assert lost > 0


def test_the_recording_says_what_the_files_hold(installation: Installation, recorder: Path) -> None:
    """Followed to its end without a cut, a recording gives the very files of the installation."""
    steps, _sent = record(installation, recorder)
    disk = Disk(installation.folder, installation.folder.with_name("before"))
    for step in steps:
        disk.take(step)
    for name in ("suar.sqlite3", "keys.sqlite3"):
        disk.names[name].sync()
        assert bytes(disk.names[name].safe) == (installation.folder / name).read_bytes()


@pytest.mark.parametrize("seed", range(3))
def test_a_cut_keeps_what_was_synced(seed: int, tmp_path: Path) -> None:
    begins, folder = tmp_path / "begins", tmp_path / "folder"
    begins.mkdir()
    (begins / "old").write_bytes(b"a" * 2000)
    disk = Disk(folder, begins)
    for step in (
        Step(WRITE, "old", 0, b"b" * 1000),
        Step(2, "old", 0, b""),
        Step(WRITE, "old", 1000, b"c" * 1000),
        Step(4, "new", 0, b""),
        Step(WRITE, "new", 0, b"d" * 10),
        Step(2, "new", 0, b""),
    ):
        disk.take(step)
    disk.cut(tmp_path / "found", random.Random(seed))
    found = (tmp_path / "found" / "old").read_bytes()
    assert found[:1000] == b"b" * 1000
    assert set(found[1000:]) <= set(b"ac")
    made = tmp_path / "found" / "new"
    assert not made.exists() or made.read_bytes() == b"d" * 10
