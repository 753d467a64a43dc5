"""Encryption of whatever tells of a person. This is the package's face.

The names are loaded at first use: Django imports this package before its models may be imported.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from suar.vault.bytes_at_rest import open_bytes, open_cell, seal_bytes
    from suar.vault.erasure import Receipt, erase, finish_erasures, replay_erasures
    from suar.vault.families import held_by, of_person
    from suar.vault.fields import (
        Sealed,
        SealedDate,
        SealedJSON,
        SealedManager,
        SealedQuerySet,
        SealedText,
    )
    from suar.vault.opening import (
        opened,
        opened_by_system,
        opened_for_list,
        opened_for_scoring,
    )
    from suar.vault.rotation import rotate
    from suar.vault.search_keys import index_tokens
    from suar.vault.subjects import (
        hold,
        lock_living,
        lock_those_living,
        new_subject,
        release,
        tie,
    )

_HOME = {
    "bytes_at_rest": ("seal_bytes", "open_bytes", "open_cell"),
    "erasure": ("Receipt", "erase", "finish_erasures", "replay_erasures"),
    "families": ("held_by", "of_person"),
    "fields": (
        "Sealed", "SealedDate", "SealedJSON", "SealedManager", "SealedQuerySet", "SealedText",
    ),
    "opening": ("opened", "opened_by_system", "opened_for_list", "opened_for_scoring"),
    "rotation": ("rotate",),
    "search_keys": ("index_tokens",),
    "subjects": (
        "hold", "lock_living", "lock_those_living", "new_subject", "release", "tie",
    ),
}  # fmt: skip
_WHERE = {name: module for module, names in _HOME.items() for name in names}
__all__ = [
    "Receipt",
    "Sealed",
    "SealedDate",
    "SealedJSON",
    "SealedManager",
    "SealedQuerySet",
    "SealedText",
    "erase",
    "finish_erasures",
    "held_by",
    "hold",
    "index_tokens",
    "lock_living",
    "lock_those_living",
    "new_subject",
    "of_person",
    "open_bytes",
    "open_cell",
    "opened",
    "opened_by_system",
    "opened_for_list",
    "opened_for_scoring",
    "release",
    "replay_erasures",
    "rotate",
    "seal_bytes",
    "tie",
]


def __getattr__(name: str) -> Any:
    if name not in _WHERE:
        raise AttributeError(name)
    return getattr(importlib.import_module(f"suar.vault.{_WHERE[name]}"), name)
