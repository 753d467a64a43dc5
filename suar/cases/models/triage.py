"""The urgent-risk check: each save is a new row, so that nothing heard is ever lost."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

import suar.vault as vault
from suar.cases.models.base import CaseRow
from suar.kit.sensitivity import Sensitivity

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


class TriageCheck(CaseRow):
    """The answers U01-U12 as heard so far, with the grade they gave."""

    number = models.PositiveSmallIntegerField()
    answers = vault.SealedJSON()  # item -> answer; what is absent was not asked
    last_assault = vault.SealedText(max_length=40)  # a moment, for the two clocks
    note = vault.SealedText(max_length=2000)
    grade = models.CharField(max_length=10)
    open_count = models.PositiveSmallIntegerField()  # without a yes or a no: also what was declined
    all_asked = models.BooleanField(default=False)  # in one go: no item was left out or copied
    table_version = models.CharField(max_length=20)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "number": OPERATIONAL, "grade": PERSONAL, "open_count": OPERATIONAL,
        "all_asked": OPERATIONAL, "table_version": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "number"], name="triage_number_once")
        ]


class ContactDecision(CaseRow):
    """A named person decided to reach somebody although the list of who must not know matched."""

    receiver_id = models.UUIDField()
    about = models.CharField(max_length=20)  # referral, call, letter, hand-over
    reason = vault.SealedText(max_length=1000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "receiver_id": OPERATIONAL, "about": OPERATIONAL,
    }  # fmt: skip


class SafetyPlan(CaseRow):
    """What the person does when it gets dangerous; one current version a case."""

    content = vault.SealedJSON()  # signs, places, people, steps, family, children
    review_on = models.DateField(null=True)
    made_with_person = models.BooleanField(default=False)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "review_on": OPERATIONAL, "made_with_person": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case"], name="safety_plan_one_a_case")]


class Note(CaseRow):
    """A note on the case, dated by the day it is about."""

    text = vault.SealedText(max_length=8000)
    on = models.DateField()

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"on": OPERATIONAL}
