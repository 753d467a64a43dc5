"""A provision of law and the time in which it holds."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar.kit.sensitivity import Sensitivity
from suar.reference.models.fact import OPEN, Fact


class LegalText(Fact):
    """What one article says, in our own short words in both languages. No legal advice.

    The date of the act picks the provision (``queries.law_on``).
    """

    instrument = models.CharField(max_length=80)  # "UU 21/2007"
    article = models.CharField(max_length=40)  # "2", "8(4)", "29-30"
    text_id = models.TextField(max_length=1000)
    text_en = models.TextField(max_length=1000)

    classes: ClassVar[dict[str, Sensitivity]] = {
        "instrument": OPEN,
        "article": OPEN,
        "text_id": OPEN,
        "text_en": OPEN,
    }

    class Meta(Fact.Meta):
        abstract = False
        ordering = ["instrument", "article", "valid_from"]
        constraints = [
            *Fact.Meta.constraints,
            models.UniqueConstraint(
                fields=["instrument", "article", "valid_from"], name="law_article_once_a_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument} {self.article}"

    def text(self, language: str) -> str:
        """Return the words in a language."""
        return str(self.text_id if language.startswith("id") else self.text_en)
