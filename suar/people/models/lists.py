"""The lists on the person page: names, birth dates, papers, addresses."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

import suar.vault as vault
from suar.kit.sensitivity import Sensitivity
from suar.people.codes import AddressKind, DocumentKind, NameKind, Source
from suar.people.models.person import ListRow

OPERATIONAL = Sensitivity.OPERATIONAL
PERSONAL = Sensitivity.PERSONAL


class PersonName(ListRow):
    """A name by which the person is known, and where it was read or heard."""

    kind = models.CharField(max_length=16, default=NameKind.MAIN.value)
    source = models.CharField(max_length=20, default=Source.OWN_WORD.value)
    text = vault.SealedText(max_length=150)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"kind": OPERATIONAL, "source": OPERATIONAL}


class BirthDate(ListRow):
    """A birth date as one source gives it. Two people may set it aside, with a reason."""

    source = models.CharField(max_length=20, default=Source.OWN_WORD.value)
    born = vault.SealedDate()
    doubt_reason = vault.SealedText(max_length=500)
    doubted_at = models.DateTimeField(null=True)
    doubted_by = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    agreed_by = models.UUIDField(null=True)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "source": OPERATIONAL, "doubted_at": OPERATIONAL, "doubted_by": OPERATIONAL,
        "agreed_at": OPERATIONAL, "agreed_by": OPERATIONAL,
    }  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="birth_agreed_by_another",
                condition=models.Q(agreed_by__isnull=True)
                | models.Q(doubted_by__isnull=False) & ~models.Q(agreed_by=models.F("doubted_by")),
            )
        ]


class IdentityDocument(ListRow):
    """A paper with a number. An odd number is warned about and kept as it was read."""

    kind = models.CharField(max_length=20, default=DocumentKind.NIK.value)
    country = models.CharField(max_length=2, blank=True, default="ID")
    number = vault.SealedText(max_length=60)
    issued_on = vault.SealedDate()
    valid_until = vault.SealedDate()
    note = vault.SealedText(max_length=500)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"kind": OPERATIONAL, "country": PERSONAL}


class Address(ListRow):
    """An address, as exact as it is known."""

    kind = models.CharField(max_length=12, default=AddressKind.HOME.value)
    country = models.CharField(max_length=2, blank=True, default="ID")
    regency = vault.SealedText(max_length=4)
    text = vault.SealedText(max_length=500)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"kind": OPERATIONAL, "country": PERSONAL}
