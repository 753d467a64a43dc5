"""Reads a name as it was written into parts that can be compared.

Indonesian names have no surname and no fixed order, one part is a whole name, and the same person
is written in old and new spelling: Soeharto and Suharto, Djoko and Joko, Tjahjo and Cahyo,
Achmad and Ahmad. ``read_name`` takes off titles and links, writes short forms out and gives each
part a *sound* (how it is spoken, spellings folded together) and a *skeleton* (its consonants).
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from suar.people.names.tables import (
    ALIASES,
    DEGREES,
    FIRST_LETTER_FORMS,
    JOINED_STARTS,
    LIGHT,
    LINKS,
    PARTICLES,
    SHORT_FORMS,
    TITLES,
)

MIN_REST = 4  # letters that must remain before a joined start is cut off: Nurdin stays whole

_APOSTROPHES = re.compile(r"['`’‘ʼʻ´\"]")
_OTHERS = re.compile(r"[^a-z,]+")
_FIRST = str.maketrans({"q": "k", "x": "ks"})
_OLD = (
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"oe"), "u"),  # spelling before 1947
    (re.compile(r"tj"), "c"),  # before 1972
    (re.compile(r"dj"), "j"),
    (re.compile(r"[nsz]j(?=[aeiou])"), lambda m: m[0][0] + "y"),  # nj and sj before 1972
    (re.compile(r"^chr"), "kr"),
    (re.compile(r"^ch(?=[aeo]i|o[ltd]|us|ad)"), "h"),  # Chairul, Cholil, Chusnul: Arabic kh
    (re.compile(r"^ch"), "c"),  # Chandra
    (re.compile(r"[ck]h"), "h"),  # Rachmat, Rakhmat
    (re.compile(r"ck"), "k"),
    (re.compile(r"d[zh](?=[aeiou])"), lambda m: "z" if m[0] == "dz" else "d"),
    (re.compile(r"s[yh](?=[aeiou])|ts"), "s"),
    (re.compile(r"ny(?=[aeiou])"), "n"),
    (re.compile(r"ph"), "p"),
    (re.compile(r"[fv]"), "p"),
    (re.compile(r"z"), "s"),
    (re.compile(r"h"), ""),
    (re.compile(r"iy(?=[aeou])"), "i"),  # Sudiyono, Sudiono
    (re.compile(r"uw(?=[aeio])"), "u"),  # Suwarni, Suarni
    (re.compile(r"(?<=[b-df-hj-np-tv-z])[iyj](?=[aou])"), "j"),  # Sofian, Sofyan; Surjo, Suryo
    (re.compile(r"(?<=[aeou])[iy](?=[aeou])"), "j"),  # Hidayat, Hidajat
    (re.compile(r"^y(?=[aeiou])"), "j"),
    (re.compile(r"a[iye]|e[iy]|o[iy]"), "e"),  # Zainal, Zaenal; Khoirul, Khairul
    (re.compile(r"a[uow]|ou"), "o"),
    (re.compile(r"y"), "i"),
    (re.compile(r"o"), "u"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"d$"), "t"),
    (re.compile(r"b$"), "p"),
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a name."""

    written: str  # lower case, marks off, short form written out
    sound: str
    skeleton: str
    light: bool = False  # Muhammad, Siti, Ketut: says little alone
    fathers: bool = False  # stood behind bin or binti
    initial: bool = False  # one letter only


@dataclass(frozen=True, slots=True)
class Name:
    """A name as its comparable parts, in the order written, each part once."""

    parts: tuple[Part, ...]

    @property
    def full_parts(self) -> tuple[Part, ...]:
        """Return the parts of which more than a letter is known."""
        return tuple(p for p in self.parts if not p.initial)

    def __bool__(self) -> bool:
        return bool(self.parts)


