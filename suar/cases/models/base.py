"""The base of everything that stands in a case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.cases.models.case import Case
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow


class CaseRow(OwnedSubjectRow):
    """A row of one case, sealed under the case's subject."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    classes: ClassVar[dict[str, Sensitivity]] = {"case": Sensitivity.OPERATIONAL}

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.pk}"
