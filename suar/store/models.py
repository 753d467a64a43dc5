"""The base row of every model that an organisation owns.

Plain ids here: the kernel knows no organisation, user or subject by foreign key. From ``network``
upwards models derive from ``network.models.OwnedRow`` / ``OwnedSubjectRow``, which put a real
foreign key in the place of ``organisation_id``.
"""

from __future__ import annotations

from typing import Any, ClassVar, Self
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connections, models

from suar.kit.actor import Actor
from suar.kit.ids import new_id
from suar.kit.problem import Problem
from suar.kit.sensitivity import Sensitivity
from suar.store.installation import InstallationMark  # noqa: F401 - Django finds models here

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class Row(models.Model):
    """A row of one organisation: who made it, when, and in which version it is."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation_id = models.UUIDField(db_index=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    made_at = models.DateTimeField(editable=False)
    made_by = models.UUIDField(editable=False)

    classes: ClassVar[dict[str, Sensitivity]] = {
        "id": O, "organisation_id": O, "organisation": O, "version": O, "made_at": O, "made_by": O,
    }  # fmt: skip

    class Meta:
        abstract = True

    def save_change(self, *, expected: int, fields: list[str] | None = None) -> Self:
        """Write the row if nobody else did since ``expected`` was read.

        Bumps ``version``; raises ``Problem`` (conflict) where the stored version is another.
        """
        concrete = [f for f in self._meta.concrete_fields if not f.primary_key]
        chosen = [f for f in concrete if fields is None or f.name in fields or f.attname in fields]
        values: dict[str, Any] = {f.attname: getattr(self, f.attname) for f in chosen}
        values["version"] = expected + 1
        rows = type(self)._base_manager.filter(pk=self.pk, version=expected)
        if _write(rows, values) == 0:
            raise Problem.conflict()
        self.version = expected + 1
        return self


class SubjectRow(Row):
    """A row that tells of a person: it names the vault subject under whose key it is sealed."""

    subject_id = models.UUIDField(db_index=True, editable=False)

    classes: ClassVar[dict[str, Sensitivity]] = {"subject_id": O}

    class Meta:
        abstract = True


def _write(rows: models.QuerySet[Any], values: dict[str, Any]) -> int:
    """Update past the sealed-field guard: these values come from one instance's own descriptors."""
    return models.QuerySet.update(rows, **values)


def replayed(model: type[Any], row_id: UUID, by: Actor, **target: object) -> Any | None:
    """Return the row that this very form already made, or None when the id is new.

    ``target`` names by field what the form was drawn for (``case_id=case.pk``): a row that hangs on
    something else was made by another form, and its success is not the answer to this one.

    An id that exists but was made by another seat, or for another target, answers as absent. The
    same form sent twice at once waits here for its twin: on SQLite in the queue of writers, on
    PostgreSQL at a lock named by the id, which ends with the transaction.
    """
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_signed(row_id)])
    row = model._base_manager.filter(pk=row_id).first()
    if row is None:
        return None
    if row.made_by != by.user_id or any(getattr(row, f) != value for f, value in target.items()):
        raise Problem.not_found()
    return row


def _signed(row_id: UUID) -> int:
    """Return the random half of an id as the signed number that names a lock."""
    return int.from_bytes(row_id.bytes[8:], "big", signed=True)


def classes_of(model: type[models.Model]) -> dict[str, Sensitivity]:
    """Return the sensitivity class of each field that the model or its bases declare."""
    found: dict[str, Sensitivity] = {}
    for base in reversed(model.__mro__):
        found.update(base.__dict__.get("classes", {}))
    for field in model._meta.get_fields():
        declared = getattr(field, "sensitivity", None)
        if declared is not None:
            found[field.name] = declared
    return found
