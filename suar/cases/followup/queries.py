"""Reading follow-up contacts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

import suar.vault as vault
from suar.cases.followup import rules
from suar.cases.followup.rules import Contact
from suar.cases.models import Case, FollowUp, TriageCheck
from suar.cases.rows import opened
from suar.kit.actor import Actor
from suar.network.queries import local_day
from suar.ui.parts import Pill

SAFE = Pill(_("safe"), "ok")
NOT_SAFE = Pill(_("NOT safe"), "stop", "alert-triangle")


@dataclass(frozen=True, slots=True)
class FollowUpLine:
    """One contact, opened."""

    row: FollowUp
    plan: str
    note: str
    overdue: bool

    @property
    def safety(self) -> Pill | None:
        """Return what was said of safety; None where it was not asked."""
        if self.row.safe is None:
            return None
        return SAFE if self.row.safe else NOT_SAFE


def follow_ups_of(case: Case, *, by: Actor, at: datetime) -> list[FollowUpLine]:
    """Open the contacts of a case: planned ones first, then the latest done."""
    rows = list(FollowUp.objects.filter(case=case).order_by("-due_on", "-id"))
    if not rows:
        return []
    rows.sort(key=lambda r: (r.done_on is not None, -r.due_on.toordinal()))
    today = local_day(case.organisation, at)
    with vault.opened(case, by=by, at=at, record=case, purpose="follow_up"):
        return [
            FollowUpLine(r, opened(r.plan), opened(r.note), r.done_on is None and r.due_on < today)
            for r in rows
        ]


def answers_of(row: FollowUp, *, by: Actor, at: datetime) -> dict[str, Any]:
    """Return what came of a contact as its form takes it; empty before it was made."""
    if row.done_on is None:
        return {}
    with vault.opened(row.case, by=by, at=at, record=row.case, purpose="follow_up"):
        note = opened(row.note)
    said: dict[bool | None, str] = {True: "yes", False: "no"}
    return {
        "done_on": row.done_on, "reached": said.get(row.reached, ""),
        "safe": said.get(row.safe, ""), "note": note,
    }  # fmt: skip


def attempts(case: Case) -> tuple[date, ...]:
    """Return the days on which the person was not reached."""
    missed = FollowUp.objects.filter(case=case, reached=False, done_on__isnull=False)
    return tuple(d for d in missed.values_list("done_on", flat=True) if d is not None)


def not_safe_on(case: Case) -> date | None:
    """Return the day of the last contact, where it says "not safe" and nothing newer was asked."""
    rows = FollowUp.objects.filter(case=case, done_on__isnull=False, safe__isnull=False)
    told = [
        Contact(on, written or made, safe)
        for on, written, made, safe in rows.values_list("done_on", "written_at", "made_at", "safe")
        if on is not None
    ]
    if rules.not_safe_on(told, None) is None:
        return None
    checks = TriageCheck.objects.filter(case=case, all_asked=True).order_by("-number")
    return rules.not_safe_on(told, checks.values_list("made_at", flat=True).first())
