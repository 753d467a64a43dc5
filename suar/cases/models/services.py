"""Services that the own organisation gives or arranges, and follow-up."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

import suar.vault as vault
from suar.cases.models.base import CaseRow
from suar.kit.sensitivity import Sensitivity
from suar.network.models import Organisation, OwnedRow

OPERATIONAL = Sensitivity.OPERATIONAL


class ServiceRecord(CaseRow):
    """One service: needed, offered, accepted or declined, given, with its outcome."""

    service = models.CharField(max_length=10)
    provider = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    state = models.CharField(max_length=10)  # OFFERED, DECLINED, PLANNED, GIVEN
    need = vault.SealedText(max_length=2000)
    declined_because = vault.SealedText(max_length=1000)
    planned_on = models.DateField(null=True)
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    units = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    cost = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    funding = models.CharField(max_length=60, blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    satisfaction = models.PositiveSmallIntegerField(null=True)  # 1-5, as the person says
    note = vault.SealedText(max_length=4000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        **dict.fromkeys(
            ("service", "provider", "state", "planned_on", "started_on", "ended_on", "units",
             "cost", "funding", "outcome"),
            OPERATIONAL,
        ),
        "satisfaction": Sensitivity.PERSONAL,
    }  # fmt: skip


class FollowUp(CaseRow):
    """A contact planned, and what came of it."""

    due_on = models.DateField()
    done_on = models.DateField(null=True)
    reached = models.BooleanField(null=True)
    safe = models.BooleanField(null=True)  # the safety check of this contact
    written_at = models.DateTimeField(null=True)  # when what came of it was written down
    plan = vault.SealedText(max_length=1000)
    note = vault.SealedText(max_length=4000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "due_on": OPERATIONAL, "done_on": OPERATIONAL, "reached": OPERATIONAL,
        "written_at": OPERATIONAL,
        "safe": Sensitivity.PERSONAL,
    }  # fmt: skip


class NamelessService(OwnedRow):
    """A service given to somebody who did not let us keep any data: four facts, no person, no case.

    Refusing to have data kept never lowers the help; this is all that is written of it.
    """

    service = models.CharField(max_length=10)
    given_on = models.DateField()
    sex = models.CharField(max_length=8)
    age_band = models.CharField(max_length=8)

    classes: ClassVar[dict[str, Sensitivity]] = {
        "service": OPERATIONAL, "given_on": OPERATIONAL, "sex": Sensitivity.PERSONAL,
        "age_band": Sensitivity.PERSONAL,
    }  # fmt: skip

    def __str__(self) -> str:
        return f"{self.service} {self.given_on}"
