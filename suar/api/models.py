"""Tokens, and the record of requests that may be repeated."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow, Unit

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class Token(OwnedRow):
    """A key of another system. Only its hash is kept; it is shown once."""

    name = models.CharField(max_length=80)
    start = models.CharField(max_length=12)  # the first letters, to recognise it in a list
    digest = models.BinaryField(max_length=32, unique=True)
    scopes = models.JSONField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)
    # A token that opens persons' data opens nothing until a second person has confirmed it.
    waits_since = models.DateTimeField(null=True)  # none: it never had to wait
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)  # confirmed it, or declined and so revoked it

    rls: ClassVar[str] = "none"  # found by its hash before anyone knows whose it is
    classes: ClassVar[dict[str, Sensitivity]] = {
        "name": O, "start": O, "digest": Sensitivity.SECRET, "scopes": O, "unit": O,
        "expires_at": O, "last_used_on": O, "revoked_at": O, "waits_since": O,
        "answered_at": O, "answered_by": O,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True, answered_by__isnull=True)
                | Q(answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answered_by=F("made_by")),
                name="api_token_answered_by_another",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.start}…)"

    @property
    def waits(self) -> bool:
        """Say whether a second person is asked and has not answered."""
        return self.waits_since is not None and not (self.answered_at or self.revoked_at)


class Repeat(OwnedRow):
    """A request with its idempotency key: digests and the row it made, never what it said."""

    token = models.ForeignKey(Token, on_delete=models.PROTECT, related_name="+")
    operation = models.CharField(max_length=80)
    key_digest = models.BinaryField(max_length=32)
    body_digest = models.BinaryField(max_length=32)
    row_id = models.UUIDField()

    classes: ClassVar[dict[str, Sensitivity]] = {
        "token": O, "operation": O, "key_digest": O, "body_digest": O, "row_id": O,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["token", "operation", "key_digest"], name="api_repeat_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.operation} {self.row_id}"
