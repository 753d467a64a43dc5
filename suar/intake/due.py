"""What falls due with a report: act on it, and the end of the ground on which it is kept."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from suar import vault
from suar.agenda import actions as agenda
from suar.agenda.actions import About
from suar.cases.triage.codes import Grade
from suar.cases.triage.items import triage_on
from suar.intake.codes import State
from suar.intake.models import Report
from suar.kit.actor import Actor
from suar.kit.deadlines import Limit
from suar.network.models import Unit
from suar.network.queries import local_day, until_of
from suar.store.work import act
from suar.vault.models import Subject

RECEIVE = "intake.receive"  # search, then open the case or end the report
GROUND_ENDS = "intake.ground_ends"  # nobody settled it and its ground is over
RULE = "intake.report"
BATCH = 500
FOLLOW_UP = Limit(working_days=3, at_closing=True)  # what is not urgent


def ask_to_receive(report: Report, unit: Unit | None, by: Actor, at: datetime) -> None:
    """Add the task of a report: by its grade; what was not asked is due like an AMBER item."""
    house = report.organisation
    table = triage_on(local_day(house, at))
    limits = {Grade.RED: table.now, Grade.GREEN: FOLLOW_UP}
    limit = limits.get(Grade(report.grade), table.not_asked)
    agenda.add_task(
        kind=RECEIVE, about=about(report), source=RULE, by=by, at=at,
        due_at=until_of(house)(limit, at),
        unit=unit, user=None if unit else by.user_id, urgent=report.grade == Grade.RED,
        organisation_id=report.organisation_id,
    )  # fmt: skip


def about(report: Report) -> About:
    """Return the report as a task names it."""
    return About(report._meta.label_lower, report.pk, report.code, report.subject_id)


def run(organisation_id: UUID, by: Actor, at: datetime) -> int:
    """Look at reports whose ground has ended: settled ones are coarsened, others asked about."""
    over = Report.objects.filter(
        organisation_id=organisation_id, ground_until__lte=at, coarsened_at=None
    )
    held = Subject.objects.filter(organisation_id=organisation_id).exclude(held_by="")
    may_go = over.exclude(subject_id__in=held.values("pk"))  # a legal hold keeps a report, too
    settled = list(may_go.filter(state=State.NO_CASE.value)[:BATCH])
    for report in settled:
        coarsen(report=report, by=by, at=at)
    waiting = over.filter(state=State.NEW.value, ground_asked_at=None)
    for report in waiting.select_related("unit")[:BATCH]:
        ask_about_ground(report=report, by=by, at=at)
    return len(settled)


@act
def coarsen(*, report: Report, by: Actor, at: datetime) -> None:
    """Destroy the key of a report that led to no case; its plain facts stay for counts."""
    vault.erase(report.subject_id, by=by, at=at, reason="ground_ended")


@act
def ask_about_ground(*, report: Report, by: Actor, at: datetime) -> None:
    """Ask for a decision: nobody is forgotten because a date has passed."""
    agenda.add_task(
        kind=GROUND_ENDS, about=about(report), due_at=at, source=RULE, by=by, at=at,
        unit=report.unit, user=None if report.unit else report.made_by, urgent=True,
        organisation_id=report.organisation_id,
    )  # fmt: skip
    report.ground_asked_at = at
    report.save_change(expected=report.version, fields=["ground_asked_at"])


def forget(subjects: tuple[UUID, ...], by: Actor, at: datetime) -> None:
    """Fill ``vault.slots.on_erase``: what is plain keeps province and year only."""
    for report in Report.objects.filter(subject_id__in=subjects):
        report.relation = ""
        report.reporter_may_know = None
        report.regency = ""
        report.received_at = report.made_at = report.made_at.replace(
            month=1, day=1, hour=0, minute=0, second=0, microsecond=0
        )
        report.coarsened_at = at
        report.save_change(expected=report.version)
        agenda.cancel_for(record_id=report.pk, why="erased", by=by, at=at)
