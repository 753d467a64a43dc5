"""A number to call in an emergency, by place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.reference.codes import Emergency, Foreign
from suar.reference.models.fact import OPEN, Fact


class EmergencyNumber(Fact):
    """One number of one service in a country or a region of it."""

    country = models.CharField(max_length=2)  # ISO 3166-1 alpha-2
    region = models.CharField(max_length=60, blank=True)  # blank: the whole country
    service = models.CharField(max_length=24, choices=[(e.value, e.value) for e in Emergency])
    number = models.CharField(max_length=40)
    name = models.CharField(max_length=120, blank=True)  # SAPA 129, KBRI Kuala Lumpur
    hours = models.CharField(max_length=60, blank=True)  # blank: not known
    languages = models.JSONField(default=list, blank=True)  # ISO 639-3 codes
    foreign_sim = models.CharField(
        max_length=8, choices=[(f.value, f.value) for f in Foreign], default=Foreign.UNKNOWN.value
    )
    rank = models.PositiveSmallIntegerField(default=50)  # lower is shown first

    classes: ClassVar[dict[str, Sensitivity]] = {
        "country": OPEN,
        "region": OPEN,
        "service": OPEN,
        "number": OPEN,
        "name": OPEN,
        "hours": OPEN,
        "languages": OPEN,
        "foreign_sim": OPEN,
        "rank": OPEN,
    }

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["country", "rank", "service", "number"]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["country", "region", "service", "number", "valid_from"],
                name="emergency_number_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.country} {self.service} {self.number}"
