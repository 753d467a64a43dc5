"""Codes that people read out on the telephone: no meaning, no order, no letters that sound alike.

Letters and digits of a set without 0 O 1 I L U Z, and a check letter behind, so that a slip of the
tongue is noticed before somebody else's record is opened. Every kind of record has its prefix
here, so that one page can read them all.
"""

from __future__ import annotations

import re
import secrets
from enum import StrEnum

_SHAPE = re.compile(
    r"(SR|RJ|5R|K|O|0)[\s\-.]*((?:[A-Z0-9][\s\-.]*){6}(?:(?:[A-Z0-9][\s\-.]*){2})?)"
)
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXY"  # 29, a prime: no wrong letter slips past the check


class Prefix(StrEnum):
    """What a code stands for; the person keeps hers, a case that of its report."""

    REPORT = "K"  # kasus: the case keeps the code that was read out
    PERSON = "O"  # orang
    CASE = "SR"
    REFERRAL = "RJ"  # rujukan
    ESTIMATE = "PK"  # perkiraan


def new_code(prefix: str, letters: int = 5) -> str:
    """Return a new code, for example ``K-7K3F2A``; the last letter checks the others."""
    body = "".join(secrets.choice(LETTERS) for _ in range(letters))
    return f"{prefix}-{body}{_check(body)}"


def clean_code(text: str) -> str:
    """Return a typed code in its written form: capitals, one hyphen, no blanks.

    A letter that is never used but often heard or seen counts as the one that was meant.
    """
    bare = "".join(c for c in text.upper() if c.isalnum())
    known = [p.value for p in Prefix if bare.startswith(p.value)]
    prefix = max(known, key=len, default=bare[:1])
    rest = bare[len(prefix) :].replace("Z", "2")
    return f"{prefix}-{rest}" if rest else bare


def spellings(text: str) -> tuple[str, ...]:
    """Return how a typed code may stand in the records: as it is written, and as it was typed."""
    return tuple(dict.fromkeys((clean_code(text), text.strip().upper())))


def typed_code(text: str) -> tuple[str, ...]:
    """Return how a text stands in the records if it looks like a code, else nothing.

    A prefix with a digit in the place of its letter is read too (0 for O, 5 for S). A word without
    a digit or a hyphen is a name.
    """
    shape = _SHAPE.fullmatch(text.strip().upper())
    if shape is None or not re.search(r"[\d\-]", text):
        return ()
    prefix = shape[1].replace("0", Prefix.PERSON).replace("5R", Prefix.CASE)
    return spellings(f"{prefix}-{shape[2]}")


def is_code(text: str) -> bool:
    """Say whether a text is a code whose check letter fits."""
    _prefix, _, body = text.partition("-")
    return len(body) > 1 and all(c in LETTERS for c in body) and _check(body[:-1]) == body[-1]


def _check(body: str) -> str:
    total = sum((place + 2) * LETTERS.index(letter) for place, letter in enumerate(body))
    return LETTERS[total % len(LETTERS)]
