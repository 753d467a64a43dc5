"""What ties two records: a relation between two persons, or two records of one person."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

import suar.vault as vault
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow
from suar.people.codes import Verdict
from suar.people.models.person import ListRow, Person

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


class Relation(ListRow):
    """What ``person`` is to ``other``; the other page shows the inverse. One row, both ways.

    Without ``other`` that person was erased: the line and its note are this person's and stay.
    """

    other = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    kind = models.CharField(max_length=16)
    note = vault.SealedText(max_length=300)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"other": OPERATIONAL, "kind": PERSONAL}

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="relation_of_two", condition=~Q(person=F("other"))
            ),
            models.UniqueConstraint(
                fields=["person", "other", "kind"], condition=Q(ended_at=None),
                name="relation_once",
            ),
        ]  # fmt: skip


class MergeLink(OwnedRow):
    """Two records, one person: a link, nothing is moved. Or two that somebody found different.

    Ending the link leaves both records exactly as they were.
    """

    kept = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    merged = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, default=Verdict.SAME.value)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.UUIDField(null=True)

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("kept", "merged", "verdict", "ended_at", "ended_by"), OPERATIONAL
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="link_of_two", condition=~Q(kept=F("merged"))),
            models.UniqueConstraint(
                fields=["merged"], condition=Q(ended_at=None, verdict=Verdict.SAME.value),
                name="merged_into_one",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.verdict} {self.pk}"
