"""Which dimensions must be looked at together: cliques of a triangulated graph, joined in a tree.

Dimensions that stand in one table are neighbours. Lauritzen 1996, Graphical Models, §2.1.3.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

Keys = frozenset[str]


def cliques(together: Sequence[Keys]) -> list[Keys]:
    """Return the cliques after filling in by least degree; each of ``together`` lies in one.

    With no dimension at all there is one empty clique: the grand total.
    """
    neighbours: dict[str, set[str]] = {key: set() for keys in together for key in sorted(keys)}
    for keys in together:
        for key in keys:
            neighbours[key] |= keys - {key}
    found: list[Keys] = []
    while neighbours:
        key = min(neighbours, key=lambda k: (len(neighbours[k]), k))
        around = neighbours.pop(key)
        found.append(frozenset({key, *around}))
        for one, other in itertools.permutations(around, 2):
            neighbours[one].add(other)
        for one in around:
            neighbours[one].discard(key)
    largest = [keys for keys in found if not any(keys < other for other in found)]
    return list(dict.fromkeys(largest)) or [frozenset()]


def tree(found: Sequence[Keys]) -> Iterator[tuple[int, int, Keys]]:
    """Yield the edges of a tree over the cliques in which shared dimensions are most (Prim)."""
    inside, outside = {0}, set(range(1, len(found)))
    while outside:
        one, other = max(
            itertools.product(sorted(inside), sorted(outside)),
            key=lambda pair: len(found[pair[0]] & found[pair[1]]),
        )
        yield one, other, found[one] & found[other]
        inside.add(other)
        outside.remove(other)
