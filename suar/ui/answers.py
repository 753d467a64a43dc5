"""Answers of a form as they are read: choices in their words, ticks as yes and no."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _


def words_of(choices: Iterable[Any]) -> dict[str, str]:
    """Return code -> words, out of groups too."""
    found: dict[str, str] = {}
    for code, words in choices:
        if isinstance(words, list | tuple):
            found |= words_of(words)
        else:
            found[str(code)] = str(words)
    return found


def as_text(value: Any, words: Mapping[str, str]) -> str:
    """Return a value as it is read; several ticked answers stand side by side, in one order."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list | tuple | set | frozenset):
        return ", ".join(sorted(as_text(one, words) for one in value))
    return "" if value is None else words.get(str(value), str(value))
