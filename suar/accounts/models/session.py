"""What is kept of a signed-in browser, so that it can be seen and ended from elsewhere."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.accounts.codes import Ending, Factor
from suar.accounts.models.user import User
from suar.kit.ids import new_id
from suar.kit.sensitivity import Sensitivity
from suar.network.models import Organisation

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class Device(models.Model):
    """A browser that is remembered for one shift: no second factor is asked of it again."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="devices")
    label = models.CharField(max_length=60)  # "Firefox, Android": from the browser's own words
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    rls: ClassVar[str] = "none"  # asked at sign-in, before any organisation is chosen
    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": O, "user": O, "label": O, "made_at": O, "ends_at": O, "ended_at": O,
    }  # fmt: skip

    class Meta:
        ordering = ["-made_at"]

    def __str__(self) -> str:
        return self.label


class SignedSession(models.Model):
    """One signed-in browser. Its session names this row; ending the row signs it out at once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="signed_sessions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    label = models.CharField(max_length=60)
    factor = models.CharField(max_length=10, choices=[(f.value, f.value) for f in Factor])
    started_at = models.DateTimeField()
    seen_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_why = models.CharField(
        max_length=20, blank=True, choices=[(e.value, e.value) for e in Ending]
    )

    rls: ClassVar[str] = "none"  # read by every request, before its organisation is known
    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": O, "user": O, "organisation": O, "label": O, "factor": O, "started_at": O,
        "seen_at": O, "ends_at": O, "ended_at": O, "ended_why": O,
    }  # fmt: skip

    class Meta:
        ordering = ["-seen_at"]
        indexes = [models.Index(fields=["user", "ended_at"], name="accounts_session_open")]

    def __str__(self) -> str:
        return self.label
