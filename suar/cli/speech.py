"""The two languages of the command line: each sentence is written in both, side by side.

The catalogues need settings, and the settings may be what is refused; so the words stand here.
"""

from __future__ import annotations

import os
import sys


def speaks_indonesian() -> bool:
    """Say whether the terminal's language is Indonesian (LC_ALL, LC_MESSAGES, then LANG)."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name, ""):
            return value.lower().startswith("id")
    return False


def words(english: str, indonesian: str) -> str:
    """Return the sentence in the terminal's language."""
    return indonesian if speaks_indonesian() else english


def say(english: str, indonesian: str) -> None:
    """Print a sentence at once, also where the output is a pipe."""
    print(words(english, indonesian), flush=True)


def complain(english: str, indonesian: str) -> None:
    """Print a sentence to the error stream."""
    print(words(english, indonesian), file=sys.stderr, flush=True)
