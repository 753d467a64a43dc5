"""Checking a chain from its first event to its sealed head (``suar audit verify``)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from suar.audit.anchors import Anchor
from suar.audit.chain import event_hash
from suar.audit.models import ChainHead, Event, EventSubject
from suar.audit.slots import check_head

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Verification:
    """What the check of one organisation's chain found; ``fault`` is empty when all is well."""

    organisation_id: UUID
    events: int
    fault: str = ""
    at_number: int = 0
    anchor: Anchor | None = None  # the one that the chain does not reach, or does not agree with

    @property
    def ok(self) -> bool:
        """Say whether the chain is whole."""
        return not self.fault


def verify(organisation_id: UUID, *, anchors: Sequence[Anchor] = ()) -> Verification:
    """Walk one chain: numbers without a gap, each hash right, the head sealed by our key.

    ``anchors`` are its heads noted outside the database: each must stand in it, as it was.
    """
    last, number = bytes(32), 0
    noted = {(anchor.number, anchor.hash): anchor for anchor in reversed(anchors)}
    by_number: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in noted.values():
        by_number[anchor.number].append(anchor)
    events = Event.objects.filter(organisation_id=organisation_id).order_by("number")
    for event in events.iterator(chunk_size=2000):
        number += 1
        if event.number != number:
            return Verification(organisation_id, number - 1, "event_missing", number)
        if bytes(event.previous) != last:
            return Verification(organisation_id, number, "chain_broken", number)
        if bytes(event.hash) != event_hash(event):
            return Verification(organisation_id, number, "event_altered", number)
        last = bytes(event.hash)
        for anchor in by_number.pop(number, ()):
            if anchor.hash != last:
                return Verification(organisation_id, number, "not_as_anchored", number, anchor)
    if by_number:
        beyond = by_number[max(by_number)][0]
        return Verification(organisation_id, number, "shorter_than_anchored", number, beyond)
    fault = _head_fault(organisation_id, number, last) or _index_fault(organisation_id)
    return Verification(organisation_id, number, fault, number if fault else 0)


def _head_fault(organisation_id: UUID, number: int, last: bytes) -> str:
    head = ChainHead.objects.filter(organisation_id=organisation_id).first()
    if head is None:
        return "head_missing" if number else ""
    if head.number != number or bytes(head.hash) != last:
        return "events_cut_off"
    seals_fit = all(check(organisation_id, number, last, bytes(head.seal)) for check in check_head)
    return "" if seals_fit and len(check_head) else "head_not_ours"


def _index_fault(organisation_id: UUID) -> str:
    """Check that the index of subjects says exactly what the chained events say."""
    rows = Event.objects.filter(organisation_id=organisation_id).order_by("number")
    indexed = 0
    for batch in batched(rows.values_list("pk", "at", "subjects").iterator(chunk_size=500), 500):
        found = EventSubject.objects.filter(event_id__in=[pk for pk, _at, _subjects in batch])
        lines = set(found.values_list("event_id", "subject_id", "at"))  # a moved date hides a look
        if lines != {(pk, UUID(s), at) for pk, at, subjects in batch for s in subjects}:
            return "subject_index_altered"
        indexed += len(lines)
    total = EventSubject.objects.filter(organisation_id=organisation_id).count()
    return "" if total == indexed else "subject_index_altered"


def batched(rows: Iterable[T], size: int) -> Iterator[list[T]]:
    """Yield lists of at most ``size`` rows."""
    batch: list[T] = []
    for row in rows:
        batch.append(row)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
