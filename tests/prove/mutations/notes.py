"""Which test came to which refusal."""

from __future__ import annotations

from collections import defaultdict

REACHED: dict[int, set[str]] = defaultdict(set)
_now: list[str] = [""]


def note(numbers: list[int]) -> None:
    """Note that the running test came here."""
    for number in numbers:
        REACHED[number].add(_now[0])


def running(test: str) -> None:
    """Say which test runs from now on."""
    _now[0] = test
