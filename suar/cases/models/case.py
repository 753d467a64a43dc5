"""The case: one way of one person, from the first contact to closing and perhaps again."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.accounts.models import User
from suar.cases.codes import Stage
from suar.cases.triage.codes import Grade
from suar.kit import readable
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow, Unit
from suar.people.models import Person

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


def new_code() -> str:
    """Return a code that says nothing, with a check letter: SR-7K3F2A."""
    return readable.new_code(readable.Prefix.CASE)


class Case(OwnedSubjectRow):
    """One case. Its subject is its own, tied to the person's.

    Plain are only our codes of status and what lists and counts need. Sex, age band and origin
    stand on the person, whose initials a list opens as one look.
    """

    code = models.CharField(max_length=12, default=new_code, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    worker = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    stage = models.CharField(max_length=12, default=Stage.INTAKE.value)
    stages_done = models.JSONField(default=list)  # codes of the steps taken so far
    stage_at = models.DateTimeField()
    risk = models.CharField(max_length=10, default=Grade.NOT_ASKED.value)
    risk_open = models.PositiveSmallIntegerField(default=12)  # urgent items not yet asked
    proposal = models.CharField(max_length=24, blank=True)
    proposal_row = models.PositiveSmallIntegerField(null=True)
    decision = models.CharField(max_length=20, blank=True)  # the one that is final
    decision_waits = models.BooleanField(default=False)  # for its second person
    exploitation = models.JSONField(default=list)  # forms, as purposes confirmed: PRP_*
    now_country = models.CharField(max_length=2, blank=True)  # where the person is; empty: unknown
    now_regency = models.CharField(max_length=4, blank=True)  # in Indonesia only, where known
    place_country = models.CharField(max_length=2, blank=True)  # of exploitation
    place_province = models.CharField(max_length=2, blank=True)
    source_kind = models.CharField(max_length=20, blank=True)
    source_id = models.UUIDField(null=True)  # opaque: the case does not know its callers
    close_reason = models.CharField(max_length=12, blank=True)
    closed_at = models.DateTimeField(null=True)
    retention_until = models.DateField(null=True)

    classes: ClassVar[dict[str, Sensitivity]] = {
        **dict.fromkeys(
            ("code", "person", "unit", "worker", "stage", "stages_done", "stage_at",
             "decision_waits", "source_kind", "source_id", "close_reason", "closed_at",
             "retention_until", "risk_open"),
            OPERATIONAL,
        ),
        **dict.fromkeys(
            ("risk", "proposal", "proposal_row", "decision", "exploitation", "now_country",
             "now_regency", "place_country", "place_province"),
            PERSONAL,
        ),
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="case_code_once"),
            models.UniqueConstraint(fields=["subject_id"], name="case_subject_once"),
            models.CheckConstraint(
                name="case_closed_has_reason",
                condition=models.Q(closed_at__isnull=True) | ~models.Q(close_reason=""),
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "-made_at", "-id"], name="case_newest"),
            models.Index(fields=["worker", "closed_at"], name="case_worker"),
            models.Index(fields=["unit", "closed_at"], name="case_unit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def now_place(self) -> str:
        """Return where the person is as one code, so that two who change it see each other."""
        return f"{self.now_country}{self.now_regency}"

    @property
    def is_closed(self) -> bool:
        """Say whether the case is closed now."""
        return self.closed_at is not None
