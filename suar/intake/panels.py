"""What the home page shows of intake: the reports that wait, and the way to take a new one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from suar.intake import queries
from suar.intake.views import grade_pill, place_words
from suar.kit.actor import Actor
from suar.policy import Permission

SHOWN = 6


def waiting(actor: Actor, at: datetime) -> Mapping[str, Any]:
    """Return the first reports that wait, most urgent first; none is worth saying too."""
    rows = queries.waiting(actor, at)
    return {
        "lines": [(row, grade_pill(row.grade), place_words(row)) for row in rows[:SHOWN]],
        "total": rows.count(),
        "may_take": actor.may(Permission.REPORT_TAKE),
    }
