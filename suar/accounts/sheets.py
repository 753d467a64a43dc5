"""The codes of a one-time-code sheet: made, shown once, kept as keyed digests."""

from __future__ import annotations

import secrets
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

from suar.accounts.models import CodeSheet, SheetCode, User

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that looks like something else on paper
LENGTH = 8  # 31^8: about 40 bits, and five tries


def new_code() -> str:
    """Return one code, as it is printed: two groups of four."""
    letters = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return f"{letters[:4]}-{letters[4:]}"


def digest(sheet_id: UUID, number: int, code: str) -> str:
    """Return what is kept of a code; it needs the server's secret key to be guessed offline."""
    plain = "".join(c for c in code.upper() if c in ALPHABET)
    text = f"{sheet_id}|{number}|{plain}"
    return salted_hmac("accounts.sheet", text, algorithm="sha256").hexdigest()


def open_sheet(user: User) -> CodeSheet | None:
    """Return the user's sheet, if one is in force."""
    return CodeSheet.objects.filter(user=user, ended_at__isnull=True).first()


def next_code(user: User) -> SheetCode | None:
    """Return the code to ask for: the lowest number not yet used."""
    sheet = open_sheet(user)
    return sheet.codes.filter(used_at__isnull=True).order_by("number").first() if sheet else None


def matches(code: SheetCode, typed: str) -> bool:
    """Say whether what was typed is this code."""
    return constant_time_compare(code.digest, digest(code.sheet_id, code.number, typed))


def left(user: User) -> int:
    """Return how many codes of the sheet can still be used."""
    sheet = open_sheet(user)
    return sheet.codes.filter(used_at__isnull=True).count() if sheet else 0
