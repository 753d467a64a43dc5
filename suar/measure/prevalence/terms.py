"""Names of terms and models: `LA:NG`, `[134,12,23]`.

A model is named by its maximal terms, lists numbered from 1, longer terms first, then
lexicographic. From ten lists on digits would be ambiguous and the lists' own names stand instead.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from suar.measure.prevalence.codes import Fault
from suar.measure.prevalence.lattice import Bools, down_closure, lattice
from suar.measure.prevalence.refusals import Refused

MOST_DIGITS = 9
INTERCEPT = "(Intercept)"


def members(term: int) -> list[int]:
    """Return the lists of a term, from 0."""
    return [j for j in range(term.bit_length()) if term >> j & 1]


def term_name(term: int, lists: Sequence[str]) -> str:
    """Name a term by its lists in the order of the file: `NG:GP`, never `GP:NG`."""
    return ":".join(lists[j] for j in members(term)) or INTERCEPT


def model_names(models: Bools, lists: Sequence[str]) -> list[str]:
    """Name models in brackets; ``models`` has shape (m, 2^t)."""
    t = len(lists)
    masks = np.arange(1 << t)
    above = ((masks & masks[:, None]) == masks) & (masks != masks[:, None])  # row holds column
    maximal = models & ((models.astype(np.float32) @ above.astype(np.float32)) == 0)
    maximal[:, 0] = False
    keys = {}
    for term in masks[1:]:
        of = members(int(term))
        words = lists if t > MOST_DIGITS else [str(j + 1) for j in range(t)]
        keys[int(term)] = (
            -len(of),
            of,
            (":" if t > MOST_DIGITS else "").join(words[j] for j in of),
        )
    order = sorted(keys, key=lambda term: keys[term][:2])
    label = [keys[term][2] for term in order]
    chosen = maximal[:, order]
    rows, columns = np.nonzero(chosen)
    names: list[list[str]] = [[] for _ in models]
    for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
        names[row].append(label[column])
    return [f"[{','.join(parts)}]" for parts in names]


def model_name(model: Bools, lists: Sequence[str]) -> str:
    """Name one model, shape (2^t,)."""
    return model_names(model[None, :], lists)[0]


def parse_model(text: str, lists: Sequence[str]) -> Bools:
    """Read a model in brackets, by numbers (`[12,3]`) or by names (`[LA:NG,PF]`).

    Subsets of a term and every list are in whether named or not. Raises ``bad_argument``.
    """
    inner = text.strip()
    if not (inner.startswith("[") and inner.endswith("]")):
        raise _unreadable(text)
    words = [word.strip() for word in inner[1:-1].split(",")]
    terms = [_term(word, lists, text) for word in words if word] if any(words) else []
    return down_closure(terms, len(lists))


def _term(word: str, lists: Sequence[str], text: str) -> int:
    names = word.split(":")
    if all(name in lists for name in names):
        positions = [lists.index(name) for name in names]
    elif word.isascii() and word.isdigit() and len(lists) <= MOST_DIGITS:
        positions = [int(digit) - 1 for digit in word]
    else:
        raise _unreadable(text)
    if len(set(positions)) < len(positions) or not all(0 <= p < len(lists) for p in positions):
        raise _unreadable(text)
    return sum(1 << position for position in positions)


def _unreadable(text: str) -> Refused:
    return Refused(
        Fault.BAD_ARGUMENT,
        f"model {text!r}: write maximal terms in brackets, by list numbers or names, as [12,3]",
    )


def order_of(models: Bools) -> list[int]:
    """Return the size of the largest term of each model; ``models`` has shape (m, 2^t)."""
    size = lattice(models.shape[1].bit_length() - 1).size
    return np.where(models, size, 0).max(axis=1).tolist()  # type: ignore[no-any-return]
