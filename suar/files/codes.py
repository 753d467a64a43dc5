"""States of a kept file, and what its bytes are on disk."""

from __future__ import annotations

from enum import StrEnum


class State(StrEnum):
    """Where a file is in its life."""

    KEPT = "kept"
    ERASED = "erased"  # its key is destroyed and its bytes are off the disk


class Copy(StrEnum):
    """Which of the two bodies: the one that came, or the one that is safe to open."""

    ORIGINAL = "original"
    CLEAN = "clean"
