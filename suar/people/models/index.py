"""The blind index: numbers that only the organisation's search key can make from a name."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedRow, OwnedSubjectRow
from suar.people.models.person import Person

OPERATIONAL = Sensitivity.OPERATIONAL


class SearchKey(models.Model):
    """One posting: this token leads to the person with this ``ref``. About 24 a person.

    Made by plain SQL in the migration (on SQLite without row ids), because the pair is all there
    is: on a million people every byte a row costs 24 MB. The organisation is not stored: a token
    is keyed with its search key, so that no other organisation's token ever equals it, and the
    person's row, behind its own wall, is asked before anything is shown.
    """

    pk = models.CompositePrimaryKey("key", "ref")
    key = models.BigIntegerField()
    ref = models.BigIntegerField()

    classes: ClassVar[dict[str, Sensitivity]] = {"key": OPERATIONAL, "ref": OPERATIONAL}
    rls: ClassVar[str] = "none"  # no organisation here: see above

    class Meta:
        managed = False
        db_table = "people_searchkey"

    def __str__(self) -> str:
        return f"{self.key}:{self.ref}"


class KeyCount(models.Model):
    """How many postings a frequent token has, counted now and then; rare tokens have no row."""

    key = models.BigIntegerField(primary_key=True)
    postings = models.PositiveIntegerField()

    classes: ClassVar[dict[str, Sensitivity]] = {"key": OPERATIONAL, "postings": OPERATIONAL}
    rls: ClassVar[str] = "none"  # keyed tokens, as above

    def __str__(self) -> str:
        return f"{self.key}: {self.postings}"


class PersonKeys(OwnedSubjectRow):
    """All tokens of one person, packed: what erasure and rebuilding take out again."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="+")
    packed = models.BinaryField()  # signed 64-bit integers, big-endian

    classes: ClassVar[dict[str, Sensitivity]] = {"person": OPERATIONAL, "packed": OPERATIONAL}

    def __str__(self) -> str:
        return f"keys of {self.person_id}"


class IndexState(OwnedRow):
    """On which search key an organisation's index stands, and how many people it holds."""

    key_id = models.UUIDField(null=True)
    people = models.PositiveIntegerField(default=0)  # at the last count
    counted_at = models.DateTimeField(null=True)

    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("key_id", "people", "counted_at"), OPERATIONAL
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="one_index_an_organisation")
        ]

    def __str__(self) -> str:
        return f"index of {self.organisation_id}"


class SearchRun(OwnedRow):
    """That somebody searched, for half an hour the ticket to register. Tokens, no text."""

    tokens = models.JSONField(default=list)
    hits = models.PositiveSmallIntegerField(default=0)

    classes: ClassVar[dict[str, Sensitivity]] = {"tokens": OPERATIONAL, "hits": OPERATIONAL}

    class Meta:
        indexes = [models.Index(fields=["made_at"], name="search_run_made")]

    def __str__(self) -> str:
        return f"search {self.pk}"
