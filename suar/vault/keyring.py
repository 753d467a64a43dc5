"""The keys that are open right now, and nothing longer.

Two rings: one for *opening*, alive inside ``with vault.opened(...)``; one for *sealing*, alive as
long as a unit of work. Sealing needs no permission to read, so it never fills the opening ring.
"""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import ContextVar
from uuid import UUID

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from suar.kit.problem import Kind, Problem
from suar.kit.reasons import Reason
from suar.store.work import work_cache
from suar.vault import crypto, master
from suar.vault.models import WrappedKey

Ring = dict[UUID, AESGCM]
opening: ContextVar[Ring | None] = ContextVar("suar_opening_ring", default=None)


class KeyDestroyed(Problem):
    """The subject's key is gone: erased, or never made. A page says so in words."""

    def __init__(self, subject_id: UUID) -> None:
        super().__init__(Kind.REFUSED, [Reason.ERASED])
        self.subject_id = subject_id


class NotOpened(Exception):  # noqa: N818 - says what is missing
    """A sealed value was read outside a block that opens its subject."""


def load(subjects: Iterable[UUID]) -> Ring:
    """Return the ciphers of many subjects with one query; erased subjects are left out."""
    ring: Ring = {}
    wanted = list(subjects)
    for start in range(0, len(wanted), 500):  # SQLite's limit of variables is far above
        rows = WrappedKey.objects.filter(subject_id__in=wanted[start : start + 500])
        for subject_id, version, wrapped in rows.values_list("subject_id", "master", "wrapped"):
            ring[subject_id] = _unwrap(subject_id, version, bytes(wrapped))
    return ring


def for_sealing(subject_id: UUID) -> AESGCM:
    """Return a subject's cipher to seal with; kept for the unit of work that runs."""
    cache = work_cache()
    ring: Ring = {} if cache is None else cache.setdefault("vault.sealing", {})
    if subject_id not in ring:
        found = (opening.get() or {}).get(subject_id) or load([subject_id]).get(subject_id)
        if found is None:
            raise KeyDestroyed(subject_id)
        ring[subject_id] = found
    return ring[subject_id]


def for_opening(subject_id: UUID) -> AESGCM:
    """Return a subject's cipher inside an opening block; raises outside one."""
    ring = opening.get()
    if ring is None or subject_id not in ring:
        raise NotOpened(f"subject {subject_id} is not opened here")
    return ring[subject_id]


def keep_for_sealing(subject_id: UUID, key: bytes) -> None:
    """Keep a key just made for the unit of work that made it."""
    cache = work_cache()
    if cache is not None:
        cache.setdefault("vault.sealing", {})[subject_id] = crypto.cipher(key)


def forget(subjects: Iterable[UUID]) -> None:
    """Drop keys from both rings, when their subjects are erased."""
    cache = work_cache() or {}
    for ring in (cache.get("vault.sealing", {}), opening.get() or {}):
        for subject_id in list(subjects):
            ring.pop(subject_id, None)


def _unwrap(subject_id: UUID, version: int, wrapped: bytes) -> AESGCM:
    return crypto.cipher(crypto.unwrap(master.cipher(version), version, str(subject_id), wrapped))
