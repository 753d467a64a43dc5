"""Slots: the one way in which a lower package lets an upper one take part.

A lower package declares ``menu: Slot[MenuEntry] = Slot("site.menu")``; an upper one fills it in
``AppConfig.ready()``. Entries keep a stable order: by ``order``, then by name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


class Slot(Generic[T]):
    """A named, ordered list of entries that upper packages contribute."""

    def __init__(self, name: str) -> None:
        self.name = name
        self._entries: dict[str, tuple[int, T]] = {}

    def fill(self, name: str, entry: T, *, order: int = 100) -> T:
        """Add an entry under a name of its own; filling the same name again replaces it."""
        self._entries[name] = (order, entry)
        return entry

    def __iter__(self) -> Iterator[T]:
        for _name, (_order, entry) in self._sorted():
            yield entry

    def items(self) -> Iterator[tuple[str, T]]:
        """Yield (name, entry) in order."""
        for name, (_order, entry) in self._sorted():
            yield name, entry

    def get(self, name: str) -> T | None:
        """Return one entry by its name."""
        found = self._entries.get(name)
        return found[1] if found else None

    def __len__(self) -> int:
        return len(self._entries)

    def _sorted(self) -> list[tuple[str, tuple[int, T]]]:
        return sorted(self._entries.items(), key=lambda item: (item[1][0], item[0]))
