"""How a member of staff wants to be told by mail, in one organisation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow
from suar.notices.rules import QUIET_FROM, QUIET_TO

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class NoticePreference(OwnedRow):
    """One person's choice; without a row the first values hold."""

    user_id = models.UUIDField()
    mail = models.BooleanField(default=True)
    quiet_from = models.PositiveSmallIntegerField(default=QUIET_FROM)  # hour of her own clock
    quiet_to = models.PositiveSmallIntegerField(default=QUIET_TO)
    language = models.CharField(max_length=2, blank=True)  # none: the language of her account

    rls: ClassVar[str] = "owned"
    classes: ClassVar[dict[str, Sensitivity]] = {
        "user_id": O, "mail": O, "quiet_from": O, "quiet_to": O, "language": O,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "user_id"], name="notices_one_preference"
            ),
            models.CheckConstraint(
                condition=Q(quiet_from__lte=23, quiet_to__lte=23), name="notices_hours"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}"
