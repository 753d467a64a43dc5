"""Reads of intake: the waiting reports, and one report opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Case, IntegerField, QuerySet, Value, When

from suar import vault
from suar.cases.triage.codes import Grade
from suar.intake import scope
from suar.intake.codes import State
from suar.intake.models import Report
from suar.kit.actor import Actor

URGENT_FIRST = Case(
    When(grade=Grade.RED, then=Value(0)),
    When(grade=Grade.AMBER, then=Value(1)),
    When(grade=Grade.NOT_ASKED, then=Value(2)),
    default=Value(3),
    output_field=IntegerField(),
)


def waiting(actor: Actor, at: datetime) -> QuerySet[Report]:
    """Return the reports that nobody has settled yet, most urgent and oldest first."""
    rows = scope.visible_to(actor, at).filter(state=State.NEW.value)
    return rows.annotate(urgency=URGENT_FIRST).order_by("urgency", "received_at", "id")


def settled(actor: Actor, at: datetime) -> QuerySet[Report]:
    """Return the settled reports that are still open to the actor."""
    return scope.visible_to(actor, at).exclude(state=State.NEW.value)


@dataclass(frozen=True, slots=True)
class OpenedReport:
    """What a report says, in plain words; holding it is a look."""

    call_name: str = ""
    reporter_name: str = ""
    reporter_contact: str = ""
    contact: dict[str, Any] = field(default_factory=dict)
    contact_number: str = ""
    must_not_know: tuple[tuple[str, str], ...] = ()
    urgent: dict[str, str] = field(default_factory=dict)
    place: str = ""
    story: str = ""


def opened(report: Report, by: Actor, at: datetime) -> OpenedReport:
    """Open a report: one look per quarter of an hour."""
    with vault.opened(report, by=by, at=at, purpose="report"):
        return content(report)


def content(report: Report) -> OpenedReport:
    """Return the content inside a block that opened the report."""
    entries = _value(report.must_not_know, [])
    return OpenedReport(
        call_name=_value(report.call_name, ""),
        reporter_name=_value(report.reporter_name, ""),
        reporter_contact=_value(report.reporter_contact, ""),
        contact=_value(report.contact, {}),
        contact_number=_value(report.contact_number, ""),
        must_not_know=tuple((category, whom.get("name", "")) for category, whom in entries),
        urgent=_value(report.urgent, {}),
        place=_value(report.place, ""),
        story=_value(report.story, ""),
    )


def _value(sealed: Any, empty: Any) -> Any:
    return empty if sealed is None else sealed.open()
