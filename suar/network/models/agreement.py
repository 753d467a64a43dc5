"""An agreement between two organisations."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suar.kit.sensitivity import Sensitivity
from suar.network.models.organisation import Organisation
from suar.network.models.owned import OwnedRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in the class table


class Agreement(OwnedRow):
    """What the owner agreed on with a partner. Either side may read it; it binds both."""

    partner = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=16)  # codes.AgreementKind
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)  # the last day
    document = models.CharField(max_length=120)  # number of the signed paper
    signed_by = models.CharField(max_length=200)  # office and function on both sides

    rls: ClassVar[str] = "shared"
    classes: ClassVar[dict[str, Sensitivity]] = {
        "partner": O, "kind": O, "valid_from": O, "valid_to": O, "document": O, "signed_by": O,
    }  # fmt: skip

    class Meta:
        ordering = ["-valid_from", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")),
                name="agreement_ends_after_its_start",
            ),
            models.CheckConstraint(
                condition=~Q(partner=F("organisation")), name="agreement_needs_two"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.document}"
