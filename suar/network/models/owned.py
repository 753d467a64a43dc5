"""Bases from ``network`` upwards: the kernel's rows with a real foreign key to their owner.

The column stays ``organisation_id``; only the plain field of the kernel is replaced, so that the
database refuses a row of an organisation that does not exist and an organisation that owns rows
cannot be deleted.
"""

from __future__ import annotations

from typing import Any

from django.db import models

from suar.network.models.organisation import Organisation
from suar.store.models import Row, SubjectRow


class OwnedRow(Row):
    """A row of one organisation that tells of no person."""

    organisation_id: Any = None  # takes the plain field away; the foreign key brings it back
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=True, editable=False
    )

    class Meta:
        abstract = True


class OwnedSubjectRow(SubjectRow):
    """A row of one organisation that tells of a person; sealed under its subject's key."""

    organisation_id: Any = None  # takes the plain field away; the foreign key brings it back
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="+", db_index=True, editable=False
    )

    class Meta:
        abstract = True
