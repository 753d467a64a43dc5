"""A unit of an organisation: an office, a team, a shelter, a desk."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from suar.kit.sensitivity import Sensitivity
from suar.network.models.owned import OwnedRow


class Unit(OwnedRow):
    """One unit. Closed, never deleted: old cases still name it."""

    name = models.CharField(max_length=120)
    province = models.CharField(max_length=2, blank=True)  # Kemendagri code
    regency = models.CharField(max_length=4, blank=True)  # Kemendagri code
    closed_on = models.DateField(null=True, blank=True)

    rls: ClassVar[str] = "shared"
    classes: ClassVar[dict[str, Sensitivity]] = {
        "name": Sensitivity.OPEN,
        "province": Sensitivity.OPEN,
        "regency": Sensitivity.OPEN,
        "closed_on": Sensitivity.OPERATIONAL,
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.UniqueConstraint(
                "organisation",
                Lower("name"),
                condition=Q(closed_on__isnull=True),
                name="unit_name_once_while_open",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_open(self) -> bool:
        """Say whether the unit still works."""
        return self.closed_on is None
