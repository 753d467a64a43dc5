"""A day on which offices are closed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.reference.codes import HolidayKind
from suar.reference.models.fact import OPEN, Fact


class PublicHoliday(Fact):
    """One day; ``valid_from`` and ``valid_to`` are the day itself."""

    country = models.CharField(max_length=2, default="ID")
    kind = models.CharField(max_length=12, choices=[(k.value, k.value) for k in HolidayKind])
    name_id = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    estimated = models.BooleanField(default=False)  # before the yearly joint decree

    classes: ClassVar[dict[str, Sensitivity]] = {
        "country": OPEN,
        "kind": OPEN,
        "name_id": OPEN,
        "name_en": OPEN,
        "estimated": OPEN,
    }

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["valid_from", "name_id"]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["country", "valid_from", "kind"], name="holiday_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.valid_from} {self.name_id}"
