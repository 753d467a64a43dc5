"""What the site does by the clock, and what it joins: two packages that may not know each other."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from suar import vault
from suar.agenda.models import Task
from suar.cases.reminders import Kind
from suar.kit.actor import Actor, system_actor
from suar.kit.problem import Problem
from suar.notices import telling
from suar.notices.rules import Audience
from suar.policy import Permission
from suar.site import holding
from suar.ui import drafts

LATE = "task.late"
ERASE = Kind.ERASE.value  # asked for where a consent is withdrawn, answered here


def sweep_drafts(organisation_id: UUID, at: datetime) -> None:
    """Remove the drafts that nobody came back to within 14 days."""
    drafts.sweep(by=system_actor(organisation_id), at=at)


def holds_open_to(subject_id: UUID, actor: Actor, _at: datetime) -> bool:
    """Fill ``ui.slots.draft_records``: words about a hold, by who may place one, on who stands."""
    try:
        return bool(vault.lock_those_living([holding.root(subject_id, actor).pk]))
    except Problem:
        return False


def finish_erasures(organisation_id: UUID, at: datetime) -> None:
    """Destroy the keys of erasures that a crash left half-done."""
    vault.finish_erasures()


def tell_supervisor(task: Task, by: Actor, at: datetime) -> None:
    """Tell whoever answers for the unit that a task is late; joins the action that says so."""
    audience = Audience(
        organisation_id=task.organisation_id, unit_id=task.unit_id,
        permission=Permission.TASK_TEAM.value,
    )  # fmt: skip
    telling.tell(audience, kind=LATE, record_id=task.pk, record_code=task.record_code, by=by, at=at)
