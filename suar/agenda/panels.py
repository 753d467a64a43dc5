"""What the home page shows of the agenda."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import reverse

from suar.agenda import queries
from suar.kit.actor import Actor

SHOWN = 8


def mine(actor: Actor, at: datetime) -> Mapping[str, Any]:
    """Return the first tasks of the actor, overdue first, and how many there are."""
    rows = queries.my_tasks(actor=actor, at=at)
    total, overdue = queries.counts(rows, at)
    lines = queries.first_lines(rows, at, SHOWN)
    return {"lines": lines, "total": total, "overdue": overdue, "all": reverse("agenda:mine")}


def of_team(actor: Actor, at: datetime) -> Mapping[str, Any] | None:
    """Return what is overdue in the team: number, lines and linked list are one query.

    There is no panel where the team has no tasks.
    """
    total, overdue = queries.counts(queries.team_tasks(actor=actor, at=at), at)
    if not total:
        return None
    late = queries.team_tasks(actor=actor, at=at, late=True)
    lines = queries.first_lines(late, at, SHOWN) if overdue else []
    return {
        "lines": lines, "late": overdue, "late_list": f"{reverse('agenda:team')}?show=overdue",
        "total": total, "overdue": 0, "all": reverse("agenda:team"),
    }  # fmt: skip
