"""Two handles that say nothing about a person: a code to read out, a number for the index."""

from __future__ import annotations

import secrets

from suar.kit import readable


def new_ref() -> int:
    """Return a random number below 2^63: the person's short name in the search index."""
    return secrets.randbits(63)


def new_code() -> str:
    """Return a code that says nothing, with a check letter: O-7K3M9PQA."""
    return readable.new_code(readable.Prefix.PERSON, letters=7)
