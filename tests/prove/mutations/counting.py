"""How many are taken away in this run, what became of them, and who noticed the last time."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TypeVar

ROOT = Path(__file__).resolve().parents[3]
HOW_MUCH = os.environ.get("SUAR_PROVE", "tenth")
EVERY = 1 if HOW_MUCH == "full" else 10
EXPLAINED = ROOT / "docs" / "methods" / "mutations.md"
NOTICED = Path(__file__).parent / "noticed.json"
T = TypeVar("T")


def some(found: list[T]) -> list[T]:
    """Return all, or a fixed tenth."""
    return found[EVERY // 2 :: EVERY] or found[:1]


def write_down(kind: str, count: int, survivors: list[str]) -> None:
    """Write one kind's result to ``var/mutations/<kind>.json``."""
    path = ROOT / "var" / "mutations" / f"{kind}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    said = {"of": HOW_MUCH, "taken away": count, "noticed": count - len(survivors),
            "survivors": survivors}  # fmt: skip
    path.write_text(json.dumps(said, indent=1) + "\n")


def explained(name: str) -> bool:
    """Say whether the document explains why nothing notices this one."""
    return f"`{name}`" in EXPLAINED.read_text()


def known() -> dict[str, str]:
    """Return guard or refusal -> the test that noticed its absence in the last full run.

    The map only saves time: that test is asked first, and where it says nothing the others are.
    """
    return dict(json.loads(NOTICED.read_text())) if NOTICED.exists() else {}


def remember(found: dict[str, str]) -> None:
    """Write down who noticed what; a full run alone does."""
    if HOW_MUCH == "full" and found:
        every = {**known(), **found}
        NOTICED.write_text(json.dumps(every, indent=1, sort_keys=True) + "\n")
