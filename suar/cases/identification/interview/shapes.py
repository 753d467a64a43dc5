"""The shape of an answer: what may be said to each part of an item.

A part that was not asked is simply absent; a whole item carries its own ``ItemState``. Silence
("not asked", "declines", "does not know") is a value of its own and is never a no.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from suar.cases.identification.codes import Answered
from suar.kit.dates import PartialDate


class Shape(StrEnum):
    """How a part is answered."""

    YES_NO = "yesno"  # one of ``Answered``
    ONE = "one"
    MANY = "many"
    TEXT = "text"
    DATE = "date"  # may be partly known
    NUMBER = "number"
    MONEY = "money"  # amount and currency
    LEGS = "legs"  # a list of places


SILENT: frozenset[str] = frozenset({Answered.DOES_NOT_KNOW, Answered.DECLINES, Answered.NOT_ASKED})


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency (ISO 4217); amounts in two currencies are never compared."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Part:
    """One thing asked within an item: its key, its shape, its choices or its unit."""

    key: str
    shape: Shape
    choices: tuple[str, ...] = ()
    unit: str = ""

    def fits(self, value: Any) -> bool:
        """Say whether a stored value has this shape."""
        match self.shape:
            case Shape.YES_NO:
                return value in tuple(Answered)
            case Shape.ONE:
                return value in self.choices
            case Shape.MANY:
                return isinstance(value, (list, tuple)) and all(v in self.choices for v in value)
            case Shape.NUMBER:
                return number(value) is not None
            case Shape.MONEY:
                return money(value) is not None
            case Shape.DATE:
                return _is_date(value)
            case Shape.TEXT:
                return isinstance(value, str)
            case Shape.LEGS:
                return isinstance(value, (list, tuple)) and all(isinstance(v, str) for v in value)


@dataclass(frozen=True, slots=True)
class Item:
    """One item of the interview, as its source words it."""

    code: str
    english: str
    indonesian: str
    type_code: str  # as the source writes it: YN?, 1, N, T, D, #, $
    parts: tuple[Part, ...]
    per_phase: bool
    repeated: bool  # once for each episode
    valid_from: date
    source: str

    def part(self, key: str) -> Part:
        """Return a part by its key; raises ``KeyError``."""
        found = next((p for p in self.parts if p.key == key), None)
        if found is None:
            raise KeyError(f"{self.code}.{key}")
        return found

    def misfits(self, value: Mapping[str, Any]) -> tuple[str, ...]:
        """Return the keys of a stored value that the item does not know or cannot read."""
        known = {p.key: p for p in self.parts}
        return tuple(k for k, v in value.items() if k not in known or not known[k].fits(v))


def number(value: Any) -> Decimal | None:
    """Read a finite number that is not negative; None for all else."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        return None
    try:
        found = Decimal(str(value))
    except InvalidOperation:
        return None
    return found if found.is_finite() and found >= 0 else None


def money(value: Any) -> Money | None:
    """Read ``{"amount": "1500.00", "currency": "HKD"}``; None for all else."""
    if not isinstance(value, Mapping) or not isinstance(value.get("currency"), str):
        return None
    amount = number(value.get("amount"))
    currency = value["currency"].strip().upper()
    return Money(amount, currency) if amount is not None and currency else None


def _is_date(value: Any) -> bool:
    try:
        PartialDate.parse(value)
    except (AttributeError, TypeError, ValueError):
        return False
    return True
