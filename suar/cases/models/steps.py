"""The way of a case: steps taken, who it was given to, how it closed and why it opened again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

import suar.vault as vault
from suar.accounts.models import User
from suar.cases.models.base import CaseRow
from suar.kit.sensitivity import Sensitivity
from suar.network.models import Unit

OPERATIONAL = Sensitivity.OPERATIONAL


class CaseStep(CaseRow):
    """One step saved. Out of its usual order it carries one line of reason."""

    stage = models.CharField(max_length=12)
    skipped = models.JSONField(default=list)  # usual earlier steps that were not taken
    order_reason = vault.SealedText(max_length=300)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"stage": OPERATIONAL, "skipped": OPERATIONAL}


class Assignment(CaseRow):
    """The case given to a worker and the unit that answers for it; grants rest on this row."""

    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True)

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("worker", "unit", "ended_at"), OPERATIONAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at=None), name="case_one_assignment"
            )
        ]


class Closure(CaseRow):
    """A closing asked for, and a supervisor's answer."""

    reason = models.CharField(max_length=12)
    told = models.CharField(max_length=14)
    told_note = vault.SealedText(max_length=1000)
    safety_checked_on = models.DateField(null=True)
    retention_until = models.DateField()
    facts_unknown = models.JSONField(default=list)  # minimum facts marked unknown
    summary = vault.SealedText(max_length=4000)
    state = models.CharField(max_length=10, default="REQUESTED")
    answered_by = models.UUIDField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer_note = vault.SealedText(max_length=1000)
    red_reason = vault.SealedText(max_length=1000)  # why it closed with red items open

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("reason", "told", "safety_checked_on", "retention_until", "facts_unknown", "state",
         "answered_by", "answered_at"),
        OPERATIONAL,
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="REQUESTED"), name="case_one_closure_asked"
            ),
            models.CheckConstraint(
                name="closure_answered_by_another",
                condition=Q(answered_by__isnull=True) | ~Q(answered_by=models.F("made_by")),
            ),
        ]


class Reopening(CaseRow):
    """Why a closed case was taken up again."""

    reason = vault.SealedText(max_length=1000)

    objects = vault.SealedManager()
