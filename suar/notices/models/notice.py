"""A notice to one member of staff: something new stands at a record."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class Notice(OwnedRow):
    """One notice: a kind and a record's code. What happened is read at the record itself."""

    user_id = models.UUIDField()
    kind = models.CharField(max_length=60)  # name in slots.kinds
    record_id = models.UUIDField()
    record_code = models.CharField(max_length=40)
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    rls: ClassVar[str] = "owned"
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("user_id", "kind", "record_id", "record_code", "read_at", "mailed_at"), O
    )

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "user_id", "-made_at"], name="notices_of_user"),
            models.Index(
                fields=["organisation", "user_id"], condition=Q(read_at__isnull=True),
                name="notices_unread",
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user_id", "kind", "record_id"],
                condition=Q(read_at__isnull=True),
                name="notices_unread_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_code}"
