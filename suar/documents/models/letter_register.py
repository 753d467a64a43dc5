"""The register that counts an office's letters in a year."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class LetterRegister(OwnedRow):
    """One count. It only goes up, so that a number is never used twice."""

    office = models.UUIDField()  # the organisation, or its unit where the number shows the unit
    year = models.PositiveSmallIntegerField()  # 0: numbers without a year never start again
    last = models.PositiveIntegerField(default=0)

    rls: ClassVar[str] = "owned"
    classes: ClassVar[dict[str, Sensitivity]] = {"office": O, "year": O, "last": O}

    class Meta:
        ordering = ["-year", "office"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "office", "year"], name="documents_one_register"
            )
        ]

    def __str__(self) -> str:
        return f"{self.year}: {self.last}"
