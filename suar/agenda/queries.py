"""Reads of the agenda: what to do first, mine or the team's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from suar.accounts.queries import names_of
from suar.agenda import scope, slots, team
from suar.agenda.codes import State
from suar.agenda.models import Task
from suar.kit.actor import Actor
from suar.ui.paging import CursorPage, cursor_page

RANKED = ("rank", "due_at")  # the order of every list of tasks


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One line of a list."""

    task: Task
    label: str | Promise
    address: str
    overdue: bool
    who: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class TaskPage:
    """One page of a list of tasks."""

    lines: Sequence[TaskLine]
    page: CursorPage[Task]


def my_tasks(*, actor: Actor, at: datetime) -> QuerySet[Task]:
    """Return the actor's open tasks."""
    return scope.mine(actor, still_open=True).filter(state=State.OPEN.value)


def team_tasks(*, actor: Actor, at: datetime, late: bool = False) -> QuerySet[Task]:
    """Return the team's open tasks, or those of them that are overdue."""
    rows = scope.team(actor, team.colleagues(actor, at), still_open=True)
    rows = rows.filter(state=State.OPEN.value)
    return rows.filter(due_at__lte=at) if late else rows


def page_of(rows: QuerySet[Task], at: datetime, cursor: str) -> TaskPage:
    """Return one page of some tasks: overdue first, then urgent, then by time."""
    page = cursor_page(first_things_first(rows, at), order=RANKED, cursor=cursor)
    return TaskPage(_lines(page.rows, at), page)


def first_lines(rows: QuerySet[Task], at: datetime, most: int) -> list[TaskLine]:
    """Return the first of some tasks as lines."""
    return _lines(first_things_first(rows, at)[:most], at)


def counts(rows: QuerySet[Task], at: datetime) -> tuple[int, int]:
    """Return how many tasks are open and how many of them are overdue."""
    still = rows.filter(state=State.OPEN.value)
    found = still.aggregate(all=Count("pk"), late=Count("pk", filter=Q(due_at__lte=at)))
    return found["all"], found["late"]


def open_for(record_id: UUID, *, organisation_id: UUID) -> QuerySet[Task]:
    """Return the open tasks of one record, for its own page."""
    found = Task.objects.filter(organisation_id=organisation_id, record_id=record_id)
    return found.filter(state=State.OPEN.value).order_by("due_at", "id")


def first_due(record_ids: Iterable[UUID], *, organisation_id: UUID) -> dict[UUID, datetime]:
    """Return when the first open task of each record is due; one query for a whole list."""
    still = Task.objects.filter(
        organisation_id=organisation_id, record_id__in=list(record_ids),
        state=State.OPEN.value,
    )  # fmt: skip
    found: dict[UUID, datetime] = {}
    for record_id, due_at in still.order_by("-due_at", "-pk").values_list("record_id", "due_at"):
        found[record_id] = due_at
    return found


def first_things_first(rows: QuerySet[Task], at: datetime) -> QuerySet[Task]:
    """Order open tasks: overdue and urgent, overdue, urgent, the rest; each by time."""
    late, soon = Q(due_at__lte=at), Q(urgent=True)
    rank = Case(
        When(late & soon, then=Value(0)), When(late, then=Value(1)), When(soon, then=Value(2)),
        default=Value(3), output_field=IntegerField(),
    )  # fmt: skip
    still = rows.filter(state=State.OPEN.value).select_related("unit")
    return still.annotate(rank=rank).order_by("rank", "due_at", "id")


def label_of(task: Task) -> str | Promise:
    """Return the words of a task: those of its source where its kind tells them apart."""
    found = slots.kinds.get(task.kind)
    return found.titles.get(task.source, found.label) if found else _("Task")


def address_of(task: Task) -> str:
    """Return the page where a task is done; nothing for a kind that nobody declares any more."""
    found = slots.kinds.get(task.kind)
    if found is None:
        return ""
    nearer = found.nearer(task.source) if found.nearer else ""
    return nearer or found.address(task.record_id)


def _lines(rows: Iterable[Task], at: datetime) -> list[TaskLine]:
    tasks = list(rows)
    names = names_of(t.user_id for t in tasks)
    return [_line(task, names, at) for task in tasks]


def _line(task: Task, names: dict[UUID, str], at: datetime) -> TaskLine:
    kind = slots.kinds.get(task.kind)
    who = names.get(task.user_id, "") if task.user_id else (task.unit.name if task.unit else "")
    return TaskLine(
        task=task, label=label_of(task), address=address_of(task),
        overdue=task.is_overdue(at), who=who, by_hand=kind.by_hand if kind else False,
    )  # fmt: skip
