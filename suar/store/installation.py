"""Marks of the whole installation, kept inside the database itself.

The one mark so far is *demo*: it stands in the database that the demo made, so it cannot be set by
a forgotten environment variable and cannot be lost when the files are moved. Sign-in asks
:func:`is_demo` (no second factor there), every page shows what is off, and production settings
refuse to serve such a database.
"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity

DEMO = "demo"


class InstallationMark(models.Model):
    """One named fact about this installation; owned by no organisation."""

    name = models.CharField(max_length=40, primary_key=True)
    set_at = models.DateTimeField()

    classes: ClassVar[dict[str, Sensitivity]] = {
        "name": Sensitivity.OPERATIONAL,
        "set_at": Sensitivity.OPERATIONAL,
    }
    rls: ClassVar[str] = "none"  # says nothing of an organisation or a person

    def __str__(self) -> str:
        return self.name


def is_demo() -> bool:
    """Say whether this database was made by the demo."""
    return InstallationMark.objects.filter(pk=DEMO).exists()


def mark_demo(*, at: datetime) -> None:
    """Make this database a demo for good; there is no way back."""
    InstallationMark.objects.get_or_create(pk=DEMO, defaults={"set_at": at})
