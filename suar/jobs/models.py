"""One row per piece of long work, and the mark of who beats time for the installation."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from suar.jobs.codes import FINISHED, State
from suar.kit.sensitivity import Sensitivity
from suar.store.models import O, Row

_KNOWN = [state.value for state in State]
_ENDS = sorted(state.value for state in FINISHED)


class Job(Row):
    """Work asked for by one seat (``made_by``, or the system), with how far it is.

    ``arguments`` are ids and nothing else; ``cursor`` is an id or a number. Both stand in plain
    and may therefore never hold content.
    """

    kind = models.CharField(max_length=80)
    arguments = models.JSONField(default=list)
    state = models.CharField(max_length=12, default=State.QUEUED.value)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    message = models.CharField(max_length=60, blank=True)  # a code, see registry.register
    cursor = models.CharField(max_length=80, blank=True)
    result_id = models.UUIDField(null=True)
    error = models.CharField(max_length=80, blank=True)  # a code or the name of an error class
    due_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)  # last sign of life of the worker that has it
    finished_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    attempt = models.PositiveIntegerField(default=0)  # a worker writes only under its own number
    attempt_progressed = models.PositiveIntegerField(default=0)

    rls: ClassVar[str] = "owned"
    classes: ClassVar[dict[str, Sensitivity]] = {
        "kind": O, "arguments": O, "state": O, "done": O, "total": O, "message": O, "cursor": O,
        "result_id": O, "error": O, "due_at": O, "started_at": O, "seen_at": O, "finished_at": O,
        "cancel_asked_at": O, "attempt": O, "attempt_progressed": O,
    }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["organisation_id", "made_by", "-made_at"], name="jobs_mine"),
            models.Index(fields=["state", "due_at"], name="jobs_due"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=_KNOWN), name="jobs_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=_ENDS, finished_at__isnull=False)
                | (~Q(state__in=_ENDS) & Q(finished_at__isnull=True)),
                name="jobs_finished_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def is_finished(self) -> bool:
        """Say whether nothing more will happen."""
        return self.state in FINISHED


class Turn(models.Model):
    """Who beats time: of several workers only one does what is due in a minute."""

    name = models.CharField(max_length=40, primary_key=True)
    taken_at = models.DateTimeField()

    rls: ClassVar[str] = "none"  # the installation's own clock; it tells of no organisation
    classes: ClassVar[dict[str, Sensitivity]] = {"name": O, "taken_at": O}

    def __str__(self) -> str:
        return self.name
