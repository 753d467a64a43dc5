"""Which subjects belong together: what is tied to a person, and linked records of the same one."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from suar.vault.models import Subject
from suar.vault.slots import same_person

MOST_STEPS = 20  # a tie makes children direct; older rows may stand a step or two deeper


def top(subject_id: UUID) -> UUID:
    """Return the subject that owns this one, or itself where nobody does."""
    return tops([subject_id])[subject_id]


def tops(subject_ids: Iterable[UUID]) -> dict[UUID, UUID]:
    """Return for each subject the one that owns it; as many queries as the ties are deep."""
    found = {subject_id: subject_id for subject_id in subject_ids}
    for _step in range(MOST_STEPS):
        tied = Subject.objects.filter(pk__in=set(found.values()), person_id__isnull=False)
        owner_of = {pk: up for pk, up in tied.values_list("pk", "person_id") if up is not None}
        if not owner_of:
            break
        found = {subject_id: owner_of.get(up, up) for subject_id, up in found.items()}
    return found


def tree(roots: Iterable[UUID]) -> set[UUID]:
    """Return the roots and everything tied to them, however deep."""
    found = set(roots)
    edge = found
    for _step in range(MOST_STEPS):
        below = Subject.objects.filter(person_id__in=edge).values_list("pk", flat=True)
        edge = set(below) - found
        if not edge:
            break
        found |= edge
    return found


def owners(subject_id: UUID) -> set[UUID]:
    """Return the owner of a subject and those of all linked records of the same person."""
    owner = top(subject_id)
    return {owner}.union(*(linked(owner) for linked in same_person))


def of_person(subject_id: UUID) -> set[UUID]:
    """Return all subjects of the person, linked records included."""
    return tree(owners(subject_id))


def held_by(subject_id: UUID) -> str:
    """Return the ground for which something of this person is kept; empty where nothing is.

    A hold on a report that was tied later, or on a linked record, keeps the whole.
    """
    held = Subject.objects.filter(pk__in=of_person(subject_id)).exclude(held_by="")
    return held.order_by("pk").values_list("held_by", flat=True).first() or ""
