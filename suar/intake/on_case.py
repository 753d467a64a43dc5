"""What the page of a case shows of the reports that led to it: folded, opening it is a look."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from suar import policy, vault
from suar.cases.codes import Source
from suar.cases.models import Case
from suar.intake import queries, rules, scope
from suar.intake.codes import Channel, Relation, Speaker
from suar.intake.labels import CHANNEL, RELATION
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.policy import Part, Permission


def led_to(case: Case) -> Q:
    """Return the condition of the reports of a case: its source, and what was tied to it later."""
    found = Q(case_id=case.pk)
    return found | Q(pk=case.source_id) if case.source_kind == Source.REPORT else found


def heard(case: Case, by: Actor, at: datetime, unfolded: bool) -> Mapping[str, Any] | None:
    """Return the reports open to the reader, newest first; their content only when unfolded."""
    rows = list(_reports(case, by, at))
    if not rows:
        return None
    may_follow = by.may(Permission.REPORT_VIEW)
    if not unfolded:
        return {"reports": [], "count": len(rows)}
    callable_ = set(
        policy.visible(_reports(case, by, at), by, at, Part.CONTACT).values_list("pk", flat=True)
    )
    with vault.opened(*rows, by=by, at=at, record=case, purpose="heard"):
        lines = [_line(row, with_number=row.pk in callable_) for row in rows]
    return {"reports": lines, "count": len(rows), "may_follow": may_follow}


def _reports(case: Case, by: Actor, at: datetime) -> QuerySet[Report]:
    rows = scope.visible_to(by, at).filter(led_to(case), coarsened_at=None)
    return rows.order_by("-received_at", "-id")


def _line(row: Report, *, with_number: bool) -> dict[str, Any]:
    plain = queries.content(row)
    return {
        "row": row,
        "channel": CHANNEL[Channel(row.channel)],
        "story": plain.story,
        "place": plain.place,
        "by_reporter": row.speaker == Speaker.REPORTER,
        "reporter": plain.reporter_name,
        "relation": RELATION[Relation(row.relation)] if row.relation else "",
        "number": plain.reporter_contact if with_number else "",
        "kept_out": rules.reporter_is_kept_out(row.speaker, row.reporter_may_know),
    }
