"""The ledger of consent, and of the grounds that stand in its place."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

import suar.vault as vault
from suar.cases.models.base import CaseRow
from suar.kit.sensitivity import Sensitivity
from suar.network.models import Organisation

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


class ConsentLine(CaseRow):
    """What was asked, of whom, for which receiver and data, and what was answered.

    A line is never edited: it is withdrawn, or a new one is written.
    """

    purpose = models.CharField(max_length=16)
    state = models.CharField(max_length=10)
    receiver = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    data = models.JSONField(default=list)  # kinds of data agreed to: codes
    form = models.CharField(max_length=12, blank=True)
    band = models.CharField(max_length=10)  # whose voice: adult, or which age of a child
    signer = models.CharField(max_length=10)
    text_version = models.CharField(max_length=20, blank=True)
    language = models.CharField(max_length=12, blank=True)
    understood = models.BooleanField(default=False)
    given_on = models.DateField()
    valid_until = models.DateField(null=True)
    about = vault.SealedText(max_length=40)  # service, examination, use: in words
    explained_by = vault.SealedText(max_length=200)
    interpreter = vault.SealedText(max_length=200)
    guardian = vault.SealedText(max_length=300)
    assent = vault.SealedText(max_length=1000)  # the child's own words
    outside_worker = vault.SealedText(max_length=200)
    evidence = vault.SealedText(max_length=300)  # where the paper or the recording is kept
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.UUIDField(null=True)
    withdrawn_how = models.CharField(max_length=16, blank=True)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        **dict.fromkeys(
            ("purpose", "state", "receiver", "data", "form", "signer", "text_version",
             "language", "understood", "given_on", "valid_until", "withdrawn_at", "withdrawn_by",
             "withdrawn_how"),
            OPERATIONAL,
        ),
        "band": PERSONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_withdrawn_says_when",
                condition=Q(state="WITHDRAWN", withdrawn_at__isnull=False)
                | ~Q(state="WITHDRAWN") & Q(withdrawn_at__isnull=True),
            )
        ]


class GroundLine(CaseRow):
    """A legal ground in the place of consent: reason, who decided, when it is looked at again."""

    ground = models.CharField(max_length=20)
    receiver = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, related_name="+"
    )
    data = models.JSONField(default=list)
    reason = vault.SealedText(max_length=1000)
    outside_worker = vault.SealedText(max_length=200)
    person_told = models.BooleanField(default=False)
    decided_on = models.DateField()
    review_on = models.DateField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("ground", "receiver", "data", "person_told", "decided_on", "review_on", "ended_at",
         "ended_by"),
        OPERATIONAL,
    )  # fmt: skip
