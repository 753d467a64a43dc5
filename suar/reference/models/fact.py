"""What every dated fact has: its time, its source, and who checked it when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suar.kit.ids import new_id
from suar.kit.sensitivity import Sensitivity
from suar.reference.codes import Mark

OPEN = Sensitivity.OPEN


class Fact(models.Model):
    """A fact of the whole installation: no organisation owns it, everyone reads it.

    A row with a ``checked_by`` was confirmed by a person; loading the delivered facts again never
    touches it.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day
    source = models.CharField(max_length=300)
    mark = models.CharField(max_length=2, choices=[(m.value, m.value) for m in Mark])
    note = models.CharField(max_length=300, blank=True)
    checked_on = models.DateField(null=True, blank=True)
    checked_by = models.CharField(max_length=120, blank=True)  # office and function

    rls: ClassVar[str] = "none"  # no organisation owns a law
    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": OPEN,
        "version": OPEN,
        "valid_from": OPEN,
        "valid_to": OPEN,
        "source": OPEN,
        "mark": OPEN,
        "note": OPEN,
        "checked_on": OPEN,
        "checked_by": Sensitivity.OPERATIONAL,
    }

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="%(class)s_ends_after_its_start",
            ),
        ]
