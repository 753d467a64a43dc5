"""The grant ledger: every relation that opens a subject to somebody is a row here.

"Who can see this", the querysets and row-level security read the same rows.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.kit.sensitivity import Sensitivity
from suar.store.models import SubjectRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class Ground(StrEnum):
    """Why a grant exists."""

    ASSIGNMENT = "assignment"  # a case given to a worker
    UNIT = "unit"  # the unit that answers for the case
    INTAKE = "intake"  # the desk that took the report or registered the person
    REFERRAL_SENT = "referral_sent"  # the letter's data
    REFERRAL_ACCEPTED = "referral_accepted"  # the receiver's part
    BREAK_GLASS = "break_glass"  # three hours, with a reason, a second person told
    OVERSIGHT = "oversight"  # a safeguarding officer's review
    OWN = "own"  # what a member of staff keeps for herself: drafts


class Part(StrEnum):
    """What of a subject a grant opens."""

    IDENTITY = "identity"
    CONTACT = "contact"
    CASE = "case"
    LETTER = "letter"
    SERVICE = "service"


class Grant(SubjectRow):
    """One line: this subject's parts are open to this user, unit or organisation, from, until."""

    # Without an index of its own: half a ledger hangs on one organisation, and a database that
    # guesses walks it instead of the few lines of a unit.
    organisation_id = models.UUIDField(editable=False)
    ground = models.CharField(max_length=20, choices=[(g, g) for g in Ground])
    parts = models.CharField(max_length=80)  # codes joined by a blank, padded: " identity case "
    to_user = models.UUIDField(null=True)
    to_unit = models.UUIDField(null=True)
    to_organisation = models.UUIDField(null=True)
    rests_on = models.UUIDField(db_index=True)  # the assignment, referral, report … behind it
    consent_id = models.UUIDField(null=True, db_index=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)
    end_reason = models.CharField(max_length=40, blank=True)

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("ground", "parts", "to_user", "to_unit", "to_organisation", "rests_on", "consent_id",
         "starts_at", "ends_at", "ended_at", "ended_by", "end_reason"),
        O,
    )  # fmt: skip
    rls: ClassVar[str] = "ledger"  # own lines, and lines given to us

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_to_exactly_one",
                condition=Q(
                    to_user__isnull=False, to_unit__isnull=True, to_organisation__isnull=True
                )
                | Q(to_user__isnull=True, to_unit__isnull=False, to_organisation__isnull=True)
                | Q(to_user__isnull=True, to_unit__isnull=True, to_organisation__isnull=False),
            )
        ]
        indexes = [
            models.Index(fields=["to_user", "ground", "subject_id"], name="grant_user"),
            # Without the many lines that name no unit or organisation: counted together with those,
            # one unit seems to have most lines, and the database walks the organisation instead.
            models.Index(
                fields=["to_unit", "ground", "subject_id"],
                name="grant_unit",
                condition=Q(to_unit__isnull=False),
            ),
            models.Index(
                fields=["to_organisation", "ground", "subject_id"],
                name="grant_organisation",
                condition=Q(to_organisation__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ground} on {self.subject_id}"
