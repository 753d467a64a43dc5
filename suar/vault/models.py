"""Subjects, their wrapped keys (in a database of their own) and the erasures.

``Subject`` stands beside the data; ``WrappedKey`` and ``SearchKey`` stand in ``keys``.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

from django.db import models

from suar.kit.ids import new_id
from suar.kit.sensitivity import Sensitivity
from suar.store.models import Row

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose


class SubjectKind(StrEnum):
    """What a subject is."""

    PERSON = "person"
    REPORT = "report"
    CASE = "case"
    REFERRAL = "referral"
    FILE = "file"
    INCIDENT = "incident"
    HOUSEHOLD = "household"
    SUBMISSION = "submission"
    STAFF = "staff"  # drafts of one member of staff, not yet tied to anyone


# What of a subject a grant must open before the vault opens it, where nobody asks for another part:
# codes of ``policy.Part``. None: any line does (a member of staff's own drafts).
PART_OF_KIND: dict[str, str | None] = {
    SubjectKind.PERSON: "identity",
    SubjectKind.REPORT: "case",
    SubjectKind.CASE: "case",
    SubjectKind.REFERRAL: "letter",
    SubjectKind.FILE: None,
    SubjectKind.INCIDENT: "case",
    SubjectKind.HOUSEHOLD: "case",
    SubjectKind.SUBMISSION: "case",
    SubjectKind.STAFF: None,
}


class Subject(Row):
    """Whatever tells of one person, under one key. ``person_id`` is the owning person's subject."""

    kind = models.CharField(max_length=20, choices=[(k, k) for k in SubjectKind])
    person_id = models.UUIDField(null=True, db_index=True)
    erased_at = models.DateTimeField(null=True)
    held_by = models.CharField(max_length=60, blank=True)  # code of the law that keeps it

    classes: ClassVar[dict[str, Sensitivity]] = {
        "kind": O, "person_id": O, "erased_at": O, "held_by": O,
    }  # fmt: skip
    rls: ClassVar[str] = "subject"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Erasure(Row):
    """An erasure that was ordered; ``done_at`` is set when the keys are gone."""

    person_id = models.UUIDField()
    subjects = models.JSONField()
    reason = models.CharField(max_length=40)
    done_at = models.DateTimeField(null=True)

    classes: ClassVar[dict[str, Sensitivity]] = {
        "person_id": O, "subjects": O, "reason": O, "done_at": O,
    }  # fmt: skip

    def __str__(self) -> str:
        return f"erasure {self.id}"


class WrappedKey(models.Model):
    """One subject's key, wrapped by a master key. In the database ``keys``."""

    subject_id = models.UUIDField(primary_key=True)
    master = models.PositiveIntegerField(db_index=True)
    wrapped = models.BinaryField(max_length=60)
    made_at = models.DateTimeField()

    classes: ClassVar[dict[str, Sensitivity]] = {
        "subject_id": O, "master": O, "wrapped": Sensitivity.SECRET, "made_at": O,
    }  # fmt: skip
    rls: ClassVar[str] = "none"  # no organisation here; the database is reached by its own login

    def __str__(self) -> str:
        return f"key of {self.subject_id}"


class SearchKey(models.Model):
    """One organisation's key for blind indexes. Left out of backups and made anew."""

    organisation_id = models.UUIDField(primary_key=True)
    id = models.UUIDField(default=new_id, unique=True)
    master = models.PositiveIntegerField(db_index=True)
    wrapped = models.BinaryField(max_length=60)

    classes: ClassVar[dict[str, Sensitivity]] = {
        "organisation_id": O, "id": O, "master": O, "wrapped": Sensitivity.SECRET,
    }  # fmt: skip
    rls: ClassVar[str] = "none"  # as above

    def __str__(self) -> str:
        return f"search key of {self.organisation_id}"
