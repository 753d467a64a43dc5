"""Numbers as people write them: 1.500,50 in Indonesia, 1,500.50 elsewhere."""

from __future__ import annotations

import re
from decimal import Decimal

_SHAPE = re.compile(r"\d[\d.,]*|[.,]\d+")


class AmbiguousNumber(ValueError):  # noqa: N818 - it says what the text is
    """A text that could mean two numbers."""


def parse_number(text: str, *, thousandths: bool = False) -> Decimal:
    """Return the number that ``text`` means; spaces and no-break spaces are let go.

    One mark before exactly three digits groups thousands ("1.500" and "1,500" are 1500): amounts of
    money and counts of ours have no third decimal. With ``thousandths`` it could be either, and
    ``AmbiguousNumber`` is raised.

    Raises:
        ValueError: no number, or groups that are not of three digits.
    """
    plain = "".join(text.split())
    if not (plain.isascii() and _SHAPE.fullmatch(plain)):
        raise ValueError("no number")
    dots, commas = plain.count("."), plain.count(",")
    if dots and commas:
        mark, group = (",", ".") if plain.rfind(",") > plain.rfind(".") else (".", ",")
        whole, _, part = plain.partition(mark)
        if mark in part or group in part:
            raise ValueError("two decimal marks")
        return Decimal(f"{_grouped(whole, group)}.{part or 0}")
    mark = "." if dots else ","
    whole, *parts = plain.split(mark)
    if len(parts) != 1:
        return Decimal(_grouped(plain, mark))
    if len(parts[0]) != 3 or whole in ("", "0") or len(whole) > 3:
        return Decimal(f"{whole or 0}.{parts[0] or 0}")
    if thousandths:
        raise AmbiguousNumber("grouped, or a third decimal")
    return Decimal(whole + parts[0])


def _grouped(text: str, mark: str) -> str:
    if mark in text and not re.fullmatch(rf"\d{{1,3}}(?:{re.escape(mark)}\d{{3}})+", text):
        raise ValueError("groups are of three digits")
    return text.replace(mark, "")
