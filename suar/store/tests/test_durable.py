"""A list that must survive a power cut is on the disk, and so is its name in the folder."""

import os
from pathlib import Path

import pytest

from suar.store import durable


@pytest.fixture
def flushed(monkeypatch) -> list[str]:
    """Return what was flushed, in its order: 'file' or 'folder'."""
    order: list[str] = []
    fsync = os.fsync

    def noted(handle: int) -> None:
        order.append("folder" if Path(f"/proc/self/fd/{handle}").resolve().is_dir() else "file")
        fsync(handle)

    monkeypatch.setattr(os, "fsync", noted)
    return order


def test_a_write_that_the_disk_takes_in_part_only_is_told_and_taken_back(tmp_path, monkeypatch):
    path, write = tmp_path / "a.list", os.write
    durable.append(path, "one")
    monkeypatch.setattr(os, "write", lambda handle, data: write(handle, data[:2]))
    with pytest.raises(OSError, match="part of a line"):
        durable.append(path, "two")
    assert path.read_text() == "one\n"


def test_a_new_list_is_flushed_together_with_its_folder(tmp_path, flushed):
    path = tmp_path / "new" / "a.list"
    durable.append(path, "one")
    assert flushed == ["file", "folder"]
    assert path.read_text() == "one\n"
    assert path.stat().st_mode & 0o077 == 0


def test_making_a_list_keeps_what_stands_in_it(tmp_path):
    path = tmp_path / "a.list"
    durable.append(path, "one")
    durable.make(path)
    durable.append(path, "two")
    assert path.read_text() == "one\ntwo\n"


def test_a_last_line_that_was_left_open_is_closed_first(tmp_path):
    path = tmp_path / "a.list"
    path.write_text("one")
    durable.append(path, "two")
    assert path.read_text() == "one\ntwo\n"
