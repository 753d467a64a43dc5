"""One thing that `suar doctor` looked at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether it is well, and the sentence, in both languages."""

    ok: bool
    english: str
    indonesian: str
