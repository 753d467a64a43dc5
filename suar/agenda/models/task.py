"""A task: something that a rule wants done about a record until a moment."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.agenda.codes import State
from suar.agenda.rules import TaskFacts
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow, Unit

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class Task(OwnedRow):
    """One task. It speaks in codes; no text of it tells of a person.

    Given to exactly one: a user, or a unit (with a role or without), or a role of the organisation.
    """

    kind = models.CharField(max_length=60)  # name in slots.kinds
    source = models.CharField(max_length=60)  # the rule that made it: "referral.ack", "visit.m3"
    subject_id = models.UUIDField(null=True, db_index=True)  # none: a task about our own work
    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField(db_index=True)
    record_code = models.CharField(max_length=40)
    due_at = models.DateTimeField()
    urgent = models.BooleanField(default=False)
    user_id = models.UUIDField(null=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    role = models.CharField(max_length=32, blank=True)  # policy.Role
    state = models.CharField(max_length=10, default=State.OPEN.value)
    level = models.PositiveSmallIntegerField(default=0)  # 1 the supervisor sees it, 2 the office
    overdue_at = models.DateTimeField(null=True)
    snoozes = models.PositiveSmallIntegerField(default=0)
    snooze_reason = models.CharField(max_length=20, blank=True)  # codes.Snooze, the last one
    closed_at = models.DateTimeField(null=True)
    closed_by = models.UUIDField(null=True)
    close_reason = models.CharField(max_length=40, blank=True)  # a code of the caller

    rls: ClassVar[str] = "owned"  # a task is the organisation's own work, whoever's the subject is
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("kind", "source", "subject_id", "record_type", "record_id", "record_code", "due_at",
         "urgent", "user_id", "unit", "role", "state", "level", "overdue_at", "snoozes",
         "snooze_reason", "closed_at", "closed_by", "close_reason"),
        O,
    )  # fmt: skip

    class Meta:
        ordering = ["due_at", "id"]
        indexes = [
            models.Index(
                fields=["organisation", "user_id", "due_at"], condition=Q(state=State.OPEN.value),
                name="agenda_open_of_user",
            ),
            models.Index(
                fields=["organisation", "due_at"], condition=Q(state=State.OPEN.value),
                name="agenda_open",
            ),
            models.Index(
                fields=["record_id", "due_at"], condition=Q(state=State.OPEN.value),
                name="agenda_open_of_record",
            ),
            models.Index(
                fields=["organisation", "unit", "due_at"], condition=Q(state=State.OPEN.value),
                name="agenda_open_of_unit",
            ),
            models.Index(
                fields=["organisation", "level"], condition=Q(state=State.OPEN.value),
                name="agenda_open_at_level",
            ),
        ]  # fmt: skip
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "source", "record_id", "kind"],
                condition=Q(state=State.OPEN.value),
                name="agenda_open_once",
            ),
            models.CheckConstraint(
                condition=Q(user_id__isnull=False, unit__isnull=True, role="")
                | Q(user_id__isnull=True, unit__isnull=False)
                | Q(user_id__isnull=True, unit__isnull=True) & ~Q(role=""),
                name="agenda_given_to_one",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[s.value for s in State]), name="agenda_state"
            ),
            models.CheckConstraint(
                condition=Q(state=State.OPEN.value, closed_at__isnull=True)
                | ~Q(state=State.OPEN.value) & Q(closed_at__isnull=False),
                name="agenda_closed_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.record_code}"

    @property
    def facts(self) -> TaskFacts:
        """Return what the rules need."""
        return TaskFacts(State(self.state), self.due_at, self.urgent, self.level, self.overdue_at)

    def is_overdue(self, at: datetime) -> bool:
        """Say whether the task is open and its time has passed."""
        return self.state == State.OPEN and self.due_at <= at