def fold(text: str) -> str:
    """Return lower case Latin letters, spaces and commas; apostrophes vanish, the rest parts."""
    plain = text.casefold()
    if not plain.isascii():  # marks off; most names have none and are read by the hundred
        plain = unicodedata.normalize("NFKD", plain)
        plain = "".join(c for c in plain if not unicodedata.combining(c))
    return _OTHERS.sub(" ", _APOSTROPHES.sub("", plain))


def sound(written: str) -> str:
    """Return how a part is spoken, with old and new spellings folded together."""
    out = written.translate(_FIRST)
    for pattern, replacement in _OLD:
        out = pattern.sub(replacement, out)
    return out or written


def skeleton(spoken: str) -> str:
    """Return the consonants of a sound; a leading vowel is kept as one mark."""
    consonants = "".join(c for c in spoken if c not in "aeiou")
    return ("a" if spoken[:1] in "aeiou" else "") + consonants


@lru_cache(maxsize=4096)
def _part(written: str) -> Part:
    spoken = sound(written)
    return Part(written, spoken, skeleton(spoken), light=spoken in _light_sounds())


@lru_cache(maxsize=1)
def _light_sounds() -> frozenset[str]:
    return frozenset(sound(word) for word in LIGHT)


def split_aliases(text: str) -> list[str]:
    """Return each name in 'Sumarni alias Ani': the first is the main one."""
    pattern = r"\b(?:" + "|".join(sorted(ALIASES)) + r")\b\.?|[/(;]"
    found = (piece.strip(" ,.)") for piece in re.split(pattern, text, flags=re.IGNORECASE))
    return [piece for piece in found if piece]


def read_name(text: str) -> Name:
    """Read one name as it was written; an empty or unreadable text gives an empty name."""
    before, *after = fold(text).split(",")
    words = before.split()
    for piece in after:  # degrees vanish, 'Santoso, Budi' is a name turned round
        words += _without_degrees(piece.split())
    return Name(_unique(_marked(_without_titles(words))))


def initials(text: str) -> str:
    """Return the first letters of a name, for lists: 'Siti Aminah' gives S.A."""
    words = [w for w in fold(text).replace(",", " ").split() if w not in LINKS] or [""]
    return "".join(f"{word[0].upper()}." for word in words[:4] if word)


def _without_degrees(words: list[str]) -> list[str]:
    if "".join(words) in DEGREES:  # S.Pd. comes as 's pd'
        return []
    return [w for w in words if w not in DEGREES and len(w) > 1]


def _without_titles(words: list[str]) -> list[str]:
    kept = [w for w in words if w not in TITLES]
    return kept or words


def _marked(words: list[str]) -> list[tuple[str, bool, bool]]:
    """Return (written, father's, initial) for each word that counts."""
    found: list[tuple[str, bool, bool]] = []
    fathers = False
    for position, word in enumerate(words):
        if word in LINKS and position and position + 1 < len(words):
            fathers = True
            continue
        if word in PARTICLES and len(words) > 1:
            continue
        if len(word) == 1:
            long_form = FIRST_LETTER_FORMS.get(word) if position == 0 and len(words) > 1 else None
            found.append((long_form or word, fathers, long_form is None))
            continue
        found += [(piece, fathers, False) for piece in _apart(SHORT_FORMS.get(word, word))]
    return found


def _apart(word: str) -> list[str]:
    """Cut 'nurhayati' into nur and hayati, as others write it."""
    for start in JOINED_STARTS:
        rest = word.removeprefix(start)
        if rest != word and len(rest) >= MIN_REST:
            return [SHORT_FORMS.get(start, start), rest]
    return [word]


def _unique(words: list[tuple[str, bool, bool]]) -> tuple[Part, ...]:
    """Keep each part once: a passport writes a mononym twice."""
    found: dict[str, Part] = {}
    for written, fathers, initial in words:
        if written in found:
            continue
        part = _part(written)
        if fathers or initial:
            part = Part(part.written, part.sound, part.skeleton, part.light, fathers, initial)
        found[written] = part
    return tuple(found.values())
