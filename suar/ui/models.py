"""Drafts: what somebody typed and has not saved yet, sealed, for their own eyes.

The key is the person's own (one box per seat), not that of the client of whom the text tells: a
draft is at most 14 days old and is removed when the form is saved.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.store.models import SubjectRow
from suar.vault.fields import SealedJSON, SealedManager

O = Sensitivity.OPERATIONAL  # noqa: E741 - short on purpose: it stands in every class table


class DraftBox(SubjectRow):
    """The vault subject under whose key one seat's drafts are sealed."""

    rls: ClassVar[str] = "owned"  # nobody outside the organisation, whatever is granted
    classes: ClassVar[dict[str, Sensitivity]] = {}

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "made_by"], name="ui_one_draft_box_per_seat"
            )
        ]


class Draft(SubjectRow):
    """The fields of one form as they were last typed."""

    form_key = models.CharField(max_length=120, editable=False)
    saved_at = models.DateTimeField(db_index=True, editable=False)
    fields = SealedJSON()

    rls: ClassVar[str] = "owned"
    classes: ClassVar[dict[str, Sensitivity]] = {"form_key": O, "saved_at": O}

    objects = SealedManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation_id", "made_by", "form_key"], name="ui_one_draft_per_form"
            )
        ]
