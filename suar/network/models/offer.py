"""An entry of the directory: one service that one organisation or unit gives."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suar.kit.sensitivity import Sensitivity
from suar.network.codes import Cost, Coverage
from suar.network.models.owned import OwnedRow
from suar.network.models.unit import Unit

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in the class table


class ServiceOffer(OwnedRow):
    """What is offered to whom, where, when, and how to refer.

    No address: where a shelter stands is told on the telephone. The focal point is an office's
    contact, not a private one.
    """

    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    service = models.CharField(max_length=12, db_index=True)  # codes.ServiceCode
    sexes = models.JSONField(default=list)  # codes.Sex; empty: not stated
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    max_age = models.PositiveSmallIntegerField(null=True, blank=True)
    nationals = models.BooleanField(default=True)
    foreigners = models.BooleanField(default=True)
    languages = models.JSONField(default=list)  # ISO 639-3
    access = models.JSONField(default=list)  # codes.Access
    hours = models.CharField(max_length=120, blank=True)
    open_24h = models.BooleanField(default=False)
    coverage = models.CharField(max_length=12, default=Coverage.PLACES.value)
    provinces = models.JSONField(default=list)
    regencies = models.JSONField(default=list)
    countries = models.JSONField(default=list)
    beds_total = models.PositiveSmallIntegerField(null=True, blank=True)
    beds_free = models.PositiveSmallIntegerField(null=True, blank=True)
    beds_at = models.DateTimeField(null=True, blank=True)  # when the free ones were counted
    cost = models.CharField(max_length=12, default=Cost.UNKNOWN.value)
    how_to_refer = models.TextField(max_length=600, blank=True)
    focal_point = models.CharField(max_length=120, blank=True)
    focal_phone = models.CharField(max_length=40, blank=True)
    paused = models.BooleanField(default=False)
    verified_on = models.DateField(null=True, blank=True)
    verified_by = models.UUIDField(null=True, blank=True)  # a user of the owning organisation
    closed_on = models.DateField(null=True, blank=True)

    rls: ClassVar[str] = "shared"
    classes: ClassVar[dict[str, Sensitivity]] = {
        "unit": O, "service": O, "sexes": O, "min_age": O, "max_age": O, "nationals": O,
        "foreigners": O, "languages": O, "access": O, "hours": O, "open_24h": O, "coverage": O,
        "provinces": O, "regencies": O, "countries": O, "beds_total": O, "beds_free": O,
        "beds_at": O, "cost": O, "how_to_refer": O, "focal_point": O, "focal_phone": O,
        "paused": O, "verified_on": O, "verified_by": O, "closed_on": O,
    }  # fmt: skip

    class Meta:
        ordering = ["service", "organisation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(min_age__isnull=True)
                | Q(max_age__isnull=True)
                | Q(min_age__lte=F("max_age")),
                name="offer_ages_in_order",
            ),
            models.CheckConstraint(
                condition=Q(beds_total__isnull=True)
                | Q(beds_free__isnull=True)
                | Q(beds_free__lte=F("beds_total")),
                name="offer_beds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service} {self.pk}"
