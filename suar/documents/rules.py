"""Numbers of letters, and why a letter may not be issued. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from suar.documents.codes import BUILT, SIGN, LetterCode
from suar.kit.problem import Because
from suar.kit.reasons import Reason

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_PLACEHOLDERS = {"no", "kind", "office", "unit", "month", "year"}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SIGN = re.compile(r"[^A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Receiver:
    """Somebody who gets the letter or a copy. ``reasons``: why she may not (consent, U13).

    The caller fills ``reasons`` from its own rules; an empty one means that it asked and that
    nothing stands in the way.
    """

    name: str
    reasons: tuple[Because, ...] = ()
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What the decision needs."""

    code: LetterCode
    to: Receiver
    copies: Sequence[Receiver] = field(default_factory=tuple)
    signer: str = ""
    pattern: str = ""


def why_not_issue(facts: IssueFacts) -> list[Because]:
    """Return the reasons against: kind not built, no signer, somebody who may not get it."""
    found: list[Because] = []
    if facts.code not in BUILT:
        found.append(Because(Reason.LETTER_NOT_BUILT, {"letter": facts.code.value}))
    if not facts.signer.strip():
        found.append(Because(Reason.LETTER_NEEDS_SIGNER, field="signer"))
    if not facts.to.name.strip():
        found.append(Because(Reason.LETTER_NEEDS_RECEIVER, field="to"))
    if wrong_pattern(facts.pattern):
        found.append(Because(Reason.LETTER_NUMBER_PATTERN))
    found += facts.to.reasons
    for copy in facts.copies:
        found += copy.reasons
    return found


def wrong_pattern(pattern: str) -> bool:
    """Say whether a number could not be made from the pattern: no {no}, or an unknown word."""
    used = _PLACEHOLDER.findall(pattern)
    rest = _PLACEHOLDER.sub("", pattern)
    return "no" not in used or not set(used) <= _PLACEHOLDERS or "{" in rest or "}" in rest


def number(
    pattern: str, serial: int, *, code: LetterCode, office: str, unit: str = "", on: date
) -> str:
    """Return the number of a letter, for instance ``012/SR/VI/2026``."""
    words = {
        "no": f"{serial:03d}",
        "kind": SIGN[code],
        "office": sign_of(office),
        "unit": sign_of(unit) or sign_of(office),
        "month": ROMAN[on.month - 1],
        "year": str(on.year),
    }
    return _PLACEHOLDER.sub(lambda found: words[found.group(1)], pattern)


def sign_of(name: str) -> str:
    """Return a short sign of an office: a short name in capitals, else its initials."""
    short = _SIGN.sub("", name.upper())
    if len(short) <= 10:
        return short
    return "".join(_SIGN.sub("", word.upper())[:1] for word in name.split())[:8]


def register_key(pattern: str, *, office: UUID, unit: UUID | None, on: date) -> tuple[UUID, int]:
    """Return which register counts: per unit only where the number shows it, per year likewise."""
    where = unit if unit is not None and "{unit}" in pattern else office
    return where, on.year if "{year}" in pattern else 0
