"""A seat: one role of one person in one organisation or unit, from one day to another."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.accounts.codes import Resting
from suar.accounts.models.user import User
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow, Unit

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Filters on seats."""

    def open_at(self, at: datetime) -> MembershipQuerySet:
        """Keep the seats that give rights at that moment."""
        return self.sitting_at(at).filter(rests_since__isnull=True)

    def sitting_at(self, at: datetime) -> MembershipQuerySet:
        """Keep the seats with which somebody may sign in: those that wait give no right yet."""
        return self.filter(
            Q(ends_at__isnull=True) | Q(ends_at__gt=at),
            starts_at__lte=at,
            ended_at__isnull=True,
            suspended_at__isnull=True,
        )


class Membership(OwnedRow):
    """A person's role in the organisation. ``made_by`` gave it; it is ended, never deleted."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # none: the whole organisation
    role = models.CharField(max_length=32)  # policy.Role
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)  # planned when it was given
    ended_at = models.DateTimeField(null=True, blank=True)  # taken away
    ended_by = models.UUIDField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    # A role that opens persons' data gives nothing until a second person has confirmed it.
    rests_since = models.DateTimeField(null=True, blank=True)
    rests_why = models.CharField(
        max_length=8, blank=True, choices=[(r.value, r.value) for r in Resting]
    )
    rests_by = models.UUIDField(null=True, blank=True)  # who gave it, or handed over the sign-in
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.UUIDField(null=True, blank=True)

    objects: ClassVar[models.Manager[Membership]] = MembershipQuerySet.as_manager()

    rls: ClassVar[str] = "none"  # read at sign-in, before any organisation is chosen
    classes: ClassVar[dict[str, Sensitivity]] = {
        "user": O, "unit": O, "role": O, "starts_at": O, "ends_at": O, "ended_at": O,
        "ended_by": O, "suspended_at": O, "rests_since": O, "rests_why": O, "rests_by": O,
        "confirmed_at": O, "confirmed_by": O,
    }  # fmt: skip

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "unit", "role"],
                condition=Q(ended_at__isnull=True, unit__isnull=False),
                name="accounts_one_open_unit_seat",
            ),
            models.UniqueConstraint(
                fields=["user", "organisation", "role"],
                condition=Q(ended_at__isnull=True, unit__isnull=True),
                name="accounts_one_open_seat",
            ),
            models.CheckConstraint(
                condition=Q(rests_since__isnull=True)
                | ~Q(rests_why="") & Q(rests_by__isnull=False),
                name="accounts_rest_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.organisation_id}"

    def is_open(self, at: datetime) -> bool:
        """Say whether the seat gives rights at that moment."""
        planned = self.ends_at is None or self.ends_at > at
        begun = planned and self.starts_at <= at
        return begun and not (self.ended_at or self.suspended_at or self.rests_since)
