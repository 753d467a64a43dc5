"""Who opened a sealed original, and the reason that was given."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar import vault
from suar.files.models.stored_file import StoredFile
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow


class OriginalOpening(OwnedSubjectRow):
    """One opening; ``made_by`` and ``made_at`` say who and when."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="openings")
    reason = vault.SealedText(max_length=500)

    objects = vault.SealedManager()

    rls: ClassVar[str] = "subject"
    classes: ClassVar[dict[str, Sensitivity]] = {"file": Sensitivity.OPERATIONAL}

    class Meta:
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.file_id} {self.made_at}"
