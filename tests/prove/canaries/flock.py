"""Canaries: texts that stand nowhere in the world but where this proof types them.

Three shapes, because fields take no other: a word, a number, a date of a life. All begin with a
mark, so that one search finds the whole flock. Words of a second mark are typed into the few
fields whose class lets them stand in plain; they must be found, and only in the database.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

WORD, OPEN_WORD, NUMBER = "kwenariq", "qwandolek", "85730604"
LETTERS = "bdfghjklmnprstvz"
FIRST_DAY = date(1930, 1, 2)  # nothing else here speaks of that time
DIGITS = 4  # behind the mark of a number


class Fate(StrEnum):
    """What became of a canary."""

    TYPED = "typed"  # on its way
    KEPT = "kept"  # the page was taken: it must open to the right key, and stand nowhere else
    GONE = "gone"  # refused, thrown away, or never meant to be kept: it must stand nowhere
    OPEN = "open"  # its class lets it stand in plain


@dataclass(eq=False, slots=True)
class Canary:
    """One text, and where it was typed."""

    text: str
    place: str
    fate: Fate = Fate.TYPED


@dataclass(slots=True)
class Flock:
    """All canaries of one proof."""

    all: list[Canary] = field(default_factory=list)

    def word(self, place: str, fate: Fate = Fate.TYPED) -> str:
        """Make a word, as of a name."""
        mark = OPEN_WORD if fate is Fate.OPEN else WORD
        return self._add(mark.title() + _letters(len(self.all)), place, fate)

    def number(self, place: str) -> str:
        """Make the digits of a telephone number or a paper, without what stands before them."""
        return self._add(f"{NUMBER}{len(self.all):0{DIGITS}d}", place)

    def day(self, place: str) -> str:
        """Make a date of a life, as the database would write it."""
        return self._add((FIRST_DAY + timedelta(days=len(self.all))).isoformat(), place)

    def of(self, *fates: Fate) -> list[Canary]:
        """Return the canaries with one of these fates."""
        return [canary for canary in self.all if canary.fate in fates]

    def settle(self, fate: Fate, since: int = 0) -> None:
        """Give those that were typed since then their fate."""
        for canary in self.all[since:]:
            canary.fate = fate if canary.fate is Fate.TYPED else canary.fate

    def _add(self, text: str, place: str, fate: Fate = Fate.TYPED) -> str:
        self.all.append(Canary(text, place, fate))
        return text


def _letters(number: int) -> str:
    return "".join(LETTERS[int(digit, 16)] for digit in f"{number:04x}")


def written(day: str) -> tuple[str, ...]:
    """Return the ways in which a date may be written."""
    found = date.fromisoformat(day)
    forms = ("%Y-%m-%d", "%Y/%m/%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y", "%m/%d/%Y")
    return tuple(found.strftime(form) for form in forms)
