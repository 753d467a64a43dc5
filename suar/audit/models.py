"""Events, the subjects they concern, and the head of each organisation's chain.

Ids and codes only, no foreign keys: the log outlives what it describes. The application's
database role may insert and read here, never change or delete (``policy/rls.py``).
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.ids import new_id
from suar.kit.sensitivity import Sensitivity

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class Event(models.Model):
    """One write, or one look, in the organisation that owns the row."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField()
    number = models.PositiveBigIntegerField()
    at = models.DateTimeField()
    actor_id = models.UUIDField()
    actor_label = models.CharField(max_length=120)
    actor_organisation_id = models.UUIDField()
    verb = models.CharField(max_length=60)
    record_type = models.CharField(max_length=60)
    record_id = models.UUIDField()
    subjects = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    previous = models.BinaryField(max_length=32)
    hash = models.BinaryField(max_length=32)

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "organisation_id", "number", "at", "actor_id", "actor_label",
         "actor_organisation_id", "verb", "record_type", "record_id", "subjects", "facts",
         "previous", "hash"),
        O,
    )  # fmt: skip
    rls: ClassVar[str] = "log"

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation_id", "number"], name="audit_one_chain")
        ]
        indexes = [
            models.Index(fields=["record_id", "at"], name="audit_record"),
            models.Index(fields=["actor_id", "record_id", "verb", "at"], name="audit_look"),
            models.Index(fields=["organisation_id", "at"], name="audit_when"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.verb} {self.record_type}"


class EventSubject(models.Model):
    """One subject that an event concerns, so that "who looked at me" is one index read."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    event_id = models.UUIDField(db_index=True)
    organisation_id = models.UUIDField()
    subject_id = models.UUIDField()
    at = models.DateTimeField()

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("id", "event_id", "organisation_id", "subject_id", "at"), O
    )
    rls: ClassVar[str] = "log"

    class Meta:
        indexes = [models.Index(fields=["subject_id", "at"], name="audit_subject")]

    def __str__(self) -> str:
        return f"{self.event_id} {self.subject_id}"


class ChainHead(models.Model):
    """The last event of an organisation's chain, sealed with a key that the database has not."""

    organisation_id = models.UUIDField(primary_key=True)
    number = models.PositiveBigIntegerField(default=0)
    hash = models.BinaryField(max_length=32, default=bytes(32))
    seal = models.BinaryField(max_length=64, default=b"")

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("organisation_id", "number", "hash", "seal"), O
    )
    rls: ClassVar[str] = "none"  # no content; an actor of another organisation must chain here

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.number}"
