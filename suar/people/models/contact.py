"""How a person may be reached, and who must not know."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

import suar.vault as vault
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow
from suar.people.codes import Holder
from suar.people.models.person import ListRow, Person

OPERATIONAL = Sensitivity.OPERATIONAL


class Phone(ListRow):
    """A telephone number or an e-mail address, and whose it is."""

    holder = models.CharField(max_length=12, default=Holder.SELF.value)
    number = vault.SealedText(max_length=120)
    note = vault.SealedText(max_length=300)

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {"holder": OPERATIONAL}


class SafeContact(OwnedSubjectRow):
    """The rules of one person's safe contact; its content is ``contact.SafeContactRules``."""

    person = models.OneToOneField(Person, on_delete=models.CASCADE, related_name="safe_contact")
    do_not_contact = models.BooleanField(default=False)
    rules = vault.SealedJSON()

    objects = vault.SealedManager()
    classes: ClassVar[dict[str, Sensitivity]] = {
        "person": OPERATIONAL, "do_not_contact": Sensitivity.PERSONAL,
    }  # fmt: skip

    def __str__(self) -> str:
        return f"safe contact {self.pk}"


class MustNotKnow(ListRow):
    """One entry of U13. Nothing of it is plain: that somebody is feared is content."""

    category = vault.SealedText(max_length=20)
    whom = vault.SealedJSON()  # organisation, unit, person (ids), name
    note = vault.SealedText(max_length=500)

    objects = vault.SealedManager()
