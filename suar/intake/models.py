"""The report: what was heard at the first contact, under a key of its own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from suar import vault
from suar.intake.codes import Channel, NoCase, Relation, Speaker, State, Where
from suar.kit.sensitivity import Sensitivity
from suar.network.models import OwnedSubjectRow, Unit

O, P = Sensitivity.OPERATIONAL, Sensitivity.PERSONAL  # noqa: E741 - short on purpose


def _choices(codes: type) -> list[tuple[str, str]]:
    return [(c.value, c.value) for c in codes]  # type: ignore[attr-defined]  # an enum class


class Report(OwnedSubjectRow):
    """One report. Reporter, person and safe contact stand apart; all that names is sealed."""

    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=_choices(Channel))
    speaker = models.CharField(max_length=10, choices=_choices(Speaker))
    relation = models.CharField(max_length=20, blank=True, choices=_choices(Relation))
    reporter_may_know = models.BooleanField(null=True)
    nameless = models.BooleanField(default=False)
    where = models.CharField(max_length=12, choices=_choices(Where))
    country = models.CharField(max_length=2, blank=True)
    regency = models.CharField(max_length=4, blank=True)
    grade = models.CharField(max_length=10)
    ground = models.CharField(max_length=20)
    ground_until = models.DateTimeField()
    state = models.CharField(max_length=15, choices=_choices(State), default=State.NEW.value)
    no_case = models.CharField(max_length=20, blank=True, choices=_choices(NoCase))
    case_id = models.UUIDField(null=True)
    searched_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.UUIDField(null=True)
    ground_asked_at = models.DateTimeField(null=True)
    coarsened_at = models.DateTimeField(null=True)

    call_name = vault.SealedText(max_length=120)
    reporter_name = vault.SealedText(max_length=120)
    reporter_contact = vault.SealedText(max_length=120)
    contact = vault.SealedJSON()  # people.contact.SafeContactRules
    contact_number = vault.SealedText(max_length=60)
    must_not_know = vault.SealedJSON()  # [[category, {"name": …}], …]
    urgent = vault.SealedJSON()  # {"U01": "YES", …}: only what was answered
    place = vault.SealedText(max_length=300)
    story = vault.SealedText(max_length=8000)

    objects = vault.SealedManager["Report"]()

    classes: ClassVar[dict[str, Sensitivity]] = {
        "code": O, "unit": O, "received_at": O, "channel": O, "speaker": O, "relation": P,
        "reporter_may_know": P, "nameless": P, "where": P, "country": P, "regency": P, "grade": P,
        "ground": O, "ground_until": O, "state": O, "no_case": O, "case_id": O, "searched_at": O,
        "settled_at": O, "settled_by": O, "ground_asked_at": O, "coarsened_at": O,
    }  # fmt: skip

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "-received_at"], name="report_state")
        ]

    def __str__(self) -> str:
        return self.code
