"""Holds that a restore marked again: whose they are, by the code that is read out."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from suar.cases.models import Case
from suar.intake.models import Report
from suar.people.models import Person
from suar.store import tenancy
from suar.vault.families import top
from suar.vault.holds import RESTORED
from suar.vault.models import Subject


def without_paper(organisations: Iterable[UUID]) -> list[str]:
    """Return the codes of those whose hold stands without its paper since a restore."""
    found = set()
    for owner in organisations:
        with tenancy.acting_for(owner):
            marked = Subject.objects.filter(
                organisation_id=owner, held_by=RESTORED, erased_at=None
            ).values_list("pk", flat=True)
            found |= {_code(subject_id) for subject_id in marked}
    return sorted(found)


def _code(subject_id: UUID) -> str:
    owner = top(subject_id)
    for model in (Person, Case, Report):
        code = model.objects.filter(subject_id=owner).values_list("code", flat=True).first()
        if code is not None:
            return str(code)
    return str(owner)
