"""A link that is sent or handed over: to join, or to choose a new password."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.accounts.codes import Purpose
from suar.accounts.models.user import User
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow, Unit

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class Invitation(OwnedRow):
    """One link. Of its secret part only a digest is kept: the database cannot give it away."""

    purpose = models.CharField(max_length=8, choices=[(p.value, p.value) for p in Purpose])
    name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)  # none: the person gives one when joining
    roles = models.JSONField(default=list)  # list of policy.Role; for joining
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    language = models.CharField(max_length=2, default="id")
    user = models.ForeignKey(
        User, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # of a reset; of a joining once it is accepted
    digest = models.CharField(max_length=64, unique=True)
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    rls: ClassVar[str] = "none"  # opened by its secret part, before anybody is signed in
    classes: ClassVar[dict[str, Sensitivity]] = {
        "purpose": O, "name": Sensitivity.PERSONAL, "email": Sensitivity.PERSONAL, "roles": O,
        "unit": O, "language": O, "user": O, "digest": O, "ends_at": O, "used_at": O,
        "withdrawn_at": O,
    }  # fmt: skip

    class Meta:
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(purpose__in=[p.value for p in Purpose]), name="accounts_link_purpose"
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)

    def is_open(self, at: datetime) -> bool:
        """Say whether the link still works."""
        return self.used_at is None and self.withdrawn_at is None and self.ends_at > at
