"""The person, and the base of everything that is a list on her page."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

import suar.vault as vault
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow, Unit
from suar.people.codes import AgeBand, Sex
from suar.people.handles import new_code, new_ref

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


class Person(OwnedSubjectRow):
    """One record of one person, in one organisation. Names and dates stand in lists beside it.

    Plain here are only the quasi-identifiers that lists and counts need; erasure coarsens them.
    """

    code = models.CharField(max_length=12, default=new_code, editable=False)
    ref = models.BigIntegerField(default=new_ref, unique=True, editable=False)
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # the unit to ask about her
    sex = models.CharField(max_length=8, default=Sex.UNKNOWN.value)
    age_band = models.CharField(max_length=8, default=AgeBand.UNKNOWN.value)
    age_band_on = models.DateField(null=True)  # the day for which the band was worked out
    country = models.CharField(max_length=2, blank=True)  # of origin, ISO 3166-1 alpha-2
    province = models.CharField(max_length=2, blank=True)  # of origin, Kemendagri
    regency = models.CharField(max_length=4, blank=True)  # of origin, Kemendagri
    nameless = models.BooleanField(default=False)
    description = vault.SealedText(max_length=1000)  # how a nameless person is told apart
    must_not_know_asked_at = models.DateTimeField(null=True)  # null: U13 not asked yet
    erased_at = models.DateTimeField(null=True)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "code": OPERATIONAL, "ref": OPERATIONAL, "unit": OPERATIONAL, "sex": PERSONAL,
        "age_band": PERSONAL, "age_band_on": OPERATIONAL, "country": PERSONAL,
        "province": PERSONAL, "regency": PERSONAL, "nameless": PERSONAL,
        "must_not_know_asked_at": OPERATIONAL, "erased_at": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="person_code_once"),
            models.UniqueConstraint(fields=["subject_id"], name="person_subject_once"),
        ]

    def __str__(self) -> str:
        return self.code


class ListRow(OwnedSubjectRow):
    """One entry of a list on the person page. A correction ends it and adds a new one."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    replaces = models.UUIDField(null=True, editable=False)  # the entry that this one corrects
    ended_at = models.DateTimeField(null=True, editable=False)
    ended_by = models.UUIDField(null=True, editable=False)

    classes: ClassVar[dict[str, Sensitivity]] = {
        "person": OPERATIONAL, "replaces": OPERATIONAL, "ended_at": OPERATIONAL,
        "ended_by": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"

    @property
    def is_current(self) -> bool:
        """Say whether the entry holds; an ended one stays as history."""
        return self.ended_at is None
