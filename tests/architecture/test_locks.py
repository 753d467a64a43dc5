"""The locks: every package pinned and hashed, no index of anybody in them, a reason for each."""

import re

import pytest

from tests.support.tree import ROOT

LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
INPUTS = sorted((ROOT / "requirements").glob("*.in"))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_a_lock_names_no_index(lock):
    lines = lock.read_text().splitlines()
    foreign = [
        line
        for line in lines
        if re.search(r"^\s*(-i|-f|--index|--extra-index|--find-links|--trusted-host)", line)
        or re.search(r"(https?|file)://", line)
    ]
    assert foreign == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda p: p.name)
def test_every_package_is_pinned_and_hashed(lock):
    text = lock.read_text().replace("\\\n", " ")
    packages = [line for line in text.splitlines() if re.match(r"^[a-zA-Z0-9]", line)]
    assert len(packages) > 20
    assert [p for p in packages if "==" not in p or "--hash=sha256:" not in p] == []


@pytest.mark.parametrize("source", INPUTS, ids=lambda p: p.name)
def test_every_dependency_carries_its_reason(source):
    bare = [
        line
        for line in source.read_text().splitlines()
        if line and not line.startswith(("#", "-r")) and "# " not in line
    ]
    assert bare == []


@pytest.mark.parametrize("source", INPUTS, ids=lambda p: p.name)
def test_every_dependency_is_in_the_lock(source):
    lock = source.with_suffix(".txt").read_text().lower().replace("_", "-")
    wanted = [
        re.split(r"[<>=\[ #~!]", line, maxsplit=1)[0].lower().replace("_", "-")
        for line in source.read_text().splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    assert [name for name in wanted if f"\n{name}==" not in lock] == [], "run `make lock`"
