"""A number that a rule uses, with the time in which it holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.reference.models.fact import OPEN, Fact


class DatedThreshold(Fact):
    """One value of one threshold from a day on."""

    code = models.CharField(max_length=60)
    value = models.IntegerField()

    classes: ClassVar[dict[str, Sensitivity]] = {"code": OPEN, "value": OPEN}

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["code", "valid_from"]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(fields=["code", "valid_from"], name="threshold_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.value}"
