"""A disk that loses power: what a recording of writes may have left behind at any moment.

What was synced is there. Of what was not, anything may be: nothing, all, the first part, or any
set of sectors in any order, for each file by itself. A file that was made or deleted since the
folder was last synced may be there or not.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

HEAD = struct.Struct("<IIQQ")
SECTOR = 512
WRITE, SYNC, TRUNCATE, CREATE, UNLINK, RENAME, SYNC_FOLDER = range(1, 8)
LEFT_OUT = ("-shm", "-queue")  # shared memory and locks: nothing of them outlives a machine


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that a process did to a file."""

    kind: int
    name: str
    offset: int
    data: bytes


@dataclass(slots=True)
class File:
    """What is on the disk for certain, and what is still on its way."""

    safe: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)  # None: a new size

    def sync(self) -> None:
        for step in self.pending:
            put(self.safe, *step)
        self.pending.clear()

    def after_cut(self, chance: random.Random) -> bytes:
        """Return what may be found after the power came back."""
        content = bytearray(self.safe)
        for offset, data in _survivors(self.pending, chance):
            put(content, offset, data)
        return bytes(content)


def put(content: bytearray, offset: int, data: bytes | None) -> None:
    """Write data at an offset, or (None) cut or stretch to that size."""
    end = offset if data is None else offset + len(data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if data is None:
        del content[offset:]
    else:
        content[offset:end] = data


def _survivors(
    pending: list[tuple[int, bytes | None]], chance: random.Random
) -> list[tuple[int, bytes | None]]:
    manner = chance.choice(["nothing", "all", "first", "sectors", "sectors"])
    if manner == "nothing":
        return []
    if manner == "all":
        return pending
    if manner == "first":
        return pending[: chance.randint(0, len(pending))]
    pieces = [piece for step in pending for piece in _torn(step)]
    kept = [piece for piece in pieces if chance.random() < 0.5]
    if chance.random() < 0.5:
        chance.shuffle(kept)
    return kept


def _torn(step: tuple[int, bytes | None]) -> Iterator[tuple[int, bytes | None]]:
    offset, data = step
    if data is None:
        yield step
        return
    begin = 0
    while begin < len(data):
        end = min(len(data), begin + SECTOR - (offset + begin) % SECTOR)
        yield offset + begin, data[begin:end]
        begin = end


class Disk:
    """The folder as the disk has it, step by step through a recording."""

    def __init__(self, folder: Path, begins_with: Path) -> None:
        self.folder = folder
        self.names: dict[str, File] = {}
        for path in begins_with.iterdir():
            if path.is_file() and not path.name.endswith(LEFT_OUT):
                self.names[path.name] = File(bytearray(path.read_bytes()))
        self.safe_names = dict(self.names)
        self.pending_names: list[tuple[str, File | None]] = []

    def take(self, step: Step) -> None:
        """Follow one step."""
        if step.name.endswith(LEFT_OUT):
            return
        if step.kind == SYNC_FOLDER:
            self._apply_names(self.safe_names, self.pending_names)
            self.pending_names.clear()
        elif step.kind == CREATE:
            self._name(step.name, File())
        elif step.kind == UNLINK:
            self._name(step.name, None)
        elif step.kind == RENAME:
            self._name(Path(step.data.decode()).name, self.names[step.name])
            self._name(step.name, None)
        elif step.kind == SYNC:
            self.names[step.name].sync()
        else:
            data = step.data if step.kind == WRITE else None
            self.names[step.name].pending.append((step.offset, data))

    def _name(self, name: str, file: File | None) -> None:
        self._apply_names(self.names, [(name, file)])
        self.pending_names.append((name, file))

    @staticmethod
    def _apply_names(names: dict[str, File], changes: list[tuple[str, File | None]]) -> None:
        for name, file in changes:
            if file is None:
                names.pop(name, None)
            else:
                names[name] = file

    def cut(self, into: Path, chance: random.Random) -> None:
        """Write into a folder what may be found after a power cut at this moment."""
        names = dict(self.safe_names)
        self._apply_names(names, [c for c in self.pending_names if chance.random() < 0.5])
        into.mkdir(parents=True)
        for name, file in names.items():
            (into / name).write_bytes(file.after_cut(chance))


def read_record(path: Path, folder: Path) -> list[Step]:
    """Read a recording; names are relative to the folder."""
    raw = path.read_bytes()
    steps, at = [], 0
    while at + HEAD.size <= len(raw):
        kind, name_length, offset, size = HEAD.unpack_from(raw, at)
        at += HEAD.size
        name = raw[at : at + name_length].decode()
        data = raw[at + name_length : at + name_length + size]
        at += name_length + size
        if name != str(folder):
            name = str(Path(name).relative_to(folder))
        steps.append(Step(kind, name, offset, data))
    return steps
