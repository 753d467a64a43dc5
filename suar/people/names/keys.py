"""Texts that become blind-index keys: what a name shares with its misspellings.

Only texts are made here; the vault turns them into numbers with the organisation's search key.
The letter before the colon keeps the families apart:

- ``d`` the sound of a part *and* the sound with any one letter left out, in one family, so that a
  letter too many, too few or exchanged still meets;
- ``s`` the skeleton of a part, ``j`` all skeletons joined (parts cut at another place);
- ``u`` the beginnings and ``v`` the endings of two parts, in either order: they find Siti Aminah
  where Siti alone is held by too many to be asked for;
- ``y`` beginning and birth year, ``w`` ending and birth year.

Seven families were compared on 100,000 made-up names with one or two errors; these give the
recall of all of them with about 24 keys a person. First and last four letters of a part add half
a point for a fifth more rows and were left out; without ``d`` eight points are lost.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from suar.people.names.spelling import Name, Part

EDGE = 2  # letters of a beginning or an ending
MIN_SOUND = 4  # shorter ones lose too much with a letter out


def deletions(text: str) -> set[str]:
    """Return the text with any one letter left out; nothing for a very short one."""
    if len(text) < MIN_SOUND:
        return set()
    return {text[:i] + text[i + 1 :] for i in range(len(text))}


def record_keys(names: Iterable[Name], birth_years: Iterable[int] = ()) -> set[str]:
    """Return all key texts under which a person is found."""
    years = set(birth_years)
    found: set[str] = set()
    for name in names:
        found |= _name_keys(name)
        for year in years:
            found |= _year_keys(name, year)
    return found


def query_keys(name: Name, birth_year: int | None = None) -> set[str]:
    """Return the key texts that a search asks for; a birth year may be one off."""
    found = _name_keys(name)
    if birth_year is not None:
        for year in (birth_year - 1, birth_year, birth_year + 1):
            found |= _year_keys(name, year)
    return found


def ticket_keys(name: Name) -> set[str]:
    """Return what a search remembers of the name it looked for: the skeletons of its parts."""
    return {f"t:{part.skeleton}" for part in name.full_parts} or {
        f"t:{part.written}" for part in name.parts
    }


def _name_keys(name: Name) -> set[str]:
    parts = name.full_parts
    found: set[str] = set()
    for part in parts:
        found |= _part_keys(part)
    for a, b in combinations(parts, 2):
        found.add("u:" + ":".join(sorted((a.sound[:EDGE], b.sound[:EDGE]))))
        found.add("v:" + ":".join(sorted((a.sound[-EDGE:], b.sound[-EDGE:]))))
    if len(parts) > 1:
        found.add("j:" + "".join(part.skeleton for part in parts))
    return found


def _part_keys(part: Part) -> set[str]:
    found = {f"d:{short}" for short in deletions(part.sound)}
    return found | {f"d:{part.sound}", f"s:{part.skeleton}"}


def _year_keys(name: Name, year: int) -> set[str]:
    return {f"y:{part.sound[:EDGE]}:{year}" for part in name.full_parts} | {
        f"w:{part.sound[-EDGE:]}:{year}" for part in name.full_parts
    }
