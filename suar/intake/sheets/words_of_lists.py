"""Which code of ours a word of somebody's sheet means: proposed, and decided by who imports it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from suar.intake.sheets.values import Cell, plain

FEMALE = frozenset(
    ["perempuan", "wanita", "pr", "prp", "w", "f", "female", "woman", "girl", "cewek"]
)
MALE = frozenset(
    ["laki-laki", "laki laki", "laki", "lk", "l", "pria", "m", "male", "man", "boy", "cowok"]
)
FEMALE_CODE, MALE_CODE = "female", "male"


def key(cell: Cell) -> str:
    """Return how a word is compared: case, spaces, marks and the writing of the hyphen aside."""
    return " ".join(
        plain(cell).casefold().replace("‑", "-").replace("_", " ").strip(".:;*").split()
    )


def propose(cells: Iterable[Cell], labels: Mapping[str, Iterable[str]]) -> dict[str, str | None]:
    """Return for each distinct word of a column the code that it means, None where none is certain.

    ``labels`` maps a code to the words for it in both languages; a code itself counts as a word.
    A word that could mean two codes means none.
    """
    meaning: dict[str, set[str]] = {}
    for code, words in labels.items():
        for word in (code, *words):
            meaning.setdefault(key(word), set()).add(code)
    found = {}
    for word in dict.fromkeys(key(cell) for cell in cells):
        codes = meaning.get(word, set())
        found[word] = next(iter(codes)) if len(codes) == 1 else None
    return found


def propose_sex(cells: Iterable[Cell]) -> dict[str, str | None]:
    """Return what each word of a column of sexes means; beside W, or L, the letter P is decided.

    L/P is *laki-laki/perempuan*, P/W is *pria/wanita*: a lone P has two opposite meanings.
    """
    words = list(dict.fromkeys(key(cell) for cell in cells))
    found: dict[str, str | None] = {}
    for word in words:
        found[word] = FEMALE_CODE if word in FEMALE else MALE_CODE if word in MALE else None
    if "p" in words:
        as_female = bool({"l", "lk", "laki-laki", "laki laki", "m"} & set(words))
        as_male = bool({"w", "wanita"} & set(words))
        if as_female != as_male:
            found["p"] = FEMALE_CODE if as_female else MALE_CODE
    return found
