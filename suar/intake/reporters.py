"""What the reporters of a case are to the person, as kinds: a new referral asks for it."""

from __future__ import annotations

from suar.cases.models import Case
from suar.intake.codes import Relation, Speaker
from suar.intake.models import Report
from suar.intake.on_case import led_to
from suar.intake.rules import STANDS_AS
from suar.people.codes import MustNot


def of_case(case: Case) -> frozenset[MustNot]:
    """Return the kinds; a relation that was not asked, or is forgotten, gives none."""
    heard = Report.objects.filter(
        led_to(case), organisation_id=case.organisation_id, speaker=Speaker.REPORTER.value
    )
    relations = set(heard.exclude(relation="").values_list("relation", flat=True))
    return frozenset(STANDS_AS[Relation(r)] for r in relations if Relation(r) in STANDS_AS)
