"""An estimate from counts by lists, and what was done with it by whom."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow
from suar.statistics.codes import WITH_NUMBERS, State, Verb
from suar.statistics.rules import Facts

O, P = Sensitivity.OPERATIONAL, Sensitivity.PERSONAL  # noqa: E741 - short on purpose


class Estimate(OwnedRow):
    """One version of an estimate. Its options never change: other ones make a new version.

    ``table`` holds counts by lists, small ones too, and ``sha256`` can tell a small table to
    whoever tries all: both, and the exact numbers, are for the operational audience.
    """

    code = models.CharField(max_length=12, unique=True)
    series_id = models.UUIDField()  # the first version's id
    number = models.PositiveIntegerField(default=1)
    title = models.CharField(max_length=120)
    population = models.CharField(max_length=300)
    place = models.CharField(max_length=200)
    period = models.CharField(max_length=100)
    options = models.JSONField(default=dict)  # of measure.prevalence, as they were asked for
    force = models.TextField(blank=True)  # the reason to show a number that would be withheld
    table = models.JSONField(null=True)  # reading.Taken; none: discarded
    sha256 = models.CharField(max_length=64)
    cases = models.PositiveBigIntegerField()
    lists = models.PositiveIntegerField()
    state = models.CharField(max_length=10, default=State.RUNNING.value)
    job_id = models.UUIDField(null=True)
    ran_by = models.UUIDField(null=True)
    result = models.JSONField(null=True)  # keeping.kept of all cases together
    groups = models.JSONField(default=list)  # [{"name", "result" or None, "fault"}]
    complete = models.BooleanField(default=False)  # the interval is known, too
    computed_at = models.DateTimeField(null=True)
    asked_by = models.UUIDField(null=True)
    asked_to = models.UUIDField(null=True)
    asked_at = models.DateTimeField(null=True)
    approved_by = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("code", "series_id", "number", "title", "population", "place", "period", "options",
         "force", "lists", "state", "job_id", "ran_by", "complete", "computed_at", "asked_by",
         "asked_to", "asked_at", "approved_by", "published_at", "withdrawn_at"),
        O,
    ) | dict.fromkeys(("table", "sha256", "cases", "result", "groups"), P)  # fmt: skip

    class Meta:
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["organisation", "-made_at"], name="statistics_newest")]
        constraints = [
            models.UniqueConstraint(fields=["series_id", "number"], name="statistics_version"),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="statistics_state"
            ),
            models.CheckConstraint(
                condition=~Q(approved_by=F("made_by"))
                & ~Q(approved_by=F("ran_by"))
                & ~Q(approved_by=F("asked_by")),
                name="statistics_two_persons",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=sorted(s.value for s in WITH_NUMBERS))
                | Q(approved_by__isnull=False, complete=True),
                name="statistics_published_is_approved",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def facts(self, *, running: bool) -> Facts:
        """Return what the rules need."""
        return Facts(
            State(self.state), self.complete, running, self.cases, self.made_by, self.ran_by,
            self.asked_by,
        )  # fmt: skip


class Step(OwnedRow):
    """What somebody did with an estimate, and the reason in words."""

    estimate = models.ForeignKey(Estimate, on_delete=models.PROTECT, related_name="steps")
    verb = models.CharField(max_length=10)
    text = models.TextField(blank=True)

    classes: ClassVar[dict[str, Sensitivity]] = {"estimate": O, "verb": O, "text": O}

    class Meta:
        ordering = ["made_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verb__in=[v.value for v in Verb]), name="statistics_verb"
            ),
        ]

    def __str__(self) -> str:
        return self.verb
