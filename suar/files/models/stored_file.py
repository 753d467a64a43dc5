"""A file that tells of a person: sealed bytes on disk, and this row that describes them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar import policy, vault
from suar.files.codes import State
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class StoredFile(OwnedSubjectRow):
    """One file, attached to one record. ``part`` is what a grant must open for it to be seen."""

    record_type = models.CharField(max_length=60)  # "cases.case": model label of the record
    record_id = models.UUIDField()
    record_code = models.CharField(max_length=40)  # its neutral code, for the name of a download
    number = models.PositiveIntegerField()  # first, second … file of the record
    part = models.CharField(max_length=12)  # policy.Part
    kind = models.CharField(max_length=10)  # cleaning.codes.Kind
    media_type = models.CharField(max_length=100)
    extension = models.CharField(max_length=5)
    state = models.CharField(max_length=8, default=State.KEPT.value)
    changes = models.JSONField(default=list)  # cleaning.codes.Note: what the copy lacks
    clean_place = models.UUIDField(unique=True)  # random, on disk
    clean_size = models.PositiveIntegerField()
    original_place = models.UUIDField(unique=True, null=True)  # none: made by Suar itself
    original_size = models.PositiveIntegerField(null=True)
    original_name = vault.SealedText(max_length=255)
    original_digest = vault.SealedText(max_length=64)  # SHA-256: shows later that it is unchanged
    remark = vault.SealedText(max_length=300)

    objects = vault.SealedManager()

    rls: ClassVar[str] = "subject"
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("record_type", "record_id", "record_code", "number", "part", "kind", "media_type",
         "extension", "state", "changes", "clean_place", "clean_size", "original_place",
         "original_size"),
        O,
    )  # fmt: skip

    class Meta:
        ordering = ["record_id", "number"]
        indexes = [models.Index(fields=["record_id", "number"], name="files_of_record")]
        constraints = [
            models.UniqueConstraint(fields=["record_id", "number"], name="files_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="files_state"
            ),
            models.CheckConstraint(
                condition=Q(part__in=[p.value for p in policy.Part]), name="files_part"
            ),
        ]

    def __str__(self) -> str:
        return self.neutral_name

    @property
    def neutral_name(self) -> str:
        """Return the name of a download: code of the record and number, nothing else."""
        return f"{self.record_code}-{self.number:02d}.{self.extension}"
