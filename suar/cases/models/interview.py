"""The interview in sittings, what was ticked, what the rule proposed and what people decided.

Ticks and answers are added, never overwritten: each belongs to its sitting and the latest counts.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

import suar.vault as vault
from suar.cases.models.base import CaseRow
from suar.kit.sensitivity import Sensitivity

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


class Sitting(CaseRow):
    """One sitting of the interview."""

    number = models.PositiveSmallIntegerField()
    held_on = models.DateField()
    circumstances = vault.SealedJSON()  # item A01: place, language, interpreter, others present
    note = vault.SealedText(max_length=4000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"number": OPERATIONAL, "held_on": OPERATIONAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="sitting_number_once")
        ]


class Episode(CaseRow):
    """One episode of work or exploitation; most cases have one."""

    number = models.PositiveSmallIntegerField()

    classes: ClassVar[dict[str, Sensitivity]] = {"number": OPERATIONAL}

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="episode_number_once")
        ]


class ElementTick(CaseRow):
    """What was answered on one element: an act, a means in a phase, a purpose, the intent."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="ticks")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="ticks")
    element = models.CharField(max_length=20)
    phase = models.CharField(max_length=14, blank=True)
    content = vault.SealedJSON()  # state, source, reason

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "sitting": OPERATIONAL, "episode": OPERATIONAL, "element": OPERATIONAL,
        "phase": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "episode", "element", "phase"], name="tick_once_a_sitting"
            )
        ]


class ItemAnswer(CaseRow):
    """The answer to one interview item, with its state: silence is never a no."""

    sitting = models.ForeignKey(Sitting, on_delete=models.PROTECT, related_name="answers")
    episode = models.ForeignKey(Episode, on_delete=models.PROTECT, related_name="answers")
    item = models.CharField(max_length=6)
    phase = models.CharField(max_length=14, blank=True)
    content = vault.SealedJSON()  # state, value

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "sitting": OPERATIONAL, "episode": OPERATIONAL, "item": OPERATIONAL, "phase": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "episode", "item", "phase"], name="answer_once_a_sitting"
            )
        ]


class Proposal(CaseRow):
    """What the rule proposed at one moment, with every input's cause. It never decides."""

    number = models.PositiveIntegerField()
    proposal = models.CharField(max_length=24)
    row = models.PositiveSmallIntegerField()
    rows = models.JSONField(default=list)  # of every episode and profile
    duties = models.JSONField(default=list)
    results = vault.SealedJSON()  # episode, profile, inputs, causes
    weights_version = models.CharField(max_length=20)
    on = models.DateField()

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "number": OPERATIONAL, "proposal": PERSONAL, "row": PERSONAL, "rows": PERSONAL,
        "duties": PERSONAL, "weights_version": OPERATIONAL, "on": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="proposal_number_once")
        ]


class StatusDecision(CaseRow):
    """What a named person decided, on which proposal, and the second person where one is asked."""

    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="+")
    decision = models.CharField(max_length=20)
    state = models.CharField(max_length=12)
    rows = models.JSONField(default=list)  # rows seen
    reason = vault.SealedText(max_length=4000)
    told = vault.SealedText(max_length=2000)  # what the person was told
    body_kind = models.CharField(max_length=40, blank=True)
    body = vault.SealedJSON()  # name, date, document of an outside body
    second_by = models.UUIDField(null=True)
    second_at = models.DateTimeField(null=True)
    second_note = vault.SealedText(max_length=2000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "proposal": OPERATIONAL, "decision": PERSONAL, "state": OPERATIONAL, "rows": PERSONAL,
        "body_kind": OPERATIONAL, "second_by": OPERATIONAL, "second_at": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="decision_second_is_another",
                condition=Q(second_by__isnull=True) | ~Q(second_by=F("made_by")),
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="WAITING"), name="decision_one_waits"
            ),
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="FINAL"), name="decision_one_final"
            ),
        ]
