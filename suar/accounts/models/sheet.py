"""The one-time-code sheet: for people whose phone is not their own, or who have none."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.accounts.models.user import User
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class CodeSheet(OwnedRow):
    """A printed sheet of numbered codes. A new one ends the one before."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="code_sheets")
    ended_at = models.DateTimeField(null=True, blank=True)

    rls: ClassVar[str] = "none"  # asked at sign-in, before any organisation is chosen
    classes: ClassVar[dict[str, Sensitivity]] = {"user": O, "ended_at": O}

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="accounts_one_open_sheet"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)


class SheetCode(models.Model):
    """One code of a sheet, kept as a keyed digest; used once."""

    sheet = models.ForeignKey(CodeSheet, on_delete=models.CASCADE, related_name="codes")
    number = models.PositiveSmallIntegerField()
    digest = models.CharField(max_length=64)
    used_at = models.DateTimeField(null=True, blank=True)

    rls: ClassVar[str] = "none"  # as its sheet
    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": O, "sheet": O, "number": O, "digest": O, "used_at": O,
    }  # fmt: skip

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["sheet", "number"], name="accounts_sheet_number"),
        ]

    def __str__(self) -> str:
        return str(self.number)
