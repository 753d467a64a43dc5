"""The paper behind a legal hold: who asked that a person's records be kept, and until when.

That a hold stands is a mark of the vault (``Subject.held_by``), which alone keeps the keys; why and
for whom stands here, because it is shown and written on pages, and the vault has none.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

import suar.vault as vault
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class LegalHold(OwnedSubjectRow):
    """One paper that obliges to keep a person's records; it ends only by being lifted.

    ``subject_id`` is the hold's own subject, tied to the person: the authority and the number tell
    of a police report or a trial, and who reads them leaves a look. ``root_id`` is the person's.
    """

    root_id = models.UUIDField(db_index=True, editable=False)
    code = models.CharField(max_length=20)  # what was named: a person's, case's or report's code
    ground = models.CharField(max_length=20)  # holding.Ground
    review_on = models.DateField()  # the paper's end, or when somebody asks whether it still holds
    reviewed_at = models.DateTimeField(null=True)
    authority = vault.SealedText(max_length=200)
    number = vault.SealedText(max_length=120)
    lifted_at = models.DateTimeField(null=True)
    lifted_by = models.UUIDField(null=True)
    lifted_why = vault.SealedText(max_length=500)

    objects = vault.SealedManager()
    rls: ClassVar[str] = "owned"  # nobody outside the organisation, whatever is granted
    classes: ClassVar[dict[str, Sensitivity]] = dict.fromkeys(
        ("root_id", "code", "ground", "review_on", "reviewed_at", "lifted_at", "lifted_by"), O
    )

    def __str__(self) -> str:
        return f"hold on {self.code}"
