"""A referral: its subject is its own, so that the receiver is granted it and nothing else.

Nothing that only the sender may know stands here: whoever may open the letter may open the row.
Rows that the receiver writes belong to the sender's organisation; ``made_by`` says who wrote.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

import suar.vault as vault
from suar.cases.models.case import Case
from suar.cases.referral.codes import RefState
from suar.kit import readable
from suar.kit.sensitivity import Sensitivity
from suar.network.models import Organisation, OwnedRow, OwnedSubjectRow

OPERATIONAL = Sensitivity.OPERATIONAL


def new_code() -> str:
    """Return a code that says nothing, with a check letter: RJ-4F7KQ2."""
    return readable.new_code(readable.Prefix.REFERRAL)


class Referral(OwnedSubjectRow):
    """One person, one receiver, one service, the data agreed to."""

    code = models.CharField(max_length=12, default=new_code, editable=False)
    # no look into the case through these: the case's own row and subject stay closed
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    case_subject = models.UUIDField(editable=False)  # so that events name the case, too
    worker_id = models.UUIDField()  # who at the sender hears of the answer
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    service = models.CharField(max_length=10)
    urgency = models.CharField(max_length=6)
    state = models.CharField(max_length=14, default=RefState.DRAFT.value)
    consent_id = models.UUIDField(null=True)  # a line of the ledger …
    ground_id = models.UUIDField(null=True)  # … or a ground in its place
    data = models.JSONField(default=list)  # kinds of data in the letter
    letter = vault.SealedJSON()  # kind of data -> text, copied and sealed anew for this subject
    need = vault.SealedText(max_length=2000)
    not_to_do = vault.SealedJSON()  # codes of documents.NotToDo, and more in words
    escort = vault.SealedText(max_length=300)
    contact = vault.SealedText(max_length=300)  # the sender's person to ask
    by_phone = models.BooleanField(default=False)  # told by telephone first, papers follow
    hand_over_on = models.DateField(null=True)
    decline_reason = models.CharField(max_length=12, blank=True)
    outcome = models.CharField(max_length=8, blank=True)
    sent_at = models.DateTimeField(null=True)
    acknowledge_by = models.DateTimeField(null=True)
    answer_by = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    feedback_by = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("code", "case", "case_subject", "worker_id", "receiver", "service", "urgency",
         "state", "consent_id", "ground_id", "data", "by_phone",
         "hand_over_on", "decline_reason", "outcome", "sent_at",
         "acknowledge_by", "answer_by", "acknowledged_at", "accepted_at", "feedback_by",
         "ended_at"),
        OPERATIONAL,
    )  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="referral_code_once"),
            models.CheckConstraint(
                name="referral_sent_on_a_line",
                condition=Q(sent_at__isnull=True)
                | Q(consent_id__isnull=False)
                | Q(ground_id__isnull=False),
            ),
            models.CheckConstraint(
                name="referral_to_another", condition=~Q(receiver=models.F("organisation"))
            ),
        ]
        indexes = [
            models.Index(fields=["receiver", "state"], name="referral_inbox"),
            models.Index(fields=["case"], name="referral_of_case"),
        ]

    def __str__(self) -> str:
        return self.code


class ReferralRow(OwnedSubjectRow):
    """A row under a referral: same subject, owned by the sender's organisation."""

    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="+")

    classes: ClassVar[dict[str, Sensitivity]] = {"referral": OPERATIONAL}

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"


class ReferralEvent(ReferralRow):
    """One thing that happened with a referral, as both sides see it."""

    verb = models.CharField(max_length=16)
    state = models.CharField(max_length=14)  # after it
    side = models.CharField(max_length=10)
    by_label = models.CharField(max_length=120, blank=True)  # of the staff member
    note = vault.SealedText(max_length=2000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("verb", "state", "side", "by_label"), OPERATIONAL
    )


class ReferralService(ReferralRow):
    """A service that the receiver gave under a referral."""

    service = models.CharField(max_length=10)
    provider = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    units = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    outcome = models.CharField(max_length=8, blank=True)
    note = vault.SealedText(max_length=4000)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("service", "provider", "started_on", "ended_on", "units", "outcome"), OPERATIONAL
    )


class InboxMark(OwnedRow):
    """The receiver's own trace of a referral: it stays when the access has ended.

    Holds no word of the person: a code, who sent it, when, and whether it is still open. That a
    consent was withdrawn or a referral revoked looks the same here.
    """

    referral_id = models.UUIDField(unique=True)
    code = models.CharField(max_length=12)
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_as = models.CharField(max_length=10, blank=True)  # DONE, DECLINED, EXPIRED, ENDED
    hand_over = models.BooleanField(default=False)  # a safety service runs on without access

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("referral_id", "code", "sender", "received_at", "ended_at", "ended_as", "hand_over"),
        OPERATIONAL,
    )

    def __str__(self) -> str:
        return self.code
