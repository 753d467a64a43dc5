"""An organisation that works with Suar, or that cases are referred to."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from suar.kit.sensitivity import Sensitivity
from suar.network.codes import Context
from suar.store.models import Row

OPEN = Sensitivity.OPEN
OPERATIONAL = Sensitivity.OPERATIONAL


def first_contexts() -> list[str]:
    """Return the contexts that a new organisation starts with."""
    return [Context.INTAKE.value, Context.CASES.value, Context.STATISTICS.value]


class Organisation(Row):
    """One organisation. It owns itself: ``organisation_id`` equals ``id``.

    Everyone in the installation reads the directory facts; only the organisation writes them.
    """

    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40)
    kind = models.CharField(max_length=24)  # codes.Kind
    level = models.CharField(max_length=16)  # codes.Level
    country = models.CharField(max_length=2, default="ID")  # ISO 3166-1 alpha-2
    province = models.CharField(max_length=2, blank=True)  # Kemendagri code
    regency = models.CharField(max_length=4, blank=True)  # Kemendagri code
    time_zone = models.CharField(max_length=40, default="Asia/Jakarta")
    language = models.CharField(max_length=2, default="id")
    letterhead = models.TextField(max_length=600, blank=True)  # its lines, as printed
    letter_place = models.CharField(max_length=60, blank=True)  # "Mataram, 3 June 2026"
    letter_number = models.CharField(max_length=80, default="{no}/{office}/{month}/{year}")
    contexts = models.JSONField(default=first_contexts)  # list of Context codes
    closed_on = models.DateField(null=True, blank=True)

    rls: ClassVar[str] = "shared"
    classes: ClassVar[dict[str, Sensitivity]] = {
        "name": OPEN,
        "short_name": OPEN,
        "kind": OPEN,
        "level": OPEN,
        "country": OPEN,
        "province": OPEN,
        "regency": OPEN,
        "time_zone": OPERATIONAL,
        "language": OPERATIONAL,
        "letterhead": OPERATIONAL,
        "letter_place": OPERATIONAL,
        "letter_number": OPERATIONAL,
        "contexts": OPERATIONAL,
        "closed_on": OPERATIONAL,
    }

    class Meta:
        ordering = ["name", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation_id=F("id")), name="organisation_owns_itself"
            ),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # looked up in the instance itself: a deferred field must not be fetched here
        if self.__dict__.get("organisation_id", self.id) is None:
            self.organisation_id = self.id

    def __str__(self) -> str:
        return self.name

    @property
    def letterhead_lines(self) -> list[str]:
        """Return the printed lines of the letterhead; the name where none were given."""
        return [line for line in self.letterhead.splitlines() if line.strip()] or [self.name]

    def uses(self, context: str) -> bool:
        """Say whether the organisation has switched a context on."""
        return context in self.contexts
