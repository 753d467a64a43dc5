"""How often something was tried: kept in the database, so that all processes count together."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.ids import new_id
from suar.kit.sensitivity import Sensitivity

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class Rate(models.Model):
    """A counter of one window of time. Its key is a digest: no address or e-mail can be read."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    rls: ClassVar[str] = "none"  # counts attempts of people who are not signed in
    classes: ClassVar[dict[str, Sensitivity]] = {"key": O, "since": O, "count": O}

    def __str__(self) -> str:
        return self.key[:8]


class ResetRequest(models.Model):
    """Somebody asked for a new password; whether the address is known is decided later."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    email = models.EmailField()
    site = models.CharField(max_length=200)  # how the link will begin: the address that was used
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    rls: ClassVar[str] = "none"  # nobody is signed in
    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": O, "email": Sensitivity.PERSONAL, "site": O, "asked_at": O, "done_at": O,
    }  # fmt: skip

    def __str__(self) -> str:
        return str(self.pk)
