"""A letter that has a number."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar import vault
from suar.documents.codes import LetterCode, State
from suar.files.models import StoredFile
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class IssuedLetter(OwnedSubjectRow):
    """One letter. The number is plain; every word of the letter is sealed."""

    code = models.CharField(max_length=8)  # codes.LetterCode
    number = models.CharField(max_length=80)
    serial = models.PositiveIntegerField()
    dated = models.DateField()
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=9, default=State.NUMBERED.value)
    copies = models.PositiveSmallIntegerField(default=0)  # how many receive one
    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField(db_index=True)
    record_code = models.CharField(max_length=40)
    part = models.CharField(max_length=12)  # policy.Part that a grant must open
    issued_at = models.DateTimeField(null=True)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    content = vault.SealedJSON()  # documents.letter.Letter.as_json()

    objects = vault.SealedManager()

    rls: ClassVar[str] = "subject"
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("code", "number", "serial", "dated", "language", "state", "copies", "record_type",
         "record_id", "record_code", "part", "issued_at", "docx", "pdf"),
        O,
    )  # fmt: skip

    class Meta:
        ordering = ["-dated", "-serial", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "number"], name="documents_number_never_twice"
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="documents_state"
            ),
            models.CheckConstraint(
                condition=Q(code__in=[c.value for c in LetterCode]), name="documents_code"
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ISSUED.value)
                | Q(docx__isnull=False, issued_at__isnull=False),
                name="documents_issued_has_papers",
            ),
        ]

    def __str__(self) -> str:
        return self.number
